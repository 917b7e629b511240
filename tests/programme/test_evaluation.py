from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from docgen.programme import Evaluation

BANDS = [{"id": "good", "title": "优", "from": "0.8"}, {"id": "poor", "title": "差", "from": "0"}]


def criterion(points: int, **texts: str) -> dict[str, object]:
    return {
        "id": f"c{points}",
        "title": "齐备",
        "points": points,
        "looks_at": "齐备与否",
        "bands": texts or {"good": "齐", "poor": "缺"},
    }


EVALUATION = Evaluation.model_validate(
    {"bands": BANDS, "criteria": [criterion(15), criterion(85)], "conclusions": {"reject": "不建议"}}
)


@given(st.decimals(0, 15, places=2))
def test_every_mark_falls_into_exactly_one_band(mark: Decimal) -> None:
    scale = EVALUATION.scale(EVALUATION.criteria[0])
    assert sum(band.holds(mark) for band in scale) == 1


def test_a_mark_on_the_boundary_belongs_to_the_better_band() -> None:
    best, worst = EVALUATION.scale(EVALUATION.criteria[0])
    assert best.holds(Decimal(12))
    assert worst.holds(Decimal("11.99"))
    assert (best.label, worst.label) == ("12分以上", "不满12分")


def test_a_band_in_the_middle_says_both_its_ends() -> None:
    bands = [BANDS[0], {"id": "fair", "title": "中", "from": "0.5"}, BANDS[1]]
    texts = {"good": "齐", "fair": "半", "poor": "缺"}
    evaluation = Evaluation.model_validate({"bands": bands, "criteria": [criterion(100, **texts)], "conclusions": {}})
    assert [band.label for band in evaluation.scale(evaluation.criteria[0])] == [
        "80分以上",
        "50分以上、不满80分",
        "不满50分",
    ]


@pytest.mark.parametrize(
    ("bands", "criteria"),
    [
        (BANDS, [criterion(90)]),
        (BANDS[:1], [criterion(100)]),
        (list(reversed(BANDS)), [criterion(100)]),
        (BANDS, [criterion(100, good="齐")]),
    ],
)
def test_a_sheet_that_does_not_add_up_is_refused(bands: list[object], criteria: list[object]) -> None:
    with pytest.raises(ValidationError):
        Evaluation.model_validate({"bands": bands, "criteria": criteria, "conclusions": {}})
