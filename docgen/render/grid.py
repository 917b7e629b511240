"""Table grids after loops over cells: as many columns as the widest row has, in the width that the table had."""

from lxml import etree

from docgen.render.word import DECLARATION, parse, serialise, w


def fit_grids(xml: str) -> str:
    """Return the part with the grid of every table fitted to its rows; rows and tables left without cells are gone."""
    root = parse(xml.encode())
    for table in [*root.iter(w("tbl"))]:
        for row in table.findall(w("tr")):
            if row.find(w("tc")) is None and row.find(w("sdt")) is None:
                table.remove(row)
        _fit(table)
    return DECLARATION + serialise(root)


def _fit(table: etree._Element) -> None:
    grid = table.find(w("tblGrid"))
    rows = table.findall(w("tr"))
    if grid is None or not rows:
        return
    widths = [int(float(column.get(w("w"), "0"))) for column in grid.findall(w("gridCol"))]
    columns = max(sum(span for _, span in _cells(row)) + _skipped(row) for row in rows)
    if columns == len(widths):
        return
    widths = _shared(rows, widths, columns) or _spread(widths, columns)
    for old in grid.findall(w("gridCol")):
        grid.remove(old)
    for number, width in enumerate(widths):
        grid.insert(number, etree.Element(w("gridCol"), {w("w"): str(width)}))
    for row in rows:
        _set_widths(row, widths)


def _shared(rows: list[etree._Element], widths: list[int], columns: int) -> list[int] | None:
    """Return ``columns`` widths in which the copies that a loop made of a cell share the width that the cell had.

    Every copy still carries that width. So where counting one width of a row once gives the table's whole width, the
    cells of that width are the copies, and the others keep theirs. ``None`` where no row tells.
    """
    for row in rows:
        cells = [(_width(cell), span) for cell, span in _cells(row)]
        if sum(span for _, span in cells) != columns:
            continue
        for copied in {width for width, _ in cells}:
            kept = sum(width for width, _ in cells if width != copied)
            spans = sum(span for width, span in cells if width == copied)
            if kept + copied == sum(widths) and spans > 1:
                return [
                    part
                    for width, span in cells
                    for part in [copied // spans if width == copied else width // span] * span
                ]
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
