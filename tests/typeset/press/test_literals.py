import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.typeset.looks import Line
from docgen.typeset.press.literals import colour, joined, length, sequence, string, stroke


@given(st.text())
def test_a_string_literal_has_no_quote_or_backslash_but_its_own(text: str) -> None:
    literal = string(text)
    assert literal[0] == literal[-1] == '"'
    inside = re.sub(r"\\u\{[0-9a-f]+\}", "", literal[1:-1])
    assert '"' not in inside
    assert "\\" not in inside
    assert "\n" not in inside


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_string_literal_says_the_same_text(text: str) -> None:
    assert re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), string(text)[1:-1]) == text


@pytest.mark.parametrize(("points", "shown"), [(0, "0pt"), (28.95, "28.95pt"), (-0.25, "-0.25pt"), (100, "100pt")])
def test_lengths_are_written_short(points: float, shown: str) -> None:
    assert length(points) == shown


def test_a_sequence_of_one_is_still_a_sequence() -> None:
    assert sequence(["1pt"]) == "(1pt,)"
    assert sequence(["1pt", "2pt"]) == "(1pt, 2pt)"


def test_lines_keep_their_pattern_and_colour() -> None:
    assert 'dash: "dotted"' in stroke(Line("dotted", 0.5, "FF0000"))
    assert "FF0000" in stroke(Line("dotted", 0.5, "FF0000"))
    assert stroke(None) == "none"
    assert colour(None) == "black"


def test_one_part_stands_alone_and_several_are_joined() -> None:
    assert joined(["a"]) == "a"
    assert joined(["a", "b"]) == "{a; b}"
