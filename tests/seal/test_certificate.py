import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.seal.certificate import canonical, differing, digest

from .conftest import ALLIANCE, PRINTED


def test_how_lines_break_and_spaces_stand_is_no_part_of_the_words():
    assert digest("甲 乙\n丙　丁") == digest("甲乙丙丁")
    assert canonical("e\u0301") == "é"


def test_brackets_of_another_width_are_other_words():
    assert digest("厦科盟（2008）") != digest("厦科盟(2008)")


def test_the_printed_words_agree_with_the_facts(certificate):
    assert differing(certificate, PRINTED) == ()


@pytest.mark.parametrize("day", ["2008年12月1日", "2008-12-01"])
def test_a_date_may_be_printed_in_three_ways(certificate, day):
    printed = PRINTED.replace("二〇〇八年十二月一日", day)
    assert differing(replace(certificate, digest=digest(printed)), printed) == ()


@pytest.mark.parametrize(
    ("field", "was", "now"),
    [
        ("number", "3-2", "3-3"),
        ("unit", "厦门大学", "厦门太学"),
        ("title", "试点单位", "示范单位"),
        ("issuers", "财政局", "财务局"),
        ("date", "十二月", "十一月"),
        ("text", "会审", "会议"),
        ("text", "厦门大学", "厦门大学分校"),
    ],
)
def test_the_field_that_was_altered_is_named(certificate, field, was, now):
    assert was in PRINTED
    assert differing(certificate, PRINTED.replace(was, now)) == (field,)


def test_an_alliance_stands_in_its_title_too(certificate):
    printed = PRINTED.replace(ALLIANCE, ALLIANCE.replace("照明", "发光"))
    assert differing(certificate, printed) == ("alliance", "title")


@given(st.data())
def test_any_one_character_that_changes_is_seen(certificate, data):
    solid = [at for at, character in enumerate(PRINTED) if not re.match(r"\s", character)]
    at = data.draw(st.sampled_from(solid))
    other = data.draw(st.characters(categories=["Lo", "Nd", "Lu"]).filter(lambda found: found != PRINTED[at]))
    assert differing(certificate, PRINTED[:at] + other + PRINTED[at + 1 :])


def test_dates_before_ten_and_after_twenty_are_counted_in_chinese(certificate):
    printed = PRINTED.replace("二〇〇八年十二月一日", "二〇〇八年十月二十一日")
    dated = replace(certificate, date=date(2008, 10, 21), digest=digest(printed))
    assert differing(dated, printed) == ()


def test_a_kind_is_called_by_the_end_of_the_title(certificate):
    named = replace(certificate, kind="demonstration", title=f"{certificate.alliance}引领单位")
    assert named.called == ("引领单位", "demonstration")
    assert replace(named, title="先进集体").called == ("demonstration", "demonstration")
    assert replace(named, title=certificate.alliance).called == ("demonstration", "demonstration")
