"""The content of a paragraph: runs, fields, links, notes and drawings, in their final view."""

import dataclasses
import re
from collections.abc import Callable
from typing import Literal

from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.typeset.looks import RunFormat
from docgen.typeset.tree import Bookmark, Break, Comment, Inline, Link, Note, PageField, Ruby, Tab, Text
from docgen.typeset.word import fields
from docgen.typeset.word.alternate import chosen
from docgen.typeset.word.drawings import read_drawing
from docgen.typeset.word.fields import Field
from docgen.typeset.word.package import R, W
from docgen.typeset.word.source import StoryReader
from docgen.typeset.word.styles import PLAIN, TableLook
from docgen.typeset.word.symbols import symbol
from docgen.typeset.word.values import number, text_of
from docgen.typeset.word.vml import read_pict

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTAINERS = ("sdt", "smartTag", "customXml", "dir", "bdo", "sdtContent", "rubyBase")
_SILENT_NAMES = (
    "pPr rPr bookmarkEnd proofErr commentRangeStart commentRangeEnd annotationRef "
    "permStart permEnd moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd lastRenderedPageBreak "
    "delInstrText sdtPr sdtEndPr smartTagPr customXmlPr separator "
    "continuationSeparator customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd "
    "softHyphen"
)
_CODE = re.compile(r"[0-9A-Fa-f]{1,4}")
_SILENT = frozenset(_SILENT_NAMES.split())
_FORMULA = Wording("公式", "formula")
_FORMULA_TEXT = Wording("按普通文字排", "set as plain text")
_MARKUP = "C00000"  # the colour of what was changed

Change = Literal["inserted", "deleted"]


