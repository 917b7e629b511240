"""What the rows and cells of a table say of themselves, read once for all that say the same."""

from dataclasses import dataclass

from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.typeset.looks import Line
from docgen.typeset.word.package import W
from docgen.typeset.word.properties import Props
from docgen.typeset.word.source import Source
from docgen.typeset.word.tablestyles import Sides, cell_properties
from docgen.typeset.word.values import VAL, child, is_on, line, points, sides, text_of, whole, xml
from docgen.typeset.word.widths import Width, width

MAX_COLUMNS = 200
_NO_WRAP = Wording("单元格不换行", "cell that does not wrap")
_WRAPPED = Wording("文字放不下时仍换行", "its text wraps where it does not fit")
_ROW_NAMES = (
    "cnfStyle gridBefore gridAfter wBefore wAfter cantSplit tblHeader trHeight jc tblCellSpacing hidden ins del "
    "trPrChange divId"
)
_CELL_NAMES = (
    "cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark tcPrChange cellIns"
)
_ROW_KNOWN, _CELL_KNOWN = frozenset(_ROW_NAMES.split()), frozenset(_CELL_NAMES.split())


@dataclass(frozen=True, slots=True)
class RowProperties:
    """A ``w:trPr``: the columns left empty ``before`` it, its height, whether it is a header, whole, or deleted."""

    before: int
    height: float | None
    exact: bool
    header: bool
    unbreakable: bool
    deleted: bool


@dataclass(frozen=True, slots=True, eq=False)
class CellProperties:
    """A ``w:tcPr``: the columns that a cell covers, how it goes on (``merged``) from the one above, its looks."""

    columns: int
    merged: str | None
    width: Width
    looks: Props
    lines: Sides
    diagonals: tuple[Line | None, Line | None]


def row_properties(source: Source, row: Element) -> RowProperties:
    """Return what a ``w:tr`` says of itself."""
    element = child(row, "trPr")
    return source.recall("row", xml(element), None, lambda: _row(source, element))


def cell_of(source: Source, cell: Element) -> CellProperties:
    """Return what a ``w:tc`` says of itself."""
    element = child(cell, "tcPr")
    return source.recall("cell", xml(element), None, lambda: _cell(source, element))


def _row(source: Source, element: Element | None) -> RowProperties:
    source.warnings.expect(element, _ROW_KNOWN)
    height = child(element, "trHeight")
    return RowProperties(
        before=whole(text_of(element, "gridBefore")),
        height=None if height is None else points(height.get(VAL)),
        exact=height is not None and height.get(W + "hRule") == "exact",
        header=is_on(element, "tblHeader"),
        unbreakable=is_on(element, "cantSplit"),
        deleted=child(element, "del") is not None,
    )


def _cell(source: Source, element: Element | None) -> CellProperties:
    source.warnings.expect(element, _CELL_KNOWN)
    if is_on(element, "noWrap"):
        source.warnings.add(_NO_WRAP, _WRAPPED)
    merge, borders = child(element, "vMerge"), child(element, "tcBorders")
    return CellProperties(
        columns=min(max(whole(text_of(element, "gridSpan"), 1), 1), MAX_COLUMNS),
        merged=None if merge is None else merge.get(VAL, "continue"),
        width=width(child(element, "tcW")),
        looks=cell_properties(element),
        lines=sides(borders),
        diagonals=(line(child(borders, "tl2br")), line(child(borders, "tr2bl"))),
    )
