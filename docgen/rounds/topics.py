"""What the papers of a round are about: the round, each expert, each application, each sheet; with all they print."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode

from docgen.diagnostics import Finding
from docgen.documents import Topic
from docgen.documents.context import context, plain
from docgen.model import Alliance, Round
from docgen.model.round import Application, Expert, PanelOpinion
from docgen.programme import Programme, Setting
from docgen.rounds.results import Result, ranks, result
from docgen.rules import RULES, Rule

Values = dict[str, Any]
_SHEET = "docgen:sheet?"
_BOX = "□"
_PLACES = re.compile(r"(\{\w+\})+")


@dataclass(frozen=True)
class Sheet:
    """The sheet that one expert fills for one alliance: its printed number, and the code that names all three."""

    expert: Expert
    application: Application
    number: str
    code: str


def sheets(review: Round) -> Iterator[Sheet]:
    """Yield every sheet of a round, expert by expert."""
    numbers = {application.id: place for place, application in enumerate(review.alliances, start=1)}
    for place, expert in enumerate(review.experts, start=1):
        for application in review.alliances:
            if expert in review.reviewers(application.id):
                number = f"{review.meeting.id}-{numbers[application.id]}-{place}"
                yield Sheet(expert, application, number, code(review.meeting.id, expert.id, application.id))


def code(round_id: str, expert_id: str, alliance_id: str) -> str:
    """Return what the QR code of a sheet says."""
    return _SHEET + urlencode({"round": round_id, "expert": expert_id, "alliance": alliance_id})


def decode(text: str) -> tuple[str, str, str] | None:
    """Return the round, the expert and the alliance that a sheet's code names, or nothing for any other text."""
    found = parse_qs(text.removeprefix(_SHEET)) if text.startswith(_SHEET) else {}
    names = [found.get(key, [""])[0] for key in ("round", "expert", "alliance")]
    return (names[0], names[1], names[2]) if all(names) else None


@dataclass(frozen=True)
class Pictures:
    """Who draws what the values hold: the code of a sheet, and the charts of a result."""

    code: Callable[[str], Any]
    charts: Callable[[Result], Values]


def topics(
    review: Round,
    alliances: Mapping[str, Alliance],
    programme: Programme,
    *,
    findings: Mapping[str, list[Finding]],
    pictures: Pictures,
) -> dict[str, list[Topic]]:
    """Return the topics of a round by kind: ``round``, ``expert``, ``application``, ``sheet``.

    ``findings`` are what the check of each alliance found.
    """
    results = _results(review, programme)
    contexts = {name: context(alliance, programme, on=review.meeting.held_on) for name, alliance in alliances.items()}
    shared = _round(review, programme, {name: alliance.profile.name for name, alliance in alliances.items()})
    applications = {
        each.id: contexts[each.id]
        | shared
        | {"application": _application(review, programme, each, results[each.id], findings[each.id])}
        for each in review.alliances
    }
    for name, values in applications.items():
        values["application"]["charts"] = pictures.charts(results[name])
    whole = shared | {
        "programme": next(iter(contexts.values()))["programme"],
        "applications": [values["application"] | _profile(values) for values in applications.values()],
    }
    experts = {each["id"]: each for each in shared["experts"]}
    return {
        "round": [Topic("", whole)],
        "expert": [Topic(name, whole | {"expert": expert}) for name, expert in experts.items()],
        "application": [Topic(name, values) for name, values in applications.items()],
        "sheet": [
            Topic(
                f"{sheet.expert.id}-{sheet.application.id}",
                applications[sheet.application.id]
                | {
                    "expert": experts[sheet.expert.id],
                    "sheet": {"number": sheet.number, "code": sheet.code, "qr": pictures.code(sheet.code)},
                    "fields": blanks(programme),
                },
            )
            for sheet in sheets(review)
        ],
    }