class InlineReader:
    """Reads one paragraph; ``open_fields`` is the story's stack, since a field may span paragraphs."""

    def __init__(self, story: StoryReader, style: str | None, look: TableLook, open_fields: list[Field]) -> None:
        self._story = story
        self._style = style
        self._look = look
        self._fields = open_fields
        self._format, self._hidden = story.source.styles.run_format(style, None, look)
        self.content: list[Inline] = []
        self._change: Change | None = None
        for field in open_fields:
            field.start = 0  # what follows in this paragraph belongs to the field from its beginning

    def read(self, parent: Element) -> None:
        """Append what the children of ``parent`` say to ``content``."""
        for child in parent:
            reader = _READERS.get(child.tag)
            if reader is not None:
                reader(self, child)
            elif (name := child.tag.rpartition("}")[2]) not in _SILENT:
                self._story.source.warnings.unknown(name)

    def run(self, element: Element) -> None:
        """Read ``w:r``: content in one format."""
        outer = self._format, self._hidden
        properties = element.find(W + "rPr")
        self._format, self._hidden = self._story.source.styles.run_format(self._style, properties, self._look)
        if self._change == "inserted":
            self._format = dataclasses.replace(self._format, underline="single", colour=_MARKUP)
        elif self._change == "deleted":
            self._format = dataclasses.replace(self._format, strike="single", colour=_MARKUP)
        self.read(element)
        self._format, self._hidden = outer

    def inserted(self, element: Element) -> None:
        """Read ``w:ins`` and ``w:moveTo``: they hold, and are marked only on request."""
        self._changed(element, "inserted")

    def deleted(self, element: Element) -> None:
        """Read ``w:del`` and ``w:moveFrom``: nothing, unless changes are shown."""
        if self._story.source.markup:
            self._changed(element, "deleted")

    def _changed(self, element: Element, change: Change) -> None:
        outer, self._change = self._change, change if self._story.source.markup else None
        self.read(element)
        self._change = outer

    def _emit(self, inline: Inline) -> None:
        if self._hidden or any(not field.in_result for field in self._fields):
            return
        live = next((field for field in self._fields if field.live), None)
        if live is not None:
            live.content.append(inline)
            return
        last = self.content[-1] if self.content else None
        if isinstance(inline, Text) and isinstance(last, Text) and last.format == inline.format:
            self.content[-1] = Text(last.text + inline.text, last.format)
        else:
            self.content.append(inline)

    def text(self, element: Element) -> None:
        """Read ``w:t``."""
        text = element.text or ""
        if element.get(_XML_SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        for index, piece in enumerate(text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").split("\t")):
            if index:
                self._emit(Tab(self._format))
            if piece:
                self._emit(Text(piece, self._format))

    def forced_break(self, element: Element) -> None:
        """Read ``w:br`` and ``w:cr``."""
        kind = element.get(W + "type", "line")
        self._emit(Break(kind if kind in {"page", "column"} else "line"))

    def symbol(self, element: Element) -> None:
        """Read ``w:sym``."""
        code = element.get(W + "char", "")
        character = chr(int(code, 16)) if _CODE.fullmatch(code) else "□"
        self._emit(Text(symbol(element.get(W + "font", ""), character), self._format))

    def tab(self, _element: Element) -> None:
        """Read ``w:tab``."""
        self._emit(Tab(self._format))

    def hyphen(self, _element: Element) -> None:
        """Read ``w:noBreakHyphen``."""
        self._emit(Text("\u2011", self._format))

    def positional_tab(self, element: Element) -> None:
        """Read ``w:ptab``."""
        place = element.get(W + "alignment", "left")
        leader = element.get(W + "leader")
        self._emit(Tab(self._format, place, None if leader == "none" else leader))

    def drawing(self, element: Element) -> None:
        """Read ``w:drawing``."""
        for inline in read_drawing(self._story, element):
            self._emit(inline)

    def pict(self, element: Element) -> None:
        """Read ``w:pict`` and ``w:object``."""
        for inline in read_pict(self._story, element):
            self._emit(inline)

    def alternate(self, element: Element) -> None:
        """Read ``mc:AlternateContent``."""
        self.read(chosen(element))

    def hyperlink(self, element: Element) -> None:
        """Read ``w:hyperlink``."""
        start = len(self.content)
        self.read(element)
        relation = self._story.source.package.relations(self._story.part).get(element.get(R + "id", ""))
        self._wrap(start, relation.target if relation else None, element.get(W + "anchor"))

    def _wrap(self, start: int, address: str | None, anchor: str | None) -> None:
        inside = tuple(self.content[start:])
        if inside and (address or anchor):
            self.content[start:] = [Link(inside, address, None if address else anchor)]

    def bookmark(self, element: Element) -> None:
        """Read ``w:bookmarkStart``."""
        name = element.get(W + "name", "")
        if name and name != "_GoBack":
            self.content.append(Bookmark(name))

    def field_character(self, element: Element) -> None:
        """Read ``w:fldChar``: the beginning, middle or end of a field."""
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(Field())
        elif self._fields and kind == "separate":
            self._open_result(self._fields[-1])
        elif self._fields and kind == "end":
            self._close_field(self._fields.pop())

    def _open_result(self, field: Field) -> None:
        field.in_result = True
        field.live = fields.page_field(fields.parse(field.instruction), self._format)
        field.start = len(self.content)

    def _close_field(self, field: Field) -> None:
        if not field.in_result:
            field.live = fields.page_field(fields.parse(field.instruction), self._format)
        if field.live is not None:
            texts = [inline for inline in field.content if isinstance(inline, Text)]
            look = texts[0].format if texts else field.live.format
            cached = "".join(text.text for text in texts)
            self._emit(dataclasses.replace(field.live, format=look, cached=cached))
            return
        instruction = fields.parse(field.instruction)
        if instruction.name == "HYPERLINK":
            address = instruction.arguments[0] if instruction.arguments else None
            self._wrap(field.start, address, instruction.switches.get("\\l"))

    def instruction(self, element: Element) -> None:
        """Read ``w:instrText``."""
        if self._fields and not self._fields[-1].in_result:
            self._fields[-1].instruction += element.text or ""

    def simple_field(self, element: Element) -> None:
        """Read ``w:fldSimple``."""
        field = Field(element.get(W + "instr", ""))
        self._fields.append(field)
        self._open_result(field)
        self.read(element)
        self._fields.pop()
        self._close_field(field)

    def page_number(self, _element: Element) -> None:
        """Read ``w:pgNum``."""
        live = fields.page_field(fields.parse("PAGE"), self._format)
        if live is not None:
            self._emit(live)

    def note_number(self, _element: Element) -> None:
        """Read ``w:footnoteRef`` and ``w:endnoteRef``: the number of the note in which they stand."""
        self._emit(PageField("note", self._format))

    def footnote(self, element: Element) -> None:
        """Read ``w:footnoteReference``."""
        self._note(element, "footnotes")

    def endnote(self, element: Element) -> None:
        """Read ``w:endnoteReference``."""
        self._note(element, "endnotes")

    def comment(self, element: Element) -> None:
        """Read ``w:commentReference``: nothing, unless comments are shown."""
        note = self._noted(element, "comments") if self._story.source.markup else None
        if note is not None:
            self._emit(Comment(note.get(W + "author", ""), self._story.blocks(note, PLAIN)))

    def _note(self, element: Element, kind: str) -> None:
        note = self._noted(element, kind)
        if note is not None:
            self._emit(Note(self._story.blocks(note, PLAIN), self._format, end=kind == "endnotes"))

    def _noted(self, element: Element, kind: str) -> Element | None:
        source = self._story.source
        part = source.package.related(source.package.main, kind)
        root = None if part is None else source.package.tree(part)
        identifier = element.get(W + "id")
        return next((child for child in root if child.get(W + "id") == identifier), None) if root is not None else None

    def ruby(self, element: Element) -> None:
        """Read ``w:ruby``."""
        base, top, start = element.find(W + "rubyBase"), element.find(W + "rt"), len(self.content)
        if base is not None:
            self.read(base)
        under = tuple(self.content[start:])
        above = "" if top is None else "".join(top.itertext(W + "t"))
        if under and above:
            look = first_format(list(under), self._format)
            size = number(text_of(element.find(W + "rubyPr"), "hps"), look.size) / 2
            small = dataclasses.replace(look, size=max(size, 1.0), underline=None)
            self.content[start:] = [Ruby(under, Text(above, small))]

    def formula(self, element: Element) -> None:
        """Read ``m:oMath`` and ``m:oMathPara``."""
        self._story.source.warnings.add(_FORMULA, _FORMULA_TEXT)
        self._emit(Text("".join(part for part in element.itertext()), self._format))


_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_READERS: dict[str, Callable[[InlineReader, Element], None]] = {
    **{W + name: InlineReader.read for name in _CONTAINERS},
    W + "ins": InlineReader.inserted,
    W + "moveTo": InlineReader.inserted,
    W + "del": InlineReader.deleted,
    W + "moveFrom": InlineReader.deleted,
    W + "r": InlineReader.run,
    W + "t": InlineReader.text,
    W + "delText": InlineReader.text,
    W + "commentReference": InlineReader.comment,
    W + "tab": InlineReader.tab,
    W + "br": InlineReader.forced_break,
    W + "cr": InlineReader.forced_break,
    W + "noBreakHyphen": InlineReader.hyphen,
    W + "sym": InlineReader.symbol,
    W + "ptab": InlineReader.positional_tab,
    W + "drawing": InlineReader.drawing,
    W + "pict": InlineReader.pict,
    W + "object": InlineReader.pict,
    W + "fldChar": InlineReader.field_character,
    W + "instrText": InlineReader.instruction,
    W + "fldSimple": InlineReader.simple_field,
    W + "hyperlink": InlineReader.hyperlink,
    W + "bookmarkStart": InlineReader.bookmark,
    W + "footnoteReference": InlineReader.footnote,
    W + "endnoteReference": InlineReader.endnote,
    W + "footnoteRef": InlineReader.note_number,
    W + "endnoteRef": InlineReader.note_number,
    W + "pgNum": InlineReader.page_number,
    W + "ruby": InlineReader.ruby,
    MC + "AlternateContent": InlineReader.alternate,
    _M + "oMath": InlineReader.formula,
    _M + "oMathPara": InlineReader.formula,
}


def first_format(content: list[Inline], default: RunFormat) -> RunFormat:
    """Return the format of the first characters, or ``default`` when there are none."""
    for inline in content:
        if isinstance(inline, Link):
            return first_format(list(inline.content), default)
        if isinstance(inline, Text):
            return inline.format
    return default
