"""How high a header, a footer or a row will be: well enough to know whether it pushes the text away or fits a page."""

from collections.abc import Sequence

from docgen.typeset.press.faces import EAST_ASIAN as EAST_ASIAN_CHARACTER
from docgen.typeset.press.leading import EAST_ASIAN, leading
from docgen.typeset.text import content_text
from docgen.typeset.tree import Block, Drawn, Grid, Inline, Paragraph, Row, Table, Text, walk


def height(blocks: Sequence[Block], grid: Grid, width: float) -> float:
    """Return the height of ``blocks`` set in a column of ``width``, in points."""
    total, after = 0.0, 0.0
    for block in blocks:
        if isinstance(block, Table):
            total += after + _table(block, grid)
            after = 0.0
        else:
            total += after + block.format.before + _paragraph(block, grid, width)
            after = block.format.after
    return total + after


def highest_line(blocks: Sequence[Block], grid: Grid) -> float:
    """Return the height of the highest line of text in ``blocks``, in points."""
    found = (
        leading(paragraph, grid, [(text.format, EAST_ASIAN) for text in paragraph.content if isinstance(text, Text)])
        for paragraph in walk(tuple(blocks))
    )
    return max((one.tallest.height for one in found), default=0.0)


def _paragraph(paragraph: Paragraph, grid: Grid, width: float) -> float:
    looks = [(text.format, EAST_ASIAN) for text in paragraph.content if isinstance(text, Text)]
    line = leading(paragraph, grid, looks).tallest.height
    size = max((look.size for look, _ in looks), default=paragraph.mark.size)
    inner = max(width - paragraph.format.left - paragraph.format.right, size)
    lines = max(1, -(-_advance(content_text(paragraph.content), size) // inner))
    pictures = max((_standing(inline) for inline in paragraph.content), default=0.0)
    return lines * max(line, pictures)


def _standing(inline: Inline) -> float:
    """Return the height of an object in the line; one that floats takes none."""
    return inline.height if isinstance(inline, Drawn) and inline.anchor is None else 0.0


def line_length(paragraph: Paragraph) -> float:
    """Return how long the text of a paragraph is in one line, in points."""
    size = max((text.format.size for text in paragraph.content if isinstance(text, Text)), default=paragraph.mark.size)
    return _advance(content_text(paragraph.content), size) * 1.05 + paragraph.format.left + paragraph.format.first


def _advance(text: str, size: float) -> float:
    return sum(size if EAST_ASIAN_CHARACTER.match(character) else size / 2 for character in text)


def _table(table: Table, grid: Grid) -> float:
    return sum(rows(table, grid))


def rows(table: Table, grid: Grid) -> list[float]:
    """Return the height of each row of a table, in points."""
    return [_row(row, table.columns, grid) for row in table.rows]


def _row(row: Row, columns: Sequence[float], grid: Grid) -> float:
    needs = [
        cell.insets.top + cell.insets.bottom + height(cell.blocks, grid, sum(columns[cell.column :][: cell.columns]))
        for cell in row.cells
        if cell.rows == 1
    ]
    return (row.height or 0.0) if row.exact else max(row.height or 0.0, *needs, 0.0)
