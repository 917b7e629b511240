"""What each member does and brings, and where it sits."""

from collections.abc import Iterator

from docgen.diagnostics import Wording
from docgen.rules.rule import Breach, Case, at, rule


@rule(
    "PART-01",
    Wording("“{name}”没有承担任何任务", "“{name}” has no task"),
    hint=Wording(
        "每个成员至少牵头或者参加一项任务：写进任务的 lead 或 partners",
        "every member leads a task or takes part in one: name it as lead or partner",
    ),
)
def tasks_for_all(case: Case) -> Iterator[Breach]:
    """Every member has a part in the work (X3)."""
    busy = {name for task in case.alliance.tasks for name in (task.lead, *task.partners)}
    for number, member in enumerate(case.alliance.members):
        if case.alliance.tasks and member.id not in busy:
            yield at("members", number, "id", name=member.name)


@rule(
    "PART-02",
    Wording("“{name}”没有任何投入", "“{name}” contributes nothing"),
    hint=Wording(
        "在 contribution（投入）中写出现金、实物或者人员，至少一项大于零",
        "write its cash, in_kind or staff under contribution: at least one above zero",
    ),
)
def contributions_of_all(case: Case) -> Iterator[Breach]:
    """Every member puts something in (X3)."""
    for number, member in enumerate(case.alliance.members):
        brought = member.contribution
        if brought is None or not (brought.cash or brought.in_kind or brought.staff):
            yield at("members", number, "contribution", name=member.name)


@rule(
    "SEAT-01",
    Wording("理事长单位有{count}家，应当恰好一家", "{count} members chair the council; it must be exactly one"),
    hint=Wording("只让一家成员的 seat（席位）为 chair", "give seat: chair to one member only"),
)
def one_chair(case: Case) -> Iterator[Breach]:
    """One member chairs the council."""
    chairs = [number for number, member in enumerate(case.alliance.members) if member.seat == "chair"]
    if case.alliance.members and not chairs:
        yield at("members", count=0)
    for number in chairs[1:]:
        yield at("members", number, "seat", count=len(chairs))


@rule(
    "SEAT-02",
    Wording(
        "对外责任主体“{name}”既不是理事长单位，也不是秘书处依托单位",
        "“{name}”, liable to third parties, neither chairs the council nor hosts the secretariat",
    ),
    hint=Wording(
        "契约型联盟一般由理事长单位或者秘书处依托单位对外承担责任，请确认",
        "in an alliance by contract it is usually the chair or the host that is liable: please confirm",
    ),
)
def liable_member(case: Case) -> Iterator[Breach]:
    """Whoever is liable for the alliance also acts for it."""
    alliance = case.alliance
    member = alliance.member(alliance.profile.external_liability or "")
    secretariat = alliance.governance.secretariat if alliance.governance else None
    if not member or alliance.profile.form == "entity":
        return
    if member.seat != "chair" and not (secretariat and secretariat.host == member.id):
        yield at("alliance", "external_liability", name=member.name)
