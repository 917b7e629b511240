"""Freely drawn outlines (``a:custGeom``) as steps of a pen, in points from the upper left of their box."""

import math
from collections.abc import Iterator

from lxml.etree import _Element as Element

from docgen.typeset.tree import Step
from docgen.typeset.word.values import EMU, bounded, number

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ANGLE = 60000.0  # angles count in sixty-thousandths of a degree
_KINDS = {"moveTo": "move", "lnTo": "line", "cubicBezTo": "curve", "quadBezTo": "curve", "close": "close"}
_POINTS = {"moveTo": 1, "lnTo": 1, "cubicBezTo": 3, "quadBezTo": 2, "close": 0}

Point = tuple[float, float]


def outline_of(geometry: Element, size: tuple[float, float]) -> tuple[Step, ...]:
    """Return the steps that draw a ``custGeom`` in a box of ``size``; none when it is drawn by formulas."""
    steps: list[Step] = []
    for path in geometry.iterfind(f"{_A}pathLst/{_A}path"):
        pen = _Pen(path, size)
        for element in path:
            found = list(pen.steps(element))
            if not found:
                return ()
            steps += found
    return tuple(steps)


def mirrored(path: tuple[Step, ...], size: tuple[float, float], flips: tuple[bool, bool]) -> tuple[Step, ...]:
    """Return a path with left and right, or above and below, changed over."""
    (width, height), (across, down) = size, flips
    return tuple(
        Step(step.kind, tuple((width - x if across else x, height - y if down else y) for x, y in step.places))
        for step in path
    )


class _Pen:
    """Follows one path; a path without a size of its own counts in English metric units."""

    def __init__(self, path: Element, size: tuple[float, float]) -> None:
        self._scale = tuple(
            points / own if (own := number(path.get(name))) > 0 else 1 / EMU
            for name, points in zip(("w", "h"), size, strict=True)
        )
        self._at: Point = (0.0, 0.0)

    def steps(self, element: Element) -> Iterator[Step]:
        """Yield the steps of one command; none of one that is not understood, or whose places are formulas."""
        name = element.tag.rpartition("}")[2]
        if name == "arcTo":
            yield from self._arc(element)
            return
        places = [self._place(point) for point in element.iterfind(_A + "pt")]
        if None in places or len(places) != _POINTS.get(name, -1):
            return
        known = [place for place in places if place is not None]
        start, self._at = self._at, known[-1] if known else self._at
        if name == "quadBezTo":
            known = _raised(start, *known)
        yield Step(_KINDS[name], tuple(known))  # type: ignore[arg-type]  # the table's values are the literals

    def _place(self, point: Element) -> Point | None:
        x, y = number(point.get("x"), math.nan), number(point.get("y"), math.nan)
        return None if math.isnan(x + y) else (bounded(x * self._scale[0]), bounded(y * self._scale[1]))

    def _arc(self, element: Element) -> Iterator[Step]:
        """Yield curves for an arc of an ellipse that begins where the pen is, none of them longer than a quarter."""
        given = [number(element.get(name), math.nan) for name in ("wR", "hR", "stAng", "swAng")]
        if any(map(math.isnan, given)):
            return
        across, down = given[0] * self._scale[0], given[1] * self._scale[1]
        start, sweep = (math.radians(angle / _ANGLE) for angle in given[2:])
        centre = self._at[0] - across * math.cos(start), self._at[1] - down * math.sin(start)
        quarters = max(math.ceil(abs(sweep) / (math.pi / 2) - 1e-9), 1)
        for index in range(min(quarters, 8)):
            angles = (start + sweep * index / quarters, start + sweep * (index + 1) / quarters)
            curve = tuple((centre[0] + across * x, centre[1] + down * y) for x, y in _unit_arc(*angles))
            self._at = curve[-1]
            yield Step("curve", curve)


def _raised(start: Point, control: Point, end: Point) -> list[Point]:
    """Return the control points and the end of a curve of the third degree that is one of the second."""
    first, second = (
        (near[0] + (control[0] - near[0]) * 2 / 3, near[1] + (control[1] - near[1]) * 2 / 3) for near in (start, end)
    )
    return [first, second, end]


def _unit_arc(start: float, end: float) -> list[Point]:
    reach = 4 / 3 * math.tan((end - start) / 4)
    (x, y), (to_x, to_y) = ((math.cos(angle), math.sin(angle)) for angle in (start, end))
    return [(x - reach * y, y + reach * x), (to_x + reach * to_y, to_y - reach * to_x), (to_x, to_y)]
