from datetime import date

from docgen.status.known import known

DAY = date(2010, 1, 1)


def test_an_entry_that_began_later_is_not_there_yet():
    record = {"visits": [{"held_on": date(2009, 5, 1)}, {"held_on": date(2010, 5, 1)}]}
    assert known(record, DAY) == {"visits": [{"held_on": date(2009, 5, 1)}]}


def test_a_part_of_an_entry_that_came_later_is_left_out():
    entry = {"held_on": date(2009, 5, 1), "notice": {"number": "1号", "issued_on": date(2010, 5, 1)}}
    assert known({"visits": [entry]}, DAY) == {"visits": [{"held_on": date(2009, 5, 1)}]}


def test_a_day_by_which_something_is_due_may_lie_ahead():
    entry = {"notice": {"issued_on": date(2009, 12, 1)}, "reply_by": date(2010, 2, 1)}
    assert known({"revisions": [entry]}, DAY) == {"revisions": [entry]}


def test_the_period_that_an_entry_tells_of_does_not_say_when_it_was_made():
    assessment = {"starts_on": date(2008, 1, 1), "held_on": date(2010, 6, 1)}
    notice = {"starts_on": date(2009, 12, 1), "ends_on": date(2010, 1, 9)}
    assert known({"assessments": [assessment], "public_notices": [notice]}, DAY) == {
        "assessments": [],
        "public_notices": [notice],
    }


def test_what_has_no_day_is_always_known():
    assert known({"members": [{"name": "甲"}], "term": {"years": 5}}, DAY) == {
        "members": [{"name": "甲"}],
        "term": {"years": 5},
    }
