# ruff: noqa: E501 - a kind of damage a line
"""Every kind of damage that the doctor knows is seeded in a whole document, one at a time, and found by its name."""

import pytest

from docgen.doctor import examine

DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
RELS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
TEXT = "<w:r><w:t>页</w:t></w:r>"

# Each: what is damaged, the code that tells it, the part, and what is put in the place of what.
DAMAGE = [
    ("torn XML", "DOC-11", DOCUMENT, "</w:body>", ""),
    ("a document type", "DOC-12", DOCUMENT, '<?xml version="1.0"?>', '<!DOCTYPE w [<!ENTITY e "x">]>'),
    ("a part without content type", "DOC-13", TYPES, '<Override PartName="/word/header1.xml"', '<Nothing Of="it"'),
    ("a content type of nothing", "DOC-14", TYPES, "</Types>", '<Override PartName="/word/gone.xml" ContentType="a"/></Types>'),
    ("a package without body", "DOC-15", "_rels/.rels", "/officeDocument", "/another"),
    ("a body of another form", "DOC-15", DOCUMENT, "openxmlformats.org/wordprocessingml/2006", "example.org/word"),
    ("a dangling relationship", "DOC-16", RELS, "styles.xml", "gone.xml"),
    ("two relationships of one id", "DOC-17", RELS, 'Id="rId3"', 'Id="rId2"'),
    ("an orphan", "DOC-18", RELS, 'Target="media/image1.png"', 'TargetMode="External" Target="http://example.org"'),
    ("a picture without relationship", "DOC-19", DOCUMENT, 'r:embed="rId9"', 'r:embed="rId99"'),
    ("a header that is a footer", "DOC-20", DOCUMENT, 'default" r:id="rId6"', 'default" r:id="rId7"'),
    ("properties of a paragraph in disorder", "DOC-30", DOCUMENT,
     '<w:spacing w:before="120"/><w:jc w:val="center"/>', '<w:jc w:val="center"/><w:spacing w:before="120"/>'),
    ("properties of a run in disorder", "DOC-30", DOCUMENT, '<w:b/><w:sz w:val="32"/>', '<w:sz w:val="32"/><w:b/>'),
    ("properties of a table in disorder", "DOC-30", DOCUMENT,
     '<w:tblStyle w:val="Grid"/><w:tblW w:w="0" w:type="auto"/>', '<w:tblW w:w="0"/><w:tblStyle w:val="Grid"/>'),
    ("properties of a cell in disorder", "DOC-30", DOCUMENT,
     '<w:tcW w:w="100" w:type="dxa"/><w:vMerge w:val="restart"/>', '<w:vMerge w:val="restart"/><w:tcW w:w="100"/>'),
    ("a section in disorder", "DOC-30", DOCUMENT, "<w:sectPr>", "<w:sectPr><w:cols/>"),
    ("a grid before its properties", "DOC-30", DOCUMENT, "<w:tbl>", '<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr>'),
    ("a style in disorder", "DOC-30", STYLES,
     '<w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Normal"/><w:name w:val="heading 1"/>'),
    ("a level in disorder", "DOC-30", NUMBERING,
     '<w:start w:val="1"/><w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:start w:val="1"/>'),
    ("properties after the text", "DOC-30", DOCUMENT, TEXT, "<w:r><w:t>页</w:t><w:rPr/></w:r>"),
    ("a property that is none", "DOC-31", DOCUMENT, "<w:b/>", "<w:b/><w:jc/>"),
    ("a paragraph in a paragraph", "DOC-31", DOCUMENT, TEXT, "<w:p/>"),
    ("a text outside a run", "DOC-31", DOCUMENT, TEXT, "<w:t>页</w:t>"),
    ("a cell outside a row", "DOC-31", DOCUMENT, "</w:tbl>", "<w:tc><w:p/></w:tc></w:tbl>"),
    ("a property twice", "DOC-32", DOCUMENT, "<w:b/>", "<w:b/><w:b/>"),
    ("a table without grid", "DOC-33", DOCUMENT, "w:tblGrid>", "w:tblNone>"),
    ("two drawings of one id", "DOC-40", DOCUMENT, "</wp:inline>", '<wp:docPr id="7" name="2"/></wp:inline>'),
    ("two bookmarks of one id over parts", "DOC-41", "word/header1.xml", 'w:id="2"', 'w:id="1"'),
    ("two bookmarks of one name over parts", "DOC-42", "word/header1.xml", 'w:name="top"', 'w:name="Aims"'),
    ("a bookmark without end", "DOC-43", DOCUMENT, '<w:bookmarkEnd w:id="1"/>', ""),
    ("a bookmark without beginning", "DOC-43", DOCUMENT, '<w:bookmarkStart w:id="1" w:name="aims"/>', ""),
    ("a comment's range without end", "DOC-43", DOCUMENT, '<w:commentRangeEnd w:id="3"/>', ""),
    ("two comments of one id", "DOC-44", "word/comments.xml", "</w:comments>", '<w:comment w:id="3"><w:p/></w:comment></w:comments>'),
    ("a comment that is not there", "DOC-45", DOCUMENT, '<w:commentReference w:id="3"/>', '<w:commentReference w:id="4"/>'),
    ("two revisions of one id", "DOC-46", DOCUMENT, 'w:id="12"', 'w:id="11"'),
    ("a field without end", "DOC-50", DOCUMENT, '<w:fldChar w:fldCharType="end"/>', ""),
    ("a field without beginning", "DOC-51", DOCUMENT, '<w:fldChar w:fldCharType="begin"/>', ""),
    ("a separator twice", "DOC-52", DOCUMENT, "<w:t>1</w:t>", '<w:fldChar w:fldCharType="separate"/>'),
    ("a field's code outside", "DOC-53", DOCUMENT, TEXT, "<w:r><w:instrText>PAGE</w:instrText></w:r>"),
    ("a field's mark of no kind", "DOC-54", DOCUMENT, 'w:fldCharType="begin"', 'w:fldCharType="start"'),
    ("a reference to no bookmark", "DOC-55", DOCUMENT, "PAGEREF aims", "PAGEREF goals"),
    ("a link to no bookmark", "DOC-55", DOCUMENT, TEXT, f'<w:hyperlink w:anchor="goals">{TEXT}</w:hyperlink>'),
    ("a style that is not there", "DOC-60", DOCUMENT, 'w:val="Heading1"', 'w:val="Heading9"'),
    ("two styles of one id", "DOC-61", STYLES, 'w:styleId="Strong"', 'w:styleId="Normal"'),
    ("a style based on itself", "DOC-62", STYLES, '<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:basedOn w:val="Heading1"/>'),
    ("a paragraph with a style for characters", "DOC-63", DOCUMENT, 'w:val="Heading1"', 'w:val="Strong"'),
    ("a list that is not there", "DOC-64", DOCUMENT, '<w:numId w:val="1"/>', '<w:numId w:val="8"/>'),
    ("a list without definition", "DOC-65", NUMBERING, '<w:abstractNumId w:val="0"/>', '<w:abstractNumId w:val="5"/>'),
    ("two lists of one id", "DOC-66", NUMBERING, "</w:num>", '</w:num><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'),
    ("a footnote that is not there", "DOC-67", DOCUMENT, '<w:footnoteReference w:id="2"/>', '<w:footnoteReference w:id="5"/>'),
    ("two footnotes of one id", "DOC-68", "word/footnotes.xml", "</w:footnotes>", '<w:footnote w:id="2"><w:p/></w:footnote></w:footnotes>'),
    ("two headers for the same pages", "DOC-69", DOCUMENT, "<w:footerReference", '<w:headerReference r:id="rId6"/><w:footerReference'),
    ("a cell without paragraph at its end", "DOC-80", DOCUMENT, "<w:p><w:r><w:t>丁</w:t></w:r></w:p>", ""),
    ("a row without cells", "DOC-81", DOCUMENT, "</w:tbl>", "<w:tr/></w:tbl>"),
    ("a table without rows", "DOC-82", DOCUMENT, "<w:sectPr>", "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl><w:sectPr>"),
    ("spans that do not add up", "DOC-83", DOCUMENT, '<w:gridSpan w:val="2"/>', ""),
    ("a cell that continues nothing", "DOC-84", DOCUMENT, '<w:vMerge w:val="restart"/>', ""),
]  # fmt: skip


