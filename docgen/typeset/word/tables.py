"""Tables: the grid, merged cells, styles and borders settled into cells that know their place."""

from dataclasses import dataclass, field
from typing import Literal, cast

from lxml import etree
from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.typeset.looks import Insets, Line
from docgen.typeset.tree import Cell, Paragraph, Row, Table, VerticalAlign
from docgen.typeset.word.blocks import flatten
from docgen.typeset.word.borders import BorderMap, Edge, Edges, Span
from docgen.typeset.word.package import W
from docgen.typeset.word.properties import Props
from docgen.typeset.word.source import StoryReader
from docgen.typeset.word.tablestyles import Place, Sides, TableStyle, cell_properties, margins
from docgen.typeset.word.values import VAL, is_on, line, points, shading, sides, text_of, whole
from docgen.typeset.word.widths import column_widths

_CELL_MARGINS = {"top": 0.0, "left": 5.4, "bottom": 0.0, "right": 5.4}
_NO_WRAP = Wording("单元格不换行", "cell that does not wrap")
_WRAPPED = Wording("文字放不下时仍换行", "its text wraps where it does not fit")
MAX_COLUMNS = 200
_ALIGN: dict[str, Literal["left", "center", "right"]] = {"center": "center", "right": "right", "end": "right"}
_TABLE_NAMES = (
    "tblStyle tblW jc tblInd tblBorders tblCellMar tblLook tblLayout shd tblpPr tblOverlap tblCaption tblDescription "
    "tblStyleRowBandSize tblStyleColBandSize tblPrChange"
)
_ROW_NAMES = (
    "cnfStyle gridBefore gridAfter wBefore wAfter cantSplit tblHeader trHeight jc tblCellSpacing hidden ins del "
    "trPrChange divId"
)
_CELL_NAMES = (
    "cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark tcPrChange cellIns"
)
_TABLE_KNOWN, _ROW_KNOWN, _CELL_KNOWN = (frozenset(names.split()) for names in (_TABLE_NAMES, _ROW_NAMES, _CELL_NAMES))


@dataclass(slots=True)
class _Slot:
    """A cell on its way: its element, its place, and what style and own properties give it."""

    element: Element
    row: int
    column: int
    columns: int
    rows: int = 1
    props: Props = field(default_factory=dict)
    conditions: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.row, self.column, self.rows, self.columns)


def read_table(story: StoryReader, element: Element) -> Table:
    """Return a ``w:tbl`` with everything resolved."""
    return _TableReader(story, element).read()


