"""How the organs decide."""

from collections.abc import Iterator

from docgen.diagnostics import Wording
from docgen.rules.rule import Breach, Case, at, rule


@rule(
    "GOV-01",
    Wording("{what}{share}大于一", "{what_en} {share} is more than one"),
    hint=Wording("写成不大于一的分数，例如 2/3", "write a fraction of at most one, such as 2/3"),
)
def shares(case: Case) -> Iterator[Breach]:
    """No share of votes is more than all of them."""
    council = case.alliance.governance.council if case.alliance.governance else None
    if not council:
        return
    for key, what, what_en, share in (
        ("quorum", "出席比例", "the quorum", council.quorum),
        ("pass", "通过比例", "the share that passes", council.pass_),
        ("special_pass", "特别通过比例", "the share that passes special matters", council.special_pass),
    ):
        if share > 1:
            yield at("governance", "council", key, what=what, what_en=what_en, share=share)


@rule(
    "GOV-02",
    Wording(
        "特别事项的通过比例{special}低于一般事项的{ordinary}",
        "special matters pass with {special}, less than the {ordinary} of others",
    ),
    hint=Wording(
        "特别事项应当更难通过：special_pass（特别通过比例）不小于 pass（通过比例）",
        "special matters should be harder to pass: special_pass is at least pass",
    ),
)
def special_majority(case: Case) -> Iterator[Breach]:
    """No special matter needs a smaller share than others."""
    council = case.alliance.governance.council if case.alliance.governance else None
    if council and council.special_pass < council.pass_:
        yield at("governance", "council", "special_pass", special=council.special_pass, ordinary=council.pass_)


@rule(
    "GOV-03",
    Wording(
        "专家技术委员会主任“{name}”不在委员名单中",
        "“{name}”, who chairs the expert committee, is not among its members",
    ),
    hint=Wording("把主任也写进委员名单，或者核对姓名", "add the chair to the list of members, or check the name"),
)
def committee_chair(case: Case) -> Iterator[Breach]:
    """Whoever chairs the expert committee is one of its members."""
    committee = case.alliance.governance.expert_committee if case.alliance.governance else None
    if committee and committee.members and committee.chair not in {member.name for member in committee.members}:
        yield at("governance", "expert_committee", "chair", name=committee.chair)
