"""The panel of a round: how many experts, who leads them, who is left for each alliance, and who is named at all."""

from collections import Counter
from collections.abc import Iterator

from docgen.diagnostics import Wording
from docgen.model import Round
from docgen.rules.rule import Breach, Path, RoundCase, at, rule
from docgen.rules.walking import texts


@rule(
    "PANEL-01",
    Wording("评审专家只有{count}名，至少要有{value}名", "the panel has {count} experts; it needs at least {value}"),
    hint=Wording("在 experts（评审专家）中补足", "add to experts"),
    value=int,
    about="round",
)
def enough_experts(case: RoundCase) -> Iterator[Breach]:
    """Enough experts sit on the panel (F.1)."""
    if len(case.review.experts) < case.value:
        yield at("experts", count=len(case.review.experts))


@rule(
    "PANEL-02",
    Wording("评审专家有{count}名，应当是单数", "the panel has {count} experts; the number should be odd"),
    hint=Wording("增加或者减少一名，表决时才不会相等", "add or leave out one, so that no vote is even"),
    about="round",
)
def odd_number(case: RoundCase) -> Iterator[Breach]:
    """Experts are odd in number (F.1)."""
    if case.review.experts and len(case.review.experts) % 2 == 0:
        yield at("experts", count=len(case.review.experts))


@rule(
    "PANEL-03",
    Wording("专家组组长有{count}名，应当恰好一名", "the panel has {count} leaders; it should have exactly one"),
    hint=Wording("只给一名专家写 leader: true（组长: 是）", "write leader: true for one expert only"),
    about="round",
)
def one_leader(case: RoundCase) -> Iterator[Breach]:
    """One expert leads the panel (F.2)."""
    leaders = [number for number, expert in enumerate(case.review.experts) if expert.leader]
    if case.review.experts and not leaders:
        yield at("experts", count=0)
    for number in leaders[1:]:
        yield at("experts", number, "leader", count=len(leaders))


@rule(
    "PANEL-04",
    Wording(
        "回避以后，评审“{alliance}”的专家只有{count}名，至少要有{value}名",
        "after recusals {count} experts review “{alliance}”; it needs at least {value}",
    ),
    hint=Wording("增补专家，或者调整分工（assignments）", "add experts, or change the assignments"),
    value=int,
    about="round",
)
def enough_reviewers(case: RoundCase) -> Iterator[Breach]:
    """Every alliance has enough experts when the recused are left out (F.1, F.3)."""
    for number, application in enumerate(case.review.alliances):
        count = len(case.review.reviewers(application.id))
        if count < case.value:
            yield at("alliances", number, alliance=_name(case, application.id), count=count)


@rule(
    "PANEL-05",
    Wording("代号“{name}”已经用过", "the id “{name}” is already taken"),
    hint=Wording("换一个代号，并改正引用它的地方", "choose another id, and correct the places that refer to it"),
    about="round",
)
def ids_differ(case: RoundCase) -> Iterator[Breach]:
    """Every expert and every alliance has an id of its own."""
    for section in ("experts", "alliances"):
        ids = [record.id for record in getattr(case.review, section)]
        for number, name in enumerate(ids):
            if name in ids[:number]:
                yield at(section, number, name=name)


@rule(
    "PANEL-06",
    Wording("评审会中没有代号为“{name}”的{what}", "the round has no {what} with the id “{name}”"),
    hint=Wording("可以写：{known}", "you can write: {known}"),
    about="round",
)
def everyone_named(case: RoundCase) -> Iterator[Breach]:
    """Whoever is assigned, recused, marked or mentioned is in the round."""
    experts = tuple(expert.id for expert in case.review.experts)
    alliances = tuple(application.id for application in case.review.alliances)
    known = {"expert": (experts, Wording("专家", "expert")), "alliance": (alliances, Wording("联盟", "alliance"))}
    for path, kind, name in _references(case.review):
        names, what = known[kind]
        if name not in names:
            yield at(*path, name=name, what=what, known=names)


def _references(review: Round) -> Iterator[tuple[Path, str, str]]:
    """Yield every place that names an expert or an alliance by its id: path, which of the two, id."""
    for path, name in texts(review.plain()):
        if path[-1] in ("expert", "alliance"):
            yield path, str(path[-1]), name
        elif path[0] == "assignments" and "experts" in path:
            yield path, "expert", name


@rule(
    "PANEL-07",
    Wording("“{name}”在评审专家中列了两次", "“{name}” stands twice among the experts"),
    hint=Wording("删去重复的一条；同名的两人请核对单位", "delete one; if they are two people, check their units"),
    about="round",
)
def experts_differ(case: RoundCase) -> Iterator[Breach]:
    """No expert sits on the panel twice."""
    counts = Counter((expert.name, expert.unit) for expert in case.review.experts)
    for number, expert in enumerate(case.review.experts):
        pairs = [(other.name, other.unit) for other in case.review.experts[:number]]
        if counts[expert.name, expert.unit] > 1 and (expert.name, expert.unit) in pairs:
            yield at("experts", number, name=expert.name)


@rule(
    "PANEL-08",
    Wording(
        "“{alliance}”的方案编制日期{prepared}晚于评审会日期{held}",
        "the plan of “{alliance}” of {prepared} is younger than the meeting of {held}",
    ),
    hint=Wording(
        "核对 held_on（评审日期）和联盟文件的 prepared_on（编制日期）", "check held_on and the plan's prepared_on"
    ),
    about="round",
)
def plans_come_first(case: RoundCase) -> Iterator[Breach]:
    """Plans are older than the meeting that judges them (X6)."""
    held = case.review.meeting.held_on
    for number, application in enumerate(case.review.alliances):
        alliance = case.alliances.get(application.id)
        prepared = alliance.profile.prepared_on if alliance else None
        if prepared and prepared > held:
            yield at("alliances", number, alliance=_name(case, application.id), prepared=prepared, held=held)


@rule(
    "PANEL-09",
    Wording(
        "“{alliance}”的实施方案是 {theirs}，评审会的是 {ours}",
        "“{alliance}” answers to the programme {theirs}, the round to {ours}",
    ),
    hint=Wording("一次评审会只评审同一实施方案的联盟", "a round reviews alliances of one programme only"),
    about="round",
)
def one_programme(case: RoundCase) -> Iterator[Breach]:
    """All alliances of a round answer to its programme."""
    for number, application in enumerate(case.review.alliances):
        alliance = case.alliances.get(application.id)
        if alliance and alliance.programme != case.review.programme:
            name = _name(case, application.id)
            yield at("alliances", number, alliance=name, theirs=alliance.programme, ours=case.review.programme)


def _name(case: RoundCase, alliance_id: str) -> str:
    alliance = case.alliances.get(alliance_id)
    return alliance.profile.name if alliance else alliance_id
