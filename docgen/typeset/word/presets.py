"""Ready-made shapes (``a:prstGeom``) as paths: those of flow charts and block arrows; ECMA-376 gives their guides."""

import re
from collections.abc import Callable, Mapping

from lxml.etree import _Element as Element

from docgen.typeset.tree import Step
from docgen.typeset.word.values import number

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VALUE = re.compile(r"val (-?\d+)")
_WHOLE = 100_000.0  # adjustments count in hundred-thousandths
ALIASES = {
    "flowChartProcess": "rect",
    "flowChartAlternateProcess": "roundRect",
    "flowChartConnector": "ellipse",
    "flowChartDecision": "diamond",
    "flowChartExtract": "triangle",
}
_FIXED = {  # in shares of the width and the height
    "diamond": "M .5 0 L 1 .5 L .5 1 L 0 .5 Z",
    "rtTriangle": "M 0 0 L 1 1 L 0 1 Z",
    "flowChartInputOutput": "M .2 0 L 1 0 L .8 1 L 0 1 Z",
    "flowChartManualOperation": "M 0 0 L 1 0 L .8 1 L .2 1 Z",
    "flowChartManualInput": "M 0 .2 L 1 0 L 1 1 L 0 1 Z",
    "flowChartMerge": "M 0 0 L 1 0 L .5 1 Z",
    "flowChartPreparation": "M .2 0 L .8 0 L 1 .5 L .8 1 L .2 1 L 0 .5 Z",
    "flowChartOffpageConnector": "M 0 0 L 1 0 L 1 .8 L .5 1 L 0 .8 Z",
    "flowChartDocument": "M 0 0 L 1 0 L 1 .802 C .5 .802 .5 1.1075 0 .935 Z",
    "flowChartTerminator": (
        "M .1609 0 L .8391 0 C .928 0 1 .2239 1 .5 C 1 .7761 .928 1 .8391 1 L .1609 1 C .072 1 0 .7761 0 .5 "
        "C 0 .2239 .072 0 .1609 0 Z"
    ),
}
_KINDS = {"M": "move", "L": "line", "C": "curve", "Z": "close"}

Size = tuple[float, float]
Point = tuple[float, float]


def preset(kind: str, adjustments: Element | None, size: Size) -> tuple[Step, ...]:
    """Return the path of a ready-made shape in a box of ``size``; none of one that is not known."""
    if kind in _FIXED:
        return _scaled(_FIXED[kind], size)
    corners = _ADJUSTED.get(kind)
    return () if corners is None else _polygon(corners(size, _given(adjustments)))


def _given(adjustments: Element | None) -> dict[str, float]:
    """Return the adjustments that a shape gives, as shares."""
    guides = () if adjustments is None else adjustments.iterfind(_A + "gd")
    found = ((guide.get("name", ""), _VALUE.fullmatch(guide.get("fmla", ""))) for guide in guides)
    return {name: number(value[1]) / _WHOLE for name, value in found if value}


def _scaled(path: str, size: Size) -> tuple[Step, ...]:
    steps = []
    for letter, places in re.findall(r"([MLCZ])([^MLCZ]*)", path):
        shares = [float(text) for text in places.split()]
        points = tuple((x * size[0], y * size[1]) for x, y in zip(shares[::2], shares[1::2], strict=True))
        steps.append(Step(_KINDS[letter], points))  # type: ignore[arg-type]  # the table's values are the literals
    return tuple(steps)


def _polygon(corners: list[Point]) -> tuple[Step, ...]:
    first, *others = corners
    return (Step("move", (first,)), *(Step("line", (corner,)) for corner in others), Step("close", ()))


def _share(given: Mapping[str, float], name: str, usual: float, most: float = 1.0) -> float:
    return min(max(given.get(name, usual), 0.0), most)


def _triangle(size: Size, given: Mapping[str, float]) -> list[Point]:
    return [(size[0] * _share(given, "adj", 0.5), 0.0), size, (0.0, size[1])]


def _slanted(size: Size, given: Mapping[str, float]) -> list[Point]:
    width, height = size
    inset = min(min(size) * max(given.get("adj", 0.25), 0.0), width)
    return [(inset, 0.0), (width, 0.0), (width - inset, height), (0.0, height)]


def _narrowed(size: Size, given: Mapping[str, float]) -> list[Point]:
    width, height = size
    inset = min(min(size) * max(given.get("adj", 0.25), 0.0), width / 2)
    return [(inset, 0.0), (width - inset, 0.0), (width, height), (0.0, height)]


def _six_sided(size: Size, given: Mapping[str, float]) -> list[Point]:
    width, height = size
    inset = min(min(size) * max(given.get("adj", 0.25), 0.0), width / 2)
    ends = [(inset, height), (0.0, height / 2)]
    return [(inset, 0.0), (width - inset, 0.0), (width, height / 2), (width - inset, height), *ends]


def _pointed(size: Size, given: Mapping[str, float]) -> list[Point]:
    width, height = size
    neck = width - min(min(size) * max(given.get("adj", 0.5), 0.0), width)
    return [(0.0, 0.0), (neck, 0.0), (width, height / 2), (neck, height), (0.0, height)]


def _chevron(size: Size, given: Mapping[str, float]) -> list[Point]:
    neck = _pointed(size, given)[1][0]
    return [*_pointed(size, given), (size[0] - neck, size[1] / 2)]


def _arrow(size: Size, given: Mapping[str, float]) -> list[Point]:
    """Return the corners of an arrow to the right."""
    width, height = size
    neck = width - min(min(size) * max(given.get("adj2", 0.5), 0.0), width)
    rest = height * (1 - _share(given, "adj1", 0.5)) / 2
    upper = [(0.0, rest), (neck, rest), (neck, 0.0), (width, height / 2)]
    return [*upper, *((x, height - y) for x, y in reversed(upper[:-1]))]


def _left_arrow(size: Size, given: Mapping[str, float]) -> list[Point]:
    return [(size[0] - x, y) for x, y in _arrow(size, given)]


def _down_arrow(size: Size, given: Mapping[str, float]) -> list[Point]:
    return [(y, x) for x, y in _arrow((size[1], size[0]), given)]


def _up_arrow(size: Size, given: Mapping[str, float]) -> list[Point]:
    return [(x, size[1] - y) for x, y in _down_arrow(size, given)]


_ADJUSTED: dict[str, Callable[[Size, Mapping[str, float]], list[Point]]] = {
    "triangle": _triangle,
    "parallelogram": _slanted,
    "trapezoid": _narrowed,
    "hexagon": _six_sided,
    "homePlate": _pointed,
    "chevron": _chevron,
    "rightArrow": _arrow,
    "leftArrow": _left_arrow,
    "downArrow": _down_arrow,
    "upArrow": _up_arrow,
}
