"""Paragraphs: the cascade of their properties, the list to which they belong, and their content."""

from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from docgen.typeset.looks import RunFormat
from docgen.typeset.tree import Block, Label, Paragraph
from docgen.typeset.word.fields import Field
from docgen.typeset.word.formats import paragraph_format, run_format
from docgen.typeset.word.inlines import InlineReader, first_format
from docgen.typeset.word.numbering import Level
from docgen.typeset.word.properties import Props
from docgen.typeset.word.source import StoryReader
from docgen.typeset.word.styles import TableLook
from docgen.typeset.word.stylesheet import numbering_reference
from docgen.typeset.word.values import child, text_of, xml

Listed = tuple[str, int]  # a list and a level of it


@dataclass(slots=True)
class Unnumbered:
    """A block, or nothing of it, and the list in which it is still to be counted."""

    block: Block | None
    listed: Listed | None = None

    def numbered(self, number: str) -> Block | None:
        """Return the block with its number in the list; the same one again while the number is the same."""
        block = self.block
        if isinstance(block, Paragraph) and block.label is not None and block.label.text != number:
            self.block = block = replace(block, label=replace(block.label, text=number))
        return block  # not ``self.block``: other threads count their own lists with it


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a ``w:pPr`` asks for in the end; a paragraph that ``vanishes`` is there only if something stands in it."""

    style: str | None
    style_name: str
    props: Props
    mark: RunFormat
    vanishes: bool
    listed: Listed | None
    label: Label | None


class ParagraphReader:
    """Reads a paragraph, to which its table lends ``look``; ``open_fields`` are those of the story that it may end."""

    def __init__(self, story: StoryReader, look: TableLook, open_fields: list[Field]) -> None:
        self._story = story
        self._source = story.source
        self._look = look
        self._fields = open_fields

    def read(self, element: Element) -> Unnumbered:
        """Return a ``w:p``; there is nothing of one that is hidden, or deleted, with its mark."""
        recall, properties = self._source.recall, child(element, "pPr")
        written = xml(properties)
        asked = recall("paragraph", written, self._look.key, lambda: self._asked(properties))
        inlines = InlineReader(self._story, asked.style, self._look, self._fields)
        inlines.read(element)
        if asked.vanishes and not inlines.content:
            return Unnumbered(None, asked.listed)
        em, grid = first_format(inlines.content, asked.mark).size, self._story.grid
        place = (self._look.key, em, grid)
        layout = recall("layout", written, place, lambda: paragraph_format(asked.props, em, grid, asked.style))
        return Unnumbered(
            Paragraph(layout, asked.mark, tuple(inlines.content), asked.label, asked.style_name), asked.listed
        )

    def _asked(self, properties: Element | None) -> _Asked:
        styles, look = self._source.styles, self._look
        style = styles.known(text_of(properties, "pStyle"), "paragraph")
        mark = child(properties, "rPr")
        look_of_mark, hidden = styles.run_format(style, mark, look)
        props, listed = self._properties(properties, style)
        level = self._source.numbering.level(*listed)
        return _Asked(
            style=style,
            style_name=styles.name(style),
            props=props,
            mark=look_of_mark,
            vanishes=hidden or child(mark, "del") is not None or child(mark, "moveFrom") is not None,
            listed=None if level is None else listed,
            label=None if level is None else self._label(level, styles.merged_run(style, mark, look)),
        )

    def _properties(self, properties: Element | None, style: str | None) -> tuple[Props, Listed]:
        """Return the merged paragraph properties, and the list and level that they name."""
        styles, numbering = self._source.styles, self._source.numbering
        chain, list_id, level_index = self._source.recall("style", b"", style, lambda: self._chain(style))
        props = {**styles.paragraph_defaults, **self._look.paragraph, **chain}
        direct = numbering_reference(properties)
        if direct is not None:
            list_id = direct.list_id or list_id
            level_index = direct.level if direct.level is not None else (level_index or 0)
        level = numbering.level(list_id, level_index or 0)
        if direct is not None:
            props.update(self._level_properties(level))
        props.update(styles.paragraph_properties(properties))
        return props, (list_id or "", level_index or 0)

    def _chain(self, style: str | None) -> tuple[Props, str | None, int | None]:
        """Return what a paragraph style and its ancestors set, and the list and level that they name."""
        props: Props = {}
        list_id: str | None = None
        index: int | None = None
        for ancestor in self._source.styles.chain(style):
            if ancestor.numbering is not None:
                list_id = ancestor.numbering.list_id or list_id
                index = ancestor.numbering.level
                if index is None:
                    index = self._source.numbering.level_of_style(list_id, ancestor.identifier)
                props.update(self._level_properties(self._source.numbering.level(list_id, index)))
            props.update(ancestor.paragraph)
        return props, list_id, index

    def _level_properties(self, level: Level | None) -> Props:
        return {} if level is None else self._source.styles.paragraph_properties(level.paragraph)

    def _label(self, level: Level, mark: Props) -> Label:
        """Return a label whose number is still to be counted; it looks like the mark of its paragraph."""
        mark.pop("u", None)  # a label is not underlined with its text
        mark.update(self._source.styles.run_properties(level.run))
        suffix = level.suffix if level.suffix in {"space", "nothing"} else "tab"
        align = level.align if level.align in {"center", "right"} else "left"
        return Label("", _label_format(mark), suffix, align)  # type: ignore[arg-type]


def _label_format(merged: Props) -> RunFormat:
    # A bullet of a symbol font is by now an ordinary character; its face is any that has it.
    if merged.get("font.ascii") in {"Wingdings", "Wingdings 2", "Symbol"}:
        merged = {**merged, "font.ascii": None, "font.hAnsi": None}
    return run_format(merged)
