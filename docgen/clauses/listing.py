"""Items of a list as they stand in an agreement: numbered, each closed by a semicolon, the last by a full stop."""

from collections.abc import Iterable
from typing import TypeVar

from docgen.clauses.choosing import Chosen
from docgen.clauses.library import Point
from docgen.clauses.pieces import ended, pieces
from docgen.clauses.tongue import Tongue
from docgen.clauses.tree import PointText
from docgen.clauses.wording import say

_Point = TypeVar("_Point", bound=Point)


def listed(
    points: Iterable[Chosen[_Point]], tongue: Tongue, own: Iterable[str] = (), *, within: tuple[str, ...] = ()
) -> tuple[PointText, ...]:
    """Return the items in words, followed by those that a party wrote itself (``own``).

    ``within`` is the address of their paragraph, by which an item with an id may be referred to.
    """
    wordings: list[tuple[str, str | None]] = [
        (say(point.unit.text, point.facts), tongue.anchor(*within, point.unit.id) if within and point.unit.id else None)
        for point in points
    ]
    wordings += [(words, None) for words in own]
    last = len(wordings)
    return tuple(
        PointText(number, tongue.item(number), ended(pieces(wording), tongue.ends[number == last], tongue.bare), mark)
        for number, (wording, mark) in enumerate(wordings, start=1)
    )
