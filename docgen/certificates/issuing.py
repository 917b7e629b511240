"""Certificates are issued: numbers reserved before papers are made, and recorded when their files are there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from docgen import pipeline
from docgen.batch import Crew, Failed, Lot, Plan, Published, crew, run
from docgen.certificates.desk import Desk, code
from docgen.certificates.order import Made, Order
from docgen.certificates.recalling import file_name
from docgen.documents import Issue, Issued
from docgen.errors import RegistryError
from docgen.model import Member
from docgen.model.award import Title
from docgen.publish import Entry
from docgen.registry import Certificate, Event, Register
from docgen.rules import Award


def issue(file: Path, folder: Path, sort: Title, order: Order) -> Made:
    """Issue a certificate of a sort to each member that the notice ``order.basis`` names and that holds none in force.

    Makes in ``folder`` a DOCX and a PDF of each, one PDF of all for the printer, and the list for the notice. Raises
    InputError or PolicyError with findings where the file or a gate refuses, RegistryError where the register does.
    """
    with crew() as alone:
        made, *_ = issue_all({file: folder}, sort, order, alone)
    if isinstance(made, Failed):
        raise made.error
    return made


def issue_all(targets: Mapping[Path, Path], sort: Title, order: Order, workers: Crew) -> Iterator[Made | Failed]:
    """Issue certificates to the members of many alliances, each in its folder; yield what came of each, as it comes.

    An alliance file that fails has the numbers of its members released, and the others go on.
    """
    with _Office(sort, order) as office:
        plans = [Plan(f"{file}", partial(office.plan, file, folder)) for file, folder in targets.items()]
        for event in run(plans, workers):
            match event:
                case Failed():
                    office.give_up(event.lot)
                    yield event
                case Published():
                    yield office.recorded(event)


@dataclass(frozen=True)
class _Issue:
    """An issue whose papers are being made: the members with the numbers that are reserved for them."""

    desk: Desk
    folder: Path
    members: Sequence[Member]
    numbers: Mapping[str, str] = field(repr=False)


class _Office:
    """The issues that are under way; the register is opened when the first of them has passed all gates."""

    def __init__(self, sort: Title, order: Order) -> None:
        self._sort, self._order = sort, order
        self._opened: Register | None = None
        self._issues: dict[str, _Issue] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for lot in list(self._issues):
            self.give_up(lot)
        if self._opened:
            self._opened.__exit__(kind, error, trace)

    @property
    def _register(self) -> Register:
        self._opened = self._opened or Register(self._order.register)
        return self._opened

    def plan(self, file: Path, folder: Path) -> Lot:
        """Return the papers of an alliance as work to be done, with the numbers reserved."""
        order, sort = self._order, self._sort
        award = Award(sort, order.basis)
        checked = pipeline.check(file, as_of=order.on, templates=order.templates, award=award)
        desk = Desk(file, *checked.cleared(draftable=False), sort, order.look, order.marks)
        group = desk.alliance.profile.name
        members = desk.waiting(order.basis, order.on, self._register.certificates(group=group))
        holders = [code(member) for member in members]
        numbers = self._register.reserve(desk.series(order.on.year), group=group, holders=holders)
        self._issues[f"{file}"] = _Issue(desk, folder, members, numbers)
        papers = {member.id: Issued(numbers[code(member)]) for member in members}
        return desk.lot(Issue(sort, order.basis, papers), folder, order.on, listed=True)

    def give_up(self, lot: str) -> None:
        """Release the numbers of an issue that was not recorded."""
        if issue := self._issues.pop(lot, None):
            self._register.release(issue.numbers.values())

    def recorded(self, event: Published) -> Made | Failed:
        """Record an issue whose papers are in place, or take them back."""
        issue = self._issues[event.lot]
        files, numbers, on = digests(event.entries), issue.numbers, self._order.on
        faces = {
            numbers[code(member)]: issue.desk.face(member, on, files[f"{file_name(numbers[code(member)])}.pdf"])
            for member in issue.members
        }
        try:
            with taken_back(issue.folder, files, faces, self._register):
                written = self._register.record(self._order.act(Event.ISSUED), faces)
        except RegistryError as error:
            self.give_up(event.lot)
            return Failed(event.lot, "", error)
        del self._issues[event.lot]
        return Made(issue.folder, [Certificate(entry.number, (entry,)) for entry in written], sorted(files))


def digests(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the digests of published files by their names."""
    return {entry.path: entry.sha256 for entry in entries}


@contextmanager
def taken_back(folder: Path, files: Mapping[str, str], numbers: Iterable[str], register: Register) -> Iterator[None]:
    """Remove papers that could not be recorded, unless another clerk has just recorded the very same."""
    try:
        yield
    except BaseException:
        if not register.keeps(list(numbers), files.values()):
            for name in files:
                (folder / name).unlink(missing_ok=True)
        raise
