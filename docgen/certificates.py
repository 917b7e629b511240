"""Certificates from order to record: a number is reserved, the paper made, and only then is the register written.

A crash at any moment leaves a register in which every recorded number has its paper; a number without one stays
reserved for its unit, and issuing again takes it up.
"""

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

import pikepdf

from docgen import documents, pipeline, publish
from docgen.diagnostics import Wording
from docgen.documents import Copy, Issue, Issued
from docgen.errors import RegistryError
from docgen.model import Alliance, Member
from docgen.model.alliance import Term
from docgen.model.award import Title
from docgen.pipeline import Press, Progress
from docgen.programme import Programme
from docgen.publish import Paper
from docgen.registry import Act, Adopted, Certificate, Event, Face, Register, Status, sheets
from docgen.rules import Award

_ALL_HELD = Wording(
    "通知 {basis} 名单中的单位都已经有有效的证书", "every unit of the notice {basis} holds a certificate in force"
)
_REISSUE = Wording(
    "遗失的用 reissue 补发，写错的用 correct 更正", "use reissue for a lost one and correct for a wrong one"
)
_NO_MEMBER = Wording("{file} 中没有证书 {number} 的单位“{unit}”", "{file} has no member “{unit}”, who holds {number}")
_WHICH_FILE = Wording("用该单位所在联盟的文件", "use the file of the unit's alliance")
_DIFFERS = Wording(
    "{number} 登记的是“{said}”，文件中是“{now}”", "the register has “{said}” for {number}, the file “{now}”"
)
_CORRECT = Wording(
    "补发的证书与原证书内容相同；要改内容，用 correct 更正",
    "a reissued certificate says the same; to change it, use correct",
)


