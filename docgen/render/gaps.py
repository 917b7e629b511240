"""What a block that prints nothing leaves: a cell, header or note keeps a paragraph, a table without rows goes.

Where a template can leave such a gap, its code looks at the pieces of text that it has printed so far, right there.
"""

import re
from collections.abc import Sequence
from typing import Final

from docgen.render.tags import Position

# Each ends in a paragraph (17.4.65 for cells): else Word offers to repair the file.
_HOLD_PARAGRAPHS = {"w:tc", "w:txbxContent", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:comment"}
_PARAGRAPH = (b"<w:p>", b"<w:p ", b"<w:p/", b"</w:p>")
_TABLE: Final = b"<w:tbl>"
_ROWS_END: Final = b"</w:tr></w:tbl>"
_ROW = re.compile(b"<w:tr[ >]")


def due(name: str) -> Position | None:
    """Return what is due where an element ends whose rows or paragraphs may all be left out, if anything is."""
    if name == "w:tbl":
        return Position.ROW_DUE
    return Position.PARAGRAPH_DUE if name in _HOLD_PARAGRAPHS else None


def end_in_paragraph(pieces: list[bytes]) -> None:
    """Add an empty paragraph, unless the last thing printed is a paragraph."""
    if pieces and pieces[-1].endswith(_PARAGRAPH[-1]):
        return
    ending = b"".join(pieces[last(pieces, b"<") :])
    if not ending.startswith(_PARAGRAPH, ending.rfind(b"<")):
        pieces.append(b"<w:p/>")


def drop_empty_table(pieces: list[bytes]) -> None:
    """Take the table that was printed last away again if it has no row."""
    if b"".join(pieces[-len(_ROWS_END) :]).endswith(_ROWS_END):
        return
    begin = last(pieces, _TABLE)
    before, table, rest = b"".join(pieces[begin:]).rpartition(_TABLE)
    if table and not _ROW.search(rest):
        pieces[begin:] = [before]


def last(pieces: Sequence[bytes], sought: bytes) -> int:
    """Return the number of the last piece that holds ``sought``; 0 if none does."""
    return next((number for number in range(len(pieces) - 1, -1, -1) if sought in pieces[number]), 0)
