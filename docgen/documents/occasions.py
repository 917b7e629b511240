"""When a paper is made: each entry that it is about, the day it bears and, for an official paper, its number."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from docgen.documents.entries import day, entries, found
from docgen.documents.kinds import Sheet
from docgen.model import Alliance


class Occasion(NamedTuple):
    """One occasion for a paper: the name of its entry, its day, its notice, and whether the record is ripe for it."""

    name: str
    day: date | None
    notice: dict[str, Any] | None
    ripe: bool


def occasions(sheet: Sheet, alliance: Alliance, as_of: date | None) -> Iterator[Occasion]:
    """Yield the occasions on which the record of an alliance calls for a paper.

    A paper with a notice is ripe when the record has its number and day; one that bears a day of the record, when the
    record has that day; one that needs more, when that is there. All others are ripe at once.
    """
    values = alliance.plain()
    if sheet.about != "entry":
        yield _occasion(sheet, "", values, _day(sheet, alliance, as_of))
        return
    for name, entry in entries(values, sheet.entries, sheet.where):
        yield _occasion(sheet, name, entry, _day(sheet, alliance, as_of))


_KNOWN = {"prepared", "signed", "issued"}


def _occasion(sheet: Sheet, name: str, values: dict[str, Any], on: date | None) -> Occasion:
    has_all = all(found(values, path) for path in sheet.needs)
    if sheet.notice is not None:
        notice = found(values, sheet.notice)
        return Occasion(name, notice and notice["issued_on"], notice, has_all and notice is not None)
    if sheet.dated in _KNOWN:
        return Occasion(name, on, None, has_all)
    on = day(values, sheet.dated)
    return Occasion(name, on, None, has_all and on is not None)


def _day(sheet: Sheet, alliance: Alliance, as_of: date | None) -> date | None:
    match sheet.dated:
        case "prepared":
            return alliance.profile.prepared_on
        case "signed":
            return alliance.agreement.signed_on if alliance.agreement else None
        case "issued":
            return as_of
        case _:
            return None
