"""What a block that prints nothing leaves: a cell, header or note keeps a paragraph, a table without rows goes."""

import re
from typing import Final

# A cell and a text box end in a paragraph (17.4.65: else Word offers to repair the file).
_FILLED: Final = (
    ("</w:tcPr></w:tc>", "</w:tcPr><w:p/></w:tc>"),
    ("<w:tcPr/></w:tc>", "<w:tcPr/><w:p/></w:tc>"),
    ("<w:tc></w:tc>", "<w:tc><w:p/></w:tc>"),
    ("</w:tbl></w:tc>", "</w:tbl><w:p/></w:tc>"),
    ("<w:txbxContent></w:txbxContent>", "<w:txbxContent><w:p/></w:txbxContent>"),
    ("</w:tbl></w:txbxContent>", "</w:tbl><w:p/></w:txbxContent>"),
)
_NO_ROWS: Final = ("</w:tblGrid></w:tbl>", "<w:tblGrid/></w:tbl>")
_EMPTY_TABLE = re.compile(r"<w:tbl>(?:(?!<w:tbl>|<w:tr[ >]).)*</w:tbl>", re.DOTALL)
# Headers, footers and notes are other parts than the body.
_EMPTY_STORY = re.compile(r"(<w:(?:hdr|ftr|footnote|endnote|comment)(?: [^<>]*)?>)(?=</w:)")


def close_gaps(xml: str) -> str:
    """Return the part with no empty cell, text box, header, footer or note, and no table without rows."""
    if any(gap in xml for gap in _NO_ROWS):
        xml = _EMPTY_TABLE.sub("", xml)
    for gap, filled in _FILLED:
        xml = xml.replace(gap, filled)
    return xml if "<w:body>" in xml else _EMPTY_STORY.sub(r"\1<w:p/>", xml)
