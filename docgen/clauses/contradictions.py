"""Choices of a file that cannot stand together in an agreement, as the clause library names them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from docgen.clauses.facts import facts_of
from docgen.clauses.library import load
from docgen.clauses.wording import value
from docgen.diagnostics import Wording
from docgen.model.alliance import Alliance
from docgen.programme import Programme


class Contradiction(NamedTuple):
    """A contradiction: the keys that lead to its place in the file, what is wrong, what to do."""

    path: tuple[str, ...]
    message: Wording
    hint: Wording


def contradictions(alliance: Alliance, programme: Programme, *, on: date) -> Iterator[Contradiction]:
    """Return the choices of an alliance that contradict each other, in the order of the clauses that they concern."""
    facts = facts_of(alliance, programme, on=on)
    for clause in load(programme.folders).clauses:
        for conflict in clause.conflicts:
            if value(conflict.when, facts):
                message = Wording(conflict.zh, conflict.en).fill(**_words(facts.values))
                yield Contradiction(tuple(conflict.at.split(".")), message, Wording(conflict.do_zh, conflict.do_en))


def _words(facts: Mapping[str, Any]) -> dict[str, str]:
    """Return the lists among the facts as words, so that a message may name their members."""
    return {name: "、".join(map(str, fact)) for name, fact in facts.items() if isinstance(fact, list)}
