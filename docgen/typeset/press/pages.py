"""Pages: the sheet of each section, what repeats on it, and the document around all of them."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from docgen.diagnostics import Wording
from docgen.typeset.looks import Line
from docgen.typeset.press.estimate import height, highest_line
from docgen.typeset.press.job import Job
from docgen.typeset.press.literals import DASHES, joined, length, sequence, string, stroke
from docgen.typeset.press.notes import endnotes
from docgen.typeset.press.numbers import pattern
from docgen.typeset.press.stories import StoryWriter, is_blank
from docgen.typeset.press.surroundings import Surroundings
from docgen.typeset.tree import (
    Bookmark,
    Document,
    Inline,
    Link,
    Margins,
    Page,
    PageField,
    Properties,
    Section,
    Story,
    walk,
)

_VERTICAL = {"center": "horizon", "bottom": "bottom"}
_TO = {"oddPage": "odd", "evenPage": "even"}
_PLAIN_KINDS = frozenset({"single", "thick", *DASHES})
_PAGE_BORDER = Wording("页面边框线型“{kind}”", 'page border style "{kind}"')
_DOUBLED = Wording("按双线排", "set as a double line")


def bookmarks(document: Document) -> frozenset[str]:
    """Return the names of all bookmarks in the body, to which links and page numbers can refer."""
    found: set[str] = set()
    for section in document.sections:
        for paragraph in walk(section.blocks):
            _collect(paragraph.content, found)
    return frozenset(found)


def _collect(content: Sequence[Inline], found: set[str]) -> None:
    for inline in content:
        if isinstance(inline, Bookmark):
            found.add(inline.name)
        elif isinstance(inline, Link):
            _collect(inline.content, found)


def styles_referred(document: Document) -> frozenset[str]:
    """Return the names of the styles to whose paragraphs a field refers."""
    stories: list[Story] = []
    for section in document.sections:
        margins = (section.headers, section.footers)
        kept = (story for margin in margins for story in (margin.default, margin.first, margin.even))
        stories += [section.blocks, *(story for story in kept if story)]
    inlines = (inline for story in stories for paragraph in walk(story) for inline in paragraph.content)
    kinds = {"style_text", "style_number"}
    return frozenset(
        inline.target or "" for inline in inlines if isinstance(inline, PageField) and inline.kind in kinds
    )


class PageWriter:
    """Writes a whole document."""

    def __init__(self, job: Job, document: Document) -> None:
        self._job = job
        self._document = document
        self._stories = StoryWriter(job)
        self._mark = ""  # of the section that is being written

    def source(self, created: dt.date | None) -> str:
        """Return everything after the preamble."""
        body = self.body()
        return "\n".join([self._job.definitions(), body, imprint(self._document.properties, created)])

    def body(self) -> str:
        """Return what stands after the definitions."""
        notes, groups = self._document.settings.footnotes, _sheets(self._document.sections)
        numbered = [] if notes == "decimal" else [f"set footnote(numbering: {pattern(self._job, notes)})"]
        sheets = [self._sheet(index, group, last=index == len(groups) - 1) for index, group in enumerate(groups)]
        return "\n".join(["#{", *numbered, *sheets, "}"])

    def _sheet(self, index: int, group: Sequence[Section], *, last: bool) -> str:
        first = group[0]
        marks = (f"s{index}", "end" if last else f"s{index + 1}")
        self._mark = marks[0]
        around = self._around(first, marks)
        repeated = self._repeated(first, around)
        statements = [f"set page({self._setup(first, around, repeats=repeated != 'none')})"]
        if first.columns.count > 1:
            statements.append(f"set columns(gutter: {length(first.columns.gap)})")
        if first.page.vertical in _VERTICAL:
            statements.append(f"set align({_VERTICAL[first.page.vertical]})")
        if index and first.start in _TO:
            statements.append(f'pagebreak(to: "{_TO[first.start]}", weak: true)')
        statements.append(f"mark({string(marks[0])}, value: {repeated})")
        if first.first_number is not None:
            statements.append(f"counter(page).update({first.first_number})")
        for position, section in enumerate(group):
            statements += self._flow(section, self._around(section, marks), position=position, of=len(group))
        if last:
            statements += [endnotes(self._job.endnotes)] if self._job.endnotes else []
            statements.append('mark("end")')
        return "{\n" + "\n".join(statements) + "\n}"

    def _flow(self, section: Section, around: Surroundings, *, position: int, of: int) -> list[str]:
        """Return what sets a section, the ``position``-th ``of`` those that share a sheet.

        Columns are of one height where another section goes on below them.
        """
        alone, first, balanced = of == 1, position == 0, position < of - 1
        columns = section.columns
        if columns.count == 1 or (alone and first):
            return self._stories.statements(section.blocks, around)
        content = self._stories.story(section.blocks, replace(around, top_level=False))
        bottom = section.page.height - abs(section.page.bottom)
        gaps = f"{length(columns.gap)}, {'0.5pt' if columns.ruled else 'none'}"
        spare = length(highest_line(section.blocks, section.grid)) if balanced else "none"
        return [f"in-columns({columns.count}, {gaps}, {length(bottom)}, {spare}, {content})"]

    def _around(self, section: Section, marks: tuple[str, str]) -> Surroundings:
        page, columns = section.page, section.columns
        inner = page.width - page.left - page.right
        width = (inner - columns.gap * (columns.count - 1)) / columns.count
        return Surroundings(page, section.grid, self._document.settings, width, section.numbering, marks)

    def _setup(self, section: Section, around: Surroundings, *, repeats: bool) -> str:
        page = section.page
        margin = {
            "left": page.left,
            "right": page.right,
            "top": _pushed(page.top, page.header, section.headers, around),
            "bottom": _pushed(page.bottom, page.footer, section.footers, around),
        }
        options = [
            f"width: {length(page.width)}, height: {length(page.height)}",
            f"margin: ({', '.join(f'{side}: {length(value)}' for side, value in margin.items())})",
            f"numbering: {pattern(self._job, section.numbering)}, header: none, footer: none",
            f"background: {self._background(section, around)}",
            f"foreground: {f'repeated({string(self._mark)})' if repeats else 'none'}",
        ]
        if section.columns.count > 1:
            options.append(f"columns: {section.columns.count}")
        return ", ".join(options)

    def _background(self, section: Section, around: Surroundings) -> str:
        around = replace(around, top_level=False)

        def behind(blocks: Story | None) -> str:
            return self._stories.behind(blocks, around) if blocks else "none"

        layers = [self._chosen(section, kept, behind) for kept in (section.headers, section.footers)]
        layers = [layer for layer in (*layers, _frame(self._job, section.page)) if layer != "none"]
        if section.columns.ruled and section.columns.count > 1:
            layers += _between_columns(section)
        return _artifact("page", layers)

    def _repeated(self, section: Section, around: Surroundings) -> str:
        """Return header and footer. They stand in the foreground, which is laid out when the page's number is known."""
        page = section.page
        width = page.width - page.left - page.right
        around = replace(around, top_level=False, repeated=True, width=width)

        def story(blocks: Story | None) -> str:
            return self._stories.story(blocks, around) if blocks and not all(map(is_blank, blocks)) else "none"

        parts = []
        for kind, place, offset, margins in (
            ("header", "top", page.header, section.headers),
            ("footer", "bottom", -page.footer, section.footers),
        ):
            content = self._chosen(section, margins, story)
            if content != "none":
                box = f"block(width: {length(width)}, {content})"
                placed = f"place({place} + left, dx: {length(page.left)}, dy: {length(offset)}, {box})"
                parts.append(_artifact(kind, [placed]))
        return joined(parts) if parts else "none"

    def _chosen(self, section: Section, margins: Margins, story: Callable[[Story | None], str]) -> str:
        """Return the story for the kind of page: the first of the section, an even one, or any."""
        content = story(margins.default)
        if self._document.settings.even_and_odd and (even := story(margins.even)) != content:
            content = f"even-or-odd({even}, {content})"
        if section.title_page and (first := story(margins.first)) != content:
            content = f"first-or-other({string(self._mark)}, {first}, {content})"
        return content


