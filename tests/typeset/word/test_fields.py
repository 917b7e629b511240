import pytest

from docgen.typeset.looks import RunFormat
from docgen.typeset.word.fields import page_field, parse


def test_an_instruction_is_taken_apart() -> None:
    found = parse(' HYPERLINK "http://a.b/c d" \\l "place" \\h ')
    assert found.name == "HYPERLINK"
    assert found.arguments == ("http://a.b/c d",)
    assert found.switches == {"\\l": "place", "\\h": ""}


@pytest.mark.parametrize("text", ["", "SEQ 表", "DATE", "PAGEREF", "TOC \\o"])
def test_only_page_numbers_are_worked_out_anew(text: str) -> None:
    assert page_field(parse(text), RunFormat()) is None


def test_a_page_number_keeps_the_format_that_its_field_asks_for() -> None:
    field = page_field(parse("PAGE \\* CHINESENUM3"), RunFormat())
    assert field is not None
    assert field.numbering == "chineseCounting"
