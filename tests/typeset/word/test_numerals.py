import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.typeset.word.numerals import chinese_count, known, roman, write


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "一百"), (101, "一百零一"),
        (110, "一百一十"), (1000, "一千"), (1001, "一千零一"), (1010, "一千零一十"), (9999, "九千九百九十九"),
    ],
)  # fmt: skip
def test_chinese_counting_words_are_those_of_a_chinese_reader(number: int, words: str) -> None:
    assert chinese_count(number) == words


@pytest.mark.parametrize(
    ("name", "number", "shown"),
    [
        ("decimalZero", 7, "07"),
        ("upperRoman", 44, "XLIV"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 3, "C"),
        ("ideographTraditional", 10, "癸"),
        ("ideographDigital", 2009, "二〇〇九"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("chineseLegalSimplified", 30, "叁拾"),
        ("decimalFullWidth", 12, "１２"),
        ("none", 5, ""),
        ("no such format", 5, "5"),
    ],
)
def test_a_number_is_written_as_its_format_says(name: str, number: int, shown: str) -> None:
    assert write(number, name) == shown


def test_an_unknown_format_is_known_to_be_unknown() -> None:
    assert known("chineseCountingThousand")
    assert not known("hebrew1")


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_different_numbers_are_counted_differently(one: int, other: int) -> None:
    assert (chinese_count(one) == chinese_count(other)) == (one == other)
    assert (roman(one) == roman(other)) == (one == other)
