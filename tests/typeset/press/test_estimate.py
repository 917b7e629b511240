import pytest

from docgen.typeset.looks import ParagraphFormat, RunFormat
from docgen.typeset.press.estimate import height
from docgen.typeset.tree import Cell, Grid, Paragraph, Row, Table, Text

EXACT = ParagraphFormat(line=20, line_rule="exact", after=5)


def line(text: str) -> Paragraph:
    look = RunFormat(size=10)
    return Paragraph(EXACT, look, (Text(text, look),))


def test_lines_and_spaces_add_up() -> None:
    assert height([line("甲"), line("乙")], Grid(), 400) == pytest.approx(50)


def test_a_long_text_takes_several_lines() -> None:
    assert height([line("甲" * 25)], Grid(), 100) == pytest.approx(3 * 20 + 5)


def test_a_table_is_as_high_as_its_rows() -> None:
    row = Row((Cell(0, 1, 1, (line("甲"), line("乙"))),), height=30)
    assert height([Table((100,), (row, Row((), height=12, exact=True)))], Grid(), 400) == pytest.approx(62)
