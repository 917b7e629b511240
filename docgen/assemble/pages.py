"""What the page tree of an attachment says about a page: its visible part, its turn, its place on the sheet."""

from pikepdf import Array, Dictionary, Object

from docgen.assemble.placing import Box, Placing, place

_TREE_DEPTH = 64


class PageTree:
    """What pages inherit from the nodes above them (ISO 32000-1, 7.7.3.4), looked up once for each node."""

    def __init__(self) -> None:
        self._known: dict[tuple[tuple[int, int], str], Object | None] = {}

    def get(self, page: Object, key: str) -> Object | None:
        """Return what a page, or the nearest node above it, says under ``key``."""
        if key in page:
            return page[key]
        parent = page.get("/Parent")
        if not isinstance(parent, Dictionary):
            return None
        known = (parent.objgen, key)
        if known not in self._known:
            self._known[known] = _from_above(parent, key)
        return self._known[known]


def _from_above(node: Object | None, key: str) -> Object | None:
    for _ in range(_TREE_DEPTH):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def placing(page: Object, tree: PageTree, free_foot: float) -> Placing:
    """Return where a page goes on its sheet. Raises TypeError or ValueError for a page that has no size."""
    return place(
        _visible(page, tree),
        rotate=_rotation(tree.get(page, "/Rotate")),
        unit=float(page.get("/UserUnit", 1)),
        free_foot=free_foot,
    )


def _rotation(turned: object) -> int:
    """Return by how many degrees a page is turned clockwise; what is no right angle counts as none."""
    return turned % 360 if isinstance(turned, int) and turned % 90 == 0 else 0


def _visible(page: Object, tree: PageTree) -> Box:
    """Return what a reader shows of a page: its crop box within its media box."""
    media = _box(tree.get(page, "/MediaBox"))
    crop = tree.get(page, "/CropBox")
    if crop is None:
        return media
    left, bottom, right, top = _box(crop)
    shown = (max(left, media[0]), max(bottom, media[1]), min(right, media[2]), min(top, media[3]))
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else media


def _box(corners: Object | None) -> Box:
    """Return a rectangle with its lower left corner first, whichever corners are given."""
    if not isinstance(corners, Array):
        raise TypeError(corners)
    x0, y0, x1, y1 = map(float, corners)
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
