"""A city without samples borrows those of another, in its own words."""

import pytest

from docgen.cities.borrowing import borrowed, borrowed_round
from docgen.model import CHINESE_KEYS, Alliance, Round
from docgen.programme import load
from docgen.shipped import SAMPLES, TEMPLATES
from docgen.source import read

MACHINERY = read(SAMPLES / "xiamen-2008/machinery.yaml", spellings=CHINESE_KEYS).values
ROUND = read(SAMPLES / "xiamen-2008/rounds/2008-2/round.yaml", spellings=CHINESE_KEYS).values


@pytest.fixture(scope="module")
def second():
    return load("shili-2021", [TEMPLATES])


def test_a_sample_of_its_own_stays_as_it_is(xiamen):
    assert borrowed(MACHINERY, xiamen) is MACHINERY
    assert borrowed_round(ROUND, xiamen) is ROUND


def test_a_borrowed_alliance_speaks_the_words_of_the_city(second):
    moved = Alliance.model_validate(borrowed(MACHINERY, second))
    assert moved.profile.prepared_on.year == 2022
    assert {case.measure for case in moved.measures} <= set(second.support)
    assert {opinion.agency for opinion in moved.joint_review} == {issuer.name for issuer in second.issuers}
    sheet = second.assessment.sheet
    for assessment in moved.assessments:
        assert set(assessment.scores) == {criterion.id for criterion in sheet.criteria}
        assert assessment.grade == sheet.grade(sum(assessment.scores.values())).title


def test_a_borrowed_round_has_marks_for_the_criteria_of_the_city(second):
    moved = Round.model_validate(borrowed_round(ROUND, second))
    points = {criterion.id: criterion.points for criterion in second.evaluation.criteria}
    for score in moved.scores:
        assert set(score.marks) == set(points)
        assert all(mark <= points[key] for key, mark in score.marks.items())
    assert len(moved.joint_review) == len(moved.alliances) * len(second.issuers)
