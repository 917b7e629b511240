"""The boxes of drawings, and the coordinates in which a group places the boxes of its parts."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml.etree import _Element as Element

from docgen.typeset.tree import Anchor, Drawn, Placed
from docgen.typeset.word.values import bounded, number

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Frame:
    """The box of a drawing: its size, its place when it floats, and what it is called for those who cannot see it."""

    width: float
    height: float
    anchor: Anchor | None = None
    alternative: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a part of a group stands, in the group's own coordinates."""

    x: float
    y: float
    width: float
    height: float


def box_of(transform: Element | None, offset: str, extent: str) -> Box:
    """Return the box that the children ``offset`` and ``extent`` of an ``a:xfrm`` give."""
    start, size = (None if transform is None else transform.find(_A + name) for name in (offset, extent))
    x, y = (0.0, 0.0) if start is None else (number(start.get("x")), number(start.get("y")))
    width, height = (0.0, 0.0) if size is None else (number(size.get("cx")), number(size.get("cy")))
    return Box(x, y, width, height)


@dataclass(frozen=True, slots=True)
class Space:
    """The coordinates of a group: where its box begins, and how many points one of them is across and down."""

    x: float
    y: float
    across: float
    down: float

    def frame(self, box: Box, alternative: str = "") -> Frame:
        """Return the box of a part in points."""
        return Frame(bounded(box.width * self.across), bounded(box.height * self.down), alternative=alternative)

    def placed(self, box: Box, items: Iterable[Drawn]) -> list[Placed]:
        """Return what stands in the box of a part with its place in that of the group."""
        x, y = bounded((box.x - self.x) * self.across), bounded((box.y - self.y) * self.down)
        return [Placed(x, y, item) for item in items]


def space(frame: Frame, own: Box, *, unit: float) -> Space:
    """Return the coordinates of a group whose box is ``frame`` in points and ``own`` in them.

    A group that does not say how wide or high it is in its own coordinates counts ``unit`` of them to a point.
    """
    across = frame.width / own.width if own.width > 0 else 1 / unit
    down = frame.height / own.height if own.height > 0 else 1 / unit
    return Space(own.x, own.y, across, down)
