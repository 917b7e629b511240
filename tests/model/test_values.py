from datetime import date
from fractions import Fraction

import pytest
from pydantic import TypeAdapter, ValidationError

from docgen.model.values import Day, Flag, Key, Month, Share, Text, YearMonth


def fit(kind, value):
    return TypeAdapter(kind).validate_python(value)


def test_dates_months_and_shares_are_read_from_text():
    assert fit(Day, "2008-11-20") == date(2008, 11, 20)
    assert fit(YearMonth, "2009-06") == Month(2009, 6)
    assert fit(Share, "2/3") == Fraction(2, 3)


@pytest.mark.parametrize("slip", ["2008-13-01", "2008-02-30", "2008/11/20", "08-11-20", "二〇〇八年", ""])
def test_what_is_no_day_is_refused(slip):
    with pytest.raises(ValidationError):
        fit(Day, slip)


@pytest.mark.parametrize("slip", ["2009-6", "2009-00", "2009", "2009-06-01"])
def test_what_is_no_month_is_refused(slip):
    with pytest.raises(ValidationError):
        fit(YearMonth, slip)


@pytest.mark.parametrize("slip", ["0.5", "三分之二", "2/0", "0/3", "100%"])
def test_what_is_no_fraction_is_refused(slip):
    with pytest.raises(ValidationError):
        fit(Share, slip)


def test_a_month_knows_its_quarter_and_sorts_in_time():
    assert [Month(2009, month).quarter for month in (1, 3, 4, 12)] == [1, 1, 2, 4]
    assert sorted([Month(2010, 1), Month(2009, 12)]) == [Month(2009, 12), Month(2010, 1)]


def test_yes_and_no_may_be_chinese():
    assert fit(Flag, "是") is True
    assert fit(Flag, "否") is False


@pytest.mark.parametrize("slip", ["../x", "a b", "a/b", "", "a" * 41, "."])
def test_a_key_can_never_be_a_path(slip):
    with pytest.raises(ValidationError):
        fit(Key, slip)


def test_blank_ends_are_dropped_and_blank_text_is_refused():
    assert fit(Text, "  厦门 \n") == "厦门"
    with pytest.raises(ValidationError):
        fit(Text, " \n")
