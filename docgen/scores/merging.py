"""Sheets of many files brought together, and with what the round file has: the same twice is said once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.diagnostics import Finding, Location, Wording
from docgen.model.round import Score
from docgen.scores import faults
from docgen.scores.judging import Given, Judge, Value
from docgen.scores.questions import CONCLUSION, MARK, MUST_CHANGE, REASON, TEXTS, Answer, Said
from docgen.source import Source
from docgen.text import number

_IN_ROUND = Wording("评审会文件第{line}行", "line {line} of the round file")
_IN_FILE = Wording("{file} {where.zh}", "{file} {where.en}")

Pair = tuple[str, str]
"""An expert and an alliance, by their ids."""


@dataclass
class Merged:
    """What the sheets bring that the round file has not: new scores, more for old ones (by number), new recusals."""

    scores: list[dict[str, Any]] = field(default_factory=list)
    more: dict[int, dict[str, Any]] = field(default_factory=dict)
    recusals: list[dict[str, Any]] = field(default_factory=list)
    known: int = 0
    findings: list[Finding] = field(default_factory=list)


def merge(answers: Iterable[Answer], judge: Judge, read: Source) -> Merged:
    """Judge the sheets and bring them together; what is wrong is in the findings."""
    merged = Merged()
    strangers: set[str] = set()
    given: dict[Pair, dict[str, Given]] = {}
    first: dict[Pair, Answer] = {}
    for answer in answers:
        values, findings = judge.judge(answer)
        for finding in findings:
            if finding.code != faults.OTHER_ROUND.code or finding.location.file not in strangers:
                merged.findings.append(finding)
        strangers |= {each.location.file for each in findings if each.code == faults.OTHER_ROUND.code}
        if values:
            first.setdefault(answer.pair, answer)
            merged.findings += _joined(given.setdefault(answer.pair, {}), values, judge, answer)
    if not merged.findings:
        for pair in _ordered(judge, given):
            _compare(merged, first[pair], given[pair], judge, read)
    return merged


def _ordered(judge: Judge, pairs: Iterable[Pair]) -> list[Pair]:
    """Return the pairs in the order of the round file, alliance by alliance."""
    experts = [each.id for each in judge.review.experts]
    alliances = [each.id for each in judge.review.alliances]
    return sorted(pairs, key=lambda pair: (alliances.index(pair[1]), experts.index(pair[0])))


def _joined(known: dict[str, Given], values: Mapping[str, Given], judge: Judge, answer: Answer) -> Iterator[Finding]:
    """Add the values of a sheet to those of another for the same pair; yield where the two contradict each other."""
    for name, each in values.items():
        before = known.setdefault(name, each)
        if before.value != each.value:
            other = _IN_FILE.fill(file=before.said.location.file, where=before.said.where)
            yield _contradiction(name, each, (before.value, other), judge, answer)
    if REASON in known and len(known) > 1:
        yield faults.RECUSED_AND_MARKED.at(answer.location, **judge.who(answer))


def _compare(merged: Merged, answer: Answer, given: Mapping[str, Given], judge: Judge, read: Source) -> None:
    """Hold a sheet against the round file, and note what is new in it."""
    expert, alliance = answer.pair
    scores = judge.review.scores
    place = next((n for n, each in enumerate(scores) if (each.expert, each.alliance) == answer.pair), None)
    if REASON in given:
        if place is not None:
            merged.findings.append(faults.RECUSED_AND_MARKED.at(answer.location, **judge.who(answer)))
        merged.recusals.append({"expert": expert, "alliance": alliance, "reason": str(given[REASON].value)})
        return
    before = _values(scores[place]) if place is not None else {}
    for name, each in given.items():
        if name in before and before[name] != each.value:
            line = read.locate(("scores", place or 0, *_path(name))).line
            other = _IN_ROUND.fill(line=line)
            merged.findings.append(_contradiction(name, each, (before[name], other), judge, answer))
    new = {name: each.value for name, each in given.items() if name not in before}
    needed = [*(f"{MARK}{each.id}" for each in judge.programme.evaluation.criteria), CONCLUSION]
    missing = [judge.labels[name] for name in needed if name not in given and name not in before]
    if missing:
        merged.findings.append(faults.INCOMPLETE.at(answer.location, names="、".join(missing), **judge.who(answer)))
    elif place is None:
        merged.scores.append({"expert": expert, "alliance": alliance, **_written(new, needed)})
    elif new:
        merged.more[place] = _written(new, needed)
    else:
        merged.known += 1


def _values(score: Score) -> dict[str, Value]:
    """Return the values of a score of the round file by field, without those that it does not give."""
    values: dict[str, Value | None] = {f"{MARK}{name}": mark for name, mark in score.marks.items()}
    values |= {name: getattr(score, name) for name in TEXTS}
    values |= {CONCLUSION: score.conclusion, MUST_CHANGE: score.must_change or None}
    return {name: value for name, value in values.items() if value is not None}


def _path(name: str) -> tuple[str, ...]:
    return ("marks", name.removeprefix(MARK)) if name.startswith(MARK) else (name,)


def _written(values: Mapping[str, Value], needed: Iterable[str]) -> dict[str, Any]:
    """Return the values as they are written in a round file: marks first, in the order of the criteria."""
    marks = {name.removeprefix(MARK): _text(values[name]) for name in needed if MARK in name and name in values}
    rest = {name: values[name] for name in (CONCLUSION, *TEXTS, MUST_CHANGE) if name in values}
    written = {name: list(each) if isinstance(each, tuple) else each for name, each in rest.items()}
    return {**({"marks": marks} if marks else {}), **written}


def _text(value: Value) -> str:
    return value if isinstance(value, str) else "、".join(value) if isinstance(value, tuple) else number(value)


def _contradiction(name: str, new: Given, before: tuple[Value, Wording], judge: Judge, answer: Answer) -> Finding:
    said: Said = new.said
    location: Location = said.location
    return faults.CONTRADICTION.at(
        location,
        where=said.where,
        name=judge.labels[name],
        text=_text(new.value),
        other=before[1],
        else_=_text(before[0]),
        **judge.who(answer),
    )
