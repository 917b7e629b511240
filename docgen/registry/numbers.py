"""Numbers: the lowest that is free, reserved before a paper is made, given back if it is not."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count, islice
from typing import NamedTuple

from sqlalchemy import Connection, Select, delete, select

from docgen.diagnostics import Wording
from docgen.errors import RegistryError
from docgen.registry.tables import entries, groups, numbers

_HELD = Wording("{names} 已经有编号 {held} 的证书", "{names} already has certificate {held}")
_REISSUE = Wording(
    "遗失的用 reissue 补发，写错的用 correct 更正", "use reissue for a lost one and correct for a wrong one"
)

_PORTION = 500


def reserve(connection: Connection, series: str, *, group: str, holders: Sequence[str]) -> dict[str, str]:
    """Return a number for each holder, reserved: the one that it has reserved before, or the lowest that is free.

    ``series`` is the pattern of the numbers, with ``{group}`` and ``{serial}`` where the two serials stand. Raises
    RegistryError for a holder whose number is recorded already. The connection must be alone in writing.
    """
    group_id, group_serial = _group(connection, series, group)
    rows = connection.execute(select(numbers).where(numbers.c.group_id == group_id)).all()
    held = {row.holder: row.number for row in rows}
    _refuse_recorded(connection, {holder: held[holder] for holder in holders if holder in held})
    free = _free({row.serial for row in rows})
    new = []
    for holder in holders:
        if holder not in held:
            serial = next(free)
            held[holder] = series.format(group=group_serial, serial=serial)
            new.append({"number": held[holder], "group_id": group_id, "serial": serial, "holder": holder})
    if new:
        connection.execute(numbers.insert(), new)
    return {holder: held[holder] for holder in holders}


class Printed(NamedTuple):
    """A number that is printed already: ``group`` and ``holder`` are serials, if known, with their names."""

    number: str
    series: str
    group: tuple[int | None, str]
    holder: tuple[int | None, str]


def occupy(connection: Connection, printed: Iterable[Printed]) -> None:
    """Take numbers that are printed already; one whose serial is not known gets the lowest that is free."""
    groups_of: dict[tuple[str, str], _Group] = {}
    new = []
    for number, series, (group_serial, group), (known_serial, holder) in printed:
        there = groups_of.get((series, group))
        if there is None:
            there = groups_of[series, group] = _opened(connection, series, group, group_serial)
        serial = known_serial or next(there.free)
        there.taken.add(serial)
        new.append({"number": number, "group_id": there.id, "serial": serial, "holder": holder})
    if new:
        connection.execute(numbers.insert(), new)


def reserved(connection: Connection, among: Collection[str] | None = None) -> list[str]:
    """Return the numbers that are reserved and not recorded: papers being made, or left by a crash.

    ``among`` are those to look for; by default all.
    """
    recorded = select(entries.c.number).where(entries.c.number == numbers.c.number).exists()
    unrecorded = select(numbers.c.number).where(~recorded).order_by(numbers.c.number)
    wanted = (
        [unrecorded] if among is None else [unrecorded.where(numbers.c.number.in_(some)) for some in some_of(among)]
    )
    return [number for query in wanted for number in connection.execute(query).scalars()]


def known(connection: Connection, among: Collection[str]) -> list[str]:
    """Return those of some numbers that are reserved or recorded."""
    queries = (select(numbers.c.number).where(numbers.c.number.in_(some)) for some in some_of(among))
    return [number for query in queries for number in connection.execute(query).scalars()]


def of_group(name: str) -> Select[tuple[str]]:
    """Return the query for all numbers of a group, in whatever series."""
    return select(numbers.c.number).join(groups, groups.c.id == numbers.c.group_id).where(groups.c.name == name)


def release(connection: Connection, given_back: Collection[str]) -> list[str]:
    """Give numbers back that are reserved and not recorded, and return them; recorded ones stay."""
    free = sorted(reserved(connection, given_back))
    for some in some_of(free):
        connection.execute(delete(numbers).where(numbers.c.number.in_(some)))
    connection.execute(delete(groups).where(groups.c.id.not_in(select(numbers.c.group_id))))
    return free


def some_of(wanted: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Yield what is wanted in portions that every database takes as parameters of one query."""
    left = iter(wanted)
    while some := tuple(islice(left, _PORTION)):
        yield some


class _Group(NamedTuple):
    """A group whose numbers are being taken: its serials so far, and those that are free still."""

    id: int
    taken: set[int]
    free: Iterator[int]


def _opened(connection: Connection, series: str, name: str, serial: int | None) -> _Group:
    group_id, _ = _group(connection, series, name, serial=serial)
    taken = set(connection.execute(select(numbers.c.serial).where(numbers.c.group_id == group_id)).scalars())
    return _Group(group_id, taken, _free(taken))


def _group(connection: Connection, series: str, name: str, *, serial: int | None = None) -> tuple[int, int]:
    """Return the id and the serial of a group, which is given the lowest free serial where it is new."""
    known = connection.execute(select(groups).where(groups.c.series == series)).all()
    row = next((row for row in known if row.name == name), None)
    if row:
        return row.id, row.serial
    serial = serial or next(_free({row.serial for row in known}))
    values = {"series": series, "serial": serial, "name": name}
    group_id: int = connection.execute(groups.insert().values(values).returning(groups.c.id)).scalar_one()
    return group_id, serial


def _refuse_recorded(connection: Connection, held: dict[str, str]) -> None:
    recorded = set(held.values()) - set(reserved(connection, held.values()))
    names = [holder for holder, number in held.items() if number in recorded]
    if names:
        raise RegistryError(_HELD.fill(names="、".join(names), held="、".join(sorted(recorded))), _REISSUE)


def _free(taken: set[int]) -> Iterator[int]:
    """Yield the serials that are not taken, from 1; those that are taken meanwhile are passed over."""
    return filter(lambda serial: serial not in taken, count(1))