class _TableReader:
    def __init__(self, story: StoryReader, element: Element) -> None:
        self._story = story
        self._properties = element.find(W + "tblPr")
        styles = story.source.styles
        look = None if self._properties is None else self._properties.find(W + "tblLook")
        self._style = TableStyle(styles, styles.known(text_of(self._properties, "tblStyle"), "table"), look)
        self._borders: Sides = {**self._style.borders, **sides(self._child("tblBorders"))}
        self._settled: dict[tuple[tuple[str, ...], bytes], tuple[Props, Sides]] = {}  # by conditions and properties
        self._margins = {**_CELL_MARGINS, **self._style.margins, **margins(self._child("tblCellMar"))}
        self._rows = [row for row in flatten(element) if row.tag == W + "tr" and not _deleted(row)]
        self._slots = self._place_cells()
        self._count = max((slot.column + slot.columns for slot in self._slots), default=0)
        self._widths = column_widths(element, [(s.element, s.column, s.columns) for s in self._slots], story.width)
        self._survey()

    def _survey(self) -> None:
        warnings = self._story.source.warnings
        warnings.expect(self._properties, _TABLE_KNOWN)
        for row in self._rows:
            warnings.expect(row.find(W + "trPr"), _ROW_KNOWN)
        for slot in self._slots:
            properties = slot.element.find(W + "tcPr")
            warnings.expect(properties, _CELL_KNOWN)
            if is_on(properties, "noWrap"):
                warnings.add(_NO_WRAP, _WRAPPED)

    def _child(self, name: str) -> Element | None:
        return None if self._properties is None else self._properties.find(W + name)

    def read(self) -> Table:
        edges = BorderMap()
        for slot in self._slots:
            edges.add(slot.span, self._edges(slot))
        cells: dict[int, list[Cell]] = {}
        for slot in self._slots:
            cells.setdefault(slot.row, []).append(self._cell(slot, edges))
        rows = tuple(self._row(row, tuple(cells.get(index, ()))) for index, row in enumerate(self._rows))
        return Table(self._widths, rows, self._align(), self._indent())

    def _align(self) -> Literal["left", "center", "right"]:
        return _ALIGN.get(text_of(self._properties, "jc") or "", "left")

    def _indent(self) -> float:
        if self._align() != "left":
            return 0.0
        indent = self._child("tblInd")
        own = points(indent.get(W + "w")) if indent is not None and indent.get(W + "type", "dxa") == "dxa" else 0.0
        # Before Word 2013 the text, not the border, stood flush with the margin.
        return own if self._story.source.flush_tables else own - self._margins["left"]

    def _place_cells(self) -> list[_Slot]:
        slots: list[_Slot] = []
        above: dict[int, _Slot] = {}
        for index, row in enumerate(self._rows):
            column = whole(text_of(row.find(W + "trPr"), "gridBefore"))
            for element in flatten(row):
                if element.tag == W + "tc":
                    column = self._place_cell(slots, above, _Slot(element, index, column, _columns(element)))
        return slots

    def _place_cell(self, slots: list[_Slot], above: dict[int, _Slot], slot: _Slot) -> int:
        properties = slot.element.find(W + "tcPr")
        merge = None if properties is None else properties.find(W + "vMerge")
        owner = above.get(slot.column)
        if merge is not None and merge.get(VAL) != "restart" and owner and owner.row + owner.rows == slot.row:
            owner.rows += 1
        else:
            slots.append(slot)
            above.pop(slot.column, None)
            if merge is not None:
                above[slot.column] = slot
        return slot.column + slot.columns

    def _edges(self, slot: _Slot) -> Edges:
        place = Place(slot.row, slot.column, len(self._rows), self._count)
        slot.conditions = self._style.conditions(place)
        properties = slot.element.find(W + "tcPr")
        key = (slot.conditions, b"" if properties is None else etree.tostring(properties, with_tail=False))
        if key not in self._settled:
            self._settled[key] = self._asked(slot.conditions, properties)
        slot.props, own = self._settled[key]
        return Edges(*(self._edge(slot, side, own) for side in ("top", "left", "bottom", "right")))

    def _asked(self, conditions: tuple[str, ...], properties: Element | None) -> tuple[Props, Sides]:
        """Return what the style and a cell's own properties ask for, and the lines among it by their sides."""
        props: Props = {}
        own: Sides = {}
        for layer in self._style.layers(conditions):
            props.update(layer.cell)
            own.update(_as_edges(layer.borders))
        props.update(cell_properties(properties))
        own.update(sides(None if properties is None else properties.find(W + "tcBorders")))
        return props, own

    def _edge(self, slot: _Slot, side: str, own: Sides) -> Edge:
        if side in own:
            return Edge(own[side], own=True)
        outer = {
            "top": slot.row == 0,
            "left": slot.column == 0,
            "bottom": slot.row + slot.rows == len(self._rows),
            "right": slot.column + slot.columns == self._count,
        }[side]
        inner = "insideH" if side in {"top", "bottom"} else "insideV"
        return Edge(self._borders.get(side if outer else inner))

    def _cell(self, slot: _Slot, edges: BorderMap) -> Cell:
        story, look = self._story, self._style.look(slot.conditions)
        inset = {**self._margins, **slot.props.get("margins", {})}
        outer, story.width = story.width, self._inner_width(slot, inset)
        blocks = story.blocks(slot.element, look)
        story.width = outer
        return Cell(
            column=slot.column,
            columns=slot.columns,
            rows=slot.rows,
            blocks=blocks,
            borders=edges.around(slot.span),
            diagonals=_diagonals(slot.element),
            fill=slot.props.get("fill") or self._fill(),
            vertical=cast("VerticalAlign", slot.props.get("vAlign") or "top"),
            insets=Insets(inset["top"], inset["left"], inset["bottom"], inset["right"]),
            direction=slot.props.get("textDirection"),
        )

    def _inner_width(self, slot: _Slot, inset: dict[str, float]) -> float:
        covered = sum(self._widths[slot.column : slot.column + slot.columns])
        return max(covered - inset["left"] - inset["right"], 1.0)

    def _fill(self) -> str | None:
        element = self._child("shd")
        return None if element is None else shading(element)

    def _row(self, element: Element, cells: tuple[Cell, ...]) -> Row:
        properties = element.find(W + "trPr")
        height = None if properties is None else properties.find(W + "trHeight")
        return Row(
            cells=cells,
            height=None if height is None else points(height.get(VAL)),
            exact=height is not None and height.get(W + "hRule") == "exact",
            header=is_on(properties, "tblHeader"),
            unbreakable=is_on(properties, "cantSplit"),
            keep_next=any(_keeps(cell) for cell in cells),
        )


def _keeps(cell: Cell) -> bool:
    first = cell.blocks[0] if cell.blocks else None
    return isinstance(first, Paragraph) and first.format.keep_next


def _as_edges(borders: Sides) -> Sides:
    """Return a style's cell borders without its inner lines, which hold between cells of one region only."""
    return {side: found for side, found in borders.items() if side in {"top", "left", "bottom", "right"}}


def _columns(element: Element) -> int:
    return min(max(whole(text_of(element.find(W + "tcPr"), "gridSpan"), 1), 1), MAX_COLUMNS)


def _deleted(row: Element) -> bool:
    properties = row.find(W + "trPr")
    return properties is not None and properties.find(W + "del") is not None


def _diagonals(element: Element) -> tuple[Line | None, Line | None]:
    borders = element.find(f"{W}tcPr/{W}tcBorders")
    if borders is None:
        return None, None
    return line(borders.find(W + "tl2br")), line(borders.find(W + "tr2bl"))
