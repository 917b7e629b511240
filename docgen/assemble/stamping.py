"""The page number and the watermark, drawn on pages that are imposed (:mod:`docgen.assemble.imposing`).

A stamp is a few operators, in streams and with a font that all pages share: a page costs no stream of its own.
"""

from collections.abc import Iterator
from math import atan2, cos, hypot, sin

from pikepdf import Array, Dictionary, Name, Object, Pdf

from docgen.assemble.imposing import PAGE, Frames, box
from docgen.assemble.lettering import Lettering
from docgen.assemble.packet import Packet
from docgen.assemble.placing import MM, SHEET_HEIGHT, SHEET_WIDTH, Matrix, Placing

STAMP_SIZE = 10.5  # 五号
_BASELINE = 6 * MM
_EDGE = 26 * MM  # the margin of text in GB/T 9704-2012
_WATERMARK_SIZES = (24.0, 64.0)
_WATERMARK_OPACITY = 0.12
_OPEN = "/Artifact <</Type /Pagination>> BDC q "
_CLOSE = " Q EMC"


class Stamper:
    """Draws what the packet adds to pages; ``total`` is the last number printed."""

    def __init__(self, pdf: Pdf, packet: Packet, total: int) -> None:
        self._pdf = pdf
        pattern = packet.stamp.replace("{title}", packet.title).replace("{copy}", packet.copy)
        self._pattern = pattern.replace("{total}", f"{total}")
        self._pieces = self._pattern.split("{page}")
        self._letters = Lettering(pdf, (self._pattern, "0123456789ivxlcdm", packet.watermark))
        self._watermark = _watermark(pdf, self._letters, packet.watermark) if packet.watermark else None
        self._frames = Frames(pdf)
        self._streams: dict[object, Object] = {}
        last = self._letters.show(self._pieces[-1], STAMP_SIZE) if self._pieces[1:] else ""
        self._closing = pdf.make_stream(f"{last} ET{_CLOSE}".encode())

    def stamp(self, page: Object, placing: Placing, *, label: str, left: bool) -> None:
        """Put a page on its sheet, with the watermark, and its number ``label`` (if any) at the outer side."""
        resources = page.Resources
        forms = resources.XObject
        form = forms.get(PAGE)
        page["/MediaBox"], visible, matrix = self._frames.of(placing)
        if form is not None:
            form["/BBox"], form["/Matrix"] = visible, matrix
        blank = form is None
        resources["/Font"] = self._letters.fonts
        if self._watermark is not None:
            forms["/DgW"] = self._watermark
        if label and self._pattern:
            start = _EDGE if left else self._start(label)
            drawn = [self._opening(placing.upright, start, blank=blank), *self._signs(label), self._closing]
        else:
            drawn = [self._opening(placing.upright, None, blank=blank)]
        page["/Contents"] = Array(drawn)

    def _signs(self, label: str) -> Iterator[Object]:
        """Yield the streams that draw a number, and what stands between if it is printed more than once."""
        for text in self._pieces[1:-1]:
            yield from map(self._text, label)
            yield self._text(text)
        if self._pieces[1:]:
            yield from map(self._text, label)

    def _opening(self, upright: Matrix, start: float | None, *, blank: bool) -> Object:
        """Return the stream that draws a page and its watermark, and begins what stands at the foot, if anything."""
        known = (upright, start, blank)
        if known not in self._streams:
            page = "" if blank else f"q {PAGE} Do Q "
            mark = "/DgW Do" if self._watermark is not None else ""
            if start is None:
                drawn = f"{page}{_OPEN}{_cm(upright)}{mark}{_CLOSE}" if mark else page
            else:
                text = self._letters.show(self._pieces[0], STAMP_SIZE)
                drawn = f"{page}{_OPEN}{_cm(upright)}{mark} BT 0 g 1 0 0 1 {start:.2f} {_BASELINE:.2f} Tm {text}"
            self._streams[known] = self._pdf.make_stream(drawn.encode())
        return self._streams[known]

    def _text(self, text: str) -> Object:
        """Return the stream that shows a text, the same for all pages."""
        if text not in self._streams:
            self._streams[text] = self._pdf.make_stream(self._letters.show(text, STAMP_SIZE).encode())
        return self._streams[text]

    def _start(self, label: str) -> float:
        """Return where a number starts that ends at the right edge."""
        return SHEET_WIDTH - _EDGE - self._letters.width(self._pattern.replace("{page}", label), STAMP_SIZE)


def _cm(matrix: Matrix) -> str:
    return "" if matrix == (1, 0, 0, 1, 0, 0) else " ".join(f"{number:g}" for number in matrix) + " cm "


def _watermark(pdf: Pdf, letters: Lettering, text: str) -> Object:
    """Return the watermark as a form for an upright sheet: light, along the diagonal, over everything."""
    diagonal = hypot(SHEET_WIDTH, SHEET_HEIGHT)
    smallest, largest = _WATERMARK_SIZES
    size = min(largest, max(smallest, 0.75 * diagonal / letters.width(text, 1)))
    angle = atan2(SHEET_HEIGHT, SHEET_WIDTH)
    across, up = cos(angle), sin(angle)
    back = letters.width(text, size) / 2
    left = SHEET_WIDTH / 2 - back * across + size * 0.35 * up
    bottom = SHEET_HEIGHT / 2 - back * up - size * 0.35 * across
    turn = f"{across:.4f} {up:.4f} {-up:.4f} {across:.4f} {left:.2f} {bottom:.2f} Tm"
    return pdf.make_stream(
        f"/Light gs BT 0 g {turn} {letters.show(text, size)} ET".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=box((0, 0, SHEET_WIDTH, SHEET_HEIGHT)),
        Resources=Dictionary(
            Font=letters.fonts,
            ExtGState=Dictionary(Light=Dictionary(Type=Name.ExtGState, ca=_WATERMARK_OPACITY)),
        ),
    )
