"""Table grids after loops over cells: as many columns as the widest row has, in the width that the table had."""

from functools import lru_cache
from typing import Final

from lxml import etree

from docgen.diagnostics import Finding
from docgen.render.gaps import last
from docgen.render.lift import write_before
from docgen.render.tags import Kind, Position, Tag, Tags
from docgen.render.word import RELATIONS, parse, serialise, w

_BEGIN: Final = b"\x01"  # XML cannot carry it, so no value brings it


def changes_grid(tag: Tag) -> bool:
    """Return whether the tag may change how many columns its table has."""
    return tag.scope == "tc" or (tag.kind is Kind.BLOCK and tag.word in ("colspan", "hm"))


def mark_tables(root: etree._Element, tags: Tags) -> list[Finding]:
    """Put a seam around each outermost table in which a tag changes the grid; there is nothing to find fault with."""
    steering: dict[etree._Element, Tag] = {}
    for text in root.iter(w("t")):
        changing = [tag for _, tag in tags.within(text.text) if changes_grid(tag)]
        tables = [*text.iterancestors(w("tbl"))]
        if changing and tables:
            steering[tables[-1]] = changing[-1]
    opening = repr(serialise(etree.Element(root.tag, nsmap={"r": RELATIONS, **root.nsmap})).replace("/>", ">"))
    for table, tag in steering.items():
        begin, end = (
            tags.add(Tag(Kind.PRINT, "", opening, tag.place, position=position))
            for position in (Position.TABLE_BEGIN, Position.TABLE_END)
        )
        write_before(table, begin)
        table.tail = end + (table.tail or "")
    return []


def begin_table(pieces: list[bytes]) -> None:
    """Mark where a table begins whose grid may change."""
    pieces.append(_BEGIN)


def end_table(pieces: list[bytes], opening: str) -> None:
    """Fit the grid of the table, or of what a loop made of one, that has been printed since the mark."""
    begin = last(pieces, _BEGIN)
    before, _, table = b"".join(pieces[begin:]).rpartition(_BEGIN)
    pieces[begin:] = [before, fit_grids(table, opening)]


def fit_grids(xml: bytes, opening: str) -> bytes:
    """Return a table, or what a loop made of one, with its grids fitted to its rows; rows left without cells are gone.

    ``opening`` is the opening tag of the part's root, which declares the prefixes. Raises ``etree.XMLSyntaxError`` for
    a table in which a value's own XML is not well-formed.
    """
    closing = f"</{opening[1:].split(maxsplit=1)[0].rstrip('>')}>"
    return _fitted(opening.encode() + xml + closing.encode())


@lru_cache(maxsize=16)  # tables are often the same in document after document
def _fitted(xml: bytes) -> bytes:
    """Return the content of this root with its tables fitted."""
    root = parse(xml)
    for table in [*root.iter(w("tbl"))]:
        for row in table.findall(w("tr")):
            if row.find(w("tc")) is None and row.find(w("sdt")) is None:
                table.remove(row)
        _fit(table)
        if table.find(w("tr")) is None:
            table.getparent().remove(table)
    if not len(root):
        return b""
    written = serialise(root)
    return written[written.index(">") + 1 : written.rindex("</")].encode()


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