def blanks(programme: Programme) -> Values:
    """Return what stands in the places of a sheet that is to be filled by hand: nothing, or a box to tick."""
    return {
        "marks": {criterion.id: "" for criterion in programme.evaluation.criteria},
        "conclusion": dict.fromkeys(programme.evaluation.conclusions, _BOX),
        "recused": {"no": _BOX, "yes": _BOX},
        **dict.fromkeys(("total", "strengths", "weaknesses", "advice", "must_change", "reason"), ""),
    }


def _results(review: Round, programme: Programme) -> dict[str, Result]:
    found = {each.id: result(review, programme, each.id) for each in review.alliances}
    places = ranks([each.total for each in found.values()])
    return {name: replace(each, rank=place) for (name, each), place in zip(found.items(), places, strict=True)}


def _round(review: Round, programme: Programme, names: Mapping[str, str]) -> Values:
    """Return what every paper of a round may print; ``names`` are those of the alliances."""
    values = review.plain()
    recusals = _recusals(review, names)
    experts = [_expert(review, number, expert, recusals) for number, expert in enumerate(values["experts"], start=1)]
    return {
        "round": values["round"],
        "experts": experts,
        "leader": next((expert for expert in experts if expert["leader"]), None),
        "recusals": recusals,
        "agenda": _agenda(review, programme, names),
        "scored": bool(review.scores),
        "opinions": values["opinions"],
        "joint_review": values["joint_review"],
        "minutes": values["minutes"],
        "notice": values["notice"],
        "criteria": [criterion.plain() for criterion in programme.evaluation.criteria],
        "conclusions": [{"id": key, "title": word} for key, word in programme.evaluation.conclusions.items()],
        "rules": {
            "aggregation": programme.review.aggregation.plain(),
            "quorum": programme.review.quorum,
            "decimals": programme.review.decimals,
            "outlier": programme.review.outlier,
            "step": programme.review.step,
        },
    }


def _recusals(review: Round, names: Mapping[str, str]) -> list[Values]:
    """Return the recusals with the expert and the alliance that they name."""
    experts = {expert.id: expert.plain() for expert in review.experts}
    return [
        {"expert": experts[each.expert], "alliance": names[each.alliance], "reason": each.reason}
        for each in review.recusals
    ]


def _expert(review: Round, number: int, expert: Values, recusals: list[Values]) -> Values:
    reviews = [each.id for each in review.alliances if any(one.id == expert["id"] for one in review.reviewers(each.id))]
    interests = [
        each if isinstance(each, dict) else {"name": each, "kind": "other", "note": None}
        for each in expert["interests"]
    ]
    recused = [each for each in recusals if each["expert"]["id"] == expert["id"]]
    return expert | {"number": number, "recused": recused, "reviews": reviews, "interests": interests}


def _agenda(review: Round, programme: Programme, names: Mapping[str, str]) -> list[Values]:
    """Return the steps of the meeting with their times, if the meeting has an hour at which it begins."""
    start = review.meeting.starts_at
    clock = datetime.strptime(start, "%H:%M") if start else None
    lines: list[Values] = []

    def add(title: str, minutes: int, lead: str | None, application: Application | None) -> None:
        nonlocal clock
        end = clock + timedelta(minutes=minutes) if clock else None
        span = f"{clock:%H:%M}—{end:%H:%M}" if clock and end else ""
        named = names[application.id] if application else None
        lines.append({"time": span, "title": title, "minutes": minutes, "lead": lead, "alliance": named})
        clock = end

    steps = list(programme.review.agenda)
    each = [step for step in steps if step.each]
    for step in steps:
        if not step.each:
            add(step.title, step.minutes, step.lead, None)
        elif step is each[0]:
            for application in review.alliances:
                for part in each:
                    add(part.title, part.minutes, part.lead, application)
    return lines


def _profile(values: Values) -> Values:
    """Return what a list of applications prints of an alliance."""
    return {key: values[key] for key in ("alliance", "members", "chair", "counts", "money", "tasks")}


