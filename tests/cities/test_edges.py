"""Samples at their edges: each value of a kind changed, and nothing else."""

import pytest

from docgen.cities.edges import HOSTILE, bare, fewest, hostile, later, longest, most
from docgen.model import CHINESE_KEYS, Alliance
from docgen.shipped import SAMPLES
from docgen.source import read

SAMPLE = read(SAMPLES / "xiamen-2008/machinery.yaml", spellings=CHINESE_KEYS).values


@pytest.mark.parametrize("change", [fewest, most, longest, hostile, lambda values: later(values, 10)])
def test_a_sample_at_an_edge_is_still_an_alliance(change):
    assert Alliance.model_validate(change(SAMPLE))


def test_fewest_keeps_one_of_each_and_the_members_that_these_name():
    few = fewest(SAMPLE)
    assert {key: len(value) for key, value in few.items() if isinstance(value, list) and key != "members"} == {
        key: 1 for key, value in SAMPLE.items() if isinstance(value, list) and key != "members"
    }
    named = {member["id"] for member in few["members"]}
    assert {few["tasks"][0]["lead"], *few["tasks"][0]["partners"]} <= named


def test_most_has_a_dozen_of_each_with_names_of_their_own():
    many = most(SAMPLE)
    assert {len(value) for value in many.values() if isinstance(value, list)} == {12}
    assert len({member["id"] for member in many["members"]}) == 12
    assert [member["seat"] for member in many["members"]].count("chair") == 1


def test_longest_and_hostile_change_what_people_write_and_no_choice_or_code():
    for changed, tail in ((longest(SAMPLE), "检查排版）"), (hostile(SAMPLE), HOSTILE)):
        assert changed["members"][0]["name"].endswith(tail)
        assert changed["members"][0]["uscc"] == SAMPLE["members"][0]["uscc"]
        assert changed["alliance"]["route"] == "voluntary"


def test_what_is_optional_is_left_out_as_far_as_the_values_stay_sound():
    def has_phone(values):
        return all("phone" in member.get("contact", {}) for member in values["members"])

    left = bare(SAMPLE, Alliance, has_phone)
    assert all(set(member) <= {"id", "name", "kind", "contact", "platforms"} for member in left["members"])
    assert all("held_on" in visit and "findings" not in visit for visit in left["visits"])
    assert Alliance.model_validate(left)


def test_days_months_and_years_come_later_together():
    values = {"amounts": {"2009": "300"}, "start": "2009-04", "on": "2008-02-29", "number": "厦科联〔2009〕3号"}
    assert later(values, 1) == {
        "amounts": {"2010": "300"},
        "start": "2010-04",
        "on": "2009-02-28",
        "number": "厦科联〔2009〕3号",
    }
