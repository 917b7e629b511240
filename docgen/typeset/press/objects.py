"""Pictures, boxes and shapes: in the line, or at a place of the page."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docgen.typeset.looks import Line
from docgen.typeset.press.job import Job
from docgen.typeset.press.literals import colour, length, string, stroke
from docgen.typeset.tree import Anchor, Axis, Drawn, Group, Page, Picture, Shape, Step

_STEPS = {"move": "move({})", "line": "line({})", "curve": "cubic({})", "close": 'close(mode: "straight")'}
_THINNEST_WITH_HEAD = 2.0  # points: the arrows of a thinner line are as large as of one that wide
_VERTICAL = {"center": "horizon", "bottom": "bottom"}


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the paragraph's box begins against the column: its left indent; ``page`` is the sheet."""

    page: Page
    indent: float = 0.0
    width: float = 0.0


def picture(job: Job, item: Picture) -> str:
    """Return the expression that shows a picture in its box."""
    content = _drawing(job, item.content) if item.suffix == "svg" else job.asset(item.content)
    crop = item.crop
    across, down = 1 - crop.left - crop.right, 1 - crop.top - crop.bottom
    width, height = item.width / max(across, 0.01), item.height / max(down, 0.01)
    alternative = f", alt: {string(item.alternative)}" if item.alternative else ""
    body = f'image({content}, width: {length(width)}, height: {length(height)}, fit: "stretch"{alternative})'
    if across < 1 or down < 1:
        offset = f"dx: {length(-width * crop.left)}, dy: {length(-height * crop.top)}"
        size = f"width: {length(item.width)}, height: {length(item.height)}"
        body = f"box({size}, clip: true, place(top + left, {offset}, {body}))"
    return _turned(body, item.rotation)


def _drawing(job: Job, content: bytes) -> str:
    """Return the expression of an SVG, which goes with the source: to write a file takes longer than to read one."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return job.asset(content)
    return job.define("i", f"bytes({string(text)})")


def shape(item: Shape, content: str) -> str:
    """Return the expression that draws a shape around ``content``."""
    size = f"width: {length(item.width)}, height: {length(item.height)}"
    fill = colour(item.fill) if item.fill else "none"
    drawn = f"fill: {fill}, stroke: {stroke(item.line)}"
    if item.kind in {"line", "straightConnector1"}:
        return _turned(f"box({size}, {{{_line(item)}}})", item.rotation)
    inset = item.insets
    sides = ", ".join(f"{side}: {length(getattr(inset, side))}" for side in ("top", "left", "bottom", "right"))
    body = f"align({_VERTICAL.get(item.vertical, 'top')} + left, {content})" if item.blocks else ""
    if item.kind == "ellipse" or item.path:
        outline = f"curve({drawn}, {_steps(item.path)})" if item.path else f"ellipse({size}, {drawn})"
        inner = f"; place(top + left, block({size}, inset: ({sides}), {body}))" if body else ""
        return _turned(f"box({size}, {{place(top + left, {outline}){inner}}})", item.rotation)
    radius = ", radius: 10%" if item.kind == "roundRect" else ""
    return _turned(f"block({size}, {drawn}, inset: ({sides}){radius}, {body or '[]'})", item.rotation)


def _line(item: Shape) -> str:
    """Return the statements that draw a line with its arrows."""
    start, end = ((0.0, item.height), (item.width, 0.0)) if item.flip else ((0.0, 0.0), (item.width, item.height))
    drawn = [f"line(start: {_point(start)}, end: {_point(end)}, stroke: {stroke(item.line)})"]
    if item.line is not None:
        tips = zip(item.heads, ((start, end), (end, start)), strict=True)
        drawn += [_head(tip, other, item.line) for wanted, (tip, other) in tips if wanted]
    return "; ".join(f"place(top + left, {each})" for each in drawn)


def _head(tip: Point, other: Point, line: Line) -> str:
    """Return a triangle whose tip is an end of a line, as large as Word makes one of middle size."""
    span = math.dist(tip, other) or 1.0
    x, y = (tip[0] - other[0]) / span, (tip[1] - other[1]) / span
    reach = 3 * max(line.width, _THINNEST_WITH_HEAD)
    foot = tip[0] - reach * x, tip[1] - reach * y
    sides = ((foot[0] + turn * reach / 2 * y, foot[1] - turn * reach / 2 * x) for turn in (1, -1))
    return f"polygon(fill: {colour(line.colour)}, {', '.join(_point(corner) for corner in (tip, *sides))})"


def _point(place: Point) -> str:
    return f"({length(place[0])}, {length(place[1])})"


def _steps(path: Sequence[Step]) -> str:
    drawn = []
    for step in path:
        places = ", ".join(_point(place) for place in step.places)
        drawn.append(f"curve.{_STEPS[step.kind].format(places)}")
    return ", ".join(drawn)


def group(item: Group, contents: Iterable[str]) -> str:
    """Return the expression that draws the parts of a group, of which ``contents`` are the expressions, in its box."""
    places = (f"place(top + left, dx: {length(part.x)}, dy: {length(part.y)}, " for part in item.parts)
    parts = "; ".join(f"{place}{content})" for place, content in zip(places, contents, strict=True))
    return _turned(f"block(width: {length(item.width)}, height: {length(item.height)}, {{{parts}}})", item.rotation)


def _turned(body: str, degrees: float) -> str:
    return f"rotate({degrees:g}deg, {body})" if degrees else body


def anchored(item: Drawn, body: str, origin: Origin) -> list[str]:
    """Return the statements that put ``body`` where its anchor says, for the beginning of the paragraph's box."""
    anchor = item.anchor or Anchor(Axis("column"), Axis("paragraph"))
    x, on_sheet_x = place_across(anchor.horizontal, item.width, origin)
    y, on_sheet_y = place_down(anchor.vertical, item.height, origin.page)
    if on_sheet_x and on_sheet_y:
        statements = [f"on-page({length(x)}, {length(y)}, {body})"]
    elif on_sheet_y:
        statements = [f"on-page({length(x + origin.page.left)}, {length(y)}, {body})"]
    else:
        dx = x - origin.page.left if on_sheet_x else x
        statements = [f"place(top + left, dx: {length(dx - origin.indent)}, dy: {length(y)}, {body})"]
        if anchor.wrap == "TopAndBottom":
            statements.append(f"v({length(max(y, 0.0) + item.height)})")
    return statements


