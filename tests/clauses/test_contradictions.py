from datetime import date

import pytest

from docgen.clauses import contradictions

DAY = date(2008, 11, 20)
NOTHING = {"cash": "0", "in_kind": "0"}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"mechanisms.ip.ownership": "entity"}, "mechanisms.ip.ownership"),
        ({"agreement.effect": "on_date"}, "agreement.effect"),
        ({"agreement.effect": "on_date", "agreement.effective_on": "2008-11-19"}, "agreement.effective_on"),
        ({"mechanisms.funds": {"option": "annual_fee"}}, "mechanisms.funds"),
        (
            {"governance.council.votes": "by_contribution", "members.0.contribution": NOTHING},
            "governance.council.votes",
        ),
    ],
)
def test_choices_that_cannot_stand_together_are_found_at_their_key(changed, programme, changes, path):
    found = list(contradictions(changed(changes), programme, on=DAY))
    assert [".".join(contradiction.path) for contradiction in found] == [path]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"mechanisms.ip.ownership": "entity", "alliance.form": "hybrid"},
        {"agreement.effect": "on_date", "agreement.effective_on": "2008-11-20"},
        {"mechanisms.funds": {"option": "none"}},
        {"governance.council.votes": "by_contribution"},
    ],
)
def test_choices_that_can_stand_together_are_not_blamed(changed, programme, changes):
    assert list(contradictions(changed(changes), programme, on=DAY)) == []


def test_members_without_votes_are_named_in_the_message(changed, programme):
    changes = {"governance.council.votes": "by_contribution", "members.0.contribution": NOTHING}
    (found,) = contradictions(changed(changes), programme, on=DAY)
    assert "厦门鹭光半导体照明股份有限公司" in found.message.zh
    assert found.hint.en
