"""Paragraphs: indents, spacing, alignment, borders, and where a page ends inside them."""

from dataclasses import dataclass, replace

from docgen.typeset.looks import Borders, Insets, Line, ParagraphFormat, RunFormat
from docgen.typeset.press.inlines import InlineWriter, texts
from docgen.typeset.press.job import Job
from docgen.typeset.press.leading import LATIN, Leading, Metrics, leading
from docgen.typeset.press.literals import colour, joined, length, string
from docgen.typeset.press.rules import drawn, extent, single
from docgen.typeset.press.runs import ANY_WIDTH
from docgen.typeset.press.surroundings import Story, Surroundings
from docgen.typeset.press.wrapping import pieces
from docgen.typeset.text import content_text
from docgen.typeset.tree import Bookmark, Break, Drawn, Inline, Label, PageField, Paragraph, Tab, Text

_ALIGN = {"left": "left", "both": "left", "distribute": "left", "center": "center", "right": "right"}
_FROM_LEFT = frozenset({"left", "both"})
MAX_OUTLINE = 6


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What the paragraphs before and after decide: the space above, and which borders are shared with them."""

    above: float = 0.0
    joins_above: bool = False
    joins_below: bool = False


class ParagraphWriter:
    """Writes paragraphs; ``story`` writes what notes and boxes hold."""

    def __init__(self, job: Job, around: Surroundings, story: Story) -> None:
        self._job = job
        self.around = around
        self._inlines = InlineWriter(job, around, story)
        self._leading: Leading

    def paragraph(self, paragraph: Paragraph, near: Neighbours) -> list[str]:
        """Return the statements that set ``paragraph``: more than one where a page ends inside it."""
        runs = self._inlines.runs
        runs.excerpt = "".join(text.text for text in texts(paragraph.content))
        runs.width = self._line_width(paragraph.format)
        self._leading = self._inlines.leading = leading(paragraph, self.around.grid, self._visible(paragraph))
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
            if not last and self.around.top_level:
                statements.append("colbreak()" if ending == "column" else "pagebreak()")
        return statements

    def parts(self, paragraph: Paragraph) -> str:
        """Return a paragraph that ``paragraph`` has just set: how it is set, how it goes on, and its text in pieces."""
        begins, goes_on = (
            self._job.define("p", self._layout(part.format, Neighbours()), "(above, first, body)")
            for part in (paragraph, _continued(paragraph))
        )
        return f"({begins}, {goes_on}, {pieces(self._body(paragraph, hang=False))})"

    def drawn(self, item: Drawn) -> str:
        """Return the expression that draws a picture or a shape with its text."""
        return self._inlines.drawn(item)

    def _line_width(self, layout: ParagraphFormat) -> float:
        """Return the width beyond which a word may break anywhere: next to nothing where all words may."""
        return ANY_WIDTH if layout.break_words else self.around.width - layout.left - layout.right

    def _visible(self, paragraph: Paragraph) -> list[tuple[RunFormat, Metrics]]:
        found = [(text.format, self._inlines.runs.metrics(text.text, text.format)) for text in texts(paragraph.content)]
        found += [(inline.format, LATIN) for inline in paragraph.content if isinstance(inline, PageField)]
        if paragraph.label:
            look = paragraph.label.format
            found.append((look, self._inlines.runs.metrics(paragraph.label.text, look)))
        return found

    def _chunk(self, paragraph: Paragraph, near: Neighbours) -> str:
        layout, inlines = paragraph.format, self._inlines
        stretches = self.around.settings.stretch_breaks and layout.align == "both"
        inlines.stretches = stretches or layout.align == "distribute"
        inlines.indent = layout.left + min(layout.first, 0.0)
        inlines.floating = []
        body = self._body(paragraph)
        if (style := paragraph.style.casefold()) in self._job.styles:
            label = "" if paragraph.label is None else paragraph.label.text
            said = string(content_text(paragraph.content).strip())
            body = joined([f"style-mark({string(f'y-{style}')}, {said}, {string(label)})", *([body] if body else [])])
        if not _shows(paragraph):
            return self._blank(layout, near, [*inlines.floating, body or "metadata(none)"])
        floating = f"{{{'; '.join(inlines.floating)}}}" if inlines.floating else "none"
        setting = self._job.define("p", self._layout(layout, near), "(above, first, body)")
        expression = f"{setting}({length(near.above)}, {floating}, {body or '[]'})"
        if layout.outline is not None and layout.outline < MAX_OUTLINE and self.around.top_level:
            return f"heading(level: {layout.outline + 1}, {expression})"
        return expression

    def _blank(self, layout: ParagraphFormat, near: Neighbours, inside: list[str]) -> str:
        """Return an empty paragraph of its line's height, with the marks and floating objects that it holds."""
        options = ["width: 100%", f"above: {length(near.above)}, below: 0pt"]
        if layout.keep_next and self.around.top_level:
            options.append("sticky: true")
        # Typst overlooks a frame with nothing in it when it keeps a heading with what follows: hence the metadata.
        line = f"block(height: {length(self._leading.tallest.height)}, {inside[-1]})"
        frame, lines = self._frame(layout, near)
        content = joined([*lines, *inside[:-1], line])
        return f"block({', '.join(options + frame)}, {content})"

    def _layout(self, layout: ParagraphFormat, near: Neighbours) -> str:
        """Return the body of a function that sets a paragraph of this layout."""
        hanging = max(-layout.first, 0.0)
        squeeze = abs(min(self.around.grid.character, 0.0)) + 0.05 if self.around.grid.character else 0.0
        inset = f"inset: (left: {length(layout.left - hanging)}, right: {length(layout.right - squeeze)})"
        # A heading would lend its own space below.
        options = ["width: 100%", "above: above, below: 0pt", inset]
        if layout.keep_next and self.around.top_level:
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
        frame, lines = self._frame(layout, near)
        if frame:
            content = "; ".join([*lines, content])
            return f"block({', '.join(options)}, block(width: 100%, {', '.join(frame)}, {{{content}}}))"
        return f"block({', '.join(options)}, {{{content}}})"

    def _frame(self, layout: ParagraphFormat, near: Neighbours) -> tuple[list[str], list[str]]:
        """Return the background and borders of a paragraph, and what draws those of several lines.

        Neighbours with the same borders share one frame.
        """
        options = [f"fill: {colour(layout.fill)}"] if layout.fill else []
        lines = layout.borders
        if lines is None:
            return options, []
        shown: dict[str, Line | None] = {
            "top": lines.horizontal if near.joins_above else lines.top,
            "left": lines.left,
            "right": lines.right,
            "bottom": None if near.joins_below else lines.bottom,
        }
        strokes = [f"{side}: {single(self._job, line)}" for side, line in shown.items() if line]
        spaces = {side: line.space + extent(line) for side, line in shown.items() if line}
        inside = [f"{side}: {length(space)}" for side, space in spaces.items() if side in {"top", "bottom"}]
        outside = [f"{side}: {length(space)}" for side, space in spaces.items() if side in {"left", "right"}]
        options += [f"stroke: ({', '.join(strokes)})"] if strokes else []
        options += [f"inset: ({', '.join(inside)})"] if inside else []
        options += [f"outset: ({', '.join(outside)})"] if outside else []
        beyond = Insets(**spaces)
        return options, [statement for side, line in shown.items() for statement in drawn(side, line, beyond)]

    def _body(self, paragraph: Paragraph, *, hang: bool = True) -> str:
        layout, label = paragraph.format, paragraph.label
        content: tuple[Inline, ...] = paragraph.content
        if label is not None and label.text:
            content = _joined_texts((*_label_inlines(label), *content))
        body = self._inlines.line(content, layout, hang=hang and layout.hang_marks and layout.align in _FROM_LEFT)
        if body and layout.align == "distribute":
            body = joined([body, "linebreak(justify: true)"])
        return body


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


def _shows(paragraph: Paragraph) -> bool:
    """Return whether anything stands in the lines of a paragraph: not only bookmarks and what floats."""
    if paragraph.label is not None and paragraph.label.text:
        return True
    return any(
        not isinstance(inline, Bookmark) and not (isinstance(inline, Drawn) and inline.anchor)
        for inline in paragraph.content
    )


def _continued(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, label=None, format=replace(paragraph.format, first=0.0, outline=None))


def same_frame(one: Paragraph, other: Paragraph) -> bool:
    """Return whether two neighbours stand in one frame: the same borders at the same indents."""
    borders: Borders | None = one.format.borders
    mine, theirs = one.format, other.format
    return borders is not None and (borders, mine.left, mine.right) == (theirs.borders, theirs.left, theirs.right)
