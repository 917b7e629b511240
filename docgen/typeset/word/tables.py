"""Tables: the grid, merged cells, styles and borders settled into cells that know their place."""

from dataclasses import dataclass
from typing import Literal, cast

from lxml.etree import _Element as Element

from docgen.typeset.looks import Borders, Insets
from docgen.typeset.tree import Cell, Paragraph, Row, Table, VerticalAlign
from docgen.typeset.word.blocks import flatten
from docgen.typeset.word.borders import BorderMap, Edge, Edges, Span
from docgen.typeset.word.cells import CellProperties, RowProperties, cell_of, row_properties
from docgen.typeset.word.package import W
from docgen.typeset.word.properties import Props
from docgen.typeset.word.source import StoryReader
from docgen.typeset.word.tablestyles import Place, Sides, TableStyle, margins
from docgen.typeset.word.values import child, points, shading, sides, text_of, xml
from docgen.typeset.word.widths import column_widths

_CELL_MARGINS = {"top": 0.0, "left": 5.4, "bottom": 0.0, "right": 5.4}
_ALIGN: dict[str, Literal["left", "center", "right"]] = {"center": "center", "right": "right", "end": "right"}
_TABLE_NAMES = (
    "tblStyle tblW jc tblInd tblBorders tblCellMar tblLook tblLayout shd tblpPr tblOverlap tblCaption tblDescription "
    "tblStyleRowBandSize tblStyleColBandSize tblPrChange"
)
_TABLE_KNOWN = frozenset(_TABLE_NAMES.split())
_ROW, _CELL = W + "tr", W + "tc"
_Outer = tuple[bool, bool, bool, bool]  # whether a cell's top, left, bottom and right are those of the table
_SIDES = ("top", "left", "bottom", "right")


@dataclass(slots=True)
class _Slot:
    """A cell on its way: its element, its place, and what it says of itself."""

    element: Element
    row: int
    column: int
    own: CellProperties
    rows: int = 1

    @property
    def columns(self) -> int:
        return self.own.columns

    @property
    def span(self) -> Span:
        return Span(self.row, self.column, self.rows, self.columns)


@dataclass(frozen=True, slots=True)
class _Looks:
    """What cells have in common that say the same of themselves, under the same conditions and at the same edges."""

    edges: Edges
    fill: str | None
    vertical: VerticalAlign
    insets: Insets
    direction: str | None


def read_table(story: StoryReader, element: Element) -> Table:
    """Return a ``w:tbl`` with everything resolved."""
    return _TableReader(story, element).read()


