"""Which line is drawn between two cells when both, or the table, have a say (ECMA-376 17.4.66)."""

from dataclasses import dataclass
from functools import lru_cache

from docgen.typeset.looks import Borders, Line

_KIND_RANK = {"double": 2, "triple": 3, "thick": 1, "single": 1}


@dataclass(frozen=True, slots=True)
class Edge:
    """One side of a cell: its line, and whether the cell itself (``own``) or only its table asks for it."""

    line: Line | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """The part of the grid that a cell covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Edges:
    """The four sides of a cell before conflicts are settled."""

    top: Edge = Edge()
    left: Edge = Edge()
    bottom: Edge = Edge()
    right: Edge = Edge()


def settle(one: Edge, other: Edge) -> Edge:
    """Return the stronger of two edges that meet: a cell's own before the table's, then the heavier line."""
    if one == other:
        return one
    if one.own != other.own:
        return one if one.own else other
    return max(one, other, key=_weight)


def _weight(edge: Edge) -> tuple[float, int, int]:
    return (-1.0, 0, 0) if edge.line is None else _heaviness(edge.line)


@lru_cache(maxsize=256)
def _heaviness(line: Line) -> tuple[float, int, int]:
    darkness = -sum(int(line.colour[i : i + 2], 16) for i in (0, 2, 4))
    return (line.width, _KIND_RANK.get(line.kind, 0), darkness)


class BorderMap:
    """All edges of a table, segment by segment: horizontal ones above row r, vertical ones left of column c."""

    def __init__(self) -> None:
        self._horizontal: dict[tuple[int, int], Edge] = {}
        self._vertical: dict[tuple[int, int], Edge] = {}

    def add(self, span: Span, edges: Edges) -> None:
        """Enter the edges of one cell."""
        below, after = span.row + span.rows, span.column + span.columns
        for column in range(span.column, after):
            _enter(self._horizontal, (span.row, column), edges.top)
            _enter(self._horizontal, (below, column), edges.bottom)
        for row in range(span.row, below):
            _enter(self._vertical, (row, span.column), edges.left)
            _enter(self._vertical, (row, after), edges.right)

    def around(self, span: Span) -> Borders:
        """Return the settled lines of one cell; where a side has several, its smaller neighbours draw them."""
        below, after = span.row + span.rows, span.column + span.columns
        columns, rows = range(span.column, after), range(span.row, below)
        return Borders(
            top=_same([self._horizontal[span.row, column] for column in columns]),
            left=_same([self._vertical[row, span.column] for row in rows]),
            bottom=_same([self._horizontal[below, column] for column in columns]),
            right=_same([self._vertical[row, after] for row in rows]),
        )


def _enter(edges: dict[tuple[int, int], Edge], key: tuple[int, int], edge: Edge) -> None:
    edges[key] = settle(edges[key], edge) if key in edges else edge


def _same(edges: list[Edge]) -> Line | None:
    first = edges[0].line
    return first if all(edge.line == first for edge in edges[1:]) else None
