"""Ids that name something else in the file, or in the programme."""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from docgen.diagnostics import Wording
from docgen.model import Alliance
from docgen.model.alliance import SEVERAL_ONLY
from docgen.rules.rule import Breach, Case, Path, at, rule


@rule(
    "REF-01",
    Wording("没有代号为“{name}”的成员", "there is no member with the id “{name}”"),
    hint=Wording("{guess}", "{guess}"),
)
def members_named(case: Case) -> Iterator[Breach]:
    """Whoever leads, takes part, hosts, pays or is liable is a member."""
    ids = [member.id for member in case.alliance.members]
    names = {member.name: member.id for member in case.alliance.members}
    funders = set(case.programme.vocabulary["investment.sources.source"])
    for path, name in _references(case.alliance):
        if name not in ids and not (path[0] == "investment" and name in funders):
            yield at(*path, name=name, guess=_guess(names.get(name, name), ids))


def _references(alliance: Alliance) -> Iterator[tuple[Path, str]]:
    for number, task in enumerate(alliance.tasks):
        yield ("tasks", number, "lead"), task.lead
        for place, partner in enumerate(task.partners):
            yield ("tasks", number, "partners", place), partner
    for number, source in enumerate(alliance.investment.sources if alliance.investment else ()):
        yield ("investment", "sources", number, "source"), source.source
    single = {
        ("alliance", "external_liability"): alliance.profile.external_liability,
        ("mechanisms", "funds", "host"): alliance.mechanisms
        and alliance.mechanisms.funds
        and alliance.mechanisms.funds.host,
        ("governance", "secretariat", "host"): alliance.governance
        and alliance.governance.secretariat
        and alliance.governance.secretariat.host,
    }
    yield from ((path, name) for path, name in single.items() if name and name != SEVERAL_ONLY)


def _guess(name: str, known: Iterable[str]) -> Wording:
    """Return what was most likely meant, or all that can be meant."""
    known = list(known)
    close = get_close_matches(name, known, n=1)
    if close:
        return Wording(f"是不是“{close[0]}”？", f"did you mean “{close[0]}”?")
    return Wording(f"可以写：{'、'.join(known)}", f"you can write: {', '.join(known)}")


@rule(
    "REF-02",
    Wording("代号“{name}”已经用过", "the id “{name}” is already taken"),
    hint=Wording("换一个代号，并改正引用它的地方", "choose another id, and correct the places that refer to it"),
)
def ids_differ(case: Case) -> Iterator[Breach]:
    """Every member and every task has an id of its own."""
    for section, records in (("members", case.alliance.members), ("tasks", case.alliance.tasks)):
        for number in _repeated([record.id for record in records]):
            yield at(section, number, "id", name=records[number].id)


def _repeated(names: list[str]) -> list[int]:
    """Return the places of names that stand earlier in the list too."""
    return [place for place, name in enumerate(names) if name in names[:place]]


@rule(
    "REF-03",
    Wording("实施方案中没有支持措施“{name}”", "the programme has no measure of support called “{name}”"),
    hint=Wording("{guess}", "{guess}"),
)
def support_measures(case: Case) -> Iterator[Breach]:
    """Nothing is asked for that the programme does not offer."""
    for place, name in enumerate(case.alliance.support_requested):
        if name not in case.programme.support:
            yield at("support_requested", place, name=name, guess=_guess(name, case.programme.support))


@rule(
    "REF-04",
    Wording(
        "产业领域“{name}”与方案所列的“{listed}”只差几个字", "the industry “{name}” is nearly the programme's “{listed}”"
    ),
    hint=Wording(
        "如果就是它，请写“{listed}”；确是另一领域则不必改", "write “{listed}” if you mean it; leave it if you do not"
    ),
)
def industry(case: Case) -> Iterator[Breach]:
    """Every industry of the plan is written as in the plan."""
    name = case.alliance.profile.industry
    close = get_close_matches(name or "", case.programme.industries, n=1, cutoff=0.65)
    if name and close and name not in case.programme.industries:
        yield at("alliance", "industry", name=name, listed=close[0])


@rule(
    "REF-05",
    Wording("“{name}”在这项任务中写了不止一次", "“{name}” stands more than once in this task"),
    hint=Wording("牵头单位不必再写进参加单位，参加单位各写一次", "name the lead only as lead, and every partner once"),
)
def partners_differ(case: Case) -> Iterator[Breach]:
    """Every member has one role in a task."""
    for number, task in enumerate(case.alliance.tasks):
        counts = Counter([task.lead, *task.partners])
        for place, partner in enumerate(task.partners):
            if counts[partner] > 1 and (partner == task.lead or partner in task.partners[:place]):
                yield at("tasks", number, "partners", place, name=partner)