def _sheets(sections: Sequence[Section]) -> list[list[Section]]:
    """Return the sections in groups that begin a page; a continuous one belongs to the sheet before it."""
    groups: list[list[Section]] = []
    for section in sections:
        previous = groups[-1][0] if groups else None
        if previous and section.start == "continuous" and _size(section.page) == _size(previous.page):
            groups[-1].append(section)
        else:
            groups.append([section])
    return groups


def _pushed(margin: float, distance: float, repeated: Margins, around: Surroundings) -> float:
    """Return a top or bottom margin: a tall header or footer widens it, unless it is negative, which means fixed."""
    if margin < 0:
        return -margin
    stories = (story for story in (repeated.first, repeated.default, repeated.even) if story)
    return max([margin, *(distance + height(story, around.grid, around.width) for story in stories)])


def _between_columns(section: Section) -> list[str]:
    """Return the lines between the columns of a page."""
    page, columns = section.page, section.columns
    inner = page.width - page.left - page.right
    width = (inner - columns.gap * (columns.count - 1)) / columns.count
    high = page.height - abs(page.top) - abs(page.bottom)
    places = [page.left + width * n + columns.gap * (n - 0.5) for n in range(1, columns.count)]
    drawn = f"line(angle: 90deg, length: {length(high)}, stroke: 0.5pt)"
    return [f"place(top + left, dx: {length(x)}, dy: {length(abs(page.top))}, {drawn})" for x in places]


