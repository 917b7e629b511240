"""Names of WordprocessingML (ECMA-376 part 1) that the engine speaks of."""

from typing import Final

from lxml import etree

RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML: ``w("p")``."""
    return f"{{{W}}}{name}"


def parse(blob: bytes) -> etree._Element:
    """Return the root of an XML part; entities stay unread, comments are dropped.

    Raises ``ValueError`` for a document type, ``etree.XMLSyntaxError`` for XML that is not well-formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    root = etree.fromstring(blob, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type (DTD) is not allowed")
    return root


def serialise(root: etree._Element) -> str:
    """Return the element as text, with no line break of its own in it."""
    written: str = etree.tostring(root, encoding="unicode")
    return written.replace("\n", "&#10;")


DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

_CELL_PROPERTIES = (
    *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap"),
    *("tcMar", "textDirection", "tcFitText", "vAlign", "hideMark"),
)
_ORDER = {w(name): rank for rank, name in enumerate(_CELL_PROPERTIES)}


def set_cell_property(cell: etree._Element, name: str, **values: str) -> None:
    """Give the cell the property ``w:name`` with these attributes, in schema order (17.4.66), replacing an old one."""
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = etree.Element(w("tcPr"))
        cell.insert(0, properties)
    for old in properties.findall(w(name)):
        properties.remove(old)
    rank = _ORDER[w(name)]
    before = sum(1 for child in properties if _ORDER.get(child.tag, len(_ORDER)) < rank)
    properties.insert(before, etree.Element(w(name), {w(key): value for key, value in values.items()}))
