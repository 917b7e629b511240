"""The content of a paragraph: text, tabs, links, notes, page numbers, pictures and boxes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from docgen.diagnostics import Wording
from docgen.typeset.looks import ParagraphFormat, RunFormat
from docgen.typeset.places import in_paragraph
from docgen.typeset.press.job import Job
from docgen.typeset.press.leading import Leading
from docgen.typeset.press.literals import joined, length, sequence, string
from docgen.typeset.press.notes import comment, note
from docgen.typeset.press.numbers import page_field
from docgen.typeset.press.objects import Origin, anchored, group, picture, shape
from docgen.typeset.press.runs import RunWriter, may_hang
from docgen.typeset.press.surroundings import Story, Surroundings
from docgen.typeset.press.wrapping import covers_text, sized
from docgen.typeset.tree import (
    Bookmark,
    Break,
    Comment,
    Drawn,
    Grid,
    Group,
    Inline,
    Link,
    Note,
    PageField,
    Picture,
    Ruby,
    Tab,
    Text,
)

_LEADERS = {"dot": ".", "hyphen": "-", "underscore": "_", "heavy": "_", "middleDot": "·"}
_SIDES = {"left": "left", "center": "center", "right": "right", "decimal": "right"}

_WRAP = Wording("文字环绕的图形", "object with text flowing around it")
_NO_WRAP = Wording("文字不绕排", "text does not flow around it")


class InlineWriter:
    """Writes content; what floats is collected in ``floating``, ``indent`` is where the paragraph's box begins."""

    def __init__(self, job: Job, around: Surroundings, story: Story) -> None:
        self._job = job
        self._around = around
        self._story = story
        self.runs = RunWriter(job, character=around.grid.character)
        self.leading: Leading
        self.stretches = False
        self.indent = 0.0
        self.floating: list[str] = []

    def line(self, content: Sequence[Inline], layout: ParagraphFormat, *, hang: bool = False) -> str:
        """Return the expression of a whole paragraph's content; empty when it shows nothing.

        ``hang`` lets a mark at its end stand beyond the line rather than begin another one.
        """
        content = [piece for inline in content for piece in _untied(inline)]
        if any(isinstance(inline, Tab) for inline in content):
            return self._tabbed(content, layout)
        end = []
        if hang and content and isinstance(last := content[-1], Text) and may_hang(last):
            content[-1] = replace(last, text=last.text[:-2])
            after = "".join(inline.text for inline in content[-2:] if isinstance(inline, Text))[-1:]
            pair = replace(last, text=last.text[-2:])
            end = [self.runs.hanging(pair, self.leading, after=after if layout.space_latin else "")]
        parts = []
        for inline, following in zip(content, [*content[1:], None], strict=False):
            if part := self.inline(inline):
                parts += [part, *self.runs.spacing_between(inline, following)]
        parts += end
        return joined(parts) if parts else ""

    def inline(self, inline: Inline) -> str:
        """Return the expression of one piece of content; nothing for a tab, which ``line`` sets, and what floats."""
        if isinstance(inline, Text):
            return self.runs.text(inline.text, inline.format, self.leading)
        if isinstance(inline, PageField):
            number = page_field(self._job, inline, self._around.numbering, self._around.section)
            return self.runs.content(number, inline.format, self.leading)
        if isinstance(inline, Break):
            return f"linebreak(justify: {'true' if self.stretches else 'false'})"
        if isinstance(inline, Tab):
            return ""
        return self._object(inline)

    def _object(self, inline: Bookmark | Link | Note | Comment | Ruby | Drawn) -> str:
        if isinstance(inline, Bookmark):
            known = self._job.has_bookmark(inline.name) and self._job.first_mark(inline.name)
            return f"mark({string(f'b-{inline.name}')})" if known else ""
        if isinstance(inline, Link):
            return self._link(inline)
        if isinstance(inline, Note):
            mark = note(self._job, inline, self._around, self._story)
            return self.runs.content(mark, replace(inline.format, vertical=None), self.leading)
        if isinstance(inline, Comment):
            return comment(inline, self._around, self._story)
        if isinstance(inline, Ruby):
            above = self.runs.text(inline.above.text, inline.above.format, self.leading)
            return f"with-ruby({joined([self.inline(part) for part in inline.base])}, {above})"
        return self._drawn(inline)

    def _link(self, link: Link) -> str:
        parts = [part for inline in link.content if (part := self.inline(inline))]
        body = joined(parts) if parts else "[]"
        if link.address:
            return f"link({string(link.address)}, {body})"
        known = self._job.has_bookmark(link.anchor)
        return f"link(label({string(f'b-{link.anchor}')}), {body})" if known else body

    def _drawn(self, item: Drawn) -> str:
        if item.anchor is None:
            return f"box({self.drawn(item)})"
        if not (self._around.repeated and item.anchor.behind):
            origin = Origin(self._around.page, self.indent, self._around.width)
            item = sized(item, self._around)
            if covers_text(item, self._around):
                self._job.warn(_WRAP, in_paragraph(self.runs.excerpt), _NO_WRAP)
            self.floating += anchored(item, self.drawn(item), origin)
        return ""

    def drawn(self, item: Drawn) -> str:
        """Return the expression that draws a picture, a shape with its text, or a group of them."""
        if isinstance(item, Picture):
            return picture(self._job, item)
        if isinstance(item, Group):
            return group(item, [self.drawn(part.item) for part in item.parts])
        width = item.width - item.insets.left - item.insets.right
        inner = replace(self._around, top_level=False, repeated=False, width=max(width, 1.0), grid=Grid())
        return shape(item, self._story(item.blocks, inner) if item.blocks else "[]")

    def _tabbed(self, content: Sequence[Inline], layout: ParagraphFormat) -> str:
        items = [
            f"({kind}, {body or '[]'}, {leader}{to})" for kind, body, leader, to in self._segments(content, layout)
        ]
        look = next(inline.format for inline in content if isinstance(inline, Tab))
        stops = [
            f"({length(stop.position)}, {string(_SIDES[stop.kind])}, {self._leader(stop.leader, look)})"
            for stop in layout.tabs
            if stop.kind in _SIDES
        ]
        width = self._around.width - layout.right
        places = (layout.left + layout.first, layout.left, self._around.settings.default_tab, width)
        start, hang, step, end = (length(place) for place in places)
        return f"tabbed({start}, {hang}, {sequence(stops)}, {step}, {end}, {', '.join(items)})"

    def _segments(self, content: Sequence[Inline], layout: ParagraphFormat) -> list[tuple[int, str, str, str]]:
        """Return what stands between tabs and forced line ends, each with how it begins."""
        segments: list[tuple[int, list[str], str, str]] = [(0, [], "none", "")]
        for inline in content:
            if isinstance(inline, Tab):
                leader = (
                    self.runs.underline(inline.format)
                    if inline.format.underline
                    else self._leader(inline.leader, inline.format)
                )
                segments.append((1, [], leader, self._positional(inline, layout)))
            elif isinstance(inline, Break):
                segments.append((2, [], "none", ""))
            elif part := self.inline(inline):
                segments[-1][1].append(part)
        return [(kind, joined(parts) if parts else "", leader, to) for kind, parts, leader, to in segments]

    def _leader(self, name: str | None, look: RunFormat) -> str:
        return self.runs.leader(_LEADERS[name], look) if name in _LEADERS else "none"

    def _positional(self, tab: Tab, layout: ParagraphFormat) -> str:
        if tab.to is None:
            return ""
        width = self._around.width
        place = {"left": layout.left, "center": width / 2, "right": width}[tab.to]
        return f", ({length(place)}, {string(tab.to)}, none)"


def _untied(inline: Inline) -> Iterator[Inline]:
    """Yield a link with tabs in it as links between tabs, since a tab belongs to the line."""
    if not isinstance(inline, Link):
        yield inline
        return
    between: list[Inline] = []
    for inner in (piece for child in inline.content for piece in _untied(child)):
        if isinstance(inner, Tab):
            if between:
                yield replace(inline, content=tuple(between))
            between = []
            yield inner
        else:
            between.append(inner)
    if between:
        yield replace(inline, content=tuple(between))


def texts(content: Sequence[Inline]) -> list[Text]:
    """Return all text in ``content``, links included."""
    found: list[Text] = []
    for inline in content:
        if isinstance(inline, Text):
            found.append(inline)
        elif isinstance(inline, Link):
            found += texts(inline.content)
        elif isinstance(inline, Ruby):
            found += texts(inline.base)
    return found
