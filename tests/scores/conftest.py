import io
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from click.testing import CliRunner

from docgen.cli import main
from tests.conftest import before_the_meeting

CRITERIA = ("elements", "direction", "tasks", "investment", "mechanism", "governance")


@pytest.fixture(scope="session")
def blank_forms(tmp_path_factory):
    """The fillable PDFs of the sample round, by expert; never to be changed."""
    folder = tmp_path_factory.mktemp("forms")
    file = before_the_meeting(folder)
    done = CliRunner().invoke(main, ["scores", "form", str(file), "-o", str(folder / "forms"), "-j", "1"])
    assert done.exit_code == 0, done.output
    return {path.stem.rpartition("-")[2]: path for path in (folder / "forms").iterdir()}


def fill(form: Path, target: Path, sheet: int, **values) -> Path:
    """Fill one sheet of a form as a reader does; ``marks`` are those of all criteria in their order."""
    marks = values.pop("marks", ())
    values |= {f"marks:{name}": str(mark) for name, mark in zip(CRITERIA, marks, strict=False)}
    with pikepdf.open(io.BytesIO((target if target.exists() else form).read_bytes())) as pdf:
        for field in pdf.Root.AcroForm.Fields[sheet - 1].Kids:
            if str(field.T) in values:
                value = values.pop(str(field.T))
                field.V = pikepdf.Name(f"/{value}") if field.FT == "/Btn" else pikepdf.String(value)
        pdf.save(target)
    assert not values, f"no such fields: {values}"
    return target


def enter(book: Path, target: Path, *rows) -> Path:
    """Fill rows of a spreadsheet: each an expert, part of an alliance's name, and values by heading."""
    opened = openpyxl.load_workbook(book)
    page = opened.active
    headings = {str(cell.value).partition("\n")[0]: cell.column for cell in page[4]}
    for expert, alliance, values in rows:
        (row,) = [row for row in page.iter_rows(min_row=5) if row[2].value == expert and alliance in row[1].value]
        for heading, value in values.items():
            row[headings[heading] - 1].value = value
    opened.save(target)
    return target
