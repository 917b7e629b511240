from collections.abc import Iterator
from datetime import date
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest

from docgen.model import Alliance, Record, Round
from docgen.programme import Programme, load
from docgen.shipped import TEMPLATES
from docgen.source.schema import keys_at


@pytest.fixture(scope="module")
def xiamen() -> Programme:
    return load("xiamen-2008", [TEMPLATES])


def choices(kind: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every word that the model lets a file choose from, with its path."""
    if get_origin(kind) is Literal:
        yield from ((path, str(word)) for word in get_args(kind))
    elif get_origin(kind) in {Annotated, Union, UnionType, tuple}:
        for part in get_args(kind):
            yield from choices(part, path)
    elif isinstance(kind, type) and issubclass(kind, Record):
        for name, field in kind.model_fields.items():
            yield from choices(field.annotation, f"{path}.{field.alias or name}".lstrip("."))


def test_every_choice_of_the_model_has_a_chinese_word(xiamen: Programme) -> None:
    wanted = {choice for kind in (Alliance, Round) for choice in choices(kind)}
    wanted = {choice for choice in wanted if choice[0] not in {"docgen", "assignments"}}
    assert len(wanted) > 70
    assert {(field, word) for field, words in xiamen.vocabulary.items() for word in words} >= wanted
    assert all(xiamen.word(field, word) for field, word in wanted)


def test_no_word_stands_for_a_choice_that_the_model_does_not_have(xiamen: Programme) -> None:
    said = {(field, word) for field, words in xiamen.vocabulary.items() for word in words}
    others = {field for field, _ in said - {*choices(Alliance), *choices(Round)}}
    # Two may be a word or the id of a member; the terms are what cities call by names of their own.
    assert others == {"investment.sources.source", "alliance.external_liability", "terms"}


def test_every_required_fact_is_one_that_the_model_has(xiamen: Programme) -> None:
    for requirement in xiamen.required:
        *section, last = requirement.path.replace("[]", ".0").split(".")
        path = tuple(int(part) if part.isdigit() else part for part in section)
        assert last in keys_at(Alliance, path), requirement.path


def test_the_bureaus_have_the_names_of_the_day(xiamen: Programme) -> None:
    def names(year: int) -> list[str]:
        return [issuer.short for issuer in xiamen.issuers_on(date(year, 12, 1))]

    assert names(2008) == ["市科技局", "市发改委", "市经发局"]
    assert names(2016) == ["市科技局", "市发改委", "市经信局"]
    assert names(2026) == ["市科技局", "市发改委", "市工信局"]


def test_there_is_one_lead_bureau_on_every_day(xiamen: Programme) -> None:
    for year in range(2009, 2031):
        roles = [issuer.role for issuer in xiamen.issuers_on(date(year, 1, 1))]
        assert roles == ["lead", "joint", "joint"]


def test_elements_and_duties_are_the_five_of_the_plan_in_its_order(xiamen: Programme) -> None:
    assert [element.cite for element in xiamen.elements] == [f"plan-4-{number}" for number in range(1, 6)]
    assert [duty.cite for duty in xiamen.duties] == [f"plan-5-{number}" for number in range(1, 6)]
    assert {duty.id for duty in xiamen.duties} == set(xiamen.vocabulary["tasks.kind"])


def test_the_mechanisms_are_those_of_the_model(xiamen: Programme) -> None:
    field = Alliance.model_fields["mechanisms"].annotation
    record = next(part for part in get_args(field) if part is not type(None))
    assert {mechanism.id for mechanism in xiamen.mechanisms} == set(record.model_fields)


def test_all_that_the_programme_cites_is_in_force_when_it_begins(xiamen: Programme) -> None:
    cited = [xiamen.cite, xiamen.assessment.cite, *(part.cite for part in (*xiamen.elements, *xiamen.duties))]
    cited += [measure.cite for measure in xiamen.support.values()]
    assert all(xiamen.law.cite(name, on=xiamen.in_force) for name in cited)


def test_a_rule_holds_from_its_first_day_on(xiamen: Programme) -> None:
    assert xiamen.setting("COND-02", on=date(2008, 12, 29)) is None
    setting = xiamen.setting("COND-02", on=date(2008, 12, 30))
    assert setting is not None
    assert "770号" in xiamen.basis(setting, on=date(2008, 12, 30))[0].text


def test_the_shipped_law_has_every_article_under_its_own_id(xiamen: Programme) -> None:
    assert xiamen.law.text("contract-law-340") == "《合同法》第三百四十条"
    assert xiamen.law.find("contract-law-340").now == "civil-code-860"
    assert xiamen.law.text("plan-4-1") == "《厦门市产业技术创新战略联盟创建活动实施方案》第四部分（一）"