def _application(
    review: Round, programme: Programme, application: Application, outcome: Result, findings: list[Finding]
) -> Values:
    name = application.id
    opinion = next((each for each in review.opinions if each.alliance == name), None)
    joint = [each.plain() for each in review.joint_review if each.alliance == name]
    return {
        "id": name,
        "number": 1 + [each.id for each in review.alliances].index(name),
        "attachments": [paper.plain() for paper in application.papers],
        "checklist": _checklist(application, programme),
        "formalities": _formalities(programme, review.meeting.held_on, findings),
        "findings": [_found(finding) for finding in findings],
        "result": plain(outcome) if outcome.marked else None,
        "reviewers": [expert.plain() for expert in review.reviewers(name)],
        "recused": [each.plain() for each in review.recusals if each.alliance == name],
        "opinion": _opinion(review, opinion) if opinion else None,
        "demands": _demands(review, name),
        "advice": [each.advice for each in review.scores if each.alliance == name and each.advice],
        "agencies": _agencies(programme, review.meeting.held_on, joint),
        "joint": joint,
        "admitted": bool(joint) and all(each["opinion"] == "agree" for each in joint),
    }


def _opinion(review: Round, opinion: PanelOpinion) -> Values:
    """Return the opinion of the panel; who dissents is named."""
    names = {expert.id: expert.name for expert in review.experts}
    dissent = [{"expert": names[each.expert], "text": each.text} for each in opinion.dissent]
    return opinion.plain() | {"dissent": dissent}


def _agencies(programme: Programme, on: date, joint: list[Values]) -> list[Values]:
    """Return the bureaus of the joint review, each with what it said, if it has."""
    said = {each["agency"]: each for each in joint}
    return [issuer.plain() | {"opinion": said.get(issuer.name)} for issuer in programme.issuers_on(on)]


def _checklist(application: Application, programme: Programme) -> list[Values]:
    return [
        item.plain() | {"papers": [paper.plain() for paper in application.papers if paper.item == item.id]}
        for item in programme.review.checklist
    ]


def _formalities(programme: Programme, on: date, findings: list[Finding]) -> list[Values]:
    """Return the rules of the formal check by family, each with the places where it is broken."""
    return [
        {"title": family.title, "rules": list(_lines(programme, on, findings, f"{family.id}-"))}
        for family in programme.review.formalities
    ]


def _lines(programme: Programme, on: date, findings: list[Finding], prefix: str) -> Iterator[Values]:
    for code, setting in _in_force(programme, on, prefix):
        places = [str(finding.location.line) for finding in findings if finding.code == code]
        yield {"code": code, "says": _says(RULES[code]), "severity": str(setting.severity), "places": places}


def _says(rule: Rule) -> str:
    """Return what a rule finds, with …… for the values that it names; its hint, where it names nothing else."""
    message, hint = (_PLACES.sub("……", words.zh) for words in (rule.message, rule.hint))
    return hint if re.fullmatch(r"[…：，“”]+", message) else message


def _in_force(programme: Programme, on: date, prefix: str) -> Iterator[tuple[str, Setting]]:
    for code in programme.rules:
        setting = programme.setting(code, on=on)
        if setting and code.startswith(prefix):
            yield code, setting


def _found(finding: Finding) -> Values:
    hint = finding.hint.zh if finding.hint else ""
    return {"code": finding.code, "line": finding.location.line, "says": finding.message.zh, "hint": hint}


def _demands(review: Round, alliance_id: str) -> list[Values]:
    """Return what must be changed, each thing once with all who ask for it: first the panel, then the experts."""
    panel = [text for each in review.opinions if each.alliance == alliance_id for text in each.must_change]
    asked: dict[str, list[str]] = {text: [] for text in panel}
    for score in (each for each in review.scores if each.alliance == alliance_id):
        expert = review.expert(score.expert)
        for text in score.must_change:
            asked.setdefault(text, []).append(expert.name if expert else score.expert)
    return [{"text": text, "panel": text in panel, "experts": names} for text, names in asked.items()]
