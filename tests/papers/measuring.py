"""What stands where on a page of a PDF, in millimetres from its upper left corner."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdf
from pypdf.generic import ContentStream

MM = 72 / 25.4
LEFT, TOP, RIGHT, BOTTOM = 28.0, 37.0, 184.0, 262.0  # the type area: 156 × 225 mm
BODY = 16 / MM  # a character of size 3, the body's
PITCH = 156 / 28  # from one character of the body to the next
LINE = 225 / 22
EM_TOP, INK_TOP, INK_BOTTOM = 0.88, 0.855, 0.09  # of the size: above and below the base line, in the faces shipped


@dataclass(frozen=True)
class Mark:
    """A run of text: where it begins, its base line, its size in points and its face."""

    text: str
    x: float
    base: float
    size: float
    face: str

    @property
    def top(self) -> float:
        """The upper edge of its ink."""
        return self.base - INK_TOP * self.size / MM

    @property
    def bottom(self) -> float:
        """The lower edge of its ink."""
        return self.base + INK_BOTTOM * self.size / MM


@dataclass(frozen=True)
class Line:
    """The marks on one base line, from left to right."""

    marks: tuple[Mark, ...]

    @property
    def text(self) -> str:
        """What it says, without blanks."""
        return "".join("".join(mark.text for mark in self.marks).split())

    @property
    def first(self) -> Mark:
        """Its first mark."""
        return self.marks[0]

    @property
    def base(self) -> float:
        """Its base line."""
        return self.first.base


@dataclass(frozen=True)
class Rule:
    """A filled or stroked line: its box, thickness (of a horizontal one) and colour, three parts of one."""

    x: float
    y: float
    width: float
    height: float
    colour: tuple[float, ...]

    @property
    def is_red(self) -> bool:
        """Whether it is red."""
        return self.colour[:3] == (1.0, 0.0, 0.0)


class Page:
    """One page of a PDF, measured."""

    def __init__(self, page: pypdf.PageObject) -> None:
        self.width, self.height = float(page.mediabox.width) / MM, float(page.mediabox.height) / MM
        self._page = page
        self.marks = list(self._marks())

    def _marks(self) -> Iterator[Mark]:
        found: list[Mark] = []

        def see(text: str, cm: list[float], _: list[float], font: Any, size: float) -> None:
            if text.strip():
                face = str(font["/BaseFont"]).partition("+")[2] if font else ""
                found.append(Mark(text.strip("\n"), cm[4] / MM, self.height - cm[5] / MM, size, face))

        self._page.extract_text(visitor_text=see)
        return iter(found)

    @property
    def lines(self) -> list[Line]:
        """The lines of text, from top to bottom."""
        rows: dict[float, list[Mark]] = {}
        for mark in self.marks:
            rows.setdefault(round(mark.base, 1), []).append(mark)
        return [Line(tuple(sorted(rows[base], key=lambda mark: mark.x))) for base in sorted(rows)]

    def line(self, beginning: str) -> Line:
        """The first line that begins so."""
        return next(line for line in self.lines if line.text.startswith(beginning))

    @property
    def body(self) -> list[Line]:
        """The lines in the type area that are set in size 3."""
        return [line for line in self.lines if line.base < BOTTOM and line.first.size == 16]

    @property
    def rules(self) -> list[Rule]:
        """The horizontal lines that are drawn, from top to bottom."""
        return sorted((rule for rule in self._drawn() if rule.width > 20 * rule.height), key=lambda rule: rule.y)

    def _drawn(self) -> Iterator[Rule]:
        pen = _Pen()
        for operands, operator in ContentStream(self._page.get_contents(), self._page.pdf).operations:
            numbers = [float(value) for value in operands if isinstance(value, (int, float))]
            drawn = pen.follow(operator, numbers)
            if drawn:
                xs, ys = zip(*drawn, strict=True)
                thick = pen.thick if operator == b"S" else 0.0
                top = self.height - (max(ys) + thick / 2) / MM
                size = (max(xs) - min(xs)) / MM, (max(ys) - min(ys) + thick) / MM
                yield Rule(min(xs) / MM, top, *size, pen.stroke if operator == b"S" else pen.fill)


Point = tuple[float, float]


class _Pen:
    """What the operators of a page have set so far, and the path that is being drawn."""

    def __init__(self) -> None:
        self.fill: tuple[float, ...] = (0.0,)
        self.stroke: tuple[float, ...] = (0.0,)
        self.thick = 1.0
        self._matrix: tuple[float, ...] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self._kept: list[tuple[Any, ...]] = []
        self._path: list[Point] = []

    def follow(self, operator: bytes, numbers: list[float]) -> list[Point]:
        """Obey an operator; return the points of the path if it is painted now."""
        if operator in {b"f", b"f*", b"S", b"B", b"n"}:
            path, self._path = self._path, []
            return path if operator != b"n" else []
        if operator in {b"m", b"l"}:
            self._path.append(self._at(*numbers))
        elif operator == b"re":
            x, y, width, height = numbers
            self._path += [self._at(x, y), self._at(x + width, y + height)]
        else:
            self._set(operator, numbers)
        return []

    def _set(self, operator: bytes, numbers: list[float]) -> None:
        match operator:
            case b"q":
                self._kept.append((self._matrix, self.fill, self.stroke, self.thick))
            case b"Q":
                self._matrix, self.fill, self.stroke, self.thick = self._kept.pop()
            case b"cm":
                self._matrix = _times(numbers, self._matrix)
            case b"scn":
                self.fill = tuple(numbers)
            case b"SCN":
                self.stroke = tuple(numbers)
            case b"w":
                self.thick = numbers[0]

    def _at(self, x: float, y: float) -> Point:
        a, b, c, d, e, f = self._matrix
        return a * x + c * y + e, b * x + d * y + f


def pages(pdf: bytes) -> list[Page]:
    """The pages of a PDF, measured."""
    return [Page(page) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def _times(one: Any, other: Any) -> tuple[float, ...]:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
