from datetime import date

import pytest

from docgen.clauses import explain
from docgen.clauses.library import load

DATES = [date(2009, 3, 1), date(2021, 6, 1), date(2026, 4, 1)]


@pytest.fixture
def explained(changed, programme):
    def make(changes=None, on=date(2008, 11, 20)):
        return explain(changed(changes or {}), programme, on=on)

    return make


def choice(explained, at):
    return next(choice for choice in explained.choices if choice.at == at)


def test_a_choice_says_what_was_taken_what_else_could_be_and_which_articles_turn_on_it(explained):
    taken = choice(explained(), "mechanisms.ip.ownership").as_dict("zh")
    assert taken["taken"] == "项目参加各方共有"
    assert "谁研发谁所有" in taken["others"]
    assert "项目参加各方共有" not in taken["others"]
    assert taken["articles"] == ["第三十七条　新知识产权的归属"]
    assert "《合同法》第三百四十条" in taken["basis"]
    assert "共有" in taken["silent"]


def test_every_value_that_a_clause_turns_on_is_explained(programme):
    library = load(programme.folders)
    explained = {option.at.split(".")[-1] for option in library.choices.options if option.at}
    explained |= {option.at.split(".")[-2] for option in library.choices.options if option.at}
    turned_on = {name for clause in library.clauses for name in clause.options}
    assert turned_on <= explained


def test_every_choice_that_a_file_offers_for_its_agreement_is_explained(programme):
    offered = {
        field for field in programme.vocabulary if field.startswith(("mechanisms.", "governance.", "agreement."))
    }
    offered |= {"alliance.form", "alliance.entity_kind", "alliance.external_liability"}
    explained = {option.at for option in load(programme.folders).choices.options}
    assert offered - {"mechanisms.funds.fees.seat"} <= explained


@pytest.mark.parametrize(
    ("changes", "at", "zh", "en"),
    [
        ({}, "governance.council.quorum", "三分之二", "2/3"),
        ({}, "agreement.secrecy_years", "5年（自协议终止之日起）", "5 years after the end"),
        ({"agreement.secrecy_years": "until_public"}, "agreement.secrecy_years", "至信息公开为止", "until_public"),
        ({"agreement.liquidated_damages_percent": None}, "agreement.liquidated_damages_percent", "没有选择", "not"),
        ({"mechanisms": None}, "mechanisms.ip.income", "没有选择", "not chosen"),
        ({}, "mechanisms.funds.fees", "没有选择", "not chosen"),
        (
            {"mechanisms.funds.fees": ({"seat": "chair", "amount": "10"},)},
            "mechanisms.funds.fees",
            "理事长单位 10",
            "chair 10",
        ),
        (
            {"alliance.external_liability": "several_only"},
            "alliance.external_liability",
            "不设对外责任主体",
            "several_only",
        ),
    ],
)
def test_numbers_shares_and_gaps_are_said_in_words(explained, changes, at, zh, en):
    taken = choice(explained(changes), at).taken
    assert taken.zh.startswith(zh)
    assert taken.en.startswith(en)


@pytest.mark.parametrize("on", DATES)
def test_only_law_in_force_on_the_day_is_named(explained, programme, on):
    in_force = {citation.wording for citation in programme.law.citations.values() if citation.holds(on)}
    made = explained(on=on)
    assert {law for part in (*made.choices, *made.reminders) for law in part.basis} <= in_force


@pytest.mark.parametrize("on", DATES)
def test_what_holds_without_a_choice_of_ownership_risk_or_forum_is_law_on_every_day(explained, on):
    for at in ("mechanisms.ip.ownership", "mechanisms.ip.risk", "agreement.dispute.mode", "agreement.effect"):
        assert choice(explained(on=on), at).basis


def test_universities_are_reminded_of_the_published_price_once_the_law_asks_for_it(explained):
    def priced(on):
        return {reminder.member for reminder in explained(on=on).reminders if "公示" in reminder.says.zh}

    assert priced(date(2009, 3, 1)) == set()
    assert priced(date(2016, 1, 1)) == {"福建示范大学", "鹭岛示范理工学院", "厦门市光电示范研究所"}


def test_a_draft_of_a_name_alone_can_be_explained(programme, changed):
    draft = changed({"mechanisms": None, "governance": None, "agreement": None, "objectives": None})
    assert len(explain(draft, programme, on=date(2009, 3, 1)).choices) == len(load(programme.folders).choices.options)
