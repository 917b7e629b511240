"""Text beside an object: the lines of a paragraph, and of those after it, as long as the object reaches down.

Typst wraps nothing. The paragraphs go to a function of the preamble in pieces, which finds by measuring where the line
ends below which the text has the whole column again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from docgen.typeset.press.estimate import height, line_length
from docgen.typeset.press.objects import Origin, place_across, place_down
from docgen.typeset.press.surroundings import Surroundings
from docgen.typeset.tree import Anchor, Axis, Block, Break, Comment, Drawn, Note, Paragraph, Shape, Tab

FLOWS_AROUND = frozenset({"Square", "Tight", "Through"})
_LEAST_ROOM = 72.0  # Word sets no text where less than an inch is left
_PIECE = re.compile(r'(t\w+)\(("[^"]*")\)')  # of a style of ``runs``


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An object with text on one side: what it takes of the column, where it begins and how far it reaches, in points.

    The beginning counts from the top of its paragraph.
    """

    item: Drawn
    side: str
    taken: float
    top: float
    height: float
    both_sides: bool = False


def sized(item: Drawn, around: Surroundings) -> Drawn:
    """Return ``item`` with the width and height of what stands in it where it has none of its own."""
    if not isinstance(item, Shape) or (item.width and item.height) or not item.blocks:
        return item
    width = item.width or min(_natural_width(item.blocks), around.width)
    return replace(item, width=width, height=item.height or height(item.blocks, around.grid, width))


def _natural_width(blocks: Sequence[Block]) -> float:
    lengths = [line_length(block) if isinstance(block, Paragraph) else sum(block.columns) for block in blocks]
    return max(lengths)


def obstacle(paragraph: Paragraph, around: Surroundings) -> Obstacle | None:
    """Return the object around which the text of ``paragraph`` flows, None where there is none."""
    for inline in paragraph.content:
        if isinstance(inline, Drawn) and _flows_around(inline):
            found = _obstacle(inline, paragraph, around)
            if found is not None:
                return found
    return None


def covers_text(item: Drawn, around: Surroundings) -> bool:
    """Return whether an object that stands at a place of the sheet lies on text that should flow around it."""
    if not _flows_around(item) or item.anchor is None:
        return False
    y, from_sheet = place_down(item.anchor.vertical, item.height, around.page)
    left, right = _reach(item, around)
    in_column = right > 0.0 and left < around.width
    page = around.page
    return from_sheet and in_column and y < page.height - abs(page.bottom) and y + item.height > abs(page.top)


def _flows_around(item: Drawn) -> bool:
    return item.anchor is not None and item.anchor.wrap in FLOWS_AROUND and not item.anchor.behind


def _reach(item: Drawn, around: Surroundings) -> tuple[float, float]:
    """Return between which places of the column an object stands, with the room around it."""
    anchor = item.anchor or Anchor(Axis("column"), Axis("paragraph"))
    x, from_sheet = place_across(anchor.horizontal, item.width, Origin(around.page, 0.0, around.width))
    left = x - anchor.gap - (around.page.left if from_sheet else 0.0)
    return left, left + item.width + 2 * anchor.gap


def _obstacle(given: Drawn, paragraph: Paragraph, around: Surroundings) -> Obstacle | None:
    item = sized(given, around)
    y, from_sheet = place_down((item.anchor or Anchor(Axis("column"), Axis("paragraph"))).vertical, 0.0, around.page)
    left, right = _reach(item, around)
    if from_sheet or right <= 0.0 or left >= around.width or line_length(paragraph) <= left:
        return None  # it stands in the margin, or right of all the text that there is
    side = "left" if around.width - right >= left else "right"
    taken = right if side == "left" else around.width - left
    both_sides = min(left, around.width - right) >= _LEAST_ROOM
    return Obstacle(given, side, taken, y, item.height, both_sides)


def room_beside(found: Obstacle, around: Surroundings) -> bool:
    """Return whether any text fits beside an object."""
    return around.width - found.taken >= _LEAST_ROOM


def beside(found: Obstacle, blocks: Sequence[Block], around: Surroundings) -> list[Paragraph]:
    """Return the paragraphs, from that of the object on, whose lines may stand beside it."""
    taken: list[Paragraph] = []
    down, reach = 0.0, found.top + found.height
    for block in blocks:
        if isinstance(block, Paragraph) and taken and obstacle(block, around):
            break
        if not isinstance(block, Paragraph) or (taken and (down > reach or not _flows(block))):
            break
        taken.append(block)
        down += block.format.before + height([block], around.grid, around.width - found.taken)
    return taken


def _flows(paragraph: Paragraph) -> bool:
    """Return whether a paragraph just goes on: no page ends before or inside it, and it is no heading."""
    breaks = any(isinstance(inline, Break) and inline.kind != "line" for inline in paragraph.content)
    return not breaks and not paragraph.format.page_break_before and paragraph.format.outline is None


def splits(paragraph: Paragraph) -> bool:
    """Return whether the lines of a paragraph can be told apart: it is plain text."""
    return not any(isinstance(inline, Tab | Break | Drawn | Note | Comment) for inline in paragraph.content)


def pieces(body: str) -> str:
    """Return the parts of a paragraph's expression as an array of styles with texts; what is no text stays whole."""
    found: list[str] = []
    inner = body[1:-1] if body.startswith("{") else body
    for part in _parts(inner):
        text = _PIECE.fullmatch(part)
        found.append(f"({text[1]}, {text[2]})" if text else f"(it => it, {part})")
    return f"({', '.join(found)},)"


def _parts(body: str) -> list[str]:
    """Return the statements of a block of code; a semicolon inside a text or a bracket ends none."""
    parts, depth, quoted, start = [], 0, False, 0
    for index, character in enumerate(body):
        if character == '"':
            quoted = not quoted
        elif not quoted:
            depth += (character in "({[") - (character in ")}]")
            if character == ";" and depth == 0:
                parts.append(body[start:index].strip())
                start = index + 1
    return [part for part in (*parts, body[start:].strip()) if part]
