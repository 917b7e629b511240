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


class Imposer:
    """Imposes the pages of one document; how large sheet and drawing are is written where they are bound."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._taken: set[tuple[int, int]] = set()

    def impose(self, page: Object, attributes: Attributes, placing: Placing) -> None:
        """Make a page ready for its sheet. A page that is blank holds no form then."""
        content = self._content(page)
        for key in page.keys() - _KEPT:
            del page[key]
        if content is None:
            page.Resources = Dictionary(XObject=Dictionary())
        else:
            content["/Type"], content["/Subtype"] = Name.XObject, Name.Form
            content["/Resources"] = Dictionary() if attributes.resources is None else attributes.resources
            page.Resources = Dictionary(XObject=Dictionary({PAGE: content}))
        if attributes.crop is not None:
            page.CropBox = box(placing.sheet)
        if placing.rotate or attributes.rotate is not None:
            page.Rotate = placing.rotate

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


class Frames:
    """How large sheets and drawings are, for one packet: a few arrays that all pages alike share.

    They are made in the packet: the first new object in a file makes qpdf read all of it.
    """

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._made: dict[Placing, tuple[Object, Object, Object]] = {}

    def of(self, placing: Placing) -> tuple[Object, Object, Object]:
        """Return the size of a sheet, what is visible of a page, and what takes that onto the sheet."""
        if placing not in self._made:
            arrays = map(box, (placing.sheet, placing.box, placing.matrix))
            sheet, visible, matrix = (self._pdf.make_indirect(each) for each in arrays)
            self._made[placing] = (sheet, visible, matrix)
        return self._made[placing]


def box(numbers: Sequence[float]) -> Object:
    """Return numbers as PDF has them: a rectangle, or a matrix."""
    return Array([round(number, 4) for number in numbers])
