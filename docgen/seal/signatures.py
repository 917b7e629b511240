"""The signatures in a PDF: whose they are, when they were made, and what was done to the file since."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from docgen.diagnostics import Wording
from docgen.seal.changes import changes, signed_afterwards
from docgen.seal.identities import Root
from docgen.seal.pades import reader


class Integrity(StrEnum):
    """What may be true of a signature in a PDF."""

    GOOD = "good"
    UNTRUSTED = "untrusted"
    CHANGED = "changed"
    BROKEN = "broken"


INTEGRITY = {
    Integrity.GOOD: Wording("签名有效，签名后没有改动", "good: nothing was changed since"),
    Integrity.UNTRUSTED: Wording(
        "内容没有改动，但签名人的证书不是由给出的根证书签发的",
        "unchanged, but the signer's certificate does not come from the given roots",
    ),
    Integrity.CHANGED: Wording(
        "签名后文件被改动过（不只是别的单位加签）", "the file was changed since, and not only by further signatures"
    ),
    Integrity.BROKEN: Wording("签名与内容不符", "the signature is not that of this content"),
}
"""What is said of each."""


@dataclass(frozen=True)
class Stamp:
    """What a time-stamp authority says: when the signature was there, by whose word, and whether that is trusted."""

    at: datetime
    authority: str
    trusted: bool


@dataclass(frozen=True)
class PdfSignature:
    """One signature in a PDF: whose by its certificate, when by its own word, its state, and what came after it.

    B-B proves no time; B-T has a ``stamp`` that does.
    """

    signer: str
    at: datetime | None
    integrity: Integrity
    stamp: Stamp | None = None
    since: tuple[Wording, ...] = ()


def pdf_signatures(pdf: bytes, roots: Sequence[Root] = ()) -> list[PdfSignature]:
    """Return the signatures of a PDF in their order; signers are trusted if their certificate comes from ``roots``."""
    signatures = reader(pdf).embedded_signatures
    signers = [_signer(signature) for signature in signatures]
    return [_judged(signature, roots, pdf, signers[number:]) for number, signature in enumerate(signatures, start=1)]


def revisions(pdf: bytes) -> Iterator[str]:
    """Yield the SHA-256 of each state in which a PDF was saved, oldest first: an update only adds at the end."""
    for end in re.finditer(rb"%%EOF(\r\n|\r|\n)?", pdf):
        yield hashlib.sha256(pdf[: end.end()]).hexdigest()


def _judged(signature: EmbeddedPdfSignature, roots: Sequence[Root], pdf: bytes, later: list[str]) -> PdfSignature:
    at, signer = signature.self_reported_timestamp, _signer(signature)
    trust = ValidationContext(trust_roots=list(roots), moment=at, allow_fetching=False)
    try:
        status = validate_pdf_signature(signature, trust)
    except SignatureValidationError:
        return PdfSignature(signer, at, Integrity.BROKEN)
    integrity = _integrity(status)
    since: tuple[Wording, ...] = (signed_afterwards(later),) if later else ()
    if integrity is Integrity.CHANGED:
        _, _, start, covered = signature.byte_range
        since += changes(pdf[: int(start) + int(covered)], pdf)
    return PdfSignature(signer, at, integrity, _stamp(status), since)


def _signer(signature: EmbeddedPdfSignature) -> str:
    subject = signature.signer_cert.subject
    name: str = subject.native.get("common_name", subject.human_friendly)
    return name


def _integrity(status: PdfSignatureStatus) -> Integrity:
    if not (status.intact and status.valid):
        return Integrity.BROKEN
    if not status.docmdp_ok:
        return Integrity.CHANGED
    return Integrity.GOOD if status.trusted else Integrity.UNTRUSTED


def _stamp(status: PdfSignatureStatus) -> Stamp | None:
    found = status.timestamp_validity
    if found is None:
        return None
    subject = found.signing_cert.subject
    name = subject.native.get("common_name", subject.human_friendly)
    return Stamp(found.timestamp, name, found.intact and found.valid and found.trusted)
