"""A story is a run of blocks with its own list counters: the body, a header, a footer, a note."""

from collections.abc import Iterable

from lxml import etree
from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.typeset.looks import ParagraphFormat, RunFormat
from docgen.typeset.tree import Block, Grid, Label, Paragraph, Story
from docgen.typeset.word.blocks import flatten
from docgen.typeset.word.fields import Field
from docgen.typeset.word.formats import paragraph_format, run_format
from docgen.typeset.word.frames import Flow, frame
from docgen.typeset.word.inlines import InlineReader, first_format
from docgen.typeset.word.numbering import Counters, Level
from docgen.typeset.word.package import W
from docgen.typeset.word.properties import Props
from docgen.typeset.word.source import Source
from docgen.typeset.word.styles import PLAIN, TableLook
from docgen.typeset.word.stylesheet import numbering_reference
from docgen.typeset.word.tables import read_table
from docgen.typeset.word.values import text_of

_SILENT_NAMES = (
    "sectPr bookmarkStart bookmarkEnd proofErr commentRangeStart commentRangeEnd permStart permEnd tcPr tblPr tblGrid "
    "trPr tblPrEx moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd del moveFrom sdtPr sdtEndPr "
    "customXmlPr smartTagPr"
)
_SILENT = frozenset(_SILENT_NAMES.split())
_ALTERNATIVE_CHUNK = Wording("嵌入的外部文件（altChunk）", "embedded foreign file (altChunk)")
_LEFT_OUT = Wording("没有排入；请在 Word 中打开并另存一次", "it was left out; open the file in Word and save it again")


_Key = tuple[str, str, bytes]  # the style, the look of the table, the properties: what settles a paragraph's look
_Settled = tuple[Props, Level | None, str | None, int]


class Reader:
    """Reads the blocks of one part; ``grid`` is the section's, ``width`` the space between the margins."""

    def __init__(self, source: Source, part: str, *, grid: Grid, width: float) -> None:
        self.source = source
        self.part = part
        self.grid = grid
        self.width = width
        self._counters: Counters = source.numbering.counters()
        self._fields: list[Field] = []
        self._chains: dict[str | None, tuple[Props, str | None, int | None]] = {}
        self._settled: dict[_Key, _Settled] = {}
        self._layouts: dict[tuple[_Key, float, Grid], ParagraphFormat] = {}

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
        if element.tag == W + "p":
            paragraph = self._paragraph(element, look)
            return () if paragraph is None else (paragraph,)
        if element.tag == W + "tbl":
            table: Block = read_table(self, element)
            return (table,)
        name = element.tag.rpartition("}")[2]
        if name == "altChunk":
            self.source.warnings.add(_ALTERNATIVE_CHUNK, _LEFT_OUT)
        elif name not in _SILENT:
            self.source.warnings.unknown(name)
        return ()

    def _paragraph(self, element: Element, look: TableLook) -> Paragraph | None:
        self.source.warnings.place = element
        styles = self.source.styles
        properties = element.find(W + "pPr")
        style = styles.known(text_of(properties, "pStyle"), "paragraph")
        mark_element = None if properties is None else properties.find(W + "rPr")
        mark, hidden = styles.run_format(style, mark_element, look)
        key = (style or "", look.key, b"" if properties is None else etree.tostring(properties, with_tail=False))
        if key not in self._settled:
            self._settled[key] = self._properties(properties, style, look)
        props, level, list_id, index = self._settled[key]
        label = "" if level is None or list_id is None else self._counters.next(list_id, index)
        inlines = InlineReader(self, style, look, self._fields)
        inlines.read(element)
        if not inlines.content and (hidden or _mark_deleted(mark_element)):
            return None
        shown = None if level is None else self._label(level, label, (style, mark_element, look))
        em = first_format(inlines.content, mark).size
        looks = (key, em, self.grid)
        if looks not in self._layouts:
            self._layouts[looks] = paragraph_format(props, em, self.grid, style)
        return Paragraph(self._layouts[looks], mark, tuple(inlines.content), shown, styles.name(style))

    def _properties(self, properties: Element | None, style: str | None, look: TableLook) -> _Settled:
        """Return the merged paragraph properties, and the list level with its list and index when there is one."""
        styles, numbering = self.source.styles, self.source.numbering
        chain, list_id, level_index = self._chain(style)
        props = {**styles.paragraph_defaults, **look.paragraph, **chain}
        direct = numbering_reference(properties)
        if direct is not None:
            list_id = direct.list_id or list_id
            level_index = direct.level if direct.level is not None else (level_index or 0)
        level = numbering.level(list_id, level_index or 0)
        if direct is not None:
            props.update(self._level_properties(level))
        props.update(styles.paragraph_properties(properties))
        return props, level, list_id, level_index or 0

    def _chain(self, style: str | None) -> tuple[Props, str | None, int | None]:
        """Return what a paragraph style and its ancestors set, and the list and level that they name."""
        if style not in self._chains:
            props: Props = {}
            list_id: str | None = None
            index: int | None = None
            for ancestor in self.source.styles.chain(style):
                if ancestor.numbering is not None:
                    list_id = ancestor.numbering.list_id or list_id
                    index = ancestor.numbering.level
                    if index is None:
                        index = self.source.numbering.level_of_style(list_id, ancestor.identifier)
                    props.update(self._level_properties(self.source.numbering.level(list_id, index)))
                props.update(ancestor.paragraph)
            self._chains[style] = props, list_id, index
        return self._chains[style]

    def _level_properties(self, level: Level | None) -> Props:
        return {} if level is None else self.source.styles.paragraph_properties(level.paragraph)

    def _label(self, level: Level, text: str, mark: tuple[str | None, Element | None, TableLook]) -> Label:
        style, element, look = mark
        merged = self.source.styles.merged_run(style, element, look)
        merged.pop("u", None)  # a label is not underlined with its text
        merged.update(self.source.styles.run_properties(level.run))
        suffix = level.suffix if level.suffix in {"space", "nothing"} else "tab"
        align = level.align if level.align in {"center", "right"} else "left"
        return Label(text, _label_format(merged), suffix, align)  # type: ignore[arg-type]


def _label_format(merged: Props) -> RunFormat:
    # A bullet of a symbol font is by now an ordinary character; its face is any that has it.
    if merged.get("font.ascii") in {"Wingdings", "Wingdings 2", "Symbol"}:
        merged = {**merged, "font.ascii": None, "font.hAnsi": None}
    return run_format(merged)


def _mark_deleted(mark: Element | None) -> bool:
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)
