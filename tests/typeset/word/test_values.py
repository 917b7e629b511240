import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from docgen.typeset.word.package import W
from docgen.typeset.word.values import MAX_LENGTH, colour, number, points, shading


@pytest.mark.parametrize(
    ("text", "length"), [("240", 12.0), ("2.54cm", 72.0), ("1in", 72.0), ("10pt", 10.0), (None, 7.0), ("soft", 7.0)]
)
def test_lengths_come_in_points(text: str | None, length: float) -> None:
    assert points(text, 7.0) == pytest.approx(length)


@given(st.text() | st.floats().map(str) | st.integers().map(str))
def test_no_value_leads_to_an_endless_length(text: str) -> None:
    assert abs(points(text)) <= MAX_LENGTH
    assert abs(number(text)) < float("inf")


def test_colours_are_six_digits_or_none() -> None:
    assert colour("9e1b1e") == "9E1B1E"
    assert colour("auto") is None
    assert colour('"#);x') is None


def test_a_pattern_is_seen_as_its_tint() -> None:
    element = etree.Element(W + "shd", {W + "val": "pct50", W + "color": "000000", W + "fill": "FFFFFF"})
    assert shading(element) == "808080"