def _artifact(kind: str, layers: list[str]) -> str:
    """Return what repeats on the sheets, marked as no part of the text: a reading machine passes over it."""
    return f'pdf.artifact(kind: "{kind}", {joined(layers)})' if layers else "none"


def _size(page: Page) -> tuple[float, float]:
    return page.width, page.height


def _frame(job: Job, page: Page) -> str:
    """Return the borders of a page; one that is neither plain nor double is drawn double, and that is noted."""
    lines = page.borders
    if lines is None:
        return "none"
    spaces = {side: line.space for side in ("top", "left", "bottom", "right") if (line := getattr(lines, side))}
    margins = {"top": abs(page.top), "left": page.left, "bottom": abs(page.bottom), "right": page.right}
    if not page.borders_from_page:
        spaces = {side: margins[side] - space for side, space in spaces.items()}
    inset = {side: spaces.get(side, margins[side]) for side in margins}
    main: Line = lines.top or lines.left or lines.bottom or lines.right or Line("single", 0.5)
    drawn = [_rectangle(page, inset, {side: getattr(lines, side) for side in spaces})]
    if main.kind not in _PLAIN_KINDS:
        if main.kind != "double":
            job.warn(_PAGE_BORDER.fill(kind=main.kind), Wording("", ""), _DOUBLED)
        inner = {side: value + main.width * 2 for side, value in inset.items()}
        drawn.append(_rectangle(page, inner, {side: getattr(lines, side) for side in spaces}))
    return "{" + "; ".join(drawn) + "}"


def _rectangle(page: Page, inset: dict[str, float], lines: dict[str, Line]) -> str:
    strokes = ", ".join(f"{side}: {stroke(line)}" for side, line in lines.items())
    width = page.width - inset["left"] - inset["right"]
    height = page.height - inset["top"] - inset["bottom"]
    box = f"rect(width: {length(width)}, height: {length(height)}, stroke: ({strokes}))"
    return f"place(top + left, dx: {length(inset['left'])}, dy: {length(inset['top'])}, {box})"


def imprint(properties: Properties, created: dt.date | None) -> str:
    """Return what a document says of itself, for its very end: what is set before a text is part of its styles."""
    options = [f"title: {string(properties.title)}"] if properties.title else []
    if properties.author:
        options.append(f"author: {string(properties.author)}")
    if properties.keywords:
        options.append(f"keywords: {sequence([string(word) for word in properties.keywords])}")
    if properties.subject:
        options.append(f"description: {string(properties.subject)}")
    date = f"datetime(year: {created.year}, month: {created.month}, day: {created.day})" if created else "none"
    return f"#set document({', '.join([*options, f'date: {date}'])})"
