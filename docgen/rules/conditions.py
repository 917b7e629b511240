"""The basic conditions of 国科发政〔2008〕770号 that the plan does not ask for itself."""

from collections.abc import Iterator

from docgen.diagnostics import Wording
from docgen.rules.rule import Breach, Case, at, rule


@rule(
    "COND-01",
    Wording("“{name}”可能不是独立法人", "“{name}” may not be a legal person of its own"),
    hint=Wording(
        "成员应当是独立法人：写设立它的公司、学校或者院所的全称",
        "members are legal persons: name the company, university or institute to which it belongs",
    ),
    value=tuple,
)
def legal_persons(case: Case) -> Iterator[Breach]:
    """Condition 1: several independent legal persons."""
    for number, member in enumerate(case.alliance.members):
        if member.name.endswith(case.value):
            yield at("members", number, "name", name=member.name)


@rule(
    "COND-02",
    Wording(
        "常设机构的专职人员为{count}人，至少要有{value}人",
        "the standing organ has {count} full-time staff; at least {value} are needed",
    ),
    hint=Wording(
        "为秘书处配备专职人员，并改写 full_time_staff（专职人员）",
        "give the secretariat full-time staff and correct full_time_staff",
    ),
    value=int,
)
def full_time_staff(case: Case) -> Iterator[Breach]:
    """Condition 3: the executive organ has full-time staff."""
    secretariat = case.alliance.governance.secretariat if case.alliance.governance else None
    if secretariat and secretariat.full_time_staff < case.value:
        yield at("governance", "secretariat", "full_time_staff", count=secretariat.full_time_staff)


@rule(
    "COND-03",
    Wording("协议没有约定违约金", "the agreement names no liquidated damages"),
    hint=Wording(
        "应当强化违约责任追究：约定 liquidated_damages_percent（违约金比例）",
        "liability for breach is to be strengthened: agree on liquidated_damages_percent",
    ),
)
def liability_for_breach(case: Case) -> Iterator[Breach]:
    """Condition 5: liability for breach is strengthened."""
    if case.alliance.agreement and case.alliance.agreement.liquidated_damages_percent is None:
        yield at("agreement", "liquidated_damages_percent")


@rule(
    "COND-04",
    Wording(
        "申请政府资助，但没有写明成果如何向联盟外扩散",
        "government money is asked for, but nothing says how results spread outside the alliance",
    ),
    hint=Wording(
        "在 diffusion（成果扩散）的 text 中写明政府资助项目的成果向联盟外扩散",
        "say under mechanisms: diffusion: text how results of projects with government money spread outside",
    ),
)
def diffusion_outside(case: Case) -> Iterator[Breach]:
    """Condition 6: results of projects with government money spread outside the alliance."""
    diffusion = case.alliance.mechanisms.diffusion if case.alliance.mechanisms else None
    sources = case.alliance.investment.sources if case.alliance.investment else ()
    if not diffusion or not any(source.source == "government" for source in sources):
        return
    if diffusion.option == "members_first" and "外" not in (diffusion.text or ""):
        yield at("mechanisms", "diffusion")


@rule(
    "COND-05",
    Wording("工作任务中没有对外开放与交流的任务", "no task opens the alliance to the outside"),
    hint=Wording("安排一项 kind 为 openness（对外开放与交流）的任务", "plan a task with kind: openness"),
)
def openness(case: Case) -> Iterator[Breach]:
    """Condition 6: open development and cooperation with the outside."""
    if case.alliance.tasks and not any(task.kind == "openness" for task in case.alliance.tasks):
        yield at("tasks")
