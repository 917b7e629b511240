"""Word files made on the spot."""

import io
from collections.abc import Callable

import docx
import pytest

from docgen.revision import Bit, Line, Passage, Stretch


@pytest.fixture
def word() -> Callable[..., bytes]:
    """A file with these paragraphs, and a table of these rows after them."""

    def made(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
        file = docx.Document()
        for text in paragraphs:
            file.add_paragraph(text)
        if rows:
            table = file.add_table(len(rows), len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
        buffer = io.BytesIO()
        file.save(buffer)
        return buffer.getvalue()

    return made


@pytest.fixture
def passage() -> Callable[..., Passage]:
    """A passage of stretches: a text is wording, a pair is a value and its key, ``ref:`` a reference."""

    def made(mark: str, *parts: str | tuple[str, str], row: int = 0) -> Passage:
        return Passage(mark, "clause", "第一条", row, tuple(map(_stretch, parts)))

    return made


def _stretch(part: str | tuple[str, str]) -> Stretch:
    if isinstance(part, str):
        return Stretch(part)
    return Stretch(part[0], "reference" if part[1].startswith("_Ref") else "value", part[1])


@pytest.fixture
def line() -> Callable[..., Line]:
    def made(*bits: str | tuple[str, str], marks: tuple[str, ...] = (), row: int = 0) -> Line:
        return Line(1, tuple(Bit(bit) if isinstance(bit, str) else Bit(*bit) for bit in bits), marks, "", row)

    return made
