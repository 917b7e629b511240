"""What a PDF shows: its text page by page, where its lines stand, and its rules."""

import io
import re
import subprocess
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

import pypdf
from PIL import Image

from docgen.typeset import Typeset

SAME_LINE = 3.0  # points between the baselines of what stands on one line
LEADER = re.compile(r"\.{3,}")
LONG = 30  # points: what is shorter is no rule but part of a letter


def pages(pdf: bytes) -> list[list[str]]:
    """The lines of each page without spaces, as pypdf finds them."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    found = [page.extract_text().splitlines() for page in reader.pages]
    return [[line for raw in page if (line := "".join(raw.split()))] for page in found]


Rule = tuple[int, str, int]
"""A long straight line: its page, its direction, and its place."""


class Line(NamedTuple):
    """A line of text: its page, where it begins in points from the sheet's upper left, and its letters."""

    page: int
    x: float
    y: float
    text: str


def lines(pdf: bytes) -> list[Line]:
    """The lines of a PDF from above to below, without their blanks; the dots of a leader count once."""
    found: list[Line] = []
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(pdf)).pages, 1):
        height = float(page.mediabox.height)
        pieces = sorted((height - y, x, text) for x, y, text in _pieces(page))
        rows: list[list[tuple[float, float, str]]] = []
        for piece in pieces:
            if rows and piece[0] - rows[-1][0][0] < SAME_LINE:
                rows[-1].append(piece)
            else:
                rows.append([piece])
        for row in rows:
            across = sorted(row, key=lambda piece: piece[1])
            said = LEADER.sub("…", "".join(text for *_, text in across))
            found.append(Line(number, across[0][1], row[0][0], said))
    return found


def in_order(pdf: bytes) -> list[str]:
    """What each page says from above to below."""
    said: dict[int, str] = {}
    for line in lines(pdf):
        said[line.page] = said.get(line.page, "") + line.text
    return [said[page] for page in sorted(said)]


def far(ours: Typeset, theirs: Typeset, *, within: float) -> list[tuple[Line, Line]]:
    """The lines of two PDFs that do not begin at the same place, or do not say the same."""
    pairs = zip_longest(lines(ours.pdf), lines(theirs.pdf), fillvalue=Line(0, 0.0, 0.0, ""))
    return [
        (one, other)
        for one, other in pairs
        if (one.page, one.text) != (other.page, other.text)
        or abs(one.x - other.x) > within
        or abs(one.y - other.y) > within
    ]


def unlike(ours: Sequence[Rule], theirs: Sequence[Rule], *, within: float) -> list[Rule]:
    """The rules of one of two PDFs that have no fellow in the other."""
    return [
        one
        for some, others in ((ours, theirs), (theirs, ours))
        for one in some
        if not any(one[:2] == other[:2] and abs(one[2] - other[2]) <= within for other in others)
    ]


def _pieces(page: pypdf.PageObject) -> list[tuple[float, float, str]]:
    found: list[tuple[float, float, str]] = []

    def note(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        if said := "".join(text.split()):
            found.append(
                (
                    inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
                    inner[4] * outer[1] + inner[5] * outer[3] + outer[5],
                    said,
                )
            )

    page.extract_text(visitor_text=note)
    return found


def rules(pdf: bytes) -> list[Rule]:
    """The long straight lines of a PDF: page, direction, and place in points from the sheet's upper left."""
    return [found for number, sheet in enumerate(sheets(pdf, 72), 1) for found in _rules(number, sheet)]


def _rules(number: int, sheet: Image.Image) -> Iterator[Rule]:
    for direction, turned in (("across", sheet), ("down", sheet.transpose(Image.Transpose.TRANSPOSE))):
        width, height = turned.size
        dots = turned.point(lambda light: 255 if light < 160 else 0).tobytes()
        before = False
        for y in range(height):
            ruled = b"\xff" * LONG in dots[y * width : (y + 1) * width]
            if ruled and not before:
                yield number, direction, y
            before = ruled


def sheets(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    """Yield the pages of a PDF in shades of grey."""
    command = ["pdftoppm", "-r", str(dpi), "-gray", "-"]
    drawn = io.BytesIO(subprocess.run(command, input=pdf, check=True, capture_output=True).stdout)
    while drawn.tell() < len(drawn.getbuffer()):
        yield _pgm(drawn)


def _pgm(stream: io.BytesIO) -> Image.Image:
    assert stream.readline().strip() == b"P5"
    width, height = map(int, stream.readline().split())
    stream.readline()
    return Image.frombytes("L", (width, height), stream.read(width * height))
