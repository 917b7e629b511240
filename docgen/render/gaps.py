"""What a block that prints nothing leaves: a cell, header or note keeps a paragraph, a table without rows goes."""

import re
from collections.abc import Callable, Collection
from typing import Final

_Closing = Callable[[str], str]

_EMPTY_TABLE = re.compile(r"<w:tbl>(?:(?!<w:tbl>|<w:tr[ >]).)*</w:tbl>", re.DOTALL)
_EMPTY_STORY = re.compile(r"(<w:(?:hdr|ftr|footnote|endnote|comment)(?: [^<>]*)?>)(?=</w:)")


def closings(containers: Collection[str]) -> tuple[_Closing, ...]:
    """Return what closes the gaps in elements (``w:tc`` …) that hold rows, cells or paragraphs under a condition."""
    return tuple(closing for closing, wanted in _CLOSINGS.items() if wanted.intersection(containers))


def close_tables(xml: str) -> str:
    """Return the part without the tables that have no rows."""
    has_gap = "</w:tblGrid></w:tbl>" in xml or "<w:tblGrid/></w:tbl>" in xml
    return _EMPTY_TABLE.sub("", xml) if has_gap else xml


def close_cells(xml: str) -> str:
    """Return the part with a paragraph at the end of each cell (17.4.65: else Word offers to repair the file)."""
    xml = xml.replace("</w:tcPr></w:tc>", "</w:tcPr><w:p/></w:tc>")
    xml = xml.replace("<w:tcPr/></w:tc>", "<w:tcPr/><w:p/></w:tc>")
    return xml.replace("<w:tc></w:tc>", "<w:tc><w:p/></w:tc>").replace("</w:tbl></w:tc>", "</w:tbl><w:p/></w:tc>")


def close_boxes(xml: str) -> str:
    """Return the part with a paragraph at the end of each text box."""
    xml = xml.replace("<w:txbxContent></w:txbxContent>", "<w:txbxContent><w:p/></w:txbxContent>")
    return xml.replace("</w:tbl></w:txbxContent>", "</w:tbl><w:p/></w:txbxContent>")


def close_stories(xml: str) -> str:
    """Return the header, footer, notes or comments with a paragraph in each."""
    return _EMPTY_STORY.sub(r"\1<w:p/>", xml)


_CLOSINGS: Final[dict[_Closing, set[str]]] = {
    close_tables: {"w:tbl", "w:tr"},
    close_cells: {"w:tc"},
    close_boxes: {"w:txbxContent"},
    close_stories: {"w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:comment"},
}
