"""Column widths: the grid that Word saved, the widths that cells ask for, and the width of the table."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml.etree import _Element as Element

from docgen.typeset.word.package import W
from docgen.typeset.word.values import child, number, points

_NARROWEST = 1.0
_FULL = 5000.0  # percentages count in fiftieths


@dataclass(frozen=True, slots=True)
class Width:
    """A ``w:tblW`` or ``w:tcW``: points, or a ``share`` of the space between the margins; 0 leaves it open."""

    points: float = 0.0
    share: float = 0.0

    def within(self, available: float) -> float:
        """Return the width in points."""
        return self.points + self.share * available


def width(element: Element | None) -> Width:
    """Return the width that an element gives."""
    if element is None:
        return Width()
    kind, text = element.get(W + "type", "dxa"), element.get(W + "w") or "0"
    if text.endswith("%"):
        return Width(share=number(text[:-1]) / 100)
    if kind == "pct":
        return Width(share=number(text) / _FULL)
    return Width(points(text)) if kind == "dxa" else Width()


Placed = tuple[Width, int, int]  # the width that a cell asks for, its first column, how many columns it covers


def column_widths(table: Element, cells: Iterable[Placed], available: float) -> tuple[float, ...]:
    """Return the width of each column; ``available`` is the space between the margins."""
    placed = list(cells)
    count = max((column + columns for _, column, columns in placed), default=0)
    grid = child(table, "tblGrid")
    saved = [] if grid is None else [points(column.get(W + "w")) for column in grid.iterchildren(W + "gridCol")]
    widths: list[float] = (saved + [0.0] * count)[: max(count, 1)]
    for index, asked in _asked(placed, available).items():
        widths[index] = asked
    whole = width(child(child(table, "tblPr"), "tblW"))
    total = whole.within(available)
    _fill_gaps(widths, total or available)
    if whole.share and abs(sum(widths) - total) > 1.0:  # of a table that is a share of the page, its own width wins
        widths = [each * total / sum(widths) for each in widths]
    return tuple(widths)


def _asked(cells: list[Placed], available: float) -> dict[int, float]:
    asked: dict[int, float] = {}
    for own, column, columns in cells:
        if columns == 1 and column not in asked and (found := own.within(available)):
            asked[column] = found
    return asked


def _fill_gaps(widths: list[float], total: float) -> None:
    empty = [index for index, width in enumerate(widths) if width < _NARROWEST]
    rest = max(total - sum(widths), len(empty) * _NARROWEST)
    for index in empty:
        widths[index] = rest / len(empty)
