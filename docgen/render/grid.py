"""Table grids after loops over cells: as many columns as the widest row has, in the width that the table had."""

import re
from functools import lru_cache
from typing import Final

from lxml import etree

from docgen.diagnostics import Finding
from docgen.render.lift import write_before
from docgen.render.tags import Kind, Tag, Tags
from docgen.render.word import parse, serialise, w

# Around a table whose grid may change: noncharacters in the template, and in the rendered text two characters that no
# value can bring, because XML cannot carry them.
_BEGIN, _END = "\ufdda", "\ufddb"
_TO_RENDERED: Final = str.maketrans({_BEGIN: "\x01", _END: "\x02"})
_RENDERED = re.compile("\x01([^\x01\x02]*)\x02")
_ROOT = re.compile(r"<[^?][^<>]*>")


def changes_grid(tag: Tag) -> bool:
    """Return whether the tag may change how many columns its table has."""
    return tag.scope == "tc" or (tag.kind is Kind.BLOCK and tag.word in ("colspan", "hm"))


def mark_tables(root: etree._Element, tags: Tags) -> list[Finding]:
    """Mark each outermost table in which a tag changes the grid; there is nothing to find fault with."""
    changing = (text for text in root.iter(w("t")) if any(changes_grid(tag) for _, tag in tags.within(text.text)))
    around = ([*text.iterancestors(w("tbl"))] for text in changing)
    for table in {tables[-1]: None for tables in around if tables}:
        write_before(table, _BEGIN)
        table.tail = _END + (table.tail or "")
    return []


def for_rendering(source: str) -> str:
    """Return the source with the marks of tables as :func:`fit_grids` finds them in what it renders."""
    return source.translate(_TO_RENDERED)


def fit_grids(xml: str) -> str:
    """Return the part with the grid of every marked table fitted to its rows; rows left without cells are gone.

    Raises ``etree.XMLSyntaxError`` for a table in which a value's own XML is not well-formed.
    """
    root = _ROOT.search(xml)
    opening = root.group() if root else ""
    closing = f"</{opening[1:].split(maxsplit=1)[0].rstrip('>')}>"
    fitted = _RENDERED.sub(lambda match: _fitted(opening + match[1] + closing), xml)
    return fitted.replace("\x01", "").replace("\x02", "")


@lru_cache(maxsize=16)  # tables are often the same in document after document
def _fitted(xml: str) -> str:
    """Return the content of this root with its tables fitted."""
    root = parse(xml.encode())
    for table in [*root.iter(w("tbl"))]:
        for row in table.findall(w("tr")):
            if row.find(w("tc")) is None and row.find(w("sdt")) is None:
                table.remove(row)
        _fit(table)
        if table.find(w("tr")) is None:
            table.getparent().remove(table)
    if not len(root):
        return ""
    written = serialise(root)
    return written[written.index(">") + 1 : written.rindex("</")]


def _fit(table: etree._Element) -> None:
    grid = table.find(w("tblGrid"))
    rows = table.findall(w("tr"))
    if grid is None or not rows:
        return
    widths = [int(float(column.get(w("w"), "0"))) for column in grid.findall(w("gridCol"))]
    columns = max(sum(span for _, span in _cells(row)) + _skipped(row) for row in rows)
    told = next((found for row in rows if (found := _told(row, sum(widths), columns))), None)
    fitted = told or (widths if columns == len(widths) else _spread(widths, columns))
    if fitted != widths:
        _refit(grid, rows, fitted)


def _refit(grid: etree._Element, rows: list[etree._Element], widths: list[int]) -> None:
    for old in grid.findall(w("gridCol")):
        grid.remove(old)
    for number, width in enumerate(widths):
        grid.insert(number, etree.Element(w("gridCol"), {w("w"): str(width)}))
    for row in rows:
        _set_widths(row, widths)


def _told(row: etree._Element, total: int, columns: int) -> list[int] | None:
    """Return the widths of all columns where a row tells them, sharing out what a loop copied; ``None`` elsewhere.

    Every copy of a cell still carries the width that the cell had. So where counting one width of the row once gives
    the table's whole width, the cells of that width are the copies, and the others keep theirs.
    """
    widths = [_width(cell) for cell, span in _cells(row) if span == 1]
    if len(widths) != columns:
        return None
    if sum(widths) == total:
        return widths
    for copied in dict.fromkeys(widths):
        copies = widths.count(copied)
        if sum(widths) - copied * (copies - 1) == total:
            return [copied // copies if width == copied else width for width in widths]
    return None


def _width(cell: etree._Element) -> int:
    width = cell.find(f"{w('tcPr')}/{w('tcW')}")
    return int(float(width.get(w("w"), "0"))) if width is not None and width.get(w("type"), "dxa") == "dxa" else 0


def _spread(widths: list[int], columns: int) -> list[int]:
    """Return ``columns`` widths of the same sum: new ones have the average, lost ones are shared out."""
    if columns < len(widths):
        share = sum(widths[columns:]) // columns
        return [width + share for width in widths[:columns]]
    total = sum(widths)
    kept = [width * len(widths) // columns for width in widths]
    return kept + [total // columns] * (columns - len(widths))


def _cells(row: etree._Element) -> list[tuple[etree._Element, int]]:
    """Return the cells of a row and how many columns each spans."""
    cells = []
    for cell in row.findall(w("tc")):
        span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
        cells.append((cell, int(span.get(w("val"), "1")) if span is not None else 1))
    return cells


def _skipped(row: etree._Element, *names: str) -> int:
    """Return how many columns the row leaves out, before and after its cells."""
    found = [row.find(f"{w('trPr')}/{w(name)}") for name in names or ("gridBefore", "gridAfter")]
    return sum(int(skipped.get(w("val"), "0")) for skipped in found if skipped is not None)


def _set_widths(row: etree._Element, widths: list[int]) -> None:
    start = _skipped(row, "gridBefore")
    for cell, span in _cells(row):
        width = cell.find(f"{w('tcPr')}/{w('tcW')}")
        if width is not None and width.get(w("type"), "dxa") == "dxa":
            width.set(w("w"), str(sum(widths[start : start + span])))
        start += span
