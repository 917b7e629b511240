"""What the page tree of an attachment says about a page: its visible part, its turn, its place on the sheet."""

from typing import NamedTuple

from pikepdf import Array, Dictionary, Object

from docgen.assemble.placing import Box, Placing, place

_TREE_DEPTH = 64
_INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")


class Attributes(NamedTuple):
    """What a page says, or inherits, of its extent, its visible part, its turn and its resources."""

    media: Object | None
    crop: Object | None
    rotate: Object | None
    resources: Object | None


_NOTHING = Attributes(None, None, None, None)


class PageTree:
    """What pages inherit from the nodes above them (ISO 32000-1, 7.7.3.4), looked up once for each node."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Attributes] = {}
        self._placings: dict[tuple[object, ...], Placing] = {}

    def attributes(self, page: Object) -> Attributes:
        """Return what a page, or else the nearest node above it, says."""
        parent = page.get("/Parent")
        above = self._above(parent) if isinstance(parent, Dictionary) else _NOTHING
        media, crop, rotate, resources = map(page.get, _INHERITED)
        return Attributes(
            above.media if media is None else media,
            above.crop if crop is None else crop,
            above.rotate if rotate is None else rotate,
            above.resources if resources is None else resources,
        )

    def _above(self, node: Dictionary) -> Attributes:
        if node.objgen not in self._known:
            self._known[node.objgen] = Attributes(*(_from_above(node, key) for key in _INHERITED))
        return self._known[node.objgen]

    def placing(self, page: Object, attributes: Attributes, free_foot: float) -> Placing:
        """Return where a page goes on its sheet. Raises TypeError or ValueError for a page that has no size."""
        media, crop = attributes.media, attributes.crop
        rotate, unit = _rotation(attributes.rotate), float(page.get("/UserUnit", 1))
        alike = (media and media.unparse(), crop and crop.unparse(), rotate, unit, free_foot)
        if alike not in self._placings:
            self._placings[alike] = place(_visible(media, crop), rotate=rotate, unit=unit, free_foot=free_foot)
        return self._placings[alike]


def _from_above(node: Object | None, key: str) -> Object | None:
    for _ in range(_TREE_DEPTH):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _rotation(turned: object) -> int:
    """Return by how many degrees a page is turned clockwise; what is no right angle counts as none."""
    return turned % 360 if isinstance(turned, int) and turned % 90 == 0 else 0


def _visible(media: Object | None, crop: Object | None) -> Box:
    """Return what a reader shows of a page: its crop box within its media box."""
    whole = _box(media)
    if crop is None:
        return whole
    left, bottom, right, top = _box(crop)
    shown = (max(left, whole[0]), max(bottom, whole[1]), min(right, whole[2]), min(top, whole[3]))
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else whole


def _box(corners: Object | None) -> Box:
    """Return a rectangle with its lower left corner first, whichever corners are given."""
    if not isinstance(corners, Array):
        raise TypeError(corners)
    x0, y0, x1, y1 = map(float, corners)
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
