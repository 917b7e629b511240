"""How a certificate stands: what its entries say about it on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from docgen.diagnostics import Wording
from docgen.errors import RegistryError
from docgen.registry.entries import Act, Entry, Event, Face


class Status(StrEnum):
    """Whether a certificate holds."""

    IN_FORCE = "in_force"
    REVOKED = "revoked"
    EXPIRED = "expired"


_ENDS = {Event.REVOKED: Status.REVOKED, Event.EXPIRED: Status.EXPIRED}

_UNKNOWN = Wording("登记簿中没有编号 {number}", "the register has no number {number}")
_LIST = Wording("用 docgen certificate list 查看全部编号", "docgen certificate list shows all numbers")
_OVER = Wording("{number} 已经{ended}，不能再办理", "{number} is {status} and can no longer be changed")
_BACKWARDS = Wording(
    "{number} 上一次登记在 {last}，这一次不能早于它", "{number} was last recorded on {last}: this cannot be earlier"
)
_ENDED = {Status.REVOKED: "撤销", Status.EXPIRED: "失效"}


@dataclass(frozen=True)
class Certificate:
    """A certificate with its history, oldest first; what it says is what the newest entry says."""

    number: str
    history: tuple[Entry, ...]

    @property
    def face(self) -> Face:
        """What the certificate says now."""
        return self.history[-1].face

    @property
    def reissues(self) -> int:
        """How often it was issued again in place of a lost one."""
        return sum(entry.act.event is Event.REISSUED for entry in self.history)

    def status(self, on: date | None = None) -> Status:
        """Return how it stands by its entries and, if a day is given, by its term (the last day included)."""
        recorded = _ENDS.get(self.history[-1].act.event)
        over = on is not None and self.face.expires_on is not None and self.face.expires_on < on
        return recorded or (Status.EXPIRED if over else Status.IN_FORCE)

    def admit(self, act: Act) -> None:
        """Raise RegistryError for an act on a certificate that has ended, or one that is earlier than the last."""
        status = self.status()
        if status is not Status.IN_FORCE:
            raise RegistryError(_OVER.fill(number=self.number, ended=_ENDED[status], status=status))
        last = self.history[-1].act.on
        if act.on < last:
            raise RegistryError(_BACKWARDS.fill(number=self.number, last=last))


class Due(NamedTuple):
    """What falls due for certificates of one kind of an alliance on a day: an assessment, or the end of the term."""

    on: date
    what: str
    kind: str
    alliance: str
    called: str
    numbers: tuple[str, ...]


def certificates(entries: Iterable[Entry]) -> list[Certificate]:
    """Return every certificate with its entries, in the order of issue."""
    histories: dict[str, list[Entry]] = {}
    for entry in entries:
        histories.setdefault(entry.number, []).append(entry)
    return [Certificate(number, tuple(history)) for number, history in histories.items()]


def found(number: str, entries: Iterable[Entry]) -> Certificate:
    """Return the one certificate of a number; raise RegistryError where there is none."""
    history = tuple(entries)
    if not history:
        raise RegistryError(_UNKNOWN.fill(number=number), _LIST)
    return Certificate(number, history)


def due(certificates: Iterable[Certificate], *, until: date) -> list[Due]:
    """Return what falls due up to a day (included) for certificates in force, in the order of days."""
    together: dict[tuple[date, str, str, str, str], list[str]] = {}
    for certificate in certificates:
        for day, what in _days(certificate):
            if day <= until:
                face = certificate.face
                key = (day, what, face.kind, face.alliance, face.called)
                together.setdefault(key, []).append(certificate.number)
    return [Due(*key, tuple(numbers)) for key, numbers in sorted(together.items())]


def _days(certificate: Certificate) -> Iterator[tuple[date, str]]:
    if certificate.status() is Status.IN_FORCE:
        if certificate.face.assessed_by:
            yield certificate.face.assessed_by, "assessment"
        if certificate.face.expires_on:
            yield certificate.face.expires_on, "expiry"
