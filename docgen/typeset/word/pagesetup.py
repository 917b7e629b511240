"""Page set-up: the sheet, its margins, columns and grid, as a ``w:sectPr`` gives them."""

from dataclasses import dataclass, field
from typing import cast

from lxml.etree import _Element as Element

from docgen.typeset.tree import Columns, Grid, Page, VerticalAlign
from docgen.typeset.word.package import W
from docgen.typeset.word.values import borders, bounded, number, points, sides, text_of, whole

_CHARACTER_UNITS = 4096.0  # charSpace counts in 1/4096 point
_DEFAULT_PITCH = 18.0
_SMALLEST_PITCH = 1.0
_SMALLEST_ROOM = 20.0  # less than that between two margins is a broken file
_MAX_COLUMNS = 45


@dataclass(frozen=True, slots=True)
class Setup:
    """What a ``w:sectPr`` says of the pages, before headers and footers are read."""

    element: Element | None
    page: Page = field(default_factory=Page)
    grid: Grid = field(default_factory=Grid)
    columns: Columns = field(default_factory=Columns)

    @property
    def width(self) -> float:
        """The width of a column of text."""
        return (_inner(self.page) - self.columns.gap * (self.columns.count - 1)) / self.columns.count


def setup(element: Element | None) -> Setup:
    """Return the page set-up of a ``w:sectPr``; a document without one has Word's defaults."""
    if element is None:
        return Setup(None)
    page = _page(element)
    return Setup(element, page, _grid(element), _columns(element, _inner(page)))


def _inner(page: Page) -> float:
    return page.width - page.left - page.right


def _page(element: Element) -> Page:
    size, margin, frame = (element.find(W + name) for name in ("pgSz", "pgMar", "pgBorders"))
    default = Page()

    def length(parent: Element | None, name: str, otherwise: float) -> float:
        return otherwise if parent is None else points(parent.get(W + name), otherwise)

    width = max(length(size, "w", default.width), _SMALLEST_ROOM)
    height = max(length(size, "h", default.height), _SMALLEST_ROOM)
    gutter = length(margin, "gutter", 0.0)
    left, right = _fitting(length(margin, "left", default.left) + gutter, length(margin, "right", default.right), width)
    top, bottom = _fitting(length(margin, "top", default.top), length(margin, "bottom", default.bottom), height)
    return Page(
        width=width,
        height=height,
        top=top,
        left=abs(left),
        bottom=bottom,
        right=abs(right),
        header=max(length(margin, "header", default.header), 0.0),
        footer=max(length(margin, "footer", default.footer), 0.0),
        borders=borders(sides(frame)),
        borders_from_page=frame is not None and frame.get(W + "offsetFrom") == "page",
        vertical=cast("VerticalAlign", text_of(element, "vAlign") or "top"),
    )


def _fitting(one: float, other: float, span: float) -> tuple[float, float]:
    """Return two opposite margins, or none at all when they leave no room between them."""
    return (one, other) if abs(one) + abs(other) <= span - _SMALLEST_ROOM else (0.0, 0.0)


def _grid(element: Element) -> Grid:
    grid = element.find(W + "docGrid")
    kind = "default" if grid is None else grid.get(W + "type", "default")
    if grid is None or kind == "default":
        return Grid()
    pitch = points(grid.get(W + "linePitch"), _DEFAULT_PITCH)
    character = 0.0 if kind == "lines" else bounded(number(grid.get(W + "charSpace")) / _CHARACTER_UNITS)
    return Grid(pitch if pitch >= _SMALLEST_PITCH else None, character)


def _columns(element: Element, inner: float) -> Columns:
    columns = element.find(W + "cols")
    if columns is None:
        return Columns()
    count = min(max(whole(columns.get(W + "num"), 1), 1), _MAX_COLUMNS)
    gap = max(points(columns.get(W + "space"), 36.0), 0.0)
    ruled = columns.get(W + "sep") in {"1", "true", "on"}
    fits = inner - gap * (count - 1) >= _SMALLEST_ROOM * count
    return Columns(count, gap, ruled) if fits else Columns()
