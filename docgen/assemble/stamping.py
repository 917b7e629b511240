"""The page number, the watermark and the room for them: a page becomes a drawing on its sheet, untouched within.

A stamp is a few operators with a font that all pages share. The page's own content becomes a form (ISO 32000-1, 8.10):
whatever it does to the graphics state ends with it, and its bytes are never unpacked.
"""

from collections.abc import Sequence
from math import atan2, cos, hypot, sin

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from docgen.assemble.lettering import Lettering
from docgen.assemble.packet import Packet
from docgen.assemble.placing import MM, SHEET_HEIGHT, SHEET_WIDTH, Box, Matrix, Placing

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
        self._pattern = packet.stamp.replace("{title}", packet.title).replace("{copy}", packet.copy)
        self._total = f"{total}"
        self._letters = Lettering(pdf, (self._pattern, "0123456789ivxlcdm", packet.watermark))
        self._watermark = _watermark(pdf, self._letters, packet.watermark) if packet.watermark else None
        self._seen: set[tuple[int, int]] = set()
        self._sheets: dict[Placing, tuple[Object, Object]] = {}

    def stamp(self, page: Object, placing: Placing, *, label: str, left: bool) -> None:
        """Put a page on its sheet and draw its number ``label`` (if any) at the outer side of its foot."""
        sheet, form = self._sheet(placing)
        forms = Dictionary()
        drawn = []
        content = self._form(page, form)
        if content is not None:
            forms["/DgP"] = content
            drawn.append("q /DgP Do Q")
        added = self._added(label, left=left)
        if self._watermark is not None:
            forms["/DgW"] = self._watermark
        if added:
            drawn.append(f"{_OPEN}{_cm(placing.upright)}{added}{_CLOSE}")
        page.Resources = Dictionary(XObject=forms, Font=self._letters.fonts)
        page.Contents = self._pdf.make_stream(" ".join(drawn).encode())
        page.MediaBox = sheet
        if placing.rotate or "/Rotate" in page:
            page.Rotate = placing.rotate

    def _added(self, label: str, *, left: bool) -> str:
        """Return the operators of watermark and number on the upright sheet."""
        mark = "/DgW Do " if self._watermark is not None else ""
        text = self._pattern.replace("{page}", label).replace("{total}", self._total) if label else ""
        if not text:
            return mark
        start = _EDGE if left else SHEET_WIDTH - _EDGE - self._letters.width(text, STAMP_SIZE)
        return f"{mark}BT 0 g 1 0 0 1 {start:.2f} {_BASELINE:.2f} Tm {self._letters.show(text, STAMP_SIZE)} ET"

    def _sheet(self, placing: Placing) -> tuple[Object, Object]:
        """Return the sheet's size and what makes a content a form on it, once for all pages alike."""
        if placing not in self._sheets:
            form = Dictionary(
                Type=Name.XObject, Subtype=Name.Form, BBox=_array(placing.box), Matrix=_array(placing.matrix)
            )
            self._sheets[placing] = (_array(placing.sheet), form)
        return self._sheets[placing]

    def _form(self, page: Object, form: Object) -> Object | None:
        """Turn the page's content into a form on the sheet, clipped to what was visible."""
        stream = self._content(page)
        if stream is not None:
            stream.stream_dict.update(form)
            stream["/Resources"] = page.get("/Resources", Dictionary())
        return stream

    def _content(self, page: Object) -> Object | None:
        """Return the page's content as one stream of its own."""
        content = page.get("/Contents")
        if isinstance(content, Array):
            parts = [part for part in content if isinstance(part, Stream)]
            return self._pdf.make_stream(b"\n".join(part.read_bytes() for part in parts)) if parts else None
        if not isinstance(content, Stream):
            return None
        if content.objgen in self._seen:  # pages that share one content
            return self._pdf.make_stream(content.read_bytes())
        self._seen.add(content.objgen)
        return content


def _array(numbers: Sequence[float] | Box | Matrix) -> Object:
    return Array([round(number, 4) for number in numbers])


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
        BBox=_array((0, 0, SHEET_WIDTH, SHEET_HEIGHT)),
        Resources=Dictionary(
            Font=letters.fonts,
            ExtGState=Dictionary(Light=Dictionary(Type=Name.ExtGState, ca=_WATERMARK_OPACITY)),
        ),
    )
