"""What befalls a certificate that was issued: it is reissued, corrected, revoked, or its term is over."""

from dataclasses import replace
from pathlib import Path

from docgen import pipeline
from docgen.batch import Failed, Lot, Plan, Published, crew, run
from docgen.certificates.desk import Desk
from docgen.certificates.issuing import digests, taken_back
from docgen.certificates.marks import reissued
from docgen.certificates.order import Made, Order
from docgen.certificates.recalling import file_name
from docgen.diagnostics import Wording
from docgen.documents import Issue, Issued
from docgen.errors import RegistryError
from docgen.model.award import Title
from docgen.registry import Certificate, Event, Face, Register, Status

_DIFFERS = Wording(
    "{number} 登记的是“{said}”，文件中是“{now}”", "the register has “{said}” for {number}, the file “{now}”"
)
_CORRECT = Wording(
    "补发的证书与原证书内容相同；要改内容，用 correct 更正",
    "a reissued certificate says the same; to change it, use correct",
)


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
        files = _made(desk.lot(papers, folder, said.issued_on, suffix=f" {order.on}"))
        with taken_back(folder, files, [number], register):
            pdf = files[f"{file_name(printed.number)} {order.on}.pdf"]
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


def _made(lot: Lot) -> dict[str, str]:
    """Make the papers of a lot; return their digests by name."""
    with crew() as alone:
        for event in run([Plan("", lambda: lot)], alone):
            match event:
                case Failed():
                    raise event.error
                case Published():
                    return digests(event.entries)
    raise AssertionError(lot)  # a lot ends as failed or as published


def _printed(certificate: Certificate) -> str:
    """Return the number as the certificate bears it."""
    return reissued(certificate.number) if certificate.reissues else certificate.number


def _refuse_differences(number: str, said: Face, now: Face) -> None:
    for name in ("unit", "title", "issuers"):
        before, after = getattr(said, name), getattr(now, name)
        if before != after:
            raise RegistryError(_DIFFERS.fill(number=number, said=_text(before), now=_text(after)), _CORRECT)


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "、".join(value)


def _sort(kind: str) -> Title:
    return "demonstration" if kind == "demonstration" else "pilot"
