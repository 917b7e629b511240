"""Paragraphs: indents, spacing, alignment, tabs, borders, and the inline content between them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from docgen.typeset.press.job import Job
from docgen.typeset.press.leading import LATIN, Leading, Metrics, leading
from docgen.typeset.press.literals import colour, joined, length, sequence, string
from docgen.typeset.press.numbers import page_field
from docgen.typeset.press.objects import Origin, anchored, picture, shape
from docgen.typeset.press.runs import RunWriter
from docgen.typeset.tree import (
    Block,
    Bookmark,
    Borders,
    Break,
    Grid,
    Inline,
    Label,
    Line,
    Link,
    Note,
    Page,
    PageField,
    Paragraph,
    ParagraphFormat,
    Picture,
    RunFormat,
    Settings,
    Shape,
    Tab,
    Text,
)

_LEADERS = {"dot": ".", "hyphen": "-", "underscore": "_", "heavy": "_", "middleDot": "·"}
_ALIGN = {"left": "left", "both": "left", "distribute": "left", "center": "center", "right": "right"}
_SIDES = {"left": "left", "center": "center", "right": "right", "decimal": "right"}
MAX_OUTLINE = 6


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a paragraph has around it: the sheet, the grid, the width of its column, the section's numbers.

    ``top_level`` is false inside tables, boxes and margins, where no page can end; ``repeated`` is true in headers and
    footers, whose objects behind the text are set with the sheet.
    """

    page: Page
    grid: Grid
    settings: Settings
    width: float
    numbering: str
    section: tuple[str, str]
    top_level: bool = True
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What the paragraphs before and after decide: the space above, and which borders are shared with them."""

    above: float = 0.0
    joins_above: bool = False
    joins_below: bool = False


Story = Callable[[Sequence[Block], Surroundings], str]


class ParagraphWriter:
    """Writes paragraphs; ``story`` writes what notes and boxes hold."""

    def __init__(self, job: Job, around: Surroundings, story: Story) -> None:
        self._job = job
        self._around = around
        self._story = story
        self._runs = RunWriter(job, character=around.grid.character)
        self._leading: Leading
        self._stretches = False
        self._floating: list[str] = []

    def paragraph(self, paragraph: Paragraph, near: Neighbours) -> list[str]:
        """Return the statements that set ``paragraph``: more than one where a page ends inside it."""
        self._runs.excerpt = _excerpt(paragraph)
        self._runs.width = self._line_width(paragraph.format)
        self._leading = leading(paragraph, self._around.grid, self._visible(paragraph))
        chunks = _chunks(paragraph.content)
        if len(chunks) == 1:
            return [self._chunk(paragraph, near)]
        statements = []
        for index, (chunk, ending) in enumerate(chunks):
            last = ending is None
            if chunk or (paragraph.label and index == 0):
                part = replace(paragraph, content=chunk)
                part = part if index == 0 else _continued(part)
                statements.append(self._chunk(part, near if index == 0 else Neighbours()))
            if not last and self._around.top_level:
                statements.append("colbreak()" if ending == "column" else "pagebreak()")
        return statements

    def _line_width(self, layout: ParagraphFormat) -> float:
        """Return the width beyond which a word may break anywhere: next to nothing where all words may."""
        return 1.0 if layout.break_words else self._around.width - layout.left - layout.right

    def _visible(self, paragraph: Paragraph) -> list[tuple[RunFormat, Metrics]]:
        found = [
            (inline.format, self._runs.metrics(inline.text, inline.format)) for inline in _texts(paragraph.content)
        ]
        found += [(inline.format, LATIN) for inline in paragraph.content if isinstance(inline, PageField)]
        if paragraph.label:
            look = paragraph.label.format
            found.append((look, self._runs.metrics(paragraph.label.text, look)))
        return found

    def _chunk(self, paragraph: Paragraph, near: Neighbours) -> str:
        layout = paragraph.format
        stretches = self._around.settings.stretch_breaks and layout.align == "both"
        self._stretches = stretches or layout.align == "distribute"
        self._floating = []
        body = self._body(paragraph)
        if not body and not self._floating:
            return self._blank(layout, near)
        inner = f"{{{'; '.join(self._floating)}}}" if self._floating else "none"
        setting = self._job.define("p", self._layout(layout, near), "(above, first, body)")
        expression = f"{setting}({length(near.above)}, {inner}, {body or '[]'})"
        if layout.outline is not None and layout.outline < MAX_OUTLINE and self._around.top_level and body:
            return f"heading(level: {layout.outline + 1}, {expression})"
        return expression

    def _blank(self, layout: ParagraphFormat, near: Neighbours) -> str:
        options = [f"above: {length(near.above)}", f"height: {length(self._leading.tallest.height)}", "width: 100%"]
        if layout.keep_next and self._around.top_level:
            options.append("sticky: true")
        # Typst overlooks a frame with nothing in it when it keeps a heading with what follows.
        return f"block({', '.join(options + self._frame(layout, near))}, metadata(none))"

    def _layout(self, layout: ParagraphFormat, near: Neighbours) -> str:
        """Return the body of a function that sets a paragraph of this layout."""
        hanging = max(-layout.first, 0.0)
        squeeze = abs(min(self._around.grid.character, 0.0)) + 0.05 if self._around.grid.character else 0.0
        inset = f"inset: (left: {length(layout.left - hanging)}, right: {length(layout.right - squeeze)})"
        # A heading would lend its own space below.
        options = ["width: 100%", "above: above, below: 0pt", inset]
        if layout.keep_next and self._around.top_level:
            options.append("sticky: true")
        if layout.keep_lines:
            options.append("breakable: false")
        text = [f"cjk-latin-spacing: {'auto' if layout.space_latin else 'none'}"]
        if edges := self._leading.common:
            text.append(f"top-edge: {length(edges.top)}, bottom-edge: {length(-edges.bottom)}")
        if not layout.widow_control:
            text.append("costs: (orphan: 0%, widow: 0%)")
        par = [f"justify: {'true' if layout.align in {'both', 'distribute'} else 'false'}"]
        if layout.first > 0:
            par.append(f"first-line-indent: (amount: {length(layout.first)}, all: true)")
        if hanging:
            par.append(f"hanging-indent: {length(hanging)}")
        content = f"set text({', '.join(text)}); set align({_ALIGN[layout.align]}); first; par({', '.join(par)}, body)"
        frame = self._frame(layout, near)
        if frame:
            return f"block({', '.join(options)}, block(width: 100%, {', '.join(frame)}, {{{content}}}))"
        return f"block({', '.join(options)}, {{{content}}})"

    def _frame(self, layout: ParagraphFormat, near: Neighbours) -> list[str]:
        """Return the background and borders of a paragraph; neighbours with the same borders share one frame."""
        options = [f"fill: {colour(layout.fill)}"] if layout.fill else []
        lines = layout.borders
        if lines is None:
            return options
        shown: dict[str, Line | None] = {
            "top": lines.horizontal if near.joins_above else lines.top,
            "left": lines.left,
            "right": lines.right,
            "bottom": None if near.joins_below else lines.bottom,
        }
        strokes = [f"{side}: {self._job.stroke(line)}" for side, line in shown.items() if line]
        spaces = {side: line.space + line.width for side, line in shown.items() if line}
        inside = [f"{side}: {length(space)}" for side, space in spaces.items() if side in {"top", "bottom"}]
        outside = [f"{side}: {length(space)}" for side, space in spaces.items() if side in {"left", "right"}]
        options += [f"stroke: ({', '.join(strokes)})"] if strokes else []
        options += [f"inset: ({', '.join(inside)})"] if inside else []
        return options + ([f"outset: ({', '.join(outside)})"] if outside else [])

    def _body(self, paragraph: Paragraph) -> str:
        layout, label = paragraph.format, paragraph.label
        content: tuple[Inline, ...] = paragraph.content
        if label is not None and label.text:
            content = _joined_texts((*_label_inlines(label), *content))
        if any(isinstance(inline, Tab) for inline in content):
            body = self._tabbed(content, layout)
        else:
            parts = [part for inline in content if (part := self._inline(inline))]
            body = joined(parts) if parts else ""
        if body and layout.align == "distribute":
            body = joined([body, "linebreak(justify: true)"])
        return body

    def _inline(self, inline: Inline) -> str:
        if isinstance(inline, Text):
            return self._runs.text(inline.text, inline.format, self._leading)
        if isinstance(inline, PageField):
            number = page_field(self._job, inline, self._around.numbering, self._around.section)
            return self._runs.content(number, inline.format, self._leading)
        if isinstance(inline, Break):
            return f"linebreak(justify: {'true' if self._stretches else 'false'})"
        if isinstance(inline, Tab):
            return ""
        return self._object(inline)

    def _object(self, inline: Bookmark | Link | Note | Picture | Shape) -> str:
        if isinstance(inline, Bookmark):
            known = inline.name in self._job.bookmarks and self._job.first_mark(inline.name)
            return f"mark({string(f'b-{inline.name}')})" if known else ""
        if isinstance(inline, Link):
            return self._link(inline)
        if isinstance(inline, Note):
            body = self._story(inline.blocks, replace(self._around, top_level=False))
            return self._runs.content(f"footnote({body})", replace(inline.format, vertical=None), self._leading)
        return self._drawn(inline)

    def _link(self, link: Link) -> str:
        parts = [part for inline in link.content if (part := self._inline(inline))]
        body = joined(parts) if parts else "[]"
        if link.address:
            return f"link({string(link.address)}, {body})"
        known = link.anchor in self._job.bookmarks
        return f"link(label({string(f'b-{link.anchor}')}), {body})" if known else body

    def _drawn(self, item: Picture | Shape) -> str:
        if item.anchor is None:
            return f"box({self.drawn(item)})"
        if not (self._around.repeated and item.anchor.behind):
            origin = Origin(self._around.page, 0.0, self._around.width)
            self._floating += anchored(self._job, item, self.drawn(item), origin)
        return ""

    def drawn(self, item: Picture | Shape) -> str:
        """Return the expression that draws a picture or a shape with its text."""
        if isinstance(item, Picture):
            return picture(self._job, item)
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
                    self._runs.underline(inline.format)
                    if inline.format.underline
                    else self._leader(inline.leader, inline.format)
                )
                segments.append((1, [], leader, self._positional(inline, layout)))
            elif isinstance(inline, Break):
                segments.append((2, [], "none", ""))
            elif part := self._inline(inline):
                segments[-1][1].append(part)
        return [(kind, joined(parts) if parts else "", leader, to) for kind, parts, leader, to in segments]

    def _leader(self, name: str | None, look: RunFormat) -> str:
        return self._runs.leader(_LEADERS[name], look) if name in _LEADERS else "none"

    def _positional(self, tab: Tab, layout: ParagraphFormat) -> str:
        if tab.to is None:
            return ""
        width = self._around.width
        place = {"left": layout.left, "center": width / 2, "right": width}[tab.to]
        return f", ({length(place)}, {string(tab.to)}, none)"


def _label_inlines(label: Label) -> tuple[Inline, ...]:
    after: dict[str, tuple[Inline, ...]] = {
        "tab": (Tab(replace(label.format, underline=None)),),
        "space": (Text(" ", label.format),),
        "nothing": (),
    }
    return (Text(label.text, label.format), *after[label.suffix])


def _joined_texts(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return ``content`` with a label and the text after it as one run where they look alike: they space as one."""
    match content:
        case [Text(label, look), Text(text, same), *_] if look == same:
            return (Text(label + text, look), *content[2:])
    return content


