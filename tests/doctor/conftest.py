"""A whole document with a little of everything in it, written by hand so that any part of it can be damaged."""

import io
import zipfile
from collections.abc import Mapping

import pytest

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
DRAWN = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000010802000000"
    "7b40e8dd0000000c4944415478da6360606000000004000146f7d4d80000000049454e44ae426082"
)
KINDS = {
    "document": "document.main",
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "comments": "comments",
    "header1": "header",
    "footer1": "footer",
}

BODY = """\
<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:spacing w:before="120"/><w:jc w:val="center"/></w:pPr>\
<w:bookmarkStart w:id="1" w:name="aims"/><w:r><w:rPr><w:b/><w:sz w:val="32"/></w:rPr><w:t>一、目标</w:t></w:r>\
<w:bookmarkEnd w:id="1"/></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>第一项</w:t></w:r>\
<w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:commentRangeStart w:id="3"/><w:r><w:t>见第</w:t></w:r><w:commentRangeEnd w:id="3"/>\
<w:r><w:commentReference w:id="3"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>\
<w:r><w:instrText> PAGEREF aims </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>\
<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>页</w:t></w:r></w:p>
<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="100"/>\
<w:gridCol w:w="100"/><w:gridCol w:w="100"/></w:tblGrid>
<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/><w:vMerge w:val="restart"/></w:tcPr>\
<w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>\
<w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:tc>\
<w:tc><w:p><w:r><w:t>丁</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:drawing><wp:inline><wp:docPr id="7" name="图 1"/><a:blip r:embed="rId9"/></wp:inline>\
</w:drawing></w:r></w:p>
<w:p><w:ins w:id="11" w:author="a"><w:r><w:t>新</w:t></w:r></w:ins><w:del w:id="12" w:author="a"><w:r>\
<w:delText>旧</w:delText></w:r></w:del></w:p>
<w:sectPr><w:headerReference w:type="default" r:id="rId6"/><w:footerReference w:type="default" r:id="rId7"/>\
<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>"""

STYLES = """\
<w:docDefaults/><w:style w:type="paragraph" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/></w:style>"""

NUMBERING = """\
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>\
<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""


def part(root: str, inside: str) -> bytes:
    return f'<?xml version="1.0"?><w:{root} {W} {R} {DRAWN}>{inside}</w:{root}>'.encode()


def relations(targets: Mapping[str, tuple[str, str]]) -> bytes:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'.encode()


def whole() -> dict[str, bytes]:
    """The members of a document with nothing wrong in it."""
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}.{kind}+xml"/>' for name, kind in KINDS.items()
    )
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
        ).encode(),
        "_rels/.rels": relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": relations(
            {
                "rId2": ("styles", "styles.xml"),
                "rId3": ("numbering", "numbering.xml"),
                "rId4": ("footnotes", "footnotes.xml"),
                "rId5": ("comments", "comments.xml"),
                "rId6": ("header", "header1.xml"),
                "rId7": ("footer", "/word/footer1.xml"),
                "rId9": ("image", "media/image1.png"),
            }
        ),
        "word/document.xml": part("document", f"<w:body>{BODY}</w:body>"),
        "word/styles.xml": part("styles", STYLES),
        "word/numbering.xml": part("numbering", NUMBERING),
        "word/footnotes.xml": part(
            "footnotes", '<w:footnote w:id="2"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>'
        ),
        "word/comments.xml": part("comments", '<w:comment w:id="3" w:author="a"><w:p/></w:comment>'),
        "word/header1.xml": part("hdr", '<w:p><w:bookmarkStart w:id="2" w:name="top"/><w:bookmarkEnd w:id="2"/></w:p>'),
        "word/footer1.xml": part("ftr", '<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'),
        "word/media/image1.png": PNG,
    }


def packed(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def members() -> dict[str, bytes]:
    """The members of a whole document, to be damaged."""
    return whole()


@pytest.fixture(scope="session")
def pack():
    """Pack members into a .docx."""
    return packed
