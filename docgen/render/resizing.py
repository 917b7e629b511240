"""A template for sheets of another size: every length in it grows alike, and what is tied to the sheet goes along.

Type, lines, tables and pictures are enlarged by one factor, so that nothing is distorted. Where the new sheet has other
proportions, the room that is left goes between the margins; a drawing that is anchored to the page keeps its distance
from the nearer edges, and one that spans the sheet goes on spanning it.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from lxml import etree

from docgen.render.word import DECLARATION, parse, serialise

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TWIPS, _EMU = 1440 / 25.4, 36_000
LARGEST = 558
"""The longest side of a sheet that Word knows, in millimetres (22 inches)."""

_LENGTHS: Mapping[str, tuple[str, ...]] = {
    "sz": ("val",),
    "szCs": ("val",),
    "kern": ("val",),
    "position": ("val",),
    "spacing": ("val", "before", "after"),
    "ind": ("left", "right", "start", "end", "firstLine", "hanging"),
    "tab": ("pos",),
    "tblInd": ("w",),
    "trHeight": ("val",),
    "docGrid": ("linePitch",),
    "defaultTabStop": ("val",),
    "pgMar": ("top", "right", "bottom", "left", "header", "footer"),
}
"""The attributes that are lengths, by element; twips or half points, it is all one."""

_ACROSS = {"tblW", "gridCol", "tcW"}
"""Widths that fill the room between the margins, and so grow with that."""

_CELL_MARGINS = {"tblCellMar", "tcMar"}
_BORDERS = {"pgBorders", "tcBorders", "tblBorders", "pBdr"}


@dataclass(frozen=True)
class Sheet:
    """A sheet's width and height in millimetres."""

    width: float
    height: float

    @property
    def scale(self) -> float:
        """By which factor type grows from A4 that lies or stands as the sheet does."""
        shorter, longer = sorted((self.width, self.height))
        return min(longer / 297, shorter / 210)

    @property
    def stands(self) -> bool:
        """Whether it is higher than wide."""
        return self.height > self.width

    def turned(self) -> "Sheet":
        """Return the sheet turned by a right angle."""
        return Sheet(self.height, self.width)

    @property
    def reduction(self) -> int:
        """By how much it must be divided for Word to hold it."""
        return int(max(self.width, self.height) // (LARGEST + 0.001)) + 1

    def reduced(self) -> "Sheet":
        """Return the sheet as Word can hold it."""
        return Sheet(self.width / self.reduction, self.height / self.reduction)


def reduction(size: tuple[float, float] | None) -> int:
    """Return how many times smaller than a sheet of this size Word must hold it; 1 for the template's own."""
    return Sheet(*size).reduction if size else 1


def own_sheet(template: bytes) -> Sheet:
    """Return the sheet that a template is drawn on."""
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        return _sheet(parse(package.read("word/document.xml")))


def resize(template: bytes, sheet: Sheet) -> bytes:
    """Return the template for sheets of another size."""
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parse(parts["word/document.xml"])
    old = _sheet(body)
    factor = min(sheet.width / old.width, sheet.height / old.height)
    across = (sheet.width - _margins(body) * factor) / (old.width - _margins(body))
    for name, content in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            root = parse(content)
            _enlarge(root, factor, across)
            _anchor(root, old, sheet, factor)
            _cut(root, sheet)
            parts[name] = (DECLARATION + serialise(root)).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _sheet(body: etree._Element) -> Sheet:
    size = next(body.iter(_W + "pgSz"))
    return Sheet(int(size.get(_W + "w")) / _TWIPS, int(size.get(_W + "h")) / _TWIPS)


def _margins(body: etree._Element) -> float:
    margins = next(body.iter(_W + "pgMar"))
    return (int(margins.get(_W + "left")) + int(margins.get(_W + "right"))) / _TWIPS


def _enlarge(root: etree._Element, factor: float, across: float) -> None:
    for element in root.iter("*"):
        name = etree.QName(element).localname
        if element.tag.startswith(_W):
            for attribute in _lengths_of(element, name):
                _multiply(element, _W + attribute, across if name in _ACROSS else factor)
        elif element.tag == _A + "ln":
            _multiply(element, "w", factor)
        elif name == "bodyPr":
            for attribute in ("lIns", "tIns", "rIns", "bIns"):
                _multiply(element, attribute, factor)


def _lengths_of(element: etree._Element, name: str) -> tuple[str, ...]:
    """Return the attributes of an element that are lengths."""
    parent = element.getparent()
    within = "" if parent is None else etree.QName(parent).localname
    if within in _BORDERS:
        return ("sz", "space")
    if within in _CELL_MARGINS:
        return ("w",)
    if name == "spacing" and element.get(_W + "lineRule") in {"exact", "atLeast"}:
        return (*_LENGTHS[name], "line")
    if name.startswith(("tbl", "tc")) and element.get(_W + "type") not in {None, "dxa"}:
        return ()
    return ("w",) if name in _ACROSS else _LENGTHS.get(name, ())


def _multiply(element: etree._Element, attribute: str, factor: float) -> None:
    value = element.get(attribute)
    if value is not None and value.lstrip("-").isdigit():
        element.set(attribute, f"{round(int(value) * factor)}")


def _anchor(root: etree._Element, old: Sheet, new: Sheet, factor: float) -> None:
    """Give every drawing its new place and size."""
    across = partial(_along, old=old.width * _EMU, new=new.width * _EMU, factor=factor)
    down = partial(_along, old=old.height * _EMU, new=new.height * _EMU, factor=factor)
    for drawing in root.iter(_WP + "anchor", _WP + "inline"):
        extent = next(drawing.iter(_WP + "extent"))
        sides = (("positionH", "cx", across), ("positionV", "cy", down))
        for position, side, mapped in sides:
            start = drawing.find(f"{_WP}{position}/{_WP}posOffset")
            tied = start is not None and start.getparent().get("relativeFrom") == "page"
            length = int(extent.get(side, "0"))
            first = int(start.text or 0) if start is not None else 0
            begins, ends = (
                (mapped(first), mapped(first + length)) if tied else (first * factor, (first + length) * factor)
            )
            if start is not None:
                start.text = f"{round(begins)}"
            for size in (extent, *drawing.iter(_A + "ext")):
                if size.get(side) is not None:
                    size.set(side, f"{round(ends - begins)}")


def _along(place: float, *, old: float, new: float, factor: float) -> float:
    """Return where a place on one side of the old sheet is on the new one: as far from the nearer edge."""
    return place * factor if place <= old / 2 else new - (old - place) * factor


def _cut(root: etree._Element, sheet: Sheet) -> None:
    for size in root.iter(_W + "pgSz"):
        size.set(_W + "w", f"{round(sheet.width * _TWIPS)}")
        size.set(_W + "h", f"{round(sheet.height * _TWIPS)}")
