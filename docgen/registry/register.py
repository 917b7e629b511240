"""The register as an office uses it: reserve, record, look up, verify."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import NamedTuple, Self

from sqlalchemy import Connection

from docgen.diagnostics import Wording
from docgen.errors import RegistryError
from docgen.registry import entries, numbers, standing
from docgen.registry.database import Database
from docgen.registry.entries import Act, Entry, Event, Face, Verification
from docgen.registry.standing import Certificate

_NOT_RESERVED = Wording("编号 {numbers} 没有预留，或者已被收回", "{numbers} is not reserved, or was released meanwhile")
_ISSUE_AGAIN = Wording("没有登记任何内容，请重新发证", "nothing was recorded: issue again")
_RECORDED = Wording("编号 {numbers} 已经登记过", "{numbers} is recorded already")


class Adopted(NamedTuple):
    """A certificate that was issued before there was this register, under the number that it bears.

    ``serials`` are those of the group and of the holder, where the number is one of the series.
    """

    number: str
    act: Act
    face: Face
    series: str
    serials: tuple[int, int] | None = None


class Register:
    """A register of certificates, open at a URL: a file name (SQLite) or ``postgresql://…``.

    It is made where there is none, unless ``create`` is false. Every method is one transaction. Raises RegistryError
    where the database cannot be used or refuses.
    """

    def __init__(self, url: str, *, create: bool = True) -> None:
        self._database = Database(url, create=create)
        self.place = self._database.place

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def reserve(self, series: str, *, group: str, holders: Sequence[str]) -> dict[str, str]:
        """Return a number for each holder, reserved until it is recorded or released."""
        with self._database.writing() as connection:
            return numbers.reserve(connection, series, group=group, holders=holders)

    @contextmanager
    def reserved(self, series: str, *, group: str, holders: Sequence[str]) -> Iterator[dict[str, str]]:
        """Give a reserved number for each holder; what is not recorded inside is given back if something stops it.

        After a crash the numbers stay reserved: whoever issues the same papers again is given the same numbers.
        """
        given = self.reserve(series, group=group, holders=holders)
        try:
            yield given
        except BaseException:
            self.release(given.values())
            raise

    def release(self, given_back: Collection[str]) -> list[str]:
        """Give back those of the numbers that are reserved and not recorded; return them."""
        with self._database.writing() as connection:
            return numbers.release(connection, given_back)

    def record(self, act: Act, faces: dict[str, Face]) -> list[Entry]:
        """Write one act for each number: an issue of reserved numbers, or something that befalls issued ones."""
        with self._database.writing() as connection:
            if act.event is Event.ISSUED:
                self._refuse_unreserved(connection, faces)
            else:
                for number in faces:
                    standing.found(number, entries.read(connection, [number])).admit(act)
            return entries.append(connection, [(number, act, face) for number, face in faces.items()])

    def adopt(self, olds: Sequence[Adopted]) -> list[Entry]:
        """Record certificates that were issued before there was this register: all of them or none."""
        with self._database.writing() as connection:
            if there := numbers.known(connection, [old.number for old in olds]):
                raise RegistryError(_RECORDED.fill(numbers="、".join(there)))
            numbers.occupy(connection, map(_printed, olds))
            return entries.append(connection, [(old.number, old.act, old.face) for old in olds])

    def certificates(self, *, group: str | None = None) -> list[Certificate]:
        """Return every certificate, or those of a group, in the order of issue."""
        of_group = None if group is None else numbers.of_group(group)
        with self._database.reading() as connection:
            return standing.certificates(entries.read(connection, of_group))

    def find(self, number: str) -> Certificate:
        """Return the certificate of a number; raise RegistryError where there is none."""
        with self._database.reading() as connection:
            return standing.found(number, entries.read(connection, [number]))

    def keeps(self, given: Collection[str], digests: Collection[str]) -> bool:
        """Return whether one of these numbers is recorded with a file that has one of these digests."""
        wanted = set(digests)
        with self._database.reading() as connection:
            recorded = (entry for some in numbers.some_of(given) for entry in entries.read(connection, some))
            return any(entry.face.file in wanted for entry in recorded)

    def verify(self, *, head: str | None = None) -> Verification:
        """Return whether the register is as it was written; ``head`` is a last digest that was noted earlier."""
        with self._database.reading() as connection:
            return Verification(*entries.verify(connection, head=head), tuple(numbers.reserved(connection)))

    @staticmethod
    def _refuse_unreserved(connection: Connection, faces: Collection[str]) -> None:
        free = set(numbers.reserved(connection, faces))
        lost = [number for number in faces if number not in free]
        if lost:
            raise RegistryError(_NOT_RESERVED.fill(numbers="、".join(lost)), _ISSUE_AGAIN)


def _printed(old: Adopted) -> numbers.Printed:
    group, place = old.serials or (None, None)
    said = old.face
    return numbers.Printed(old.number, old.series, (group, said.alliance), (place, said.unit_code or said.unit))
