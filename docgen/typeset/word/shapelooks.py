"""What a DrawingML shape looks like: its outline, its fill, and how far its text keeps from its edges."""

from lxml.etree import _Element as Element

from docgen.typeset.looks import Insets, Line
from docgen.typeset.word.values import EMU, colour, points

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF_ARC = 1 - 0.5**0.5  # how far from the corner of a square its inscribed circle crosses the diagonal
_ROOM = {  # which share of its width and height the text of a ready-made shape keeps from its box
    "diamond": (0.25, 0.25),
    "flowChartInputOutput": (0.2, 0.0),
    "flowChartPreparation": (0.2, 0.0),
    "flowChartManualOperation": (0.2, 0.0),
    "flowChartTerminator": (0.0471, 0.1464),
    **dict.fromkeys(("rightArrow", "leftArrow"), (0.0, 0.25)),
    **dict.fromkeys(("upArrow", "downArrow"), (0.25, 0.0)),
}
_SCHEME = {
    "dk1": "000000", "tx1": "000000", "lt1": "FFFFFF", "bg1": "FFFFFF", "dk2": "44546A", "tx2": "44546A",
    "lt2": "E7E6E6", "bg2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31", "accent3": "A5A5A5",
    "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47",
}  # fmt: skip


def hidden_corner(kind: str, width: float, height: float) -> tuple[float, float]:
    """Return how far the text of a shape keeps from its box across and down, so that no corner reaches its outline."""
    if kind == "ellipse":
        return width * _OFF_ARC / 2, height * _OFF_ARC / 2
    if kind in _ROOM:
        across, down = _ROOM[kind]
        return width * across, height * down
    if kind == "parallelogram":
        share = (1 + 1.25 * min(width, height) / max(width, 1.0)) / 12
        return width * share, height * share
    rounded = min(width, height) / 6 * _OFF_ARC if kind == "roundRect" else 0.0
    return rounded, rounded


def insets(body: Element | None, kind: str, size: tuple[float, float]) -> Insets:
    """Return how far the text of a shape of ``kind`` and ``size`` keeps from its box."""
    across, down = hidden_corner(kind, *size)
    sides = (("tIns", 3.6, down), ("lIns", 7.2, across), ("bIns", 3.6, down), ("rIns", 7.2, across))
    own = (usual if body is None else points(body.get(name), usual, per_point=EMU) for name, usual, _ in sides)
    return Insets(*(inset + extra for inset, (_, _, extra) in zip(own, sides, strict=True)))


def outline(properties: Element | None, style: Element | None) -> Line | None:
    """Return the outline that a shape's own properties or its style ask for."""
    line = None if properties is None else properties.find(_A + "ln")
    reference = None if style is None else style.find(_A + "lnRef")
    if line is not None and line.find(_A + "noFill") is not None:
        return None
    if line is None and (reference is None or reference.get("idx") == "0"):
        return None
    dash = None if line is None else line.find(_A + "prstDash")
    kind = "single" if dash is None or dash.get("val") == "solid" else "dashed"
    own = None if line is None else solid(line)
    width = 0.75 if line is None else points(line.get("w"), 0.75, per_point=EMU)
    return Line(kind, width, own or scheme_colour(reference) or "000000")


def heads(properties: Element | None, *, turned: bool) -> tuple[bool, bool]:
    """Return whether arrows stand at the beginning and the end of a line; one that is ``turned`` runs backwards."""
    line = None if properties is None else properties.find(_A + "ln")
    ends = (None if line is None else line.find(_A + name) for name in ("headEnd", "tailEnd"))
    start, end = (each is not None and each.get("type", "none") != "none" for each in ends)
    return (end, start) if turned else (start, end)


def fill(properties: Element | None, style: Element | None) -> str | None:
    """Return the colour with which a shape's own properties or its style fill it."""
    if properties is None or properties.find(_A + "noFill") is not None:
        return None
    reference = None if style is None else style.find(_A + "fillRef")
    if reference is not None and reference.get("idx") == "0":
        reference = None
    return solid(properties) or scheme_colour(reference)


def solid(element: Element) -> str | None:
    """Return the colour of which something is made, None where it says none or a mixture."""
    return scheme_colour(element.find(_A + "solidFill"))


def scheme_colour(element: Element | None) -> str | None:
    """Return the colour that stands in an element, one of the theme as Word has it unless told otherwise."""
    if element is None:
        return None
    for child in element:
        value = child.get("lastClr") or child.get("val") or ""
        return colour(value) or _SCHEME.get(value)
    return None
