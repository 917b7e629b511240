"""Where the sample stands on the days of its life, and what lies ahead of it then."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.documents import documents
from docgen.model import Alliance
from docgen.model.award import Opinion
from docgen.programme.paths import is_path
from docgen.status import standing

IN_POST = {"liaison-report", "liaison-appraisal"}  # what an officer in post owes
LIFE = [
    ("2009-03-01", None, {"plan"}),
    ("2009-03-20", "plan", {"review"}),
    ("2009-04-16", "review", {"joint-review"}),
    ("2009-04-20", "review", {"revision"}),
    ("2009-05-01", "revision", {"revision-check"}),
    ("2009-05-06", "revision-check", {"joint-review"}),
    ("2009-05-22", "joint-review", {"public-notice"}),
    ("2009-06-02", "public-notice", {"pilot"}),
    ("2009-06-08", "pilot", {"liaison", "visit", "assessment", "demonstration-application"}),
    ("2009-08-01", "liaison", {"visit", "assessment", "demonstration-application", *IN_POST}),
    ("2010-07-01", "visit", {"assessment", "demonstration-application", *IN_POST}),
    ("2010-12-25", "visit", {"assessment", "demonstration-application"}),
    ("2011-05-20", "visit", {"self-assessment", "demonstration-application", *IN_POST}),
    ("2011-07-20", "assessment", {"rectification", "assessment", *IN_POST}),
    ("2012-01-20", "rectification", {"assessment", "demonstration-application", *IN_POST}),
    ("2013-08-02", "demonstration-application", {"demonstration", "assessment"}),
    ("2013-10-01", "demonstration", {"experience", "assessment"}),
    ("2014-01-01", "experience", {"assessment"}),
]


@pytest.mark.parametrize(("day", "reached", "ahead"), LIFE)
def test_the_sample_stands_where_its_record_says(stands, day, reached, ahead):
    found = stands(day)
    assert (found.reached and found.reached.step) == reached
    assert {step.step for step in found.ahead} == ahead


def step(found, name):
    return next(one for one in found.ahead if one.step == name)


def test_an_assessment_is_due_after_the_cycle_of_the_programme(stands):
    assert step(stands("2010-07-01"), "assessment").due == date(2011, 6, 8)
    assert step(stands("2011-07-20"), "assessment").due == date(2013, 6, 28)


def test_an_officer_in_post_owes_a_report_every_half_year_and_is_appraised_every_year(stands):
    assert step(stands("2009-12-01"), "liaison-report").due == date(2010, 1, 1)
    assert step(stands("2010-01-10"), "liaison-report").due == date(2010, 7, 8)
    assert step(stands("2010-08-01"), "liaison-report").late
    assert step(stands("2010-02-01"), "liaison-appraisal").due == date(2011, 1, 20)
    assert step(stands("2011-02-01"), "liaison-report").due == date(2011, 7, 10)


def test_what_should_have_been_done_is_late_from_the_next_day(stands):
    assert not step(stands("2009-05-04", _unanswered(stands)), "revision").late
    assert step(stands("2009-05-05", _unanswered(stands)), "revision").late


def _unanswered(stands):
    alliance = stands.__defaults__[0]
    revision = alliance.revisions[0].model_copy(update={"resubmitted_on": None})
    return alliance.model_copy(update={"revisions": (revision,)})


def test_a_step_says_what_is_missing_with_its_article(stands):
    applied = step(stands("2012-01-20"), "demonstration-application")
    assert [word.zh for word in applied.missing] == ["结果为优秀或者良好的考核", "考核确认主要目标和任务已经完成"]
    assert "跟踪考核" in applied.cite.zh
    assert applied.opens == date(2010, 6, 8)


def test_what_was_there_for_the_last_assessment_is_not_enough_for_the_next(stands):
    assert [word.zh for word in step(stands("2011-07-20"), "assessment").missing] == ["考核通知"]
    assert step(stands("2013-06-10"), "assessment").missing == ()


def test_a_joint_review_is_done_when_every_bureau_has_agreed(stands):
    assert stands("2009-05-20").reached.step == "revision-check"
    assert stands("2009-05-21").reached.step == "joint-review"


def test_a_refusal_is_no_consent(stands):
    alliance = stands.__defaults__[0]
    opinions = (
        *alliance.joint_review[:2],
        Opinion(agency="厦门市经济发展局", opinion="disagree", signed_on="2009-05-21"),
    )
    refused = alliance.model_copy(update={"joint_review": opinions})
    assert stands("2009-05-22", refused).reached.step == "revision-check"


def test_steps_that_an_old_file_does_not_tell_of_are_not_ahead_once_later_ones_were_taken(led, stands):
    found = stands("2009-02-01", led)
    assert found.reached.step == "pilot"
    assert {step.step for step in found.ahead}.isdisjoint({"review", "public-notice", "joint-review"})


def test_a_liaison_officer_is_ahead_only_for_those_who_asked_for_one(led, stands):
    without = led.model_copy(update={"support_requested": ("special_fund",)})
    assert "liaison" not in {step.step for step in stands("2009-02-01", without).ahead}


DAYS = st.integers(0, 2500).map(lambda days: date(2009, 1, 1) + timedelta(days))


@given(DAYS, DAYS)
def test_time_only_adds_to_what_lies_behind(machinery: Alliance, xiamen, one, other):
    earlier, later = sorted((one, other))
    before, after = (set(standing(machinery, xiamen, day).behind) for day in (earlier, later))
    assert before <= after
    assert all(event.on <= later for event in after)


@given(DAYS)
def test_nothing_after_the_day_is_told(machinery, xiamen, day):
    cut = {
        name: tuple(entry for entry in getattr(machinery, name) if _first(entry) <= day)
        for name in ("reviews", "visits", "changes", "grants")
    }
    assert standing(machinery.model_copy(update=cut), xiamen, day) == standing(machinery, xiamen, day)


def _first(entry):
    return min(value for value in entry.plain().values() if isinstance(value, date))


def test_the_steps_of_every_programme_can_be_walked(xiamen):
    known, kinds = set(), {document.kind for document in documents(xiamen)}
    for one in xiamen.life:
        assert set(one.after) <= known
        assert set(one.papers) <= kinds
        for path in (one.of, one.when, one.done, one.due, *(need.path for need in one.needs)):
            assert path is None or is_path(path)
        known.add(one.id)
