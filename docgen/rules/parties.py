"""What the parties add in their own words and money: void phrases, law out of force, near names, money alone."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from docgen.clauses import objections
from docgen.diagnostics import Wording
from docgen.model.alliance import Member
from docgen.programme import Instrument, Law
from docgen.rules.rule import Breach, Case, Path, at, rule

_TITLE = re.compile("《([^《》]+)》")
_SHORTEST_NAME = 6  # characters: shorter names are a letter away from words that are no names


@rule(
    "AGR-09",
    Wording(
        "“{name}”只出资金，不承担技术合作任务：与它的合作可能被认定为委托开发，归属规则随之改变",
        "“{name}” gives money alone and takes no R&D task: that may count as commissioned development",
    ),
    hint=Wording(
        "把它写进一项技术合作任务的 partners，投入人员或者实物；或者把成果归属改为 commissioned，写明谁是委托方",
        "make it a partner of a joint_rd task with staff or goods, or choose commissioned ownership",
    ),
)
def money_alone(case: Case) -> Iterator[Breach]:
    """Whoever only pays while others do the research commissions it (技术合同解释 19)."""
    mechanisms = case.alliance.mechanisms
    if mechanisms and mechanisms.ip and mechanisms.ip.ownership == "commissioned":
        return
    researching = {
        member for task in case.alliance.tasks if task.kind == "joint_rd" for member in (task.lead, *task.partners)
    }
    for number, member in enumerate(case.alliance.members):
        if member.id not in researching and _pays_alone(member):
            yield at("members", number, "contribution", name=member.name)


def _pays_alone(member: Member) -> bool:
    given = member.contribution
    return given is not None and given.cash > 0 and not given.in_kind and not given.staff


@rule(
    "AGR-10",
    Wording("“{phrase}”：{reason}", "“{phrase}”: {reason}"),
    hint=Wording(
        "改写或者删去这一句；无效的约定保护不了任何一方", "rewrite or delete it: a void clause protects nobody"
    ),
)
def void_phrases(case: Case) -> Iterator[Breach]:
    """Nothing that the parties write themselves is void, or names an article by a typed number."""
    for path, text in _own_words(case):
        for objection in objections(text, case.programme, on=case.on):
            yield at(*path, phrase=objection.phrase, reason=objection.reason)


def _own_words(case: Case) -> Iterator[tuple[Path, str]]:
    """Yield the texts that stand in the agreement as the parties wrote them."""
    for path, text in case.words.texts:
        own_row = path[0] == "members" and len(path) == 4 and path[2] in {"rights", "duties"}
        if own_row or (path[-1] == "text" and path[0] in {"agreement", "mechanisms"}):
            yield path, text


@rule(
    "AGR-13",
    Wording("《{title}》在{day}不在有效期内，不能引用", "《{title}》 is not in force on {day} and cannot be cited"),
    hint=Wording("{todo}", "{todo}"),
)
def law_in_force(case: Case) -> Iterator[Breach]:
    """Only law in force on the day of the agreement is cited, in the parties' own words too (X7)."""
    signed = case.alliance.agreement.signed_on if case.alliance.agreement else None
    day = signed or case.on
    for path, text in _own_words(case):
        for title in dict.fromkeys(_TITLE.findall(text)):
            known = case.programme.law.versions(title)
            if known and not any(version.holds(day) for version in known):
                yield at(*path, title=title, day=day, todo=_instead(known[-1], case.programme.law, day))


def _instead(instrument: Instrument, law: Law, day: date) -> Wording:
    successor = law.successor(instrument)
    if successor and successor.holds(day):
        words = successor.wording
        return Wording(f"改引{words.zh}，并核对条文", f"cite the {words.en}, and check the article")
    return Wording("删去，或者改引当时有效的规定", "delete it, or cite what is in force on that day")


@rule(
    "AGR-11",
    Wording("“{found}”与成员“{name}”只差一个字", "“{found}” is one character away from the member “{name}”"),
    hint=Wording(
        "同一单位的名称应当与成员名单完全一致：核对是否写错", "write a member's name as in the list of members"
    ),
)
def near_names(case: Case) -> Iterator[Breach]:
    """Whatever looks like a member's name is that name, letter by letter (X2)."""
    names = dict.fromkeys(member.name for member in case.alliance.members)
    known = sorted({*names}.union(*(member.former_names for member in case.alliance.members)), key=len, reverse=True)
    places = [(path, text) for path, text in case.words.texts if "former_names" not in path]
    everything = _without(known, "\0".join(text for _, text in places))
    for name in names:
        if _may_be_near(name, everything):
            for path, text in places:
                if found := _nearly(name, _without(known, text)):
                    yield at(*path, found=found, name=name)


def _without(names: Sequence[str], text: str) -> str:
    """Return a text without these names, the longest of them first."""
    for name in names:
        text = text.replace(name, "□")
    return text


def _may_be_near(name: str, text: str) -> bool:
    """Return whether half of a name is in a text: one slip leaves one half whole."""
    half = len(name) // 2
    return len(name) >= _SHORTEST_NAME and (name[:half] in text or name[half:] in text)


def _nearly(name: str, text: str) -> str | None:
    """Return what in a text is one character wrong, missing or too many from being the name."""
    if not _may_be_near(name, text):
        return None
    inside = range(1, len(name))
    slips = [f"{re.escape(name[:place])}.?{re.escape(name[place + 1 :])}" for place in inside]
    slips += [f"{re.escape(name[:place])}.{re.escape(name[place:])}" for place in inside]
    found = re.search("|".join(slips), text)
    return found[0] if found else None
