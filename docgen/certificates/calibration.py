"""A page that a clerk prints on a sheet of the stock, folded both ways, to read off how far the printer is out.

A fold runs through the middle of the sheet; where it crosses the printed scales is the offset, with its sign.
"""

import io
from collections.abc import Iterator
from typing import NamedTuple

import pikepdf

from docgen.assemble.lettering import Lettering
from docgen.certificates.overlay import LIMIT, MM, Offset, moved
from docgen.render.resizing import Sheet

A4 = Sheet(297, 210)
_HAIR, _LINE = 0.3, 0.8  # points
_SMALL, _TYPE, _TITLE = 7, 11, 16
_CORNER = 15  # mm from the edges
_BAR = 100  # mm
_WAYS = ("向右 right", "向下 down")
_TOLD = (
    "校准页 Calibration",
    "一、把一张空白证书纸左右对折、上下对折，压出折痕，展开。",
    "Fold a sheet of the stock in half both ways, and unfold it.",
    "二、用“实际大小”（不缩放）把本页印在这张纸上；下面的横线应长 100 毫米。",
    "Print this page on it at actual size: the bar below must measure 100 mm.",
    "三、看折痕落在哪里：竖折痕在横尺上读“向右”，横折痕在竖尺上读“向下”。",
    "Read where the folds fall: the upright fold on the level scale, then the level fold on the upright one.",
    "四、发证时写 --overlay 向右,向下，例如 --overlay 1.5,-2。",
    "Give both to the command: --overlay RIGHT,DOWN, such as --overlay 1.5,-2.",
)


class _Pen(NamedTuple):
    """Draws on a sheet whose places are millimetres from its upper left corner."""

    sheet: Sheet
    letters: Lettering

    def line(self, start: tuple[float, float], end: tuple[float, float], width: float = _HAIR) -> str:
        """Return the operators of a line."""
        return f"{width} w {self._at(*start)} m {self._at(*end)} l S"

    def words(self, text: str, left: float, baseline: float, size: float, *, middle: bool = False) -> str:
        """Return the operators of some words, which begin at a place or have it in their middle."""
        back = self.letters.width(text, size) / 2 / MM if middle else 0
        return f"BT 1 0 0 1 {self._at(left - back, baseline)} Tm {self.letters.show(text, size)} ET"

    def _at(self, left: float, top: float) -> str:
        return f"{left * MM:.3f} {(self.sheet.height - top) * MM:.3f}"


def calibration(sheet: Sheet = A4, offset: Offset = Offset()) -> bytes:  # noqa: B008 - frozen
    """Return the page as PDF on sheets of a size, moved by an offset to see whether it is right."""
    labels = [*_WAYS, *(f"{mark:+d}" for mark in range(-LIMIT, LIMIT + 1))]
    with pikepdf.new() as book:
        book.add_blank_page(page_size=(sheet.width * MM, sheet.height * MM))
        pen = _Pen(sheet, Lettering(book, [*_TOLD, *labels]))
        drawn = [*_scales(pen), *_corners(pen), *_instructions(pen)]
        book.pages[0].Resources = pikepdf.Dictionary(Font=pen.letters.fonts)
        book.pages[0].Contents = book.make_stream("\n".join(drawn).encode())
        book.Root.Lang = pikepdf.String("zh-CN")
        target = io.BytesIO()
        book.save(target, deterministic_id=True)
    return moved(target.getvalue(), offset)


def _scales(pen: _Pen) -> Iterator[str]:
    """Yield the two scales that cross in the middle, a tick for each millimetre."""
    across, down = pen.sheet.width / 2, pen.sheet.height / 2
    yield pen.line((across - LIMIT, down), (across + LIMIT, down), _LINE)
    yield pen.line((across, down - LIMIT), (across, down + LIMIT), _LINE)
    yield pen.words(_WAYS[0], across + LIMIT + 3, down + 1, _TYPE)
    yield pen.words(_WAYS[1], across, down + LIMIT + 6, _TYPE, middle=True)
    for mark in range(-LIMIT, LIMIT + 1):
        length = 3 if mark % 5 == 0 else 1.5
        yield pen.line((across + mark, down - length), (across + mark, down))
        yield pen.line((across, down + mark), (across + length, down + mark))
        if mark % 5 == 0 and abs(mark) > 5:  # nearer to the middle the two scales would cover each other
            yield pen.words(f"{mark:+d}", across + mark, down - 4, _SMALL, middle=True)
            yield pen.words(f"{mark:+d}", across + 4, down + mark + 1, _SMALL)


def _corners(pen: _Pen) -> Iterator[str]:
    """Yield a cross in each corner, so that a sheet that runs askew shows."""
    width, height = pen.sheet.width, pen.sheet.height
    for left in (_CORNER, width - _CORNER):
        for top in (_CORNER, height - _CORNER):
            yield pen.line((left - 5, top), (left + 5, top))
            yield pen.line((left, top - 5), (left, top + 5))


def _instructions(pen: _Pen) -> Iterator[str]:
    left, top = _CORNER + 10, _CORNER + 12
    for number, line in enumerate(_TOLD):
        size = (_TYPE if number % 2 else _TYPE - 2) if number else _TITLE
        yield pen.words(line, left, top + number * 5.5, size)
    below = pen.sheet.height - _CORNER - 10
    yield pen.line((left, below), (left + _BAR, below), _LINE)
    for end in (left, left + _BAR):
        yield pen.line((end, below - 2), (end, below + 2), _LINE)
