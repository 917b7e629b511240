"""What the parties chose for their agreement: disputes, damages, effect, signatures, counterparts."""

import re
from collections.abc import Iterator
from decimal import Decimal

from docgen.clauses import cautions, contradictions
from docgen.diagnostics import Wording
from docgen.model.agreement import Dispute
from docgen.rules.rule import Breach, Case, at, rule

_NEEDED = {"arbitration": "institution", "litigation": "place"}
_WORDS = {
    "institution": Wording("仲裁机构", "arbitration institution"),
    "place": Wording("管辖地", "place of the court"),
}
_OTHER_NAME = re.compile(r"（[^）]*）|\([^)]*\)")
_TWO_INSTITUTIONS = re.compile(r"或|、|/|(委员会|仲裁院).+(委员会|仲裁院)")
_COURT = re.compile(r"法院|法庭")


def _dispute(case: Case) -> Dispute | None:
    return case.alliance.agreement.dispute if case.alliance.agreement else None


@rule(
    "AGR-01",
    Wording("选择了{mode}，但没有写明{what}", "{mode_en} is chosen, but the {what} is missing"),
    hint=Wording("在 dispute（争议解决）中补上 {key}（{what}），写全称", "add {key} under dispute, with its full name"),
)
def forum_named(case: Case) -> Iterator[Breach]:
    """Each dispute goes to an institution, or to the courts of a place, that is named."""
    dispute = _dispute(case)
    if dispute and not getattr(dispute, _NEEDED[dispute.mode]):
        key, mode = _NEEDED[dispute.mode], case.programme.word("agreement.dispute.mode", dispute.mode)
        yield at("agreement", "dispute", key, mode=mode, mode_en=dispute.mode, what=_WORDS[key], key=key)


@rule(
    "AGR-02",
    Wording(
        "选择了{mode}，又写了{what}：仲裁和诉讼只能选一种",
        "{mode_en} is chosen, yet the {what} is named too: arbitration or litigation, not both",
    ),
    hint=Wording(
        "删去 {key}（{what}）；约定“可以仲裁也可以起诉”的仲裁条款无效",
        "delete {key}: a clause that allows both makes the arbitration void",
    ),
)
def one_forum(case: Case) -> Iterator[Breach]:
    """Arbitration or litigation, never both."""
    dispute = _dispute(case)
    other = {"arbitration": "place", "litigation": "institution"}[dispute.mode] if dispute else ""
    if dispute and getattr(dispute, other):
        mode = case.programme.word("agreement.dispute.mode", dispute.mode)
        yield at("agreement", "dispute", other, mode=mode, mode_en=dispute.mode, what=_WORDS[other], key=other)


@rule(
    "AGR-03",
    Wording("仲裁机构“{name}”不止一个", "“{name}” is more than one arbitration institution"),
    hint=Wording("只选一个仲裁机构，写全称", "choose one institution and write its full name"),
)
def one_institution(case: Case) -> Iterator[Breach]:
    """One arbitration institution, since two that the parties do not choose between are none."""
    dispute = _dispute(case)
    if dispute and dispute.institution and _TWO_INSTITUTIONS.search(_OTHER_NAME.sub("", dispute.institution)):
        yield at("agreement", "dispute", "institution", name=dispute.institution)


@rule(
    "AGR-04",
    Wording("管辖地“{name}”写成了法院名称", "the place “{name}” is written as a court"),
    hint=Wording(
        "只写地点（例如“{city}”）：技术合同纠纷一般由中级以上人民法院管辖，指定基层法院可能无效",
        "write the place only: technology contracts go to intermediate courts, and naming a lower court may be void",
    ),
)
def place_of_court(case: Case) -> Iterator[Breach]:
    """Only the place decides which court has jurisdiction; a court by name may be the wrong one."""
    dispute = _dispute(case)
    if dispute and dispute.place and _COURT.search(dispute.place):
        yield at("agreement", "dispute", "place", name=dispute.place, city=case.programme.city)


@rule(
    "AGR-05",
    Wording("违约金比例{percent}%高于{value}%", "liquidated damages of {percent}% are above {value}%"),
    hint=Wording(
        "违约金过分高于损失的，可以请求减少：一般以不超过损失的百分之三十为宜",
        "what is far above the loss can be cut on request: 30 % over the loss is the usual limit",
    ),
    value=Decimal,
)
def liquidated_damages(case: Case) -> Iterator[Breach]:
    """Liquidated damages that courts will not cut."""
    percent = case.alliance.agreement.liquidated_damages_percent if case.alliance.agreement else None
    if percent is not None and percent > case.value:
        yield at("agreement", "liquidated_damages_percent", percent=percent)


@rule(
    "AGR-06",
    Wording("选择相互矛盾：{message}", "choices contradict each other: {message}"),
    hint=Wording("{todo}", "{todo}"),
)
def choices_agree(case: Case) -> Iterator[Breach]:
    """No two choices contradict each other; the clause library says which would."""
    for conflict in contradictions(case.alliance, case.programme, on=case.on):
        yield at(*conflict.path, message=conflict.message, todo=conflict.hint)._replace(basis=conflict.basis)


@rule(
    "AGR-12",
    Wording("可以这样选择，但是：{message}", "this may be chosen, but: {message}"),
    hint=Wording("{todo}", "{todo}"),
)
def choices_advised(case: Case) -> Iterator[Breach]:
    """No choice goes against what a statute or a programme advises; the clause library says which would."""
    for caution in cautions(case.alliance, case.programme, on=case.on):
        yield at(*caution.path, message=caution.message, todo=caution.hint)._replace(basis=caution.basis)


@rule(
    "AGR-07",
    Wording(
        "“{name}”由授权代表签署，但没有授权书编号",
        "a deputy signs for “{name}”, but the letter of authority has no number",
    ),
    hint=Wording(
        "补上 authorization_no（授权书编号）：授权书应当载明代理人、代理事项、权限和期限",
        "add authorization_no: the letter names the agent, the matter, the scope and the term",
    ),
)
def authority(case: Case) -> Iterator[Breach]:
    """Who signs for the legal representative has a letter of authority."""
    for number, member in enumerate(case.alliance.members):
        if member.signatory and not member.signatory.authorization_no:
            yield at("members", number, "signatory", name=member.name)


@rule(
    "AGR-08",
    Wording(
        "报主管部门的协议为{count}份，主管部门要求{value}份",
        "the bureau is given {count} originals of the agreement and wants {value}",
    ),
    hint=Wording("核对 counterparts（份数）中的 bureau（主管部门）", "check counterparts: bureau"),
    value=int,
)
def counterparts(case: Case) -> Iterator[Breach]:
    """Each bureau gets as many originals as it wants."""
    copies = case.alliance.agreement.counterparts if case.alliance.agreement else None
    if copies and copies.bureau < case.value:
        yield at("agreement", "counterparts", "bureau", count=copies.bureau)
