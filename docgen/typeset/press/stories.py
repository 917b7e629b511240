"""Stories: blocks one below the other, with the space between them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from docgen.diagnostics import Wording
from docgen.typeset.places import in_paragraph
from docgen.typeset.press.inlines import InlineWriter
from docgen.typeset.press.job import Job
from docgen.typeset.press.literals import joined, length, string
from docgen.typeset.press.objects import Origin, anchored, on_sheet
from docgen.typeset.press.paragraphs import Neighbours, ParagraphWriter, same_frame
from docgen.typeset.press.surroundings import Surroundings
from docgen.typeset.press.tables import TableWriter
from docgen.typeset.press.wrapping import Obstacle, beside, obstacle, room_beside, sized, splits
from docgen.typeset.press.written import place, recall
from docgen.typeset.text import content_text
from docgen.typeset.tree import Anchor, Axis, Block, Drawn, Grid, Paragraph, Table, Text, walk

_BETWEEN = Wording("文字在图形两侧环绕", "text on both sides of an object")
_SECOND = Wording("同一段落的第二个环绕图形", "second object of a paragraph with text flowing around it")
_NOT_AROUND = Wording("文字不绕排", "text does not flow around it")
_ONE_SIDE = Wording("只排在较宽的一侧", "it stands on the wider side only")


class StoryWriter:
    """Writes blocks of one document."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def story(self, blocks: Sequence[Block], around: Surroundings) -> str:
        """Return content made of ``blocks``, for a cell, a box, a note or a margin."""
        return "{\n" + "\n".join(self.statements(blocks, around)) + "\n}"

    def statements(self, blocks: Sequence[Block], around: Surroundings) -> list[str]:
        """Return the statements that set ``blocks``, the first at the top of its container."""
        writer = ParagraphWriter(self._job, around, self.story)
        statements: list[str] = []
        after, at_top = 0.0, True
        here = place(self._job, around)
        done = 0  # blocks that were set beside an object of one before them
        for index, block in enumerate(blocks):
            if index < done:
                continue
            before = blocks[index - 1] if index else None
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            if around.top_level and before and following is None and is_blank(block):
                break  # the empty paragraph that ends a section, or that Word wants after a table, opens no page
            above = _above(before, block, after, additive=around.settings.additive_spacing)
            if isinstance(block, Paragraph) and block.format.page_break_before and around.top_level and index:
                statements.append("pagebreak(weak: true)")
                at_top = True
            if at_top and above:  # Typst drops what stands first in a container; Word does not
                statements.append(f"v({length(above)})")
                above = 0.0
            found = obstacle(block, around) if isinstance(block, Paragraph) else None
            if found and isinstance(block, Paragraph) and room_beside(found, around):
                group = beside(found, blocks[index:], around)
                done = index + len(group)
                following = blocks[done] if done < len(blocks) else None
                set_block = [self._wrapped(writer, group, found, above)]
                after = _after(group[-1], following)
            else:
                near = _near(before, block, following, above)
                set_block = recall(self._job, block, (here, near), partial(self._block, writer, block, near, around))
                after = _after(block, following)
            statements += set_block
            at_top = set_block[-1] == "pagebreak()" if set_block else at_top
        if not around.top_level and after:
            statements.append(f"v({length(after)})")
        return statements

    def behind(self, blocks: Sequence[Block], around: Surroundings) -> str:
        """Return what floats behind the text in a header or footer, for the background of the sheet."""
        writer = InlineWriter(self._job, around, self.story)
        statements: list[str] = []
        for paragraph in walk(tuple(blocks)):
            for item in paragraph.content:
                if isinstance(item, Drawn) and item.anchor and item.anchor.behind:
                    counted = replace(item, anchor=_on_sheet(item.anchor, around))
                    statements.append(on_sheet(counted, writer.drawn(item), around.page))
        return "{" + "; ".join(statements) + "}" if statements else "none"

    def _wrapped(self, writer: ParagraphWriter, group: Sequence[Paragraph], found: Obstacle, above: float) -> str:
        """Return the statement that sets an object with the paragraphs whose text stands beside it."""
        if found.both_sides:
            self._job.warn(_BETWEEN, in_paragraph(content_text(group[0].content)), _ONE_SIDE)
        first = replace(group[0], content=tuple(inline for inline in group[0].content if inline is not found.item))
        if obstacle(first, writer.around):
            self._job.warn(_SECOND, in_paragraph(content_text(first.content)), _NOT_AROUND)
        group = [first, *group[1:]]
        item = sized(found.item, writer.around)
        placed = anchored(item, writer.drawn(item), Origin(writer.around.page, 0.0, writer.around.width))
        items = []
        for before, paragraph in zip([None, *group], group, strict=False):
            if before is not None:
                additive = writer.around.settings.additive_spacing
                above = _above(before, paragraph, _after(before, paragraph), additive=additive)
            whole = joined(writer.paragraph(paragraph, Neighbours()))
            parts = writer.parts(paragraph) if splits(paragraph) else "none"
            items.append(f"({length(above)}, {whole}, {parts})")
        zone = f"{string(found.side)}, {length(found.taken)}, {length(found.top)}, {length(found.height)}"
        return f"around({zone}, {joined(placed)}, {', '.join(items)})"

    def _block(self, writer: ParagraphWriter, block: Block, near: Neighbours, around: Surroundings) -> list[str]:
        if isinstance(block, Paragraph):
            return writer.paragraph(block, near)
        grid = around.grid if around.settings.grid_in_tables else Grid()
        inside = replace(around, top_level=False, grid=grid)
        return [TableWriter(self._job, inside, self.story).table(block, near.above, top_level=around.top_level)]


def _on_sheet(anchor: Anchor, around: Surroundings) -> Anchor:
    """Return ``anchor`` counted from the sheet's edges where it counts from a column or a paragraph of the header."""
    across, down = anchor.horizontal, anchor.vertical
    if across.relative in {"column", "character"}:
        across = replace(across, relative="margin")
    if down.relative in {"paragraph", "line"}:
        down = Axis("page", around.page.header + down.offset)
    return replace(anchor, horizontal=across, vertical=down)


def _near(before: Block | None, block: Block, following: Block | None, above: float) -> Neighbours:
    if isinstance(block, Table):
        return Neighbours(above)
    return Neighbours(
        above,
        joins_above=isinstance(before, Paragraph) and same_frame(before, block),
        joins_below=isinstance(following, Paragraph) and same_frame(block, following),
    )


def _above(before: Block | None, block: Block, after: float, *, additive: bool) -> float:
    own = 0.0 if isinstance(block, Table) or _close(before, block) else block.format.before
    return after + own if additive else max(after, own)


def _after(block: Block, following: Block | None) -> float:
    if isinstance(block, Table) or _close(block, following):
        return 0.0
    return block.format.after


def _close(one: Block | None, other: Block | None) -> bool:
    """Return whether two neighbours are of one style that sets no space between its own."""
    if not isinstance(one, Paragraph) or not isinstance(other, Paragraph):
        return False
    return one.format.contextual is not None and one.format.contextual == other.format.contextual


def is_blank(block: Block) -> bool:
    """Return whether a block is a paragraph that shows nothing, and to which nothing refers."""
    if isinstance(block, Table) or block.label or block.format.borders or block.format.fill:
        return False
    return all(
        isinstance(inline, Text) and not inline.text.strip() and not inline.format.underline for inline in block.content
    )