def found(blob: bytes) -> list[tuple[str, str]]:
    return [(symptom.code, symptom.part) for symptom in examine(blob, "a.docx")]


def test_a_whole_document_has_no_symptom(members, pack):
    assert not found(pack(members))


@pytest.mark.parametrize(("code", "part", "old", "new"), [row[1:] for row in DAMAGE], ids=[row[0] for row in DAMAGE])
def test_damage_is_found_by_its_name_and_in_its_part(members, pack, code, part, old, new):
    text = members[part].decode()
    assert old in text
    members[part] = text.replace(old, new).encode()
    where = {"DOC-13": "word/header1.xml", "DOC-15": "", "DOC-18": "word/media/image1.png"}.get(code, part)
    assert (code, where) in found(pack(members))


@pytest.mark.parametrize(
    ("code", "name", "content"),
    [
        ("DOC-70", "word/media/image1.png", b""),
        ("DOC-71", "word/media/image1.png", b"GIF89a"),
        ("DOC-21", "word/_rels/gone.xml.rels", b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'),
        ("DOC-18", "word/left.png", b"\x89PNG\r\n\x1a\n"),
    ],
    ids=["an empty picture", "a picture of another type", "relationships of nothing", "a part that nothing uses"],
)  # fmt: skip
def test_a_member_that_does_not_belong_is_found(members, pack, code, name, content):
    assert found(pack(members | {name: content})) == [(code, name)]


def test_a_missing_list_of_content_types_is_found(members, pack):
    del members[TYPES]
    assert ("DOC-10", "") in found(pack(members))


def test_an_element_that_only_older_programs_read_may_repeat_what_stands_before_it(members, pack):
    drawing = '<wp:docPr id="7" name="图 1"/>'
    alternate = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{drawing}</mc:Fallback></mc:AlternateContent>'
    )
    members[DOCUMENT] = members[DOCUMENT].decode().replace(drawing, alternate).encode()
    assert not found(pack(members))
