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
            self.block = replace(block, label=replace(block.label, text=number))
        return self.block


class ParagraphReader:
    """Reads the paragraphs of a story; ``open_fields`` is its stack of fields that span paragraphs."""

    def __init__(self, story: StoryReader, open_fields: list[Field]) -> None:
        self._story = story
        self._source = story.source
        self._fields = open_fields

    def read(self, element: Element, look: TableLook) -> Unnumbered:
        """Return a ``w:p``; there is nothing of one that is hidden, or deleted, with its mark."""
        source, properties = self._source, child(element, "pPr")
        style = source.styles.known(text_of(properties, "pStyle"), "paragraph")
        mark_element = child(properties, "rPr")
        mark, hidden = source.styles.run_format(style, mark_element, look)
        asked, place = xml(properties), (style, look.key)
        props, listed = source.recall("paragraph", asked, place, lambda: self._properties(properties, style, look))
        level = source.numbering.level(*listed)
        inlines = InlineReader(self._story, style, look, self._fields)
        inlines.read(element)
        if not inlines.content and (hidden or _mark_deleted(mark_element)):
            return Unnumbered(None, listed if level else None)
        em, grid = first_format(inlines.content, mark).size, self._story.grid
        layout = source.recall("layout", asked, (*place, em, grid), lambda: paragraph_format(props, em, grid, style))
        content, name = tuple(inlines.content), source.styles.name(style)
        if level is None:
            return Unnumbered(Paragraph(layout, mark, content, style=name))
        label = source.recall("label", asked, place, lambda: self._label(level, (style, mark_element, look)))
        return Unnumbered(Paragraph(layout, mark, content, label, name), listed)

    def _properties(self, properties: Element | None, style: str | None, look: TableLook) -> tuple[Props, Listed]:
        """Return the merged paragraph properties, and the list and level that they name."""
        styles, numbering = self._source.styles, self._source.numbering
        chain, list_id, level_index = self._source.recall("style", b"", style, lambda: self._chain(style))
        props = {**styles.paragraph_defaults, **look.paragraph, **chain}
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

    def _label(self, level: Level, mark: tuple[str | None, Element | None, TableLook]) -> Label:
        """Return a label whose number is still to be counted."""
        merged = self._source.styles.merged_run(*mark)
        merged.pop("u", None)  # a label is not underlined with its text
        merged.update(self._source.styles.run_properties(level.run))
        suffix = level.suffix if level.suffix in {"space", "nothing"} else "tab"
        align = level.align if level.align in {"center", "right"} else "left"
        return Label("", _label_format(merged), suffix, align)  # type: ignore[arg-type]


def _label_format(merged: Props) -> RunFormat:
    # A bullet of a symbol font is by now an ordinary character; its face is any that has it.
    if merged.get("font.ascii") in {"Wingdings", "Wingdings 2", "Symbol"}:
        merged = {**merged, "font.ascii": None, "font.hAnsi": None}
    return run_format(merged)


def _mark_deleted(mark: Element | None) -> bool:
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None
