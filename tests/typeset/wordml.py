"""Word files from the WordprocessingML that they are about: ``docx(paragraph("text") + section())``."""

import io
import zipfile

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "dsp": "http://schemas.microsoft.com/office/drawing/2008/diagram",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PICTURES = {"png": "png", "jpg": "jpeg", "svg": "svg+xml", "emf": "x-emf"}
A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" '
    'w:header="851" w:footer="992" w:gutter="0"/>'
)
FANGSONG = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
    'w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
)


def run(text: str, properties: str = "") -> str:
    """A run of text, with the inside of its ``w:rPr``."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of plain text, with the inside of its ``w:pPr``."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def section(inside: str = A4) -> str:
    """The set-up of the last section."""
    return f"<w:sectPr>{inside}</w:sectPr>"


def table(*rows: str, properties: str = "", grid: tuple[int, ...] = (3000, 3000)) -> str:
    """A table of rows, with the inside of its ``w:tblPr`` and its columns in twips."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells, with the inside of its ``w:trPr``."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str = "", properties: str = "") -> str:
    """A cell of paragraphs, or of plain text, with the inside of its ``w:tcPr``."""
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def field(instruction: str, result: str = "1") -> str:
    """A complex field with its cached result."""
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}{code}{marks[1]}{run(result)}{marks[2]}"


def docx(body: str, **parts: str | bytes) -> bytes:
    """A DOCX with ``body`` and other parts by kind: styles, numbering, settings, header1, footnotes, media_png …

    A part of a kind that is given as text is the inside of its root element, or the whole of it with a declaration; its
    relationship id is its name.
    """
    roots = {"styles": "styles", "numbering": "numbering", "settings": "settings", "footnotes": "footnotes"}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(parts),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml"), **_core(parts)}),
    }
    parts.setdefault("styles", FANGSONG)
    related: dict[str, tuple[str, str]] = {}
    for name, content in parts.items():
        if name == "core":
            files["docProps/core.xml"] = content
        elif isinstance(content, bytes):
            target = name.replace("_", ".")
            files[f"word/media/{target}"] = content
            related[name] = ("image", f"media/{target}")
        else:
            kind = name.rstrip("0123456789")
            root = roots.get(kind, {"header": "hdr", "footer": "ftr"}.get(kind, kind))
            whole = content.startswith("<?xml")
            files[f"word/{name}.xml"] = content if whole else f"<w:{root} {NAMESPACES}>{content}</w:{root}>"
            related[name] = (kind, f"{name}.xml")
    files["word/_rels/document.xml.rels"] = _relations(related)
    return packed(files)


def packed(files: dict[str, str | bytes]) -> bytes:
    """A zip of files, always the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _relations(items: dict[str, tuple[str, str]]) -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    inside = "".join(
        f'<Relationship Id="{name}" Type="{core if kind == "core" else f"{RELATIONSHIPS}/{kind}"}" Target="{target}"/>'
        for name, (kind, target) in items.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def _core(parts: dict[str, str | bytes]) -> dict[str, tuple[str, str]]:
    return {"rId2": ("core", "docProps/core.xml")} if "core" in parts else {}


def _content_types(parts: dict[str, str | bytes]) -> str:
    kinds = {"header": "header", "footer": "footer"}
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    listed = {"document": "document.main", **{name: kinds.get(name.rstrip("0123456789"), name) for name in parts}}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{main}.{kind}+xml"/>'
        for name, kind in listed.items()
        if name == "document" or isinstance(parts[name], str)
    )
    pictures = "".join(f'<Default Extension="{name}" ContentType="image/{kind}"/>' for name, kind in PICTURES.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{pictures}{overrides}</Types>'
    )
