import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.typeset.press.pieces import Manner, Piece, cut, letters_in, pieces


def test_ordinary_text_stays_in_one_piece() -> None:
    assert pieces("联盟 alliance 2009", letters=40, ruled=False) == [Piece("联盟 alliance 2009", Manner.PLAIN)]


@pytest.mark.parametrize("name", ["阿卜杜拉·示例", "让·雅克·卢梭", "A·B"])
def test_the_dot_in_a_name_neither_begins_nor_ends_a_line(name: str) -> None:
    dotted = [piece.text for piece in pieces(name, letters=40, ruled=False) if piece.manner is Manner.WHOLE]
    assert all(not text.startswith("·") and not text.endswith("·") for text in dotted)
    assert "".join(dotted).count("·") == name.count("·")


def test_a_word_too_long_for_its_line_may_break_anywhere() -> None:
    found = pieces("见 abcdefghij 止", letters=5, ruled=False)
    assert Piece("abcdefghij", Manner.ANYWHERE) in found


def test_underlined_blanks_become_ruled_space() -> None:
    found = pieces("  姓名\u3000\u3000", letters=40, ruled=True)
    assert found == [Piece("  ", Manner.RULED), Piece("姓名", Manner.PLAIN), Piece("\u3000\u3000", Manner.RULED)]
    assert pieces("    ", letters=40, ruled=True) == [Piece("    ", Manner.RULED)]


@given(st.text(), st.integers(1, 50), st.booleans())
def test_no_character_is_lost_or_added(text: str, letters: int, ruled: bool) -> None:
    assert "".join(piece.text for piece in pieces(text, letters=letters, ruled=ruled)) == text


def test_a_line_without_a_width_never_breaks_words() -> None:
    assert letters_in(0.0, 16) > 1000
    assert letters_in(80.0, 10) == 8


def test_a_word_that_fits_stays_with_its_text() -> None:
    found = pieces("见 abcdefghij 止", letters=5, ruled=False, too_long=lambda word: len(word) > 10)
    assert found == [Piece("见 abcdefghij 止", Manner.PLAIN)]


@given(st.text("abcdef", min_size=1), st.integers(1, 9))
def test_each_part_of_a_cut_word_fills_its_line(word: str, width: int) -> None:
    parts = list(cut(word, width, len))
    assert "".join(parts) == word
    assert {len(part) for part in parts[:-1]} <= {width}
    assert 1 <= len(parts[-1]) <= width
