"""Where certificates of one alliance and one sort are made: who waits for one, what it says, how it is made."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from datetime import date
from functools import partial
from pathlib import Path

from docgen import documents, pipeline, publish
from docgen.batch import Job, Lot
from docgen.certificates.look import Look
from docgen.certificates.marks import Marks
from docgen.certificates.pressing import Binding, Overlay, Pressing, jobs
from docgen.certificates.recalling import Recall, file_name
from docgen.diagnostics import Wording
from docgen.documents import Copy, Issue
from docgen.documents.plan import filters
from docgen.errors import InputError, RegistryError
from docgen.model import Alliance, Member
from docgen.model.alliance import Term
from docgen.model.award import Title
from docgen.model.translating import with_english_names
from docgen.programme import Programme
from docgen.registry import Certificate, Face, Status

_ALL_HELD = Wording(
    "通知 {basis} 名单中的单位都已经有有效的证书", "every unit of the notice {basis} holds a certificate in force"
)
_REISSUE = Wording(
    "遗失的用 reissue 补发，写错的用 correct 更正", "use reissue for a lost one and correct for a wrong one"
)
_NO_MEMBER = Wording("{file} 中没有证书 {number} 的单位“{unit}”", "{file} has no member “{unit}”, who holds {number}")
_NO_ENGLISH = Wording(
    "双语证书要有英文名称，{file} 中没有：{names}", "a bilingual certificate needs English names; {file} lacks: {names}"
)
_WRITE_ENGLISH = Wording(
    "在它的名称下面写 english_name（英文名称），或者在 english（英文译文）中写一项",
    "write english_name below the name of each, or a translation under english",
)
_WHICH_FILE = Wording("用该单位所在联盟的文件", "use the file of the unit's alliance")


class Desk:
    """Where the certificates of one alliance and one sort are made: who waits for one, and what it says."""

    def __init__(
        self, file: Path, alliance: Alliance, programme: Programme, sort: Title, look: Look, marks: Marks | None
    ) -> None:
        self.alliance = with_english_names(alliance)
        self.sort = sort
        self._file = file
        self._look = look
        self._marks = marks
        self._programme = programme
        self._wording = programme.certificates[sort]

    def series(self, year: int) -> str:
        """Return the pattern of the year's numbers, as the register takes it."""
        return series(self._wording.number, year)

    def waiting(self, basis: str, on: date, certificates: Sequence[Certificate]) -> list[Member]:
        """Return the members that the notice names and that hold no certificate of the sort in force on the day."""
        notice = next(grant for grant in self.alliance.grants if (grant.kind, grant.number) == (self.sort, basis))
        held = {
            certificate.face.unit_code or certificate.face.unit
            for certificate in certificates
            if (certificate.face.kind, certificate.face.alliance) == (self.sort, self.alliance.profile.name)
            and certificate.status(on) is Status.IN_FORCE
        }
        named = [member for member in self.alliance.members if member.name in notice.members]
        waiting = [member for member in named if code(member) not in held]
        if not waiting:
            raise RegistryError(_ALL_HELD.fill(basis=basis), _REISSUE)
        return waiting

    def holder(self, certificate: Certificate) -> Member:
        """Return the member whose certificate it is, by its code or its name."""
        said = certificate.face
        for member in self.alliance.members:
            if code(member) == (said.unit_code or said.unit):
                return member
        message = _NO_MEMBER.fill(file=self._file, number=certificate.number, unit=said.unit)
        raise RegistryError(message, _WHICH_FILE)

    def _refuse_nameless(self, members: Sequence[Member]) -> None:
        """Raise InputError where a bilingual certificate would lack an English name."""
        if not self._look.bilingual:
            return
        named = [(self.alliance.profile.name, self.alliance.profile.english_name)]
        named += [(member.name, member.english_name) for member in members]
        lacking = [name for name, english in named if not english]
        if lacking:
            raise InputError(_NO_ENGLISH.fill(file=self._file, names="、".join(lacking)), _WRITE_ENGLISH)

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

    def lot(self, issue: Issue, folder: Path, on: date, *, listed: bool = False, suffix: str = "") -> Lot:
        """Return the papers of an issue as work to be done.

        ``listed`` adds the list; ``suffix`` tells the files of a renewal from those of the issue. The PDF for the
        printer holds all of an issue, or what goes on printed stock. Raises InputError where a bilingual certificate
        would lack a name.
        """
        self._refuse_nameless([member for member in self.alliance.members if member.id in issue.papers])
        kinds = [self._wording.document, *([self._wording.list_document] if listed else [])]
        copies = documents.plan(self.alliance, self._programme, only=kinds, as_of=on, issue=issue)
        sheet = self._look.sheet_of(self._document().template)
        recall = Recall(issue, suffix, astuple(sheet.reduced()) if sheet else None, self._look.duplicates)
        named = [self._designed(copy) for copy in recall.printed(copies)]
        overlay = self._overlay()
        work = [*self._jobs(named, plates=listed, overlay=overlay)]
        book = f"{'overlay' if overlay else 'all'}-{named[0].path.name if suffix else file_name(issue.basis)}.pdf"
        return Lot(
            folder,
            work,
            len(work),
            data=publish.digest(self._file.read_bytes()),
            tool=pipeline.TOOL,
            order={"file": self._file.name, "as_of": str(on), "certificates": recall.kept()},
            remembered=False,
            binding=Binding(book, self._look.copies) if listed or overlay else None,
        )

    def _overlay(self) -> Overlay | None:
        offset = self._look.offset
        return None if offset is None else Overlay(offset, self._document().sheet.stock)

    def _document(self) -> documents.Document:
        """Return the kind of document that the certificates are."""
        every = documents.documents(self._programme)
        return next(document for document in every if document.kind == self._wording.document)

    def _jobs(self, copies: Sequence[Copy], *, plates: bool, overlay: Overlay | None) -> Iterator[Job]:
        usable = filters(self._programme)
        certificates = [copy for copy in copies if "member" in copy.context]
        others = [copy for copy in copies if "member" not in copy.context]
        times = self._look.sheet.reduction if self._look.sheet else 1
        plain = partial(Pressing, filters=usable)
        marked = partial(plain, marks=self._marks, sort=self.sort, plates=plates, overlay=overlay, times=times)
        for same, pressing in ((certificates, marked), (others, plain)):
            yield from jobs(same, pressing) if same else ()

    def _designed(self, copy: Copy) -> Copy:
        """Return a certificate in the design that is wanted; anything else as it is."""
        return replace(copy, template=self._look.template(copy.template)) if "member" in copy.context else copy


def code(member: Member) -> str:
    """Return what a member is known by for ever: its code, or its name where it has none."""
    return member.uscc or member.org_code or member.name


def series(number: str, year: int) -> str:
    """Return the pattern of a year's numbers, as the register takes it."""
    return number.format(year=year, alliance_serial="{group}", member_serial="{serial}")