@dataclass(frozen=True)
class Order:
    """What a clerk orders: on which day, by whom, why and by which document; in which register.

    ``templates`` is a folder that is searched for programmes before docgen's own.
    """

    on: date
    who: str
    why: str
    basis: str
    register: str
    templates: Path | None = None

    def act(self, event: Event) -> Act:
        """Return the act that the register keeps."""
        return Act(event, self.on, self.who, self.why, self.basis)


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
    desk = _Desk(file, *checked.cleared(draftable=False), sort)
    with Register(order.register) as register:
        members = desk.waiting(order, register.certificates())
        holders = [_code(member) for member in members]
        with register.reserved(desk.series(order.on.year), group=desk.alliance.profile.name, holders=holders) as given:
            papers = {member.id: Issued(given[_code(member)]) for member in members}
            with desk.made(Issue(sort, order.basis, papers), folder, order.on, listed=True, progress=progress) as files:
                faces = {
                    given[_code(member)]: desk.face(member, order.on, files[f"{_name(given[_code(member)])}.pdf"])
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
        desk = _Desk(file, *checked.cleared(draftable=False), _sort(said.kind))
        member = desk.holder(certificate)
        now = desk.face(member, said.issued_on, said.file)
        if event is Event.REISSUED:
            _refuse_differences(number, said, now)
        again = event is Event.REISSUED or certificate.reissues > 0
        printed = Issued(f"{number}（补）" if again else number, order.on if event is Event.REISSUED else None)
        papers = Issue(desk.sort, order.basis, {member.id: printed})
        with desk.made(papers, folder, said.issued_on, suffix=f" {order.on}") as files:
            (pdf,) = (digest for path, digest in files.items() if path.endswith(".pdf"))
            register.record(order.act(event), {number: replace(now, file=pdf)})
        return Made(folder, [register.find(number)], sorted(files))


def revoke(number: str, order: Order) -> Certificate:
    """Record that a certificate is revoked; return it."""
    with Register(order.register, create=False) as register:
        register.record(order.act(Event.REVOKED), {number: register.find(number).face})
        return register.find(number)


def expire(order: Order) -> list[str]:
    """Record every certificate whose term is over on the day as expired; return their numbers."""
    with Register(order.register, create=False) as register:
        over = {
            certificate.number: certificate.face
            for certificate in register.certificates()
            if certificate.status() is Status.IN_FORCE and certificate.status(order.on) is Status.EXPIRED
        }
        register.record(order.act(Event.EXPIRED), over)
        return list(over)


def adopt(sheet: Path, programme: Programme, order: Order) -> list[str]:
    """Take the certificates of an old register into the new one, with the numbers that they bear; return the numbers.

    A number that has the programme's form keeps its place in its series, so that new ones follow it. Raises
    RegistryError, and takes none, where a row cannot be read or its number is there already.
    """
    series = {_pattern(wording.number): wording.number for wording in programme.certificates.values()}
    olds = []
    for number, face, act in sheets.read(sheet, who=order.who):
        parts = next(((found, text) for form, text in series.items() if (found := form.fullmatch(number))), None)
        place = (int(parts[0]["alliance"]), int(parts[0]["member"])) if parts else None
        pattern = _series(parts[1], int(parts[0]["year"])) if parts else order.basis
        cited = replace(act, basis=act.basis or order.basis, why=act.why or order.why)
        olds.append(Adopted(number, cited, face, pattern, place))
    with Register(order.register) as register:
        register.adopt(olds)
    return [old.number for old in olds]


def _series(number: str, year: int) -> str:
    """Return the pattern of a year's numbers, as the register takes it."""
    return number.format(year=year, alliance_serial="{group}", member_serial="{serial}")


def _pattern(number: str) -> re.Pattern[str]:
    """Return the form that the numbers of a programme have."""
    digits = {"year": r"(?P<year>\d{4})", "alliance_serial": r"(?P<alliance>\d+)", "member_serial": r"(?P<member>\d+)"}
    return re.compile(re.sub(r"\\\{(\w+)\\\}", lambda found: digits[found[1]], re.escape(number)))


class _Desk:
    """Where the certificates of one alliance and one sort are made: who waits for one, and what it says."""

    def __init__(self, file: Path, alliance: Alliance, programme: Programme, sort: Title) -> None:
        self.alliance = alliance
        self.sort = sort
        self._file = file
        self._programme = programme
        self._wording = programme.certificates[sort]

    def series(self, year: int) -> str:
        """Return the pattern of the year's numbers, as the register takes it."""
        return _series(self._wording.number, year)

    def waiting(self, order: Order, certificates: Sequence[Certificate]) -> list[Member]:
        """Return the members that the notice names and that hold no certificate of the sort in force on the day."""
        notice = next(grant for grant in self.alliance.grants if (grant.kind, grant.number) == (self.sort, order.basis))
        held = {
            certificate.face.unit_code or certificate.face.unit
            for certificate in certificates
            if (certificate.face.kind, certificate.face.alliance) == (self.sort, self.alliance.profile.name)
            and certificate.status(order.on) is Status.IN_FORCE
        }
        named = [member for member in self.alliance.members if member.name in notice.members]
        waiting = [member for member in named if _code(member) not in held]
        if not waiting:
            raise RegistryError(_ALL_HELD.fill(basis=order.basis), _REISSUE)
        return waiting

    def holder(self, certificate: Certificate) -> Member:
        """Return the member whose certificate it is, by its code or its name."""
        said = certificate.face
        for member in self.alliance.members:
            if _code(member) == (said.unit_code or said.unit):
                return member
        message = _NO_MEMBER.fill(file=self._file, number=certificate.number, unit=said.unit)
        raise RegistryError(message, _WHICH_FILE)

    def face(self, member: Member, on: date, file: str) -> Face:
        """Return what a certificate of the day says; ``file`` is the digest of its PDF."""
        cycle = self._programme.assessment.cycle_years
        return Face(
            kind=self.sort,
            unit=member.name,
            unit_code=member.uscc or member.org_code or "",
            alliance=self.alliance.profile.name,
            title=self._wording.title.format(alliance=self.alliance.profile.name),
            issuers=tuple(issuer.name for issuer in self._programme.issuers_on(on)),
            issued_on=on,
            expires_on=Term(start=on, years=self._wording.validity_years).last_day,
            assessed_by=Term(start=on, years=cycle).last_day,
            file=file,
        )

    @contextmanager
    def made(
        self,
        issue: Issue,
        folder: Path,
        on: date,
        *,
        listed: bool = False,
        suffix: str = "",
        progress: Progress | None = None,
    ) -> Iterator[dict[str, str]]:
        """Publish the papers of an issue and give their digests by name; take them back if what follows is stopped.

        ``listed`` adds the list and the PDF of all; ``suffix`` tells the files of a renewal from those of the issue.
        """
        kinds = [self._wording.document, *([self._wording.list_document] if listed else [])]
        copies = documents.plan(self.alliance, self._programme, only=kinds, as_of=on, issue=issue)
        named = [_renamed(copy, issue, suffix) for copy in copies]
        press = Press(self._programme, pipeline.FORMATS)
        papers = press.papers(named, progress)
        if listed:
            papers = _bound(papers, self._wording.document, f"all-{_name(issue.basis)}.pdf")
        data = publish.digest(self._file.read_bytes())
        entries = publish.publish(papers, folder, data=data, tool=pipeline.TOOL)
        try:
            yield {entry.path: entry.sha256 for entry in entries}
        except BaseException:
            for entry in entries:
                (folder / entry.path).unlink(missing_ok=True)
            raise


def _renamed(copy: Copy, issue: Issue, suffix: str) -> Copy:
    """Name a paper by its number or its notice, so that no later issue takes it for a paper of its own."""
    member = copy.context.get("member")
    number = member["certificate"]["number"] if member else issue.basis
    name = f"{_name(number)}{suffix}" if member else f"list-{_name(number)}"
    return replace(copy, kind=f"{copy.kind} {name}", path=PurePosixPath(name))


def _bound(papers: Iterator[Paper], kind: str, name: str) -> Iterator[Paper]:
    """Yield the papers, and after them one PDF with the pages of all those of a kind."""
    with pikepdf.new() as book:
        template = ""
        for paper in papers:
            if paper.path.suffix == ".pdf" and paper.kind.startswith(f"{kind} "):
                template = paper.template
                with pikepdf.open(io.BytesIO(paper.content)) as pages:
                    book.pages.extend(pages.pages)
            yield paper
        book.Root.Lang = pikepdf.String("zh-CN")
        target = io.BytesIO()
        book.save(target, deterministic_id=True, min_version="1.7")
        yield Paper(PurePosixPath(name), target.getvalue(), name, template)


def _refuse_differences(number: str, said: Face, now: Face) -> None:
    for name in ("unit", "title", "issuers"):
        before, after = getattr(said, name), getattr(now, name)
        if before != after:
            raise RegistryError(_DIFFERS.fill(number=number, said=_text(before), now=_text(after)), _CORRECT)


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "、".join(value)


def _sort(kind: str) -> Title:
    return "demonstration" if kind == "demonstration" else "pilot"


def _code(member: Member) -> str:
    """Return what a member is known by for ever: its code, or its name where it has none."""
    return member.uscc or member.org_code or member.name


def _name(number: str) -> str:
    """Return a number as the name of a file."""
    return number.translate({ord(character): "-" for character in '/\\:*?"<>|'})
