"""Tables: rows that repeat, rows that stay whole, merged cells, and the lines around them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from docgen.typeset.looks import Insets
from docgen.typeset.press import estimate
from docgen.typeset.press.job import Job
from docgen.typeset.press.literals import colour, length, sequence, stroke
from docgen.typeset.press.rules import drawn, extent, is_striped, single
from docgen.typeset.press.surroundings import Story, Surroundings
from docgen.typeset.tree import Cell, Paragraph, Row, Table, walk

_VERTICAL = {"center": "horizon", "bottom": "bottom"}
_ACROSS = {"center": "center", "right": "right"}
_SIDES = ("top", "left", "bottom", "right")
_SIDEWAYS = frozenset({"tbRl", "tbRlV", "tbV", "tbLrV"})
_TURNED = frozenset({"btLr"})
_SURELY = 0.85  # of a page: heights are estimated


class TableWriter:
    """Writes tables whose cells are written by ``story``."""

    def __init__(self, job: Job, around: Surroundings, story: Story) -> None:
        self._job = job
        self._around = around
        self._story = story
        self._purposes: list[str] = []
        self._heights: list[float] = []
        self._rules: list[float] = []  # the widths of the lines above the rows
        self._whole: set[int] = set()  # rows that only in one piece know their height
        self._kind = "table"  # a grid lays out alike, but says nothing to a reading machine

    def table(self, table: Table, above: float, *, top_level: bool) -> str:
        """Return the statement that sets ``table``, ``above`` points below what stands before it."""
        rows = table.rows
        head = _head(rows)
        self._purposes = _struts_needed(rows)
        self._rules = [_rule_above(row) for row in rows]
        self._whole = {index for index, row in enumerate(rows) if any(map(_needs_height, row.cells))}
        held = any(row.keep_next or row.unbreakable for row in rows)
        self._heights = estimate.rows(table, self._around.grid) if held else []
        self._kind = "table" if head or _shows_lines(rows) else "grid"
        cells = [self._row(table, index, head) for index in range(len(rows))]
        header = [f"table.header({', '.join(cell for row in cells[:head] for cell in row)})"] if head else []
        body = [cell for row in cells[head:] for cell in row]
        columns = sequence([length(width) for width in (*table.columns, *[0.0] * len(self._purposes))])
        heights = sequence([length(row.height or 0.0) if row.exact else "auto" for row in rows])
        content = ",\n".join([f"columns: {columns}", f"rows: {heights}", *header, *body])
        options = ["width: 100%", f"above: {length(above)}"]
        if top_level and rows and _holds_on(rows[-1]):
            options.append("sticky: true")
        below = _line_below(rows)
        if table.indent or below:
            options.append(f"inset: (left: {length(table.indent)}, bottom: {length(below)})")
        return f"block({', '.join(options)}, align({_ACROSS.get(table.align, 'left')}, {self._kind}({content})))"

    def _row(self, table: Table, index: int, head: int) -> list[str]:
        row = table.rows[index]
        bearer = _bearer(row)
        cells = [self._cell(table, index, cell, bears=cell is bearer) for cell in row.cells]
        return [*cells, *self._struts(table.rows, index, len(table.columns), head)]

    def _struts(self, rows: Sequence[Row], index: int, column: int, head: int) -> Iterator[str]:
        """Yield cells of extra columns of no width: one gives a row its least height, one holds rows together."""
        common = f"y: {index}, inset: 0pt, stroke: none"
        least = _least(rows[index])
        if least and _bearer(rows[index]) is None:
            yield f"{self._kind}.cell(x: {column}, {common}, block(height: {length(least)}))"
        column += len(self._purposes) - 1
        if index > head and rows[index - 1].keep_next:
            return  # the hold of the row before reaches down here
        kept = 1
        while index >= head and rows[index + kept - 1].keep_next and index + kept < len(rows):
            kept += 1
        if kept > 1 and self._fits(index, kept):
            yield f"{self._kind}.cell(x: {column}, {common}, rowspan: {kept}, breakable: false, none)"

    def _fits(self, index: int, count: int = 1) -> bool:
        """Return whether rows are sure to fit a page: Word breaks what is held together where it cannot."""
        page = self._around.page
        room = page.height - abs(page.top) - abs(page.bottom)
        return sum(self._heights[index : index + count]) <= _SURELY * room

    def _cell(self, table: Table, index: int, cell: Cell, *, bears: bool) -> str:
        row = table.rows[index]
        width = sum(table.columns[cell.column : cell.column + cell.columns]) - cell.insets.left - cell.insets.right
        if cell.direction in _TURNED | _SIDEWAYS:
            width = self._reach(cell, row)
        around = replace(self._around, width=max(width, 1.0))
        rule = self._rules[index]
        common = self._job.define("c", self._common(cell, rule))
        options = [f"x: {cell.column}", f"y: {index}", f"..{common}"]
        if cell.columns > 1:
            options.append(f"colspan: {cell.columns}")
        if cell.rows > 1:
            options.append(f"rowspan: {cell.rows}")
        if row.exact or (row.unbreakable and self._fits(index)) or index in self._whole:
            options.append("breakable: false")
        body = self._turned(cell, row, self._story(cell.blocks, around))
        if bears:
            body = _at_least(_least(row) - cell.insets.top - cell.insets.bottom - rule, cell, body)
        return f"{self._kind}.cell({', '.join(options)}, {_with_lines(cell, rule, body)})"

    def _common(self, cell: Cell, rule: float) -> str:
        inset = _below(rule, cell.insets)
        sides = ", ".join(f"{side}: {length(getattr(inset, side))}" for side in _SIDES)
        options = [f"inset: ({sides})", f"align: {_VERTICAL.get(cell.vertical, 'top')} + left"]
        lines = cell.borders
        shown = {"top": lines.top, "left": lines.left, "bottom": lines.bottom, "right": lines.right}
        strokes = ", ".join(f"{side}: {single(self._job, line)}" for side, line in shown.items())
        options.append(f"stroke: ({strokes})")
        if cell.fill:
            options.append(f"fill: {colour(cell.fill)}")
        return f"({', '.join(options)})"

    def _turned(self, cell: Cell, row: Row, body: str) -> str:
        if cell.direction in _TURNED:
            side = {"center": "center", "bottom": "right"}.get(cell.vertical, "left")
            return (
                f"align({side}, rotate(-90deg, reflow: true, block(width: {length(self._reach(cell, row))}, {body})))"
            )
        if cell.direction in _SIDEWAYS:
            side = {"center": "center", "bottom": "left"}.get(cell.vertical, "right")
            return f"upright({length(self._reach(cell, row))}, {side}, {body})"
        return body

    def _reach(self, cell: Cell, row: Row) -> float:
        """Return how long the lines of turned text are: as high as the row, or as the text where the row is not set."""
        inside = (row.height or 0.0) - cell.insets.top - cell.insets.bottom - _rule_above(row)
        longest = max((estimate.line_length(paragraph) for paragraph in walk(cell.blocks)), default=0.0)
        return inside if inside > 0.0 else min(longest, self._around.page.height / 2)


def _head(rows: Sequence[Row]) -> int:
    """Return how many rows repeat on each page; a cell that reaches below the marked rows takes its rows along."""
    marked = count = 0
    while marked < len(rows) and (rows[marked].header or marked < count):
        count = max([count, marked + 1, *(marked + cell.rows for cell in rows[marked].cells)])
        marked += 1
    return count if count < len(rows) else 0


def _shows_lines(rows: Sequence[Row]) -> bool:
    """Return whether a table shows itself to be one; without lines, fills and heads it only lays things out."""
    cells = (cell for row in rows for cell in row.cells)
    return any(cell.fill or any(getattr(cell.borders, side) for side in _SIDES) for cell in cells)


def _bearer(row: Row) -> Cell | None:
    """Return the cell that gives a row its least height, which needs no column of its own then."""
    upright = (cell for cell in row.cells if cell.rows == 1 and cell.direction not in _TURNED | _SIDEWAYS)
    return next(upright, None) if _least(row) else None


def _at_least(height: float, cell: Cell, body: str) -> str:
    align = f"{_VERTICAL.get(cell.vertical, 'top')} + left"
    return f"grid(columns: (1fr, 0pt), align: {align}, {body}, block(height: {length(max(height, 0.0))}))"


def _struts_needed(rows: Sequence[Row]) -> list[str]:
    """Return the purposes for which a table has a column of no width: a reading machine meets it, so only if needed."""
    heights = any(_least(row) and _bearer(row) is None for row in rows)
    wanted = {"height": heights, "hold": any(row.keep_next for row in rows[:-1])}
    return [purpose for purpose, needed in wanted.items() if needed]


def _holds_on(row: Row) -> bool:
    """Return whether a last row clings to what follows: all its cells do, not only one that happens to be a heading."""
    firsts = [cell.blocks[0] for cell in row.cells if cell.blocks]
    return bool(firsts) and all(isinstance(first, Paragraph) and first.format.keep_next for first in firsts)


def _rule_above(row: Row) -> float:
    """Return the width of the line above a row, which adds to the row's height."""
    return 0.0 if row.exact else max((extent(cell.borders.top) for cell in row.cells), default=0.0)


