"""What a template sees of an alliance: plain values, references turned into the members they name, sums done."""

from collections import Counter
from dataclasses import is_dataclass
from datetime import date
from functools import partial
from typing import Any

from docgen.clauses.pieces import Piece
from docgen.documents.life import live
from docgen.documents.money import money
from docgen.documents.schedule import schedule
from docgen.model.alliance import Alliance
from docgen.model.values import Record
from docgen.programme import Evaluation, Law, Programme

_KINDS = ("enterprise", "university", "institute")
_LEVELS = ("national", "provincial", "municipal")

Values = dict[str, Any]


def context(alliance: Alliance, programme: Programme, *, on: date) -> Values:
    """Return the values that every template of the programme may use; ``on`` chooses issuers and law.

    The keys of the file keep their names. Added: ``chair``, ``vice_chairs``, ``platforms``, ``levels``, ``counts``,
    ``money``, ``schedule``, ``support`` and ``programme``. A reference (lead, host, …) is the member that it names.
    """
    plain = alliance.plain()
    values = {"members": plain["members"]} | plain  # where a member stands twice, among the members is its place
    members = _members(alliance, values["members"])
    values |= _seats(values["members"]) | {
        "platforms": [
            platform | {"member": member} for member in values["members"] for platform in member["platforms"]
        ],
        "counts": _counts(alliance),
        "money": money(alliance, programme),
        "schedule": schedule(alliance.tasks),
        "support": [programme.support[key].plain() for key in alliance.support_requested if key in programme.support],
        "programme": _programme(programme, on),
    }
    values["levels"] = _levels(values["platforms"])
    _resolve(values, members, alliance)
    live(values, members, alliance, programme)
    return values


def plain(value: Any) -> Any:
    """Return a value as templates see it: records, pieces of text and dataclasses are dictionaries of their fields.

    A method of a dataclass stays what it is, to be called.
    """
    if isinstance(value, Record):
        return value.plain()
    if isinstance(value, Piece):
        return value._asdict()
    if isinstance(value, (list, tuple)) and not hasattr(value, "_fields"):
        return [plain(part) for part in value]
    if is_dataclass(value):
        return {name: plain(getattr(value, name)) for name in dir(value) if not name.startswith("_")}
    return value


def _members(alliance: Alliance, members: list[Values]) -> dict[str, Values]:
    for number, member in enumerate(members, start=1):
        member["number"] = number
        member["leads"] = [task.title for task in alliance.tasks if task.lead == member["id"]]
        member["joins"] = [task.title for task in alliance.tasks if member["id"] in task.partners]
    return {member["id"]: member for member in members}


def _seats(members: list[Values]) -> Values:
    return {
        "chair": next((member for member in members if member["seat"] == "chair"), None),
        "vice_chairs": [member for member in members if member["seat"] == "vice_chair"],
    }


def _counts(alliance: Alliance) -> Values:
    kinds: Counter[str] = Counter(member.kind for member in alliance.members)
    named = {kind: kinds[kind] for kind in _KINDS}
    return named | {
        "members": len(alliance.members),
        "core": sum(member.core for member in alliance.members),
        "other": len(alliance.members) - sum(named.values()),
    }


def _levels(platforms: list[Values]) -> list[Values]:
    counted = Counter(platform["level"] for platform in platforms)
    return [{"level": level, "count": counted[level]} for level in _LEVELS if counted[level]]


def _programme(programme: Programme, on: date) -> Values:
    issuers = [issuer.plain() for issuer in programme.issuers_on(on)]
    form = programme.paper_format(on)
    return {
        "title": programme.title,
        "city": programme.city,
        "plan": programme.law.find(programme.cite).instrument.title,
        "issuers": issuers,
        "lead": next((issuer for issuer in issuers if issuer["role"] == "lead"), None),
        "elements": [element.plain() for element in programme.elements],
        "criteria": _criteria(programme.evaluation),
        "conclusions": list(programme.evaluation.conclusions.values()),
        "copies": programme.copies.plain(),
        "assessment": programme.assessment.plain(),
        "liaison": programme.liaison.plain() if programme.liaison else None,
        "reception": programme.reception.plain() if programme.reception else None,
        "format": form.plain() if form else None,
        "cite": partial(_cited, programme.law, on),  # no lambda: the values are sent to other processes
        "place": partial(_place, programme.law),
    }


def _cited(law: Law, on: date, citation_id: str) -> str:
    return law.cite(citation_id, on=on).text


def _place(law: Law, citation_id: str) -> str:
    return law.find(citation_id).place.zh


def _criteria(evaluation: Evaluation) -> list[Values]:
    return [
        criterion.plain() | {"bands": [band._asdict() | {"label": band.label} for band in evaluation.scale(criterion)]}
        for criterion in evaluation.criteria
    ]


def _resolve(values: Values, members: dict[str, Values], alliance: Alliance) -> None:
    profile = values["alliance"]
    profile["external_liability"] = members.get(profile["external_liability"] or "")
    if alliance.profile.term:
        profile["term"]["end"] = alliance.profile.term.last_day
    for task in values["tasks"]:
        task["lead"] = members.get(task["lead"])
        task["partners"] = [members[key] for key in task["partners"] if key in members]
    funds = (values["mechanisms"] or {}).get("funds")
    secretariat = (values["governance"] or {}).get("secretariat")
    for place in (funds, secretariat):
        if place:
            place["host"] = members.get(place["host"] or "")
