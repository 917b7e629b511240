"""Dates, lists and shares in English."""

from datetime import date
from fractions import Fraction

import pytest

from docgen import english


def test_dates_and_months_are_written_out():
    assert english.english_date(date(2008, 11, 20)) == "20 November 2008"
    assert english.english_month((2009, 6)) == "June 2009"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["A Co., Ltd.", "B"], "A Co., Ltd.; and B"),
        (["A Co., Ltd."], "A Co., Ltd."),
    ],
)
def test_names_in_a_row_are_told_apart_even_with_commas_of_their_own(names, said):
    assert english.english_list(names) == said


@pytest.mark.parametrize(
    ("share", "said"), [("2/3", "two thirds"), ("1/2", "one half"), ("3/4", "three quarters"), ("4/7", "4/7")]
)
def test_shares_are_said_in_words_where_they_have_any(share, said):
    assert english.english_share(Fraction(share)) == said


@pytest.mark.parametrize(
    ("text", "said"), [("results are shared", "Results are shared."), ("Is it?", "Is it?"), ("Done.", "Done.")]
)
def test_a_sentence_begins_with_a_capital_and_ends_once(text, said):
    assert english.english_sentence(text) == said


@pytest.mark.parametrize("blank", [None, ""])
def test_blanks_pass_as_they_are(blank):
    for function in (english.english_date, english.english_sum, english.english_sentence, english.english_bare):
        assert function(blank) == blank
