"""The acts of the office: issue, reissue, correct, revoke, expire, and take an old register in."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from docgen import pipeline
from docgen.certificates.desk import Desk, code, series
from docgen.certificates.look import Look
from docgen.certificates.marks import Marks, reissued
from docgen.certificates.recalling import file_name
from docgen.diagnostics import Wording
from docgen.documents import Issue, Issued
from docgen.errors import RegistryError
from docgen.model.award import Title
from docgen.pipeline import Progress
from docgen.programme import Programme
from docgen.registry import Act, Adopted, Certificate, Event, Face, Register, Status, sheets
from docgen.rules import Award

_DIFFERS = Wording(
    "{number} 登记的是“{said}”，文件中是“{now}”", "the register has “{said}” for {number}, the file “{now}”"
)
_CORRECT = Wording(
    "补发的证书与原证书内容相同；要改内容，用 correct 更正",
    "a reissued certificate says the same; to change it, use correct",
)


@dataclass(frozen=True)
class Order:
    """What a clerk orders: on which day, by whom, why and by which document; in which register; and how it looks.

    ``templates`` is a folder that is searched for programmes before docgen's own; ``marks`` make the certificates
    verifiable.
    """

    on: date
    who: str
    why: str
    basis: str
    register: str
    templates: Path | None = None
    look: Look = field(default_factory=Look)
    marks: Marks | None = None

    def act(self, event: Event) -> Act:
        """Return the act that the register keeps."""
        return Act(event, self.on, self.who, self.why, self.basis)

    def withdraw(self, number: str, successor: str = "") -> None:
        """Tell all who verify certificates that the one with this number is out of force."""
        if self.marks:
            self.marks.withdraw(number, self.on, self.why, successor=successor)


@dataclass(frozen=True)
class Made:
    """What was made: the certificates as they are recorded now, and the files by their names in ``folder``."""

    folder: Path
    certificates: list[Certificate]
    files: list[str]


def issue(file: Path, folder: Path, sort: Title, order: Order, *, progress: Progress | None = None) -> Made:
    """Issue a certificate of a sort to each member that the notice ``order.basis`` names and that holds none in force.

    Makes in ``folder`` a DOCX and a PDF of each, one PDF of all for the printer, and the list for the notice. Raises
    InputError or PolicyError with findings where the file or a gate refuses, RegistryError where the register does.
    """
    award = Award(sort, order.basis)
    checked = pipeline.check(file, as_of=order.on, templates=order.templates, award=award)
    desk = Desk(file, *checked.cleared(draftable=False), sort, order.look, order.marks)
    with Register(order.register) as register:
        members = desk.waiting(order.basis, order.on, register.certificates())
        holders = [code(member) for member in members]
        with register.reserved(desk.series(order.on.year), group=desk.alliance.profile.name, holders=holders) as given:
            papers = {member.id: Issued(given[code(member)]) for member in members}
            files = desk.made(Issue(sort, order.basis, papers), folder, order.on, listed=True, progress=progress)
            with _taken_back(folder, files, register):
                faces = {
                    given[code(member)]: desk.face(member, order.on, files[f"{file_name(given[code(member)])}.pdf"])
                    for member in members
                }
                register.record(order.act(Event.ISSUED), faces)
        return Made(folder, [register.find(number) for number in faces], sorted(files))


def renew(event: Event, number: str, file: Path, folder: Path, order: Order) -> Made:
    """Issue a certificate again: as it was in place of a lost one (REISSUED), or as the file is now (CORRECTED).

    It keeps its number and date; a reissued one is marked （补） and bears the day of the reissue. Raises RegistryError
    for a certificate that is unknown or has ended, and for a reissue that would say something else.
    """
    with Register(order.register, create=False) as register:
        certificate = register.find(number)
        certificate.admit(order.act(event))
        said = certificate.face
        checked = pipeline.check(file, as_of=order.on, templates=order.templates)
        desk = Desk(file, *checked.cleared(draftable=False), _sort(said.kind), order.look, order.marks)
        member = desk.holder(certificate)
        now = desk.face(member, said.issued_on, said.file)
        if event is Event.REISSUED:
            _refuse_differences(number, said, now)
        again = event is Event.REISSUED
        printed = Issued(reissued(number) if again else _printed(certificate), order.on if again else None)
        papers = Issue(desk.sort, order.basis, {member.id: printed})
        files = desk.made(papers, folder, said.issued_on, suffix=f" {order.on}")
        with _taken_back(folder, files, register):
            (pdf,) = (digest for path, digest in files.items() if path.endswith(".pdf"))
            register.record(order.act(event), {number: replace(now, file=pdf)})
        order.withdraw(_printed(certificate), printed.number)
        return Made(folder, [register.find(number)], sorted(files))


def revoke(number: str, order: Order) -> Certificate:
    """Record that a certificate is revoked; return it."""
    with Register(order.register, create=False) as register:
        certificate = register.find(number)
        register.record(order.act(Event.REVOKED), {number: certificate.face})
        order.withdraw(_printed(certificate))
        return register.find(number)


def expire(order: Order) -> list[str]:
    """Record every certificate whose term is over on the day as expired; return their numbers."""
    with Register(order.register, create=False) as register:
        over = {
            certificate.number: certificate
            for certificate in register.certificates()
            if certificate.status() is Status.IN_FORCE and certificate.status(order.on) is Status.EXPIRED
        }
        register.record(order.act(Event.EXPIRED), {number: certificate.face for number, certificate in over.items()})
        for certificate in over.values():
            order.withdraw(_printed(certificate))
        return list(over)


def adopt(sheet: Path, programme: Programme, order: Order) -> list[str]:
    """Take the certificates of an old register into the new one, with the numbers that they bear; return the numbers.

    A number that has the programme's form keeps its place in its series, so that new ones follow it. Raises
    RegistryError, and takes none, where a row cannot be read or its number is there already.
    """
    known = {_pattern(wording.number): wording.number for wording in programme.certificates.values()}
    olds = []
    for number, face, act in sheets.read(sheet, who=order.who):
        parts = next(((found, text) for form, text in known.items() if (found := form.fullmatch(number))), None)
        place = (int(parts[0]["alliance"]), int(parts[0]["member"])) if parts else None
        pattern = series(parts[1], int(parts[0]["year"])) if parts else order.basis
        cited = replace(act, basis=act.basis or order.basis, why=act.why or order.why)
        olds.append(Adopted(number, cited, face, pattern, place))
    with Register(order.register) as register:
        register.adopt(olds)
    return [old.number for old in olds]


def _pattern(number: str) -> re.Pattern[str]:
    """Return the form that the numbers of a programme have."""
    digits = {"year": r"(?P<year>\d{4})", "alliance_serial": r"(?P<alliance>\d+)", "member_serial": r"(?P<member>\d+)"}
    return re.compile(re.sub(r"\\\{(\w+)\\\}", lambda found: digits[found[1]], re.escape(number)))


def _printed(certificate: Certificate) -> str:
    """Return the number as the certificate bears it."""
    return reissued(certificate.number) if certificate.reissues else certificate.number


@contextmanager
def _taken_back(folder: Path, files: Mapping[str, str], register: Register) -> Iterator[None]:
    """Remove papers that could not be recorded, unless another clerk has just recorded the very same."""
    try:
        yield
    except BaseException:
        if not register.keeps(files.values()):
            for name in files:
                (folder / name).unlink(missing_ok=True)
        raise


def _refuse_differences(number: str, said: Face, now: Face) -> None:
    for name in ("unit", "title", "issuers"):
        before, after = getattr(said, name), getattr(now, name)
        if before != after:
            raise RegistryError(_DIFFERS.fill(number=number, said=_text(before), now=_text(after)), _CORRECT)


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "、".join(value)


def _sort(kind: str) -> Title:
    return "demonstration" if kind == "demonstration" else "pilot"
