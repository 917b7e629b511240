"""What a rule is: a pure function over an alliance or a round, with its code and its words beside it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from docgen.diagnostics import Location, Wording
from docgen.model import Alliance, Round
from docgen.model.award import Title
from docgen.programme import Programme
from docgen.rules import walking

Path = walking.Path
"""The way from the top of a file to a value, in English keys and numbers from 0."""


class Award(NamedTuple):
    """Certificates that are about to be issued: of which sort, and by the notice of which number."""

    sort: Title
    basis: str


class Case(NamedTuple):
    """What a rule judges: an alliance under a programme on a day, with the rule's value of that day.

    ``words`` are what the alliance says; ``award`` is there when certificates are about to be issued on that day.
    """

    alliance: Alliance
    words: walking.Words
    programme: Programme
    on: date
    value: Any
    award: Award | None = None


class RoundCase(NamedTuple):
    """What a rule of rounds judges: a round with the alliances that apply, by their ids in the round.

    ``place`` tells where something stands in the file of an alliance.
    """

    review: Round
    alliances: Mapping[str, Alliance]
    programme: Programme
    on: date
    value: Any
    place: Callable[[str, Path], Location]


class Breach(NamedTuple):
    """A place where a rule is broken, and the values that its message and hint name.

    ``basis`` are ids of citations of its own; those in force are named with the rule's.
    """

    path: Path
    values: Mapping[str, Any]
    basis: tuple[str, ...] = ()


def at(*path: str | int, **values: Any) -> Breach:
    """Return the breach at a path."""
    return Breach(path, values)


def listed(words: Iterable[Wording]) -> Wording:
    """Return several things as one list, in both languages."""
    words = list(words)
    return Wording("、".join(word.zh for word in words), ", ".join(word.en for word in words))


Subject = Literal["alliance", "round"]
Judge = Callable[[Any], Iterator[Breach]]


@dataclass(frozen=True)
class Rule:
    """A rule: ``judge`` yields its breaches; ``read`` makes the programme's value out of text, if the rule has one.

    It is about an alliance (and judges a Case) or about a round (and judges a RoundCase). How bad a breach is, the
    value and the article are the programme's, by date.
    """

    code: str
    message: Wording
    hint: Wording
    read: Callable[[Any], Any] | None
    judge: Judge
    about: Subject = "alliance"


def rule(
    code: str,
    message: Wording,
    *,
    hint: Wording,
    value: Callable[[Any], Any] | None = None,
    about: Subject = "alliance",
) -> Callable[[Judge], Rule]:
    """Make a rule of the function below; the places ``{value}`` and ``{name}`` in its words are filled by breaches."""
    return lambda judge: Rule(code, message, hint, value, judge, about)
