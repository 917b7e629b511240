"""Conflicts of interest: every expert against every member, platform and person of every alliance (F.3, X9)."""

from collections.abc import Iterator
from typing import NamedTuple

from docgen.diagnostics import Wording
from docgen.model import Alliance
from docgen.model.round import Expert, Interest
from docgen.rules.likeness import Kinship, kinship, plain
from docgen.rules.rule import Breach, Path, RoundCase, at, rule

_RECUSE = Wording(
    "核实后在 recusals（回避）中写明，或者调整分工",
    "make sure, then name the pair under recusals, or change the assignments",
)


class Tie(NamedTuple):
    """A name with what it is to its owner, and its path in the owner's file."""

    name: str
    what: Wording
    path: Path


def _units(number: int, expert: Expert) -> Iterator[Tie]:
    """Yield every body that an expert is tied to."""
    top: Path = ("experts", number)
    yield Tie(expert.unit, Wording("工作单位", "unit"), (*top, "unit"))
    for place, name in enumerate(expert.aliases):
        yield Tie(name, Wording("单位别名", "unit's other name"), (*top, "aliases", place))
    for place, name in enumerate(expert.former_units):
        yield Tie(name, Wording("原工作单位", "former unit"), (*top, "former_units", place))
    for place, interest in enumerate(expert.interests):
        name = interest.name if isinstance(interest, Interest) else interest
        path = (*top, "interests", place, *(("name",) if isinstance(interest, Interest) else ()))
        yield Tie(name, Wording("利益关系", "interest"), path)


def _bodies(alliance: Alliance) -> Iterator[Tie]:
    """Yield every body that belongs to an alliance under each of its names."""
    for number, member in enumerate(alliance.members):
        top: Path = ("members", number)
        yield Tie(member.name, Wording("成员单位", "member"), (*top, "name"))
        if member.english_name:
            yield Tie(member.english_name, Wording("成员单位英文名称", "member's English name"), (*top, "english_name"))
        for place, name in enumerate(member.former_names):
            yield Tie(name, Wording("成员单位曾用名", "member's former name"), (*top, "former_names", place))
        for place, platform in enumerate(member.platforms):
            yield Tie(platform.name, Wording("研发机构", "platform"), (*top, "platforms", place, "name"))


def _people(alliance: Alliance) -> Iterator[tuple[Tie, str | None]]:
    """Yield every person who acts for an alliance, with the unit where it is known."""
    for number, member in enumerate(alliance.members):
        top: Path = ("members", number)
        if member.legal_representative:
            tie = Tie(
                member.legal_representative,
                Wording("法定代表人", "legal representative"),
                (*top, "legal_representative"),
            )
            yield tie, member.name
        if member.contact:
            yield Tie(member.contact.name, Wording("联系人", "contact"), (*top, "contact", "name")), member.name
    committee = alliance.governance.expert_committee if alliance.governance else None
    for number, person in enumerate(committee.members if committee else ()):
        path = ("governance", "expert_committee", "members", number, "name")
        yield Tie(person.name, Wording("专家技术委员会成员", "member of the expert committee"), path), person.unit


def _pairs(case: RoundCase) -> Iterator[tuple[int, Expert, str, Alliance]]:
    """Yield every expert with every alliance that he or she reviews; the recused do not."""
    for name, alliance in case.alliances.items():
        reviewers = {expert.id for expert in case.review.reviewers(name)}
        for number, expert in enumerate(case.review.experts):
            if expert.id in reviewers:
                yield number, expert, name, alliance


def _found(case: RoundCase, mine: Tie, theirs: Tie, expert: Expert, alliance_id: str) -> Breach:
    alliance = case.alliances[alliance_id].profile.name
    place = case.place(alliance_id, theirs.path)
    return at(
        *mine.path,
        expert=expert.name,
        mine=mine.name,
        my_tie=mine.what,
        alliance=alliance,
        theirs=theirs.name,
        tie=theirs.what,
        place=place,
    )


def _kin(case: RoundCase, *wanted: Kinship) -> Iterator[Breach]:
    words = case.programme.review.likeness
    for number, expert, name, alliance in _pairs(case):
        bodies = list(_bodies(alliance))
        for mine in _units(number, expert):
            kin = ((kinship(mine.name, theirs.name, words), theirs) for theirs in bodies)
            closest = min(
                ((_CLOSENESS.index(how), theirs) for how, theirs in kin if how), key=lambda pair: pair[0], default=None
            )
            if closest and _CLOSENESS[closest[0]] in wanted:
                yield _found(case, mine, closest[1], expert, name)


_CLOSENESS: tuple[Kinship, ...] = ("same", "part", "stem")


