"""Every choice of an agreement explained: what was taken, what else could be, the law behind it, what silence means."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from docgen import text
from docgen.clauses.facts import facts_of, member_facts
from docgen.clauses.library import Library, Option, load
from docgen.clauses.wording import value
from docgen.clauses.writing import agreement
from docgen.diagnostics import Lang, Wording
from docgen.model.alliance import Alliance
from docgen.programme import Law, Programme

_FIXED = Wording("本协议一律如此约定", "so in every agreement")
_OPEN = Wording("没有选择", "not chosen")


@dataclass(frozen=True)
class Explanation:
    """One choice: its place in the file (``None`` where nothing is chosen), what was taken and what else could be.

    ``articles`` are those that turn on it, ``basis`` the law in force behind it, ``silent`` what holds without it.
    """

    at: str | None
    name: Wording
    taken: Wording
    others: Wording | None
    articles: tuple[str, ...]
    basis: tuple[Wording, ...]
    silent: Wording

    def as_dict(self, lang: Lang) -> dict[str, Any]:
        """Return the explanation for tools."""
        return {
            "at": self.at,
            "name": self.name.say(lang),
            "taken": self.taken.say(lang),
            "others": self.others.say(lang) if self.others else None,
            "articles": list(self.articles),
            "basis": [citation.say(lang) for citation in self.basis],
            "silent": self.silent.say(lang),
        }


@dataclass(frozen=True)
class Reminded:
    """What the drafter should think of for one party, with the law behind it."""

    member: str
    says: Wording
    basis: tuple[Wording, ...]

    def as_dict(self, lang: Lang) -> dict[str, Any]:
        """Return the reminder for tools."""
        return {
            "member": self.member,
            "says": self.says.say(lang),
            "basis": [citation.say(lang) for citation in self.basis],
        }


@dataclass(frozen=True)
class Explained:
    """An agreement explained: its choices in the order of the library, and the reminders party by party."""

    on: date
    choices: tuple[Explanation, ...]
    reminders: tuple[Reminded, ...]


def explain(alliance: Alliance, programme: Programme, *, on: date) -> Explained:
    """Return every choice of an agreement dated ``on`` explained, and the reminders for its drafter."""
    library = load(programme.folders)
    written = agreement(alliance, programme, on=on)
    articles = {article.id: f"{article.label}　{article.title}" for article in written.articles}
    choices = tuple(
        Explanation(
            at=option.at,
            name=option.name.wording,
            taken=_taken(option, alliance, programme),
            others=_others(option, alliance, programme),
            articles=tuple(articles[clause] for clause in option.clauses if clause in articles),
            basis=_in_force(option.basis, programme.law, on),
            silent=option.silent.wording,
        )
        for option in library.choices.options
    )
    return Explained(on, choices, tuple(_reminders(library, alliance, programme, on)))


def _reminders(library: Library, alliance: Alliance, programme: Programme, on: date) -> Iterator[Reminded]:
    facts = facts_of(alliance, programme, on=on) | {"in_force": lambda name: programme.law.find(name).holds(on)}
    for member in alliance.members:
        known = facts | member_facts(member, alliance)
        for reminder in library.choices.reminders:
            if value(reminder.when, known):
                yield Reminded(member.name, reminder.says.wording, _in_force(reminder.basis, programme.law, on))


def _in_force(ids: Sequence[str], law: Law, on: date) -> tuple[Wording, ...]:
    return tuple(citation.wording for citation in map(law.find, ids) if citation.holds(on))


def _taken(option: Option, alliance: Alliance, programme: Programme) -> Wording:
    if option.at is None:
        return _FIXED
    found = _found(alliance.plain(), option.at)
    if found in (None, []):
        return _OPEN
    if isinstance(found, list):
        return _listed(found, option.at, alliance, programme)
    said = _said(found, alliance, programme.vocabulary.get(option.at, {}))
    if option.unit is None or isinstance(found, str):
        return said
    return Wording(f"{said.zh}{option.unit.zh}", f"{said.en} {option.unit.en}")


def _found(values: Any, path: str) -> Any:
    for step in path.split("."):
        values = values.get(step) if values else None
    return values


def _listed(rows: Sequence[Mapping[str, Any]], at: str, alliance: Alliance, programme: Programme) -> Wording:
    """Return the rows of a list, such as the fees seat by seat, with their values in words."""
    words = programme.vocabulary
    told = [[_said(value, alliance, words.get(f"{at}.{key}", {})) for key, value in row.items()] for row in rows]
    zh, en = ([" ".join(word.say(lang) for word in row) for row in told] for lang in ("zh", "en"))
    return Wording("、".join(zh), ", ".join(en))


def _said(found: Any, alliance: Alliance, words: Mapping[str, str]) -> Wording:
    match found:
        case Fraction():
            return Wording(text.fraction_words(found), str(found))
        case Decimal():
            return Wording(text.number(found), text.number(found))
        case str() if found in words:
            return Wording(words[found], found)
        case str() if member := alliance.member(found):
            return Wording(member.name, member.name)
        case _:
            return Wording(str(found), str(found))


def _others(option: Option, alliance: Alliance, programme: Programme) -> Wording | None:
    if option.others:
        return option.others.wording
    taken = _found(alliance.plain(), option.at) if option.at else None
    rest = {word: said for word, said in programme.vocabulary.get(option.at or "", {}).items() if word != taken}
    return Wording("、".join(rest.values()), ", ".join(rest)) if rest else None
