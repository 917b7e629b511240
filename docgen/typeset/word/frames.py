"""What stands beside the flow: framed paragraphs (``w:framePr``) and floating tables (``w:tblpPr``)."""

from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from docgen.typeset.looks import ParagraphFormat, RunFormat
from docgen.typeset.tree import Anchor, Axis, Block, Paragraph, Shape, Table
from docgen.typeset.word.package import W
from docgen.typeset.word.values import child, points, xml

_RELATIVE_ACROSS = {"text": "column", "margin": "margin", "page": "page"}
_RELATIVE_DOWN = {"text": "paragraph", "margin": "margin", "page": "page"}
_WRAPS = {"around": "Square", "auto": "Square", "tight": "Square", "notBeside": "TopAndBottom"}
_PLACES = {W + "p": ("pPr", "framePr"), W + "tbl": ("tblPr", "tblpPr")}
_ROOM_BESIDE = 72.0  # Word sets no text where less than an inch is left


def frame(element: Element) -> Element | None:
    """Return what takes a paragraph or a table out of the flow, None where it stands in it."""
    properties, place = _PLACES.get(element.tag, _PLACES[W + "p"])
    return child(child(element, properties), place)


@dataclass(slots=True)
class Flow:
    """Blocks in the flow; what floats waits for the paragraph after it, to which it is anchored.

    ``width`` is the space between the margins.
    """

    width: float
    blocks: list[Block] = field(default_factory=list)
    _waiting: list[Shape] = field(default_factory=list)
    _last: bytes = b""

    def add(self, block: Block, framed: Element | None) -> None:
        """Add the next block."""
        if framed is None or self._fills_the_line(block, framed):
            self._settle(block)
            return
        text = xml(framed)
        if text == self._last and self._waiting:  # paragraphs of one frame
            self._waiting[-1] = replace(self._waiting[-1], blocks=(*self._waiting[-1].blocks, block))
        else:
            self._waiting.append(_floating(block, framed))
        self._last = text

    def close(self) -> tuple[Block, ...]:
        """Return all blocks; what still waits is anchored to an empty paragraph of no height."""
        if self._waiting:
            layout = ParagraphFormat(line=0.1, line_rule="exact")
            self._settle(Paragraph(layout, RunFormat(size=1.0)))
        return tuple(self.blocks)

    def _settle(self, block: Block) -> None:
        self._last = b""
        if self._waiting and isinstance(block, Paragraph):
            block = replace(block, content=(*self._waiting, *block.content))
            self._waiting = []
        self.blocks.append(block)

    def _fills_the_line(self, block: Block, framed: Element) -> bool:
        """Return whether no text fits beside a floating table that stands with the text: it is as good as in it."""
        standing = framed.get(W + "vertAnchor", "text") == "text"
        return isinstance(block, Table) and standing and sum(block.columns) + _ROOM_BESIDE > self.width


def _floating(block: Block, framed: Element) -> Shape:
    table = isinstance(block, Table)
    names = ("tblpX", "tblpY", "tblpXSpec", "tblpYSpec") if table else ("x", "y", "xAlign", "yAlign")
    x, y, x_align, y_align = (framed.get(W + name) for name in names)
    across = framed.get(W + "horzAnchor" if table else W + "hAnchor", "page" if x or x_align else "text")
    down = framed.get(W + "vertAnchor" if table else W + "vAnchor", "text")
    anchor = Anchor(
        Axis(_RELATIVE_ACROSS.get(across, "column"), points(x), x_align),
        Axis(_RELATIVE_DOWN.get(down, "paragraph"), points(y), None if y_align == "inline" else y_align),
        wrap="Square" if table else _WRAPS.get(framed.get(W + "wrap", "auto"), "none"),
        gap=points(framed.get(W + ("leftFromText" if table else "hSpace"))),
    )
    width = sum(block.columns) if isinstance(block, Table) else points(framed.get(W + "w"))
    if isinstance(block, Table):
        block = replace(block, align="left", indent=0.0)
    return Shape("rect", width, points(framed.get(W + "h")), (block,), anchor=anchor)
