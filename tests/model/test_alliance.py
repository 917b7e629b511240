from datetime import date
from fractions import Fraction

import pytest
from pydantic import ValidationError

from docgen.model.alliance import Term


def test_the_last_day_of_a_term_is_the_day_before_its_anniversary():
    assert Term(start=date(2008, 11, 20), years=5).last_day == date(2013, 11, 19)
    assert Term(start=date(2008, 2, 29), years=1).last_day == date(2009, 2, 28)
    assert Term(start=date(2009, 1, 1), years=3).last_day == date(2011, 12, 31)


def test_an_alliance_cannot_be_changed(led):
    with pytest.raises(ValidationError):
        led.profile.name = "别名"


def test_a_member_is_found_by_its_id(led):
    assert led.member("minda").name == "福建示范大学"
    assert led.member("nobody") is None


def test_plain_values_keep_their_kind_under_the_keys_of_the_file(led):
    plain = led.plain()
    assert plain["alliance"]["term"] == {"start": date(2008, 11, 20), "years": 5}
    assert plain["governance"]["council"]["pass"] == Fraction(1, 2)
    assert plain["tasks"][0]["partners"] == ["minda", "wuda"]


def test_codes_keep_their_zeros_and_words_stay_words(led):
    assert led.members[0].uscc == "91350200MA2XN0LG0D"
    assert led.members[0].contact.phone == "0592-0000001"
