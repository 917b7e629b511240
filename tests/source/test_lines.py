import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.source.lines import BOM, Lines, Span


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_place_counts_lines_and_columns_from_one(end):
    text = f"甲: 1{end}乙: 二三{end}"
    place = Lines("f.yaml", text).locate(Span(text.index("二"), text.index("三") + 1))
    assert (place.line, place.column, place.width, place.text) == (2, 4, 2, "乙: 二三")


def test_a_byte_order_mark_takes_no_column():
    place = Lines("f.yaml", f"{BOM}a: 1").locate(Span(1, 2))
    assert (place.line, place.column, place.text) == (1, 1, "a: 1")


def test_a_span_over_several_lines_is_cut_to_its_first():
    assert Lines("f.yaml", "ab\ncd\n").locate(Span(0, 5)).width == 2


def test_characters_outside_the_basic_plane_count_once():
    assert Lines("f.yaml", "𬭎: 䶮").locate(Span(3, 4)).column == 4


@given(st.text(alphabet="ab甲\n\r", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_every_span_has_a_place_within_its_line(text, start, length):
    start = min(start, len(text))
    place = Lines("f.yaml", text).locate(Span(start, start + length))
    assert place.line >= 1
    assert 1 <= place.column <= len(place.text) + 1
    assert place.column - 1 + place.width <= max(len(place.text), place.column)
