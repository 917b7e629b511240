from decimal import Decimal

import pytest

from docgen import rounds
from docgen.programme import load
from docgen.rounds.results import ranks, result
from docgen.shipped import SAMPLES, TEMPLATES

XIAMEN = load("xiamen-2008", [TEMPLATES])
REVIEW, _, _ = rounds.check(SAMPLES / "xiamen-2008/rounds/2008-2/round.yaml").cleared()


def test_the_result_of_the_sample_by_hand():
    # 69 71 66 62 87 68 without 62 and 87: 274 / 4
    found = result(REVIEW, XIAMEN, "software")
    assert (found.total, found.grade, found.asked, found.marked, found.quorate) == (Decimal("68.50"), "良", 6, 6, True)
    assert {row.expert.id for row in found.rows if not row.used} == {"e4", "e5", "e6"}
    assert [row.expert.id for row in found.rows if row.outlier] == ["e6"]
    assert found.conclusions == {"建议会审": 1, "修改后会审": 4, "不建议": 1}


def test_the_recused_are_rows_without_marks():
    row = next(row for row in result(REVIEW, XIAMEN, "led").rows if row.expert.id == "e2")
    assert (row.recused, row.total, row.marks) == ("任职于成员单位福建示范大学", None, ())


def test_who_has_not_marked_is_missing_and_the_quorum_counts_those_who_have():
    few = REVIEW.model_copy(update={"scores": REVIEW.scores[:3]})
    found = result(few, XIAMEN, "led")
    assert [expert.id for expert in found.missing] == ["e5", "e6", "e7"]
    assert (found.marked, found.quorate, found.total) == (3, False, Decimal("85.67"))
    none = result(few, XIAMEN, "software")
    assert (none.total, none.grade, none.spread, none.spreads) == (None, None, None, ())


@pytest.mark.parametrize(
    ("totals", "places"),
    [(["80", "90", "80", "70"], [2, 1, 2, 4]), (["80", None, "90"], [2, None, 1]), ([], [])],
)
def test_equal_totals_share_a_place(totals, places):
    assert ranks([total and Decimal(total) for total in totals]) == places
