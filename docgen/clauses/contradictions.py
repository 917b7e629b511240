"""Choices of a file that cannot stand together in an agreement, or should not stand: the clause library names them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from docgen.clauses.facts import facts_of
from docgen.clauses.library import Clause, Conflict, load
from docgen.clauses.wording import Facts, value
from docgen.diagnostics import Wording
from docgen.model.alliance import Alliance
from docgen.programme import Programme


class Contradiction(NamedTuple):
    """A contradiction: the keys that lead to its place in the file, what is wrong, what to do, ids of law behind it."""

    path: tuple[str, ...]
    message: Wording
    hint: Wording
    basis: tuple[str, ...]


def contradictions(alliance: Alliance, programme: Programme, *, on: date) -> Iterator[Contradiction]:
    """Return the choices of an alliance that contradict each other, in the order of the clauses that they concern."""
    facts = _facts(alliance, programme, on)
    for clause in _clauses(programme):
        yield from _found(clause.conflicts, facts)


def cautions(alliance: Alliance, programme: Programme, *, on: date) -> Iterator[Contradiction]:
    """Return the choices that can stand, but that a statute or a programme in force advises against."""
    facts = _facts(alliance, programme, on)
    for clause in _clauses(programme):
        yield from _found(clause.cautions, facts)


def _clauses(programme: Programme) -> tuple[Clause, ...]:
    return load(programme.folders).clauses


def _facts(alliance: Alliance, programme: Programme, on: date) -> Facts:
    return facts_of(alliance, programme, on=on) | {"in_force": lambda name: programme.law.find(name).holds(on)}


def _found(conflicts: tuple[Conflict, ...], facts: Facts) -> Iterator[Contradiction]:
    for conflict in conflicts:
        if value(conflict.when, facts):
            message = Wording(conflict.zh, conflict.en).fill(**_words(facts.values))
            hint = Wording(conflict.do_zh, conflict.do_en)
            yield Contradiction(tuple(conflict.at.split(".")), message, hint, conflict.basis)


def _words(facts: Mapping[str, Any]) -> dict[str, str]:
    """Return the lists among the facts as words, so that a message may name their members."""
    return {name: "、".join(map(str, fact)) for name, fact in facts.items() if isinstance(fact, list)}
