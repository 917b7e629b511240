"""The numbers that a Chinese text and its English name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.parallel import differing_numbers
from docgen.text import amount, counting


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("一百八十日以内", "within 180 days"),
        ("每年三月三十一日以前", "by 31 March of each year"),
        ("三分之二以上的委员", "at least two thirds of its members"),
        ("产值100亿元", "output of RMB 10 billion"),
        ("会费10万元", "a fee of RMB 100,000"),
        ("三分之一以上，不少于3名", "one third or more, at least three"),
        ("向第三人披露", "disclose it to a third party"),
        ("二〇〇八年", "in 2008"),
        ("成员可以", "Members may"),
        ("亿元", "RMB 100 million"),
        ("某一成员在一年以内", "a Member within one year"),
        ("12.5%", "12.5%"),
    ],
)
def test_the_same_numbers_are_the_same_in_whatever_words(chinese, english):
    assert differing_numbers(chinese, english) == ((), ())


@pytest.mark.parametrize(
    ("chinese", "english", "found"),
    [
        ("三十日", "20 days", (("30",), ("20",))),
        ("三十日，并在三十日以内", "within 30 days", (("30",), ())),
        ("十万元", "RMB 10,000", (("100000",), ("10000",))),
        ("五年", "a year", (("5",), ())),
    ],
)
def test_a_number_that_only_one_language_names_is_found(chinese, english, found):
    assert differing_numbers(chinese, english) == found


@given(st.integers(3, 10**12))
def test_every_number_is_read_alike_in_both_languages(number):
    assert differing_numbers(f"共{counting(number)}日", f"{amount(number)} days") == ((), ())