class _TableReader:
    def __init__(self, story: StoryReader, element: Element) -> None:
        self._story = story
        self._properties = child(element, "tblPr")
        story.source.warnings.expect(self._properties, _TABLE_KNOWN)
        self._style = self._table_style()
        self._borders: Sides = {**self._style.borders, **sides(child(self._properties, "tblBorders"))}
        self._margins = {**_CELL_MARGINS, **self._style.margins, **margins(child(self._properties, "tblCellMar"))}
        self._fill = None if (shade := child(self._properties, "shd")) is None else shading(shade)
        rows = ((row, row_properties(story.source, row)) for row in flatten(element) if row.tag == _ROW)
        self._rows = [(row, own) for row, own in rows if not own.deleted]
        self._slots = self._place_cells()
        self._count = max((slot.column + slot.columns for slot in self._slots), default=0)
        placed = ((slot.own.width, slot.column, slot.columns) for slot in self._slots)
        self._widths = column_widths(element, placed, story.width)
        self._looks: dict[tuple[tuple[str, ...], CellProperties, _Outer], _Looks] = {}

    def _table_style(self) -> TableStyle:
        styles, look = self._story.source.styles, child(self._properties, "tblLook")
        identifier = styles.known(text_of(self._properties, "tblStyle"), "table")
        return self._story.source.recall(
            "table style", xml(look), identifier, lambda: TableStyle(styles, identifier, look)
        )

    def read(self) -> Table:
        edges, placed = BorderMap(), []
        for slot in self._slots:
            span, conditions = slot.span, self._conditions(slot)
            looks = self._shared_looks(slot, conditions)
            edges.add(span, looks.edges)
            placed.append((slot, span, conditions, looks))
        cells: dict[int, list[Cell]] = {}
        for slot, span, conditions, looks in placed:
            cells.setdefault(slot.row, []).append(self._cell(slot, conditions, looks, edges.around(span)))
        rows = tuple(_row(own, tuple(cells.get(index, ()))) for index, (_, own) in enumerate(self._rows))
        return Table(self._widths, rows, self._align(), self._indent())

    def _align(self) -> Literal["left", "center", "right"]:
        return _ALIGN.get(text_of(self._properties, "jc") or "", "left")

    def _indent(self) -> float:
        if self._align() != "left":
            return 0.0
        indent = child(self._properties, "tblInd")
        own = points(indent.get(W + "w")) if indent is not None and indent.get(W + "type", "dxa") == "dxa" else 0.0
        # Before Word 2013 the text, not the border, stood flush with the margin.
        return own if self._story.source.flush_tables else own - self._margins["left"]

    def _place_cells(self) -> list[_Slot]:
        slots: list[_Slot] = []
        above: dict[int, _Slot] = {}
        for index, (row, own) in enumerate(self._rows):
            column = own.before
            for element in flatten(row):
                if element.tag == _CELL:
                    slot = _Slot(element, index, column, cell_of(self._story.source, element))
                    _place_cell(slots, above, slot)
                    column += slot.columns
        return slots

    def _conditions(self, slot: _Slot) -> tuple[str, ...]:
        return self._style.conditions(Place(slot.row, slot.column, len(self._rows), self._count))

    def _shared_looks(self, slot: _Slot, conditions: tuple[str, ...]) -> _Looks:
        outer = (
            slot.row == 0,
            slot.column == 0,
            slot.row + slot.rows == len(self._rows),
            slot.column + slot.columns == self._count,
        )
        key = (conditions, slot.own, outer)
        if key not in self._looks:
            self._looks[key] = self._make_looks(*key)
        return self._looks[key]

    def _make_looks(self, conditions: tuple[str, ...], own: CellProperties, outer: _Outer) -> _Looks:
        """Return what the style and a cell's own properties ask for."""
        props: Props = {}
        lines: Sides = {}
        for layer in self._style.layers(conditions):
            props.update(layer.cell)
            lines.update(_as_edges(layer.borders))
        props.update(own.looks)
        lines.update(own.lines)
        inset = {**self._margins, **props.get("margins", {})}
        return _Looks(
            edges=Edges(*(self._edge(side, lines, outer=at_edge) for side, at_edge in zip(_SIDES, outer, strict=True))),
            fill=props.get("fill") or self._fill,
            vertical=cast("VerticalAlign", props.get("vAlign") or "top"),
            insets=Insets(*(inset[side] for side in _SIDES)),
            direction=props.get("textDirection"),
        )

    def _edge(self, side: str, own: Sides, *, outer: bool) -> Edge:
        if side in own:
            return Edge(own[side], own=True)
        inner = "insideH" if side in {"top", "bottom"} else "insideV"
        return Edge(self._borders.get(side if outer else inner))

    def _cell(self, slot: _Slot, conditions: tuple[str, ...], looks: _Looks, borders: Borders) -> Cell:
        story = self._story
        outer, story.width = story.width, self._inner_width(slot, looks.insets)
        blocks = story.blocks(slot.element, self._style.look(conditions))
        story.width = outer
        return Cell(
            column=slot.column,
            columns=slot.columns,
            rows=slot.rows,
            blocks=blocks,
            borders=borders,
            diagonals=slot.own.diagonals,
            fill=looks.fill,
            vertical=looks.vertical,
            insets=looks.insets,
            direction=looks.direction,
        )

    def _inner_width(self, slot: _Slot, insets: Insets) -> float:
        covered = sum(self._widths[slot.column : slot.column + slot.columns])
        return max(covered - insets.left - insets.right, 1.0)


def _place_cell(slots: list[_Slot], above: dict[int, _Slot], slot: _Slot) -> None:
    merged, owner = slot.own.merged, above.get(slot.column)
    if merged not in {None, "restart"} and owner and owner.row + owner.rows == slot.row:
        owner.rows += 1
        return
    slots.append(slot)
    above.pop(slot.column, None)
    if merged is not None:
        above[slot.column] = slot


def _row(own: RowProperties, cells: tuple[Cell, ...]) -> Row:
    return Row(
        cells=cells,
        height=own.height,
        exact=own.exact,
        header=own.header,
        unbreakable=own.unbreakable,
        keep_next=any(_keeps(cell) for cell in cells),
    )


def _keeps(cell: Cell) -> bool:
    first = cell.blocks[0] if cell.blocks else None
    return isinstance(first, Paragraph) and first.format.keep_next


def _as_edges(borders: Sides) -> Sides:
    """Return a style's cell borders without its inner lines, which hold between cells of one region only."""
    return {side: found for side, found in borders.items() if side in _SIDES}
