"""From rules to findings: which rules hold on a day, how bad a breach is, and what it goes against."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType, ModuleType
from typing import Any

from docgen.diagnostics import Finding, Lang, Location, Wording, by_place
from docgen.errors import InputError
from docgen.model import Alliance, Month, Round
from docgen.programme import Programme, Setting
from docgen.rules import (
    agreement,
    certificates,
    codes,
    conditions,
    conflicts,
    dates,
    elements,
    english,
    facts,
    governance,
    joint,
    life,
    marks,
    members,
    money,
    names,
    panel,
    parties,
    references,
    wording,
)
from docgen.rules.rule import Award, Breach, Case, Path, RoundCase, Rule, Subject, listed
from docgen.rules.walking import Words
from docgen.text import amount, arabic_date, arabic_month

_SUBJECTS = (
    facts,
    elements,
    conditions,
    members,
    references,
    money,
    dates,
    codes,
    names,
    parties,
    governance,
    agreement,
    certificates,
    life,
    wording,
    english,
    panel,
    marks,
    conflicts,
    joint,
)


def _rules(subject: ModuleType) -> Iterator[Rule]:
    return (found for found in vars(subject).values() if isinstance(found, Rule))


RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for subject in _SUBJECTS for rule in _rules(subject)})
"""Every rule by its code."""


def check(
    alliance: Alliance,
    programme: Programme,
    *,
    on: date,
    locate: Callable[[Path], Location],
    award: Award | None = None,
) -> list[Finding]:
    """Return every breach of the programme's rules in force on a day, in the order of the file.

    What is older than the programme is judged by the rules of its first day.
    ``locate`` gives the place of a path; ``award`` is what is about to be issued, if anything. An ``InputError`` where
    the programme switches on a rule that does not exist, or one without the value that it needs.
    """
    on = max(on, programme.in_force)
    case = Case(alliance, Words(alliance, programme.vocabulary), programme, on, None, award)
    return _judged(case, "alliance", locate)


def check_round(
    review: Round,
    alliances: Mapping[str, Alliance],
    programme: Programme,
    *,
    locate: Callable[[Path], Location],
    place: Callable[[str, Path], Location],
) -> list[Finding]:
    """Return every breach of the rules of rounds in force on the day of the meeting, in the order of the round file.

    ``alliances`` are those that apply, by their ids in the round; ``locate`` gives the place of a path in the round
    file, ``place`` that of a path in the file of an alliance. Raises as ``check`` does.
    """
    on = max(review.meeting.held_on, programme.in_force)
    return _judged(RoundCase(review, alliances, programme, on, None, place), "round", locate)


def _judged(case: Case | RoundCase, about: Subject, locate: Callable[[Path], Location]) -> list[Finding]:
    findings = []
    for rule, setting in _in_force(case.programme, case.on, about):
        value = _value(rule, setting, case.programme)
        for breach in rule.judge(case._replace(value=value)):
            words = {"value": value, **breach.values}
            message, hint = _filled(rule.message, words), _filled(rule.hint, words)
            cite = _cite(case.programme, setting, breach, case.on)
            findings.append(Finding(setting.severity, rule.code, message, locate(breach.path), hint, cite))
    return by_place(findings)


def _in_force(programme: Programme, on: date, about: Subject) -> Iterator[tuple[Rule, Setting]]:
    for code in programme.rules:
        if code not in RULES:
            raise InputError(_UNKNOWN.fill(file=programme.root / "programme.yaml", code=code))
        setting = programme.setting(code, on=on)
        if setting and RULES[code].about == about:
            yield RULES[code], setting


_UNKNOWN = Wording("{file}：没有规则 {code}", "{file}: there is no rule {code}")
_NO_VALUE = Wording(
    "{file}：规则 {code} 自 {since} 起的数值缺失或者有误",
    "{file}: the value of rule {code} from {since} is missing or wrong",
)


def _value(rule: Rule, setting: Setting, programme: Programme) -> Any:
    if rule.read is None:
        return None
    try:
        return rule.read(setting.value)
    except (TypeError, ValueError, KeyError, ArithmeticError) as error:
        file = programme.root / "programme.yaml"
        raise InputError(_NO_VALUE.fill(file=file, code=rule.code, since=setting.since)) from error


def _cite(programme: Programme, setting: Setting, breach: Breach, on: date) -> Wording | None:
    """Return what the rule stands on, and what of the breach's own basis is in force on the day."""
    own = (citation for citation in map(programme.law.find, breach.basis) if citation.holds(on))
    cited = [*programme.basis(setting, on=on), *own]
    return listed(citation.wording for citation in cited) if cited else None


def _filled(wording: Wording, values: Mapping[str, Any]) -> Wording:
    zh, en = ({name: _said(value, lang) for name, value in values.items()} for lang in ("zh", "en"))
    return Wording(wording.zh.format(**zh), wording.en.format(**en))


def _said(value: Any, lang: Lang) -> str:
    """Return a value as a message says it."""
    match value:
        case Wording():
            return value.say(lang)
        case Month():
            return arabic_month(value) if lang == "zh" else str(value)
        case date():
            return arabic_date(value) if lang == "zh" else str(value)
        case Decimal():
            return amount(value)
        case tuple():
            return ("、" if lang == "zh" else ", ").join(str(part) for part in value)
        case _:
            return str(value)
