"""Table styles: what a style, and its special cases for first row, bands and so on, give to each cell."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from docgen.typeset.looks import Line
from docgen.typeset.word.package import W
from docgen.typeset.word.properties import Props
from docgen.typeset.word.styles import Styles, TableLook
from docgen.typeset.word.stylesheet import Style
from docgen.typeset.word.values import VAL, points, shading, sides, text_of, whole

Sides = dict[str, Line | None]
# In the order in which they overrule one another (ECMA-376 17.7.6).
_CONDITIONS = (
    *("wholeTable", "band1Vert", "band2Vert", "band1Horz", "band2Horz"),
    *("firstCol", "lastCol", "firstRow", "lastRow", "neCell", "nwCell", "seCell", "swCell"),
)
_BITS = re.compile(r"[0-9A-Fa-f]{1,8}")
_LOOK_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


@dataclass(slots=True)
class Layer:
    """What a table style sets for the cells under one condition."""

    run: Props = field(default_factory=dict)
    paragraph: Props = field(default_factory=dict)
    cell: Props = field(default_factory=dict)
    borders: Sides = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands in a table of ``rows`` by ``columns``."""

    row: int
    column: int
    rows: int
    columns: int


class TableStyle:
    """A table style with all that it is based on, seen through one table's ``w:tblLook``."""

    def __init__(self, styles: Styles, identifier: str | None, look: Element | None) -> None:
        self.identifier = identifier or ""
        self._flags = _flags(look)
        self._layers: dict[str, Layer] = {}
        self.borders: Sides = {}
        self.margins: dict[str, float] = {}
        self._row_band = self._column_band = 1
        for style in styles.chain(identifier):
            self._add(styles, style)
        self._is_plain = self._layers.keys() <= {"wholeTable"}
        self._looks: dict[tuple[str, ...], TableLook] = {}

    def _add(self, styles: Styles, style: Style) -> None:
        table = style.element.find(W + "tblPr")
        self.borders.update(sides(None if table is None else table.find(W + "tblBorders")))
        self.margins.update(margins(None if table is None else table.find(W + "tblCellMar")))
        self._row_band = whole(text_of(table, "tblStyleRowBandSize"), self._row_band) or 1
        self._column_band = whole(text_of(table, "tblStyleColBandSize"), self._column_band) or 1
        base = self._layers.setdefault("wholeTable", Layer())
        base.run.update(style.run)
        base.paragraph.update(style.paragraph)
        base.cell.update(cell_properties(style.element.find(W + "tcPr")))
        for element in style.element.iterfind(W + "tblStylePr"):
            self._add_condition(styles, element)

    def _add_condition(self, styles: Styles, element: Element) -> None:
        layer = self._layers.setdefault(element.get(W + "type", ""), Layer())
        layer.run.update(styles.run_properties(element.find(W + "rPr")))
        layer.paragraph.update(styles.paragraph_properties(element.find(W + "pPr")))
        cell = element.find(W + "tcPr")
        layer.cell.update(cell_properties(cell))
        layer.borders.update(sides(None if cell is None else cell.find(W + "tcBorders")))

    def conditions(self, place: Place) -> tuple[str, ...]:
        """Return the conditions that hold for a cell, the weakest first."""
        if self._is_plain:
            return ("wholeTable",)
        held = {"wholeTable"} | self._edges(place) | self._bands(place)
        held |= {corner for corner, (row, column) in _CORNERS.items() if {row, column} <= held}
        return tuple(name for name in _CONDITIONS if name in held and name in self._layers)

    def _edges(self, place: Place) -> set[str]:
        tests = {
            "firstRow": place.row == 0 and self._flags["firstRow"],
            "lastRow": place.row == place.rows - 1 and self._flags["lastRow"],
            "firstCol": place.column == 0 and self._flags["firstColumn"],
            "lastCol": place.column == place.columns - 1 and self._flags["lastColumn"],
        }
        return {name for name, holds in tests.items() if holds}

    def _bands(self, place: Place) -> set[str]:
        row = place.row - self._flags["firstRow"]
        column = place.column - self._flags["firstColumn"]
        held = set()
        if not self._flags["noHBand"] and row >= 0:
            held.add("band1Horz" if row // self._row_band % 2 == 0 else "band2Horz")
        if not self._flags["noVBand"] and column >= 0:
            held.add("band1Vert" if column // self._column_band % 2 == 0 else "band2Vert")
        return held

    def look(self, conditions: tuple[str, ...]) -> TableLook:
        """Return what the text of a cell takes from the style."""
        if conditions not in self._looks:
            run: Props = {}
            paragraph: Props = {}
            for layer in self.layers(conditions):
                run.update(layer.run)
                paragraph.update(layer.paragraph)
            self._looks[conditions] = TableLook("/".join((self.identifier, *conditions)), run, paragraph)
        return self._looks[conditions]

    def layers(self, conditions: tuple[str, ...]) -> list[Layer]:
        """Return the layers behind ``conditions``."""
        return [self._layers[name] for name in conditions if name in self._layers]


_CORNERS = {
    "nwCell": ("firstRow", "firstCol"),
    "neCell": ("firstRow", "lastCol"),
    "swCell": ("lastRow", "firstCol"),
    "seCell": ("lastRow", "lastCol"),
}


def _flags(look: Element | None) -> dict[str, bool]:
    if look is None:
        return dict.fromkeys(_LOOK_BITS, False)
    bits = int(text, 16) if _BITS.fullmatch(text := look.get(VAL) or "0") else 0
    return {
        name: look.get(W + name) in {"1", "true", "on"} if look.get(W + name) is not None else bool(bits & bit)
        for name, bit in _LOOK_BITS.items()
    }


def margins(element: Element | None) -> dict[str, float]:
    """Return the cell margins that a ``w:tblCellMar`` or ``w:tcMar`` sets, by side."""
    if element is None:
        return {}
    names = {"start": "left", "end": "right"}
    return {
        names.get(name, name): points(child.get(W + "w"))
        for child in element
        for name in [child.tag.rpartition("}")[2]]
    }


def cell_properties(element: Element | None) -> Props:
    """Return the shading, alignment and direction that a ``w:tcPr`` sets."""
    props: Props = {}
    if element is None:
        return props
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "shd":
            props["fill"] = shading(child)
        elif name in {"vAlign", "textDirection"}:
            props[name] = child.get(VAL)
        elif name == "tcMar":
            props["margins"] = margins(child)
    return props
