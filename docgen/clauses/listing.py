"""Items of a list as they stand in an agreement: numbered, each closed by a semicolon, the last by a full stop."""

from collections.abc import Iterable

from docgen import text
from docgen.clauses.choosing import Chosen
from docgen.clauses.library import Point
from docgen.clauses.tree import PointText
from docgen.clauses.wording import say


def listed(points: Iterable[Chosen[Point]], own: Iterable[str] = ()) -> tuple[PointText, ...]:
    """Return the items in words, followed by those that a party wrote itself (``own``)."""
    wordings = [*(say(point.unit.text, point.facts) for point in points), *own]
    last = len(wordings)
    return tuple(
        PointText(number, text.bare(wording) + ("。" if number == last else "；"))
        for number, wording in enumerate(wordings, start=1)
    )
