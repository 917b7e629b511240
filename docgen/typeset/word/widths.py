"""Column widths: the grid that Word saved, the widths that cells ask for, and the width of the table."""

from collections.abc import Sequence

from lxml.etree import _Element as Element

from docgen.typeset.word.package import W
from docgen.typeset.word.values import number, points

Placed = tuple[Element, int, int]  # a cell, its first column, how many columns it covers
_NARROWEST = 1.0
_FULL = 5000.0  # percentages count in fiftieths


def column_widths(table: Element, cells: Sequence[Placed], available: float) -> tuple[float, ...]:
    """Return the width of each column; ``available`` is the space between the margins."""
    count = max((column + columns for _, column, columns in cells), default=0)
    grid = table.find(W + "tblGrid")
    saved = [] if grid is None else [points(column.get(W + "w")) for column in grid.iterfind(W + "gridCol")]
    widths: list[float] = (saved + [0.0] * count)[: max(count, 1)]
    for index, asked in _asked(cells, available).items():
        widths[index] = asked
    total = _table_width(table, available)
    _fill_gaps(widths, total or available)
    if total and abs(sum(widths) - total) > 1.0 and _scales(table):
        widths = [width * total / sum(widths) for width in widths]
    return tuple(widths)


def _asked(cells: Sequence[Placed], available: float) -> dict[int, float]:
    asked: dict[int, float] = {}
    for element, column, columns in cells:
        if columns == 1 and column not in asked:
            width = _width(element.find(f"{W}tcPr/{W}tcW"), available)
            if width:
                asked[column] = width
    return asked


def _width(element: Element | None, available: float) -> float:
    """Return a ``w:tblW`` or ``w:tcW`` in points; 0 when it leaves the width open."""
    if element is None:
        return 0.0
    kind, text = element.get(W + "type", "dxa"), element.get(W + "w") or "0"
    if text.endswith("%"):
        return number(text[:-1]) / 100 * available
    if kind == "pct":
        return number(text) / _FULL * available
    return points(text) if kind == "dxa" else 0.0


def _table_width(table: Element, available: float) -> float:
    return _width(table.find(f"{W}tblPr/{W}tblW"), available)


def _scales(table: Element) -> bool:
    """Return whether the table's own width wins over its columns: it does for a share of the page."""
    element = table.find(f"{W}tblPr/{W}tblW")
    return element is not None and (element.get(W + "type") == "pct" or (element.get(W + "w") or "").endswith("%"))


def _fill_gaps(widths: list[float], total: float) -> None:
    empty = [index for index, width in enumerate(widths) if width < _NARROWEST]
    rest = max(total - sum(widths), len(empty) * _NARROWEST)
    for index in empty:
        widths[index] = rest / len(empty)