def on_sheet(item: Drawn, body: str, page: Page) -> str:
    """Return the statement that puts ``body`` where its anchor says, in a container that is the sheet itself."""
    anchor = item.anchor or Anchor(Axis("page"), Axis("page"))
    x, _ = place_across(anchor.horizontal, item.width, Origin(page))
    y, _ = place_down(anchor.vertical, item.height, page)
    return f"place(top + left, dx: {length(x)}, dy: {length(y)}, {body})"


def _aligned(axis: Axis, start: float, span: float, size: float) -> float:
    if axis.align in {"center", "centre"}:
        return start + (span - size) / 2
    if axis.align in {"right", "bottom", "outside"}:
        return start + span - size
    return start + (0.0 if axis.align else axis.offset)


def place_across(axis: Axis, size: float, origin: Origin) -> tuple[float, bool]:
    """Return x and whether it counts from the sheet's edge (else from the column's)."""
    page = origin.page
    inner = page.width - page.left - page.right
    areas = {
        "page": (0.0, page.width),
        "margin": (page.left, inner),
        "leftMargin": (0.0, page.left),
        "insideMargin": (0.0, page.left),
        "rightMargin": (page.width - page.right, page.right),
        "outsideMargin": (page.width - page.right, page.right),
    }
    if axis.relative in areas:
        return _aligned(axis, *areas[axis.relative], size), True
    return _aligned(axis, 0.0, origin.width or inner, size), False


def place_down(axis: Axis, size: float, page: Page) -> tuple[float, bool]:
    """Return y and whether it counts from the sheet's edge (else from the paragraph's top)."""
    top, bottom = abs(page.top), abs(page.bottom)
    areas = {
        "page": (0.0, page.height),
        "margin": (top, page.height - top - bottom),
        "topMargin": (0.0, top),
        "bottomMargin": (page.height - bottom, bottom),
    }
    if axis.relative in areas:
        return _aligned(axis, *areas[axis.relative], size), True
    return axis.offset, False
