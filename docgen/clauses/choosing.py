"""Which clauses, paragraphs and items stand in an agreement, and what number each of them has."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from docgen.clauses.library import Clause, Paragraph, Part, Point, Unit
from docgen.clauses.pieces import reference
from docgen.clauses.wording import BLANK, Facts, value

_Unit = TypeVar("_Unit", bound=Unit)

Address = tuple[str, ...]
"""The ids of a clause, and of a paragraph and an item in it if meant."""


@dataclass(frozen=True)
class Chosen(Generic[_Unit]):
    """A unit that stands, with the facts that hold for it (``it`` among them where it stands for each of a list)."""

    unit: _Unit
    facts: Facts


@dataclass(frozen=True)
class ChosenParagraph:
    """A paragraph that stands, with its items."""

    paragraph: Chosen[Paragraph]
    points: tuple[Chosen[Point], ...]


@dataclass(frozen=True)
class ChosenClause:
    """A clause that stands, with its number, its bookmark and its paragraphs."""

    number: int
    anchor: str
    clause: Chosen[Clause]
    paragraphs: tuple[ChosenParagraph, ...]


@dataclass(frozen=True)
class ChosenPart:
    """A chapter of which at least one clause stands."""

    part: Part
    clauses: tuple[ChosenClause, ...]


def standing(units: Sequence[_Unit], facts: Facts) -> Iterator[Chosen[_Unit]]:
    """Return those of the units whose condition holds, each as often as its list has members."""
    for unit in units:
        if unit.when is None or value(unit.when, facts):
            if unit.each is None:
                yield Chosen(unit, facts)
            else:
                yield from (Chosen(unit, each) for each in facts.each(unit.each))


def choose(parts: Sequence[Part], facts: Facts) -> tuple[ChosenPart, ...]:
    """Return what stands of a library, numbered through (条 continue over chapters)."""
    chosen: list[ChosenPart] = []
    times: Counter[str] = Counter()
    for part in parts:
        clauses: list[ChosenClause] = []
        for clause in standing(part.clauses, facts):
            name = clause.unit.id
            again = [str(times[name] + 1)] if times[name] else []
            mark = facts.tongue.anchor(name, *again)
            times[name] += 1
            clauses.append(ChosenClause(times.total(), mark, clause, _paragraphs(clause)))
        if clauses:
            chosen.append(ChosenPart(part, tuple(clauses)))
    return tuple(chosen)


_OPEN = Paragraph(text="{{ none }}")
_OPEN_POINT = Point(text=BLANK)


def _paragraphs(clause: Chosen[Clause]) -> tuple[ChosenParagraph, ...]:
    """Return the paragraphs that stand; a choice that is not made yet (a draft) leaves a blank one."""
    undecided = any(value(option, clause.facts) is None for option in clause.unit.options)
    blank = [ChosenParagraph(Chosen(_OPEN, clause.facts), ())] if undecided else []
    chosen = standing(clause.unit.text, clause.facts)
    return (*blank, *(ChosenParagraph(paragraph, _points(paragraph)) for paragraph in chosen))


def _points(paragraph: Chosen[Paragraph]) -> tuple[Chosen[Point], ...]:
    points = tuple(standing(paragraph.unit.points, paragraph.facts))
    if paragraph.unit.points and not points:
        return (Chosen(_OPEN_POINT, paragraph.facts),)
    return points


def numbers(parts: Sequence[ChosenPart]) -> Mapping[Address, str]:
    """Return the reference to each clause, paragraph and item with an id: 第十二条第二款第（三）项."""
    found: dict[Address, str] = {}
    for clause in (clause for part in parts for clause in part.clauses):
        name = clause.clause.unit.id
        tongue = clause.clause.facts.tongue
        head = found[(name,)] = reference(tongue.article(clause.number), clause.anchor)
        for place, paragraph in enumerate(clause.paragraphs, start=1):
            # An article of one paragraph is cited without 第一款, as statutes do.
            label = head if len(clause.paragraphs) == 1 else tongue.paragraph(head, place)
            found |= _within(paragraph, name, label)
    return found


def _within(paragraph: ChosenParagraph, clause_id: str, label: str) -> dict[Address, str]:
    unit, tongue = paragraph.paragraph.unit, paragraph.paragraph.facts.tongue
    if unit.id is None:
        return {}
    points: dict[Address, str] = {}
    for place, point in enumerate(paragraph.points, start=1):
        if point.unit.id:
            address = (clause_id, unit.id, point.unit.id)
            points[address] = tongue.within(label, reference(tongue.item(place), tongue.anchor(*address)))
    return {(clause_id, unit.id): label, **points}
