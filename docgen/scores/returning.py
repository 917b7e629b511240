"""Files that come back: spreadsheets and PDFs read into answers, whoever filled them and with whatever."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from docgen import forms, pipeline
from docgen.diagnostics import Finding, Location, Wording
from docgen.rounds.topics import decode
from docgen.scores import faults
from docgen.scores.questions import TOTAL, Answer, Said
from docgen.scores.workbook import KEYS

_HEAD_ROWS = 20
_CELL = Wording("单元格 {cell}", "cell {cell}")
_FIELD = Wording("第{page}页“{name}”", "page {page}, “{name}”")
_FAULTS = {"broken": faults.BROKEN, "locked": faults.BROKEN, "flat": faults.NO_FIELDS}

Returned = tuple[list[Answer], list[Finding]]
"""The sheets in a file, also the empty ones; and what keeps it from being read."""


def returned(file: Path) -> Returned:
    """Read one file, a spreadsheet or a PDF by what it holds; raises InputError where it cannot be opened at all."""
    content, top = pipeline.contents(file), Location(str(file), 1, 1)
    if content.startswith(b"%PDF-"):
        return _pdf(file, content)
    if content.startswith(b"PK"):
        return _book(file, content)
    return [], [faults.NOT_OURS.at(top)]


def _pdf(file: Path, content: bytes) -> Returned:
    top = Location(str(file), 1, 1)
    try:
        found = forms.answers(content)
    except forms.FormError as error:
        return [], [_FAULTS[error.reason].at(top)]
    answers = []
    for sheet in found:
        names = decode(sheet.code)
        if names is None:
            return [], [faults.NOT_OURS.at(top)]
        first = min((each.page for each in sheet.fields.values()), default=1)
        said = {
            name: Said(each.text, Location(str(file), each.page, 1), _FIELD.fill(page=each.page, name=each.label))
            for name, each in sheet.fields.items()
            if each.text
        }
        answers.append(Answer(*names, Location(str(file), first, 1), said))
    return (answers, []) if answers else ([], [faults.NOT_OURS.at(top)])


def _book(file: Path, content: bytes) -> Returned:
    top = Location(str(file), 1, 1)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except (OSError, ValueError, KeyError, TypeError, InvalidFileException, zipfile.BadZipFile):
        return [], [faults.BROKEN.at(top)]
    answers = [answer for page in book.worksheets for answer in _page(file, page)]
    return (answers, []) if answers else ([], [faults.NOT_OURS.at(top)])


def _page(file: Path, page: Worksheet) -> Iterator[Answer]:
    """Yield the rows of a page; its columns are told by the hidden keys at its head, wherever they were moved."""
    rows = page.iter_rows()
    for row in rows:
        keys = {str(cell.value): cell.column for cell in row if cell.value is not None}
        if KEYS in keys:
            break
        if row[0].row > _HEAD_ROWS:
            return
    else:
        return
    for row in rows:
        cells = {key: row[column - row[0].column] for key, column in keys.items() if column - row[0].column < len(row)}
        names = decode(_text(cells[KEYS].value)) if KEYS in cells else None
        if names:
            said = {key: _said(file, cell) for key, cell in cells.items() if key != TOTAL and _text(cell.value)}
            yield Answer(*names, Location(str(file), row[0].row, 1), said)


def _said(file: Path, cell: Cell) -> Said:
    return Said(_text(cell.value), Location(str(file), cell.row, cell.column), _CELL.fill(cell=cell.coordinate))


def _text(value: Any) -> str:
    """Return what stands in a cell as text; a number without the .0 that programs give it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date()
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
