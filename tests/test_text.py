import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from docgen import text

PLACES = ("", "十", "百", "千")
CAPITALS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def slow_numeral(n: int) -> str:
    """Every digit with its place, zeros and all; then the zeros are cleaned up as one does on paper."""
    if n == 0:
        return "零"
    digits = str(n).zfill(16)
    words = ""
    for group, big in zip(range(0, 16, 4), ("万", "亿", "万", ""), strict=True):
        part = "".join(
            "零" if digit == "0" else "零一二三四五六七八九"[int(digit)] + PLACES[3 - place]
            for place, digit in enumerate(digits[group : group + 4])
        )
        words += part + (big if part.strip("零") else "")
        if group == 4 and words.strip("零") and not words.endswith("亿"):
            words = words.rstrip("零") + "亿"
    return re.sub("零+", "零", re.sub("零+(?=[万亿]|$)", "", words)).strip("零")


@given(st.integers(0, 10**15 - 1) | st.integers(0, 10**6) | st.integers(1, 10**6).map(lambda n: n * 10**8))
def test_capital_numbers_agree_with_a_slow_oracle(n: int) -> None:
    assert text.capital_number(n) == slow_numeral(n).translate(CAPITALS)


@given(st.integers(0, 10**6))
def test_counting_agrees_with_a_slow_oracle(n: int) -> None:
    assert text.counting(n) == re.sub("^一十", "十", slow_numeral(n))


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "零"),
        (2, "二"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (2010, "二千零一十"),
    ],
)
def test_one_counts_in_chinese(n: int, words: str) -> None:
    assert text.counting(n) == words


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("100000", "壹拾万元整"),
        ("300050000", "叁亿零伍万元整"),
        ("18800000", "壹仟捌佰捌拾万元整"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.005", "壹分"),
    ],
)
def test_money_in_words_follows_the_examples_of_the_payment_rule(yuan: str, words: str) -> None:
    assert text.capital_amount(Decimal(yuan)) == f"人民币{words}"


@given(st.integers(0, 10**15 * 100 - 1))
def test_money_in_words_is_the_whole_yuan_then_the_cents(cents: int) -> None:
    words = text.capital_amount(Decimal(cents) / 100)
    assume(cents >= 100)
    whole, _, small = words.removeprefix("人民币").partition("元")
    assert whole == slow_numeral(cents // 100).translate(CAPITALS)
    assert (small == "整") == (cents % 100 == 0)
    read = {found[2]: "零壹贰叁肆伍陆柒捌玖".index(found[1]) for found in re.finditer("(.)([角分])", small)}
    assert read.get("角", 0) * 10 + read.get("分", 0) == cents % 100


@pytest.mark.parametrize("yuan", ["-0.01", "1000000000000000"])
def test_money_out_of_range_is_refused(yuan: str) -> None:
    with pytest.raises(ValueError, match="not between"):
        text.capital_amount(Decimal(yuan))


def test_chinese_dates_use_the_ideographic_zero_and_counting_numerals() -> None:
    assert text.chinese_date(date(2008, 10, 8)) == "二\u3007\u3007八年十月八日"
    assert text.chinese_date(date(2010, 12, 31)) == "二〇一〇年十二月三十一日"
    assert text.chinese_month((2009, 6)) == "二〇〇九年六月"


def test_arabic_dates_have_no_leading_zeros() -> None:
    assert text.arabic_date(date(2008, 10, 8)) == "2008年10月8日"
    assert text.arabic_month((2009, 6)) == "2009年6月"


def test_amounts_are_grouped_and_numbers_are_not() -> None:
    assert [text.amount(Decimal(value)) for value in ("1880", "62.50", "0", "1234567.000001")] == [
        "1,880",
        "62.5",
        "0",
        "1,234,567.000001",
    ]
    assert text.number(Decimal("2500.0")) == "2500"


def test_shares_are_printed_as_percentages_and_as_words() -> None:
    assert (text.percent(Fraction(1, 5)), text.percent(Fraction(2, 3))) == ("20%", "66.67%")
    assert text.fraction_words(Fraction(2, 3)) == "三分之二"
    assert text.fraction_words(Fraction(1)) == "全部"


def test_a_credit_code_is_checked_as_the_standard_says() -> None:
    assert text.uscc_check("91350100M000100Y4") == "3"
    assert text.uscc_fault("91350100M000100Y43") is None
    assert text.uscc_fault("91350100M000100Y4Z") == "alphabet"
    assert text.uscc_fault("91350100M000100Y44") == "check"
    assert text.uscc_fault("91350100M000100Y") == "length"


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 30))
def test_one_wrong_character_of_a_credit_code_is_always_seen(code: str, place: int, shift: int) -> None:
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    wrong = alphabet[(alphabet.index(code[place]) + shift) % 31]
    assert text.uscc_fault(code[:place] + wrong + code[place + 1 :] + text.uscc_check(code)) == "check"


def test_an_organisation_code_is_checked_with_or_without_its_hyphen() -> None:
    assert text.org_code_check("D2143569") == "X"
    assert text.org_code_fault("D2143569-X") is None
    assert text.org_code_fault("D2143569X") is None
    assert text.org_code_fault("D21435691") == "check"
    assert text.org_code_fault("D2143569-XX") == "length"
    assert text.org_code_fault("d2143569X") == "alphabet"


def test_blank_lines_part_paragraphs_and_line_breaks_do_not() -> None:
    assert text.paragraphs("一\n二\n\n三\r\n \r\n四\n") == ["一\n二", "三", "四"]
    assert text.paragraphs(None) == []


@pytest.mark.parametrize(
    ("given_text", "ended"),
    [
        ("完成", "完成。"),
        ("完成。；", "完成。；"),
        ("完成。。", "完成。"),
        ("好吗？", "好吗？"),
        ("他说“好。”", "他说“好。”"),
        ("完成.", "完成。"),
    ],
)
def test_a_sentence_ends_once(given_text: str, ended: str) -> None:
    assert text.sentence(given_text) == ended


def test_a_bare_text_fits_inside_a_sentence() -> None:
    assert text.bare("专户管理。\n") == "专户管理"


def test_names_are_joined_as_one_reads_them_out() -> None:
    assert [text.joined(names) for names in ((), ("甲",), ("甲", "乙"), ("甲", "乙", "丙"))] == [
        "",
        "甲",
        "甲和乙",
        "甲、乙和丙",
    ]


def test_a_blank_passes_every_printer_as_it_came() -> None:
    class Blank(str):
        pass

    blank = Blank()
    printers = (text.counting, text.capital_amount, text.chinese_date, text.arabic_month, text.amount, text.sentence)
    assert all(printer(blank) is blank and printer(None) is None for printer in printers)


def test_a_blank_of_a_draft_passes_through_every_printer():
    class Ruled(str):
        def __bool__(self):
            return False

    blank = Ruled("＿＿")
    assert text.chinese_date(blank) is text.amount(blank) is text.counting(blank) is blank


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2009, 7, 1), 6, date(2010, 1, 1)),
        (date(2009, 8, 31), 6, date(2010, 2, 28)),
        (date(2011, 8, 31), 6, date(2012, 2, 29)),
        (date(2009, 12, 31), 12, date(2010, 12, 31)),
    ],
)
def test_some_months_after_a_day(day, months, later):
    assert text.months_after(day, months) == later
