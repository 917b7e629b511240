"""Where a page goes on the sheet: everything on A4 upright, with room for the page number, turned for the binding."""

from dataclasses import dataclass
from functools import lru_cache

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

MM = 72 / 25.4
SHEET_WIDTH, SHEET_HEIGHT = 210 * MM, 297 * MM
STRIP = 11 * MM
"""The strip at the foot that belongs to the page number, in points."""

_TURN_LANDSCAPE = 270


@dataclass(frozen=True, eq=False)
class Placing:
    """How a page is put on its sheet, in points; pages alike share one.

    ``box`` is the visible part of the page, ``matrix`` takes it onto ``sheet``; ``rotate`` turns the sheet upright, and
    ``upright`` takes what is drawn on the upright sheet, such as the page number, to where it stands before turning.
    """

    box: Box
    matrix: Matrix
    sheet: Box
    rotate: int
    upright: Matrix
    unit: float = 1.0

    @property
    def oversized(self) -> bool:
        """Whether the page does not fit on the sheet at its own size."""
        width, height = (self.box[2] - self.box[0]) * self.unit, (self.box[3] - self.box[1]) * self.unit
        return min(width, height) > SHEET_WIDTH + MM or max(width, height) > SHEET_HEIGHT + MM


@lru_cache(maxsize=4096)
def place(box: Box, *, rotate: int = 0, unit: float = 1.0, free_foot: float = 0.0) -> Placing:
    """Return where a page goes whose visible part is ``box``, turned clockwise by ``rotate`` degrees.

    ``unit`` is the size of its unit in points, ``free_foot`` the points at its foot that are known to be empty. A page
    is made smaller where it is larger than the sheet or has no room for the page number, and never larger. A landscape
    page is turned with its head to the left: to the binding on a right-hand page, to the cut on a left-hand one
    (GB/T 9704-2012, clause 9). Raises ValueError for a page without extent.
    """
    width, height = (box[2] - box[0]) * unit, (box[3] - box[1]) * unit
    if not (width > 0 and height > 0):
        raise ValueError(box)
    across, down = (width, height) if rotate % 180 == 0 else (height, width)
    turned = across > down
    rotate = (rotate + (_TURN_LANDSCAPE if turned else 0)) % 360
    strip = 0.0 if free_foot >= STRIP and not turned else STRIP
    sheet, frame = _sheet(rotate, strip)
    scale = min(1.0, (frame[2] - frame[0]) / width, (frame[3] - frame[1]) / height)
    left = frame[0] + (frame[2] - frame[0] - width * scale) / 2
    bottom = frame[1] + (frame[3] - frame[1] - height * scale) / 2
    factor = scale * unit
    matrix = (factor, 0.0, 0.0, factor, left - box[0] * factor, bottom - box[1] * factor)
    return Placing(box, matrix, sheet, rotate, _upright(rotate), unit)


def _sheet(rotate: int, strip: float) -> tuple[Box, Box]:
    """Return the sheet before it is turned, and the frame that is left of it without the strip at its foot."""
    width, height = SHEET_WIDTH, SHEET_HEIGHT
    if rotate == 0:
        return (0, 0, width, height), (0, strip, width, height)
    if rotate == 90:
        return (0, 0, height, width), (0, 0, height - strip, width)
    if rotate == 180:
        return (0, 0, width, height), (0, 0, width, height - strip)
    return (0, 0, height, width), (strip, 0, height, width)


def _upright(rotate: int) -> Matrix:
    width, height = SHEET_WIDTH, SHEET_HEIGHT
    return {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, height, 0),
        180: (-1, 0, 0, -1, width, height),
        270: (0, -1, 1, 0, 0, width),
    }[rotate]
