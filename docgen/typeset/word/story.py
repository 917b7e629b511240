"""A story is a run of blocks with its own list counters: the body, a header, a footer, a note."""

from collections.abc import Iterable

from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.typeset.tree import Grid, Story
from docgen.typeset.word.blocks import flatten
from docgen.typeset.word.fields import Field
from docgen.typeset.word.frames import Flow, frame
from docgen.typeset.word.memory import BLOCK
from docgen.typeset.word.numbering import Counters
from docgen.typeset.word.package import W
from docgen.typeset.word.paragraphs import ParagraphReader, Unnumbered
from docgen.typeset.word.source import Source
from docgen.typeset.word.styles import PLAIN, TableLook
from docgen.typeset.word.tables import read_table
from docgen.typeset.word.values import xml

_SILENT_NAMES = (
    "sectPr bookmarkStart bookmarkEnd proofErr commentRangeStart commentRangeEnd permStart permEnd tcPr tblPr tblGrid "
    "trPr tblPrEx moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd del moveFrom sdtPr sdtEndPr "
    "customXmlPr smartTagPr"
)
_SILENT = frozenset(_SILENT_NAMES.split())
_ALTERNATIVE_CHUNK = Wording("嵌入的外部文件（altChunk）", "embedded foreign file (altChunk)")
_LEFT_OUT = Wording("没有排入；请在 Word 中打开并另存一次", "it was left out; open the file in Word and save it again")
_DEEPEST = 1  # block in a block that is remembered for itself: each holds all that is in it once more
_PARAGRAPH, _TABLE = W + "p", W + "tbl"


class Reader:
    """Reads the blocks of one part; ``grid`` is the section's, ``width`` the space between the margins."""

    def __init__(self, source: Source, part: str, *, grid: Grid, width: float) -> None:
        self.source = source
        self.part = part
        self.grid = grid
        self.width = width
        self._counters: Counters = source.numbering.counters()
        self._fields: list[Field] = []
        self._depth = 0  # how many blocks stand around what is read

    def blocks(self, parent: Element, look: TableLook = PLAIN) -> Story:
        """Return the paragraphs and tables inside ``parent``."""
        return self.sequence(flatten(parent), look)

    def sequence(self, elements: Iterable[Element], look: TableLook = PLAIN) -> Story:
        """Return the blocks that ``elements`` stand for, what floats anchored to the paragraph after it."""
        flow = Flow(self.width)
        for element in elements:
            framed = frame(element)
            for block in self.block(element, look):
                flow.add(block, framed)
        return flow.close()

    def block(self, element: Element, look: TableLook = PLAIN) -> Story:
        """Return one child of a story: a paragraph, a table, or nothing."""
        if element.tag not in {_PARAGRAPH, _TABLE}:
            self._unread(element.tag.rpartition("}")[2])
            return ()
        self.source.warnings.place = element
        plain = self._fields or self._depth > _DEEPEST
        found = self._block(element, look) if plain else self._recalled(element, look)
        block = found.block
        if found.listed is not None:
            self.source.runs_on()
            block = found.numbered(self._counters.next(*found.listed))
        self.source.warnings.place = element
        return () if block is None else (block,)

    def _recalled(self, element: Element, look: TableLook) -> Unnumbered:
        place = (look.key, self.grid, self.width)
        return self.source.recall(BLOCK, xml(element), place, lambda: self._block(element, look))

    def _unread(self, name: str) -> None:
        if name == "altChunk":
            self.source.warnings.add(_ALTERNATIVE_CHUNK, _LEFT_OUT)
        elif name not in _SILENT:
            self.source.warnings.unknown(name)

    def _block(self, element: Element, look: TableLook) -> Unnumbered:
        self._depth += 1
        if element.tag == _TABLE:
            found = Unnumbered(read_table(self, element))
        else:
            found = ParagraphReader(self, look, self._fields).read(element)
        self._depth -= 1
        if self._fields:
            self.source.runs_on()
        return found