def _chunks(content: tuple[Inline, ...]) -> list[tuple[tuple[Inline, ...], str | None]]:
    """Return the content between forced page or column ends, each with the kind of end that follows it."""
    chunks: list[tuple[tuple[Inline, ...], str | None]] = []
    current: list[Inline] = []
    for inline in content:
        if isinstance(inline, Break) and inline.kind != "line":
            chunks.append((tuple(current), inline.kind))
            current = []
        else:
            current.append(inline)
    return [*chunks, (tuple(current), None)]


def _continued(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, label=None, format=replace(paragraph.format, first=0.0, outline=None))


def _texts(content: Sequence[Inline]) -> list[Text]:
    found: list[Text] = []
    for inline in content:
        if isinstance(inline, Text):
            found.append(inline)
        elif isinstance(inline, Link):
            found += _texts(inline.content)
    return found


def _excerpt(paragraph: Paragraph) -> str:
    return "".join(text.text for text in _texts(paragraph.content))


def same_frame(one: Paragraph, other: Paragraph) -> bool:
    """Return whether two neighbours stand in one frame: the same borders at the same indents."""
    borders: Borders | None = one.format.borders
    mine, theirs = one.format, other.format
    return borders is not None and (borders, mine.left, mine.right) == (theirs.borders, theirs.left, theirs.right)
