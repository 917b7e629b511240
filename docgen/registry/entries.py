"""What the register keeps of each event: who did what, when, why and on what basis, chained by digests."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, select

from docgen.diagnostics import Wording
from docgen.errors import RegistryError
from docgen.registry.tables import entries

GENESIS = "0" * 64
"""What the first entry follows."""


class Event(StrEnum):
    """What can happen to a certificate."""

    ISSUED = "issued"
    REISSUED = "reissued"
    CORRECTED = "corrected"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Act:
    """One act of the office: what, on which day, by whom, why, and by which document."""

    event: Event
    on: date
    who: str
    why: str
    basis: str


@dataclass(frozen=True)
class Face:
    """What a certificate says; ``file`` is the SHA-256 of the printed PDF in hexadecimal, empty for an old paper."""

    kind: str
    unit: str
    unit_code: str
    alliance: str
    title: str
    issuers: tuple[str, ...]
    issued_on: date
    expires_on: date | None = None
    assessed_by: date | None = None
    file: str = ""

    @property
    def called(self) -> str:
        """What the unit is called: what the title says beyond the name of the alliance, or else the kind."""
        return self.title.removeprefix(self.alliance) if self.title.startswith(self.alliance) else self.kind

    def as_json(self) -> str:
        """Return the face as canonical JSON: sorted keys, no blanks, days as YYYY-MM-DD."""
        return _canonical(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Face":
        """Return the face that was written by ``as_json``."""
        values: dict[str, Any] = json.loads(text)
        days = {key: date.fromisoformat(values[key]) if values[key] else None for key in _DAYS}
        return cls(**{**values, **days, "issuers": tuple(values["issuers"])})


_DAYS = ("issued_on", "expires_on", "assessed_by")


class Entry(NamedTuple):
    """One line of the register; ``digest`` is the SHA-256 of the line together with the digest before it."""

    seq: int
    number: str
    act: Act
    face: Face
    previous: str
    digest: str


class Fault(NamedTuple):
    """A line of the register that is not as it was written."""

    seq: int
    what: Wording


@dataclass(frozen=True)
class Verification:
    """What a check of the register found: its entries, its last digest, faults, and numbers reserved only."""

    entries: int
    head: str
    faults: tuple[Fault, ...]
    reserved: tuple[str, ...]


_MISSING = Wording("第 {seq} 条不见了", "entry {seq} is missing")
_UNLINKED = Wording("第 {seq} 条（{number}）没有接着上一条", "entry {seq} ({number}) does not follow the one before")
_CHANGED = Wording("第 {seq} 条（{number}）被改动过", "entry {seq} ({number}) was changed")
_UNREADABLE = Wording("第 {seq} 条（{number}）读不出来", "entry {seq} ({number}) cannot be read")
_VERIFY = Wording(
    "用 docgen register verify 查明哪些登记被改动过", "docgen register verify tells which entries were changed"
)
_UNKNOWN_HEAD = Wording(
    "给出的校验值不在登记簿中：后面的登记被删去了", "the given digest is not there: entries were cut off"
)


def read(connection: Connection, wanted: Collection[str] | Select[Any] | None = None) -> Iterator[Entry]:
    """Yield the entries in their order; of some numbers, if they are given or selected."""
    lines = select(entries).order_by(entries.c.seq)
    for row in connection.execute(lines if wanted is None else lines.where(entries.c.number.in_(wanted))):
        yield _entry(row)


def append(connection: Connection, acts: Iterable[tuple[str, Act, Face]]) -> list[Entry]:
    """Write acts at the end of the register; the connection must be alone in writing."""
    last = connection.execute(select(entries.c.seq, entries.c.digest).order_by(entries.c.seq.desc()).limit(1)).first()
    seq, previous = (last.seq, last.digest) if last else (0, GENESIS)
    written, rows = [], []
    for number, act, face in acts:
        row = _row(seq := seq + 1, number, act, face.as_json(), previous)
        rows.append(row)
        written.append(Entry(seq, number, act, face, previous, row["digest"]))
        previous = row["digest"]
    if rows:
        connection.execute(entries.insert(), rows)
    return written


def verify(connection: Connection, *, head: str | None = None) -> tuple[int, str, tuple[Fault, ...]]:
    """Return how many entries there are, the last digest, and every line that was changed, moved or taken out.

    ``head`` is a digest that was noted earlier: it must still be there, or the end of the register was cut off.
    """
    faults, seen, count, expected, previous = [], {GENESIS}, 0, 1, GENESIS
    for row in connection.execute(select(entries).order_by(entries.c.seq)).mappings():
        count += 1
        faults += [Fault(seq, _MISSING.fill(seq=seq)) for seq in range(expected, row["seq"])]
        if row["previous"] != previous and row["seq"] == expected:
            faults.append(Fault(row["seq"], _UNLINKED.fill(seq=row["seq"], number=row["number"])))
        if _digest(row) != row["digest"]:
            faults.append(Fault(row["seq"], _CHANGED.fill(seq=row["seq"], number=row["number"])))
        seen.add(row["digest"])
        expected, previous = row["seq"] + 1, row["digest"]
    if head and head not in seen:
        faults.append(Fault(expected, _UNKNOWN_HEAD))
    return count, previous, tuple(faults)


def _entry(row: Row[Any]) -> Entry:
    try:
        act = Act(Event(row.event), row.day, row.who, row.why, row.basis)
        return Entry(row.seq, row.number, act, Face.from_json(row.face), row.previous, row.digest)
    except (ValueError, KeyError, TypeError) as error:
        raise RegistryError(_UNREADABLE.fill(seq=row.seq, number=row.number), _VERIFY) from error


def _row(seq: int, number: str, act: Act, face: str, previous: str) -> dict[str, Any]:
    row = {
        "seq": seq,
        "number": number,
        "event": str(act.event),
        "day": act.on,
        "who": act.who,
        "why": act.why,
        "basis": act.basis,
        "face": face,
        "previous": previous,
    }
    return row | {"digest": _digest(row)}


def _digest(row: Any) -> str:
    """Return the SHA-256 of a line without its own digest, in hexadecimal."""
    return hashlib.sha256(_canonical({key: row[key] for key in _SIGNED}).encode()).hexdigest()


_SIGNED = tuple(column.name for column in entries.columns if column.name != "digest")


def _canonical(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat)