@rule(
    "COI-01",
    Wording(
        "{expert}须回避“{alliance}”：{my_tie}“{mine}”与{tie}“{theirs}”（{place}）是同一单位或者上下级",
        "{expert} must not review “{alliance}”: the {my_tie} “{mine}” and the {tie} “{theirs}” ({place}) are one house",
    ),
    hint=_RECUSE,
    about="round",
)
def same_house(case: RoundCase) -> Iterator[Breach]:
    """Nobody reviews an alliance of their own unit, of a former one, or of a body that they have an interest in."""
    yield from _kin(case, "same", "part")


@rule(
    "COI-02",
    Wording(
        "{expert}可能须回避“{alliance}”：{my_tie}“{mine}”与{tie}“{theirs}”（{place}）字号相同",
        "{expert} may have to leave “{alliance}”: {my_tie} “{mine}” and {tie} “{theirs}” ({place}) share a trade name",
    ),
    hint=_RECUSE,
    about="round",
)
def same_trade_name(case: RoundCase) -> Iterator[Breach]:
    """Firms of one trade name are likely parent and daughter."""
    yield from _kin(case, "stem")


@rule(
    "COI-03",
    Wording(
        "{expert}须回避“{alliance}”：本人是{tie}“{theirs}”（{place}）",
        "{expert} must not review “{alliance}”: he or she is its {tie} “{theirs}” ({place})",
    ),
    hint=_RECUSE,
    about="round",
)
def own_alliance(case: RoundCase) -> Iterator[Breach]:
    """Nobody who acts for an alliance reviews it."""
    for mine, theirs, expert, name, kin in _namesakes(case):
        if kin:
            yield _found(case, mine, theirs, expert, name)


def _namesakes(case: RoundCase) -> Iterator[tuple[Tie, Tie, Expert, str, bool]]:
    """Yield experts and people of the alliance of one name, and whether their units are kin too."""
    words = case.programme.review.likeness
    for number, expert, name, alliance in _pairs(case):
        known = {plain(each) for each in (expert.name, *expert.former_names)}
        units = [mine.name for mine in _units(number, expert)]
        for theirs, unit in _people(alliance):
            if plain(theirs.name) in known:
                mine = Tie(expert.name, Wording("姓名", "name"), ("experts", number, "name"))
                kin = any(unit and kinship(unit, each, words) for each in units)
                yield mine, theirs, expert, name, kin


@rule(
    "COI-06",
    Wording(
        "{expert}与“{alliance}”的{tie}“{theirs}”（{place}）同名，单位不同",
        "{expert} has the name of the {tie} “{theirs}” ({place}) of “{alliance}”, who is of another unit",
    ),
    hint=Wording(
        "核实是不是本人；是本人的须回避", "make sure whether it is the same person; who is one must not review"
    ),
    about="round",
)
def namesakes(case: RoundCase) -> Iterator[Breach]:
    """Namesakes may be the same person under another unit: somebody has to look."""
    for mine, theirs, expert, name, kin in _namesakes(case):
        if not kin:
            yield _found(case, mine, theirs, expert, name)


@rule(
    "COI-04",
    Wording(
        "{expert}须回避“{alliance}”：利益关系“{mine}”是{tie}（{place}）",
        "{expert} must not review “{alliance}”: the interest “{mine}” is its {tie} ({place})",
    ),
    hint=_RECUSE,
    about="round",
)
def ties_to_people(case: RoundCase) -> Iterator[Breach]:
    """Nobody reviews an alliance of a person to whom they have declared a tie."""
    for number, expert, name, alliance in _pairs(case):
        declared = [tie for tie in _units(number, expert) if "interests" in tie.path]
        for theirs, _ in _people(alliance):
            for mine in declared:
                if plain(mine.name) == plain(theirs.name):
                    yield _found(case, mine, theirs, expert, name)


@rule(
    "COI-05",
    Wording(
        "{expert}是“{alliance}”的科技联络员，不得评审本联盟",
        "{expert} is the liaison officer of “{alliance}”: no reviewer of it",
    ),
    hint=_RECUSE,
    about="round",
)
def liaison_officers(case: RoundCase) -> Iterator[Breach]:
    """Liaison officers never review the alliance that they are sent to (B.6)."""
    for number, expert, name, alliance in _pairs(case):
        application = case.review.application(name)
        sent = [application.liaison_officer.name] if application and application.liaison_officer else []
        sent += [officer.name for officer in alliance.liaison if officer.starts_on <= case.on <= officer.ends_on]
        if plain(expert.name) in {plain(each) for each in sent}:
            yield at("experts", number, "name", expert=expert.name, alliance=alliance.profile.name)
