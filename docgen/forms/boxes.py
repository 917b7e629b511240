"""The ruled boxes of a page: where the lines of its tables run, and which of them stand around a place."""

from collections.abc import Iterator
from typing import NamedTuple

import pikepdf

_STRAIGHT = 0.5  # points that a ruled line may lean
_REACH = 1.0  # points by which a line may end short of a corner
_LEAST = 6.0  # points: whatever is shorter rules no box


class Box(NamedTuple):
    """A rectangle on a page in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def within(self, margin: float) -> "Box":
        """Return the box that is smaller by a margin on each side."""
        return Box(self.left + margin, self.bottom + margin, self.right - margin, self.top - margin)


class Rules:
    """The straight lines that are drawn on a page."""

    def __init__(self, page: pikepdf.Page) -> None:
        self._across: list[Box] = []
        self._down: list[Box] = []
        for line in _lines(page):
            if line.top - line.bottom <= _STRAIGHT and line.right - line.left >= _LEAST:
                self._across.append(line)
            elif line.right - line.left <= _STRAIGHT and line.top - line.bottom >= _LEAST:
                self._down.append(line)

    def around(self, x: float, y: float) -> Box | None:
        """Return the box that is ruled around a point, if lines stand on all its four sides."""
        sides = [line.left for line in self._down if line.bottom - _REACH <= y <= line.top + _REACH]
        levels = [line.bottom for line in self._across if line.left - _REACH <= x <= line.right + _REACH]
        left, right = [each for each in sides if each < x], [each for each in sides if each > x]
        below, above = [each for each in levels if each < y], [each for each in levels if each > y]
        if not (left and right and below and above):
            return None
        return Box(max(left), max(below), min(right), min(above))


def _lines(page: pikepdf.Page) -> Iterator[Box]:
    """Yield every line that is stroked, whichever way it was drawn."""
    matrix, kept = pikepdf.Matrix(), list[pikepdf.Matrix]()
    start: tuple[float, float] | None = None
    for instruction in pikepdf.parse_content_stream(page, "q Q cm m l"):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            kept.append(matrix)
        elif operator == "Q":
            matrix = kept.pop() if kept else pikepdf.Matrix()
        elif operator == "cm":
            matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
        else:
            here = matrix.transform((float(operands[0]), float(operands[1])))
            if operator == "l" and start:
                (x1, y1), (x2, y2) = start, here
                yield Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
            start = (here[0], here[1])
