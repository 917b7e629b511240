"""What a block that prints nothing leaves: a cell, header or note keeps a paragraph, a table without rows goes.

Where a template can leave such a gap, its source has a character of warning before the closing tag: one that XML cannot
carry, so that no value brings it. A rendered part is searched for these characters alone.
"""

import re
from typing import Final

_PARAGRAPH_DUE: Final = "\x03"
_ROW_DUE: Final = "\x04"
# Each ends in a paragraph (17.4.65 for cells): else Word offers to repair the file.
_HOLD_PARAGRAPHS = {"w:tc", "w:txbxContent", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:comment"}
_PARAGRAPH = ("<w:p>", "<w:p ", "<w:p/", "</w:p>")
_EMPTY_TABLE = re.compile(r"<w:tbl>(?:(?!<w:tbl>|<w:tr[ >]).)*</w:tbl>", re.DOTALL)


def warning(name: str) -> str:
    """Return the character of warning for an element whose rows or paragraphs may all be left out, if it needs one."""
    if name == "w:tbl":
        return _ROW_DUE
    return _PARAGRAPH_DUE if name in _HOLD_PARAGRAPHS else ""


def close_gaps(xml: str) -> str:
    """Return the part without the characters of warning, and without what they warn of."""
    *tables, rest = xml.split(_ROW_DUE)
    if tables:
        xml = "".join((*tables, rest))
        if not all(table.endswith("</w:tr>") for table in tables):
            xml = _EMPTY_TABLE.sub("", xml)
    *holders, rest = xml.split(_PARAGRAPH_DUE)
    return "".join((*map(_ending_in_paragraph, holders), rest)) if holders else xml


def _ending_in_paragraph(xml: str) -> str:
    return xml if xml.startswith(_PARAGRAPH, xml.rfind("<")) else f"{xml}<w:p/>"
