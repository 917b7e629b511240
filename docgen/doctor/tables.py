"""Tables (17.4): rows have cells, cells end with a paragraph, and the cells of every row fill the same columns."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from docgen.diagnostics import Wording
from docgen.doctor.document import Document
from docgen.doctor.places import Part
from docgen.doctor.symptoms import Disorder, Symptom
from docgen.doctor.word import MARKUP, inner, number, text, w

_NO_PARAGRAPH = Disorder(
    "DOC-80", Wording("单元格没有以段落结尾，Word 打不开", "the cell does not end with a paragraph: Word refuses this")
)
_NO_CELL = Disorder("DOC-81", Wording("表格行里没有单元格，Word 打不开", "the row has no cell: Word refuses this"))
_NO_ROW = Disorder("DOC-82", Wording("表格没有行，Word 打不开", "the table has no row: Word refuses this"))
_UNEVEN = Disorder(
    "DOC-83",
    Wording("这一行的单元格占 {filled} 列，表格有 {columns} 列", "the row's cells fill {filled} columns of {columns}"),
    Wording(
        "在 Word 中调整这一行的单元格，使它与别的行对齐", "Make the cells of this row meet those of the others in Word."
    ),
)
_NOTHING_ABOVE = Disorder(
    "DOC-84",
    Wording(
        "单元格接着上面的单元格，而上面没有同宽的合并单元格",
        "the cell continues one above it, but no such cell is there",
    ),
    Wording("拆分这些单元格，再重新合并", "Split these cells and merge them anew."),
)


class _Cell(NamedTuple):
    """A cell in the grid: its first column and the one after its last."""

    element: etree._Element
    start: int
    end: int
    merge: str  # restart, continue, or nothing


def tables(document: Document) -> Iterator[Symptom]:
    """Yield what is wrong with the rows and cells of tables."""
    for part in document.stories:
        for element in part.elements:
            if element.tag == w("tc") and not _ends_with_paragraph(element):
                yield part.symptom(_NO_PARAGRAPH, element)
            elif element.tag == w("tbl"):
                yield from _table(part, element)


def _ends_with_paragraph(cell: etree._Element) -> bool:
    blocks = [child for child in inner(cell) if child.tag not in MARKUP]
    return bool(blocks) and blocks[-1].tag == w("p")


def _table(part: Part, table: etree._Element) -> Iterator[Symptom]:
    rows = [child for child in inner(table) if child.tag == w("tr")]
    if not rows:
        yield part.symptom(_NO_ROW, table)
    grid = table.find(w("tblGrid"))
    columns = 0 if grid is None else len(grid.findall(w("gridCol")))
    above: list[_Cell] | None = []
    for row in rows:
        if not any(child.tag == w("tc") for child in inner(row)):
            yield part.symptom(_NO_CELL, row)
        placed = _placed(row)
        if placed is None:
            above = None
            continue
        cells, filled = placed
        if columns and cells and filled != columns:
            yield part.symptom(_UNEVEN, row, filled=filled, columns=columns)
        if above is not None:
            yield from (part.symptom(_NOTHING_ABOVE, cell.element) for cell in cells if not _joins(cell, above))
        above = cells


def _joins(cell: _Cell, above: list[_Cell]) -> bool:
    """Return whether what the cell continues stands above it."""
    if cell.merge != "continue":
        return True
    return any(other.merge and (other.start, other.end) == (cell.start, cell.end) for other in above)


def _placed(row: etree._Element) -> tuple[list[_Cell], int] | None:
    """Return the cells of a row in the grid, and how many columns the row fills.

    None where a template's tag settles it later: one in the place of a span, or ``{%tc``, which takes its cell away.
    """
    if "{%tc" in text(row):
        return None
    start = number(row.find(f"{w('trPr')}/{w('gridBefore')}"), 0)
    after = number(row.find(f"{w('trPr')}/{w('gridAfter')}"), 0)
    cells = []
    for element in (child for child in inner(row) if child.tag == w("tc")):
        span = number(element.find(f"{w('tcPr')}/{w('gridSpan')}"), 1)
        if start is None or span is None:
            return None
        cells.append(_Cell(element, start, start + span, _merge(element)))
        start += span
    return None if start is None or after is None else (cells, start + after)


def _merge(cell: etree._Element) -> str:
    found = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    return "" if found is None else str(found.get(w("val"), "continue"))
