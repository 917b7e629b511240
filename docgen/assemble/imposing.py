"""Pages are imposed: each becomes a drawing on its sheet of A4, once, in the document that it comes from.

The page's own content becomes a form (ISO 32000-1, 8.10): whatever it does to the graphics state ends with it, and its
bytes are never unpacked. What a packet adds is drawn beside it (:mod:`docgen.assemble.stamping`).
"""

from collections.abc import Sequence
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from docgen.assemble.pages import Attributes
from docgen.assemble.placing import Placing

PAGE: Final = "/DgP"
"""The name of the form that a page's content has become."""

_KEPT: Final = frozenset({"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/Annots", "/Group", "/Rotate"})
_MANY = 16


class Imposer:
    """Imposes the pages of one document."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._many = len(pdf.pages) >= _MANY
        self._taken: set[tuple[int, int]] = set()
        self._sheets: dict[Placing, tuple[Object, Object]] = {}

    def impose(self, page: Object, attributes: Attributes, placing: Placing) -> None:
        """Put a page on its sheet. A page that is blank holds no form then."""
        sheet, form = self._sheet(placing)
        content = self._content(page)
        for key in page.keys() - _KEPT:
            del page[key]
        if content is None:
            page.Resources = Dictionary(XObject=Dictionary())
        else:
            content.stream_dict.update(form)
            content["/Resources"] = Dictionary() if attributes.resources is None else attributes.resources
            page.Resources = Dictionary(XObject=Dictionary({PAGE: content}))
        page.MediaBox = sheet
        if attributes.crop is not None:
            page.CropBox = sheet
        if placing.rotate or attributes.rotate is not None:
            page.Rotate = placing.rotate

    def _sheet(self, placing: Placing) -> tuple[Object, Object]:
        """Return the sheet's size and what makes a content a form on it, once for all pages alike."""
        if placing not in self._sheets:
            extent, matrix, sheet = map(self._array, (placing.box, placing.matrix, placing.sheet))
            form = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=extent, Matrix=matrix)
            self._sheets[placing] = (sheet, form)
        return self._sheets[placing]

    def _array(self, numbers: Sequence[float]) -> Object:
        """Return numbers as an array, which many pages share: the first new object makes qpdf read the whole file."""
        array = box(numbers)
        return self._pdf.make_indirect(array) if self._many else array

    def _content(self, page: Object) -> Object | None:
        """Take a page's content off it, as one stream of its own."""
        content = page.get("/Contents")
        if content is None:
            return None
        del page["/Contents"]
        if isinstance(content, Array):
            parts = [part for part in content if isinstance(part, Stream)]
            return self._pdf.make_stream(b"\n".join(part.read_bytes() for part in parts)) if parts else None
        if not isinstance(content, Stream):
            return None
        if content.objgen in self._taken:  # pages that share one content
            return self._pdf.make_stream(content.read_bytes())
        self._taken.add(content.objgen)
        return content


def box(numbers: Sequence[float]) -> Object:
    """Return numbers as PDF has them: a rectangle, or a matrix."""
    return Array([round(number, 4) for number in numbers])