def _line_below(rows: Sequence[Row]) -> float:
    """Return the width of the line below a table, which adds to the table's height."""
    last = (cell for index, row in enumerate(rows) for cell in row.cells if index + cell.rows == len(rows))
    return max((extent(cell.borders.bottom) for cell in last), default=0.0)


def _least(row: Row) -> float:
    return 0.0 if row.exact else row.height or 0.0


def _needs_height(cell: Cell) -> bool:
    """Return whether something is drawn over the whole height of a cell, which only a row in one piece knows."""
    return any(cell.diagonals) or is_striped(cell.borders.left) or is_striped(cell.borders.right)


def _below(rule: float, insets: Insets) -> Insets:
    return replace(insets, top=insets.top + rule) if rule else insets


def _with_lines(cell: Cell, rule: float, body: str) -> str:
    """Return ``body`` with the lines that Typst does not draw around a cell: diagonals, and several side by side."""
    inset = _below(rule, cell.insets)
    lines = [*_diagonals(cell, inset)]
    for side in _SIDES:
        lines += drawn(side, getattr(cell.borders, side), inset)
    return "{" + "; ".join([*lines, body]) + "}" if lines else body


def _diagonals(cell: Cell, inset: Insets) -> Iterator[str]:
    right, bottom = f"100% + {length(inset.left + inset.right)}", f"100% + {length(inset.top + inset.bottom)}"
    grow = f"top + left, dx: {length(-inset.left)}, dy: {length(-inset.top)}"
    falling, rising = cell.diagonals
    for line, start, end in ((falling, "0%", bottom), (rising, bottom, "0%")):
        if line:
            yield f"place({grow}, line(start: (0%, {start}), end: ({right}, {end}), stroke: {stroke(line)}))"
