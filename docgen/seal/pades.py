"""PDFs signed as PAdES B-B (ETSI EN 319 142-1), by several issuers one after the other, and what became of them since.

Every signature is an incremental update, so that the earlier ones stay as they were. The first one certifies the
document: afterwards only further signatures may be added. Signatures are not drawn: the seal's place stays free.
"""

import io
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from docgen.diagnostics import Wording
from docgen.errors import InputError

_BAD_IDENTITY = Wording("打不开签名证书 {file}，或者口令不对", "{file} cannot be opened, or the passphrase is wrong")
_PKCS12 = Wording("应是 PKCS#12 文件（.p12 或 .pfx）", "it should be a PKCS#12 file (.p12 or .pfx)")
_BAD_ROOTS = Wording("打不开根证书 {file}", "the root certificates {file} cannot be opened")
_PEM = Wording("应是 PEM 或 DER 文件", "it should be a PEM or DER file")
_BAD_PDF = Wording("这个文件不是正确的 PDF", "the file is no correct PDF")
_CANNOT_READ = Wording("打不开 {file}：{reason}", "{file} cannot be opened: {reason}")
_CANNOT_SIGN = Wording("这份 PDF 不能再签名", "the PDF cannot be signed any more")
_LOCKED = Wording(
    "它已被证明不许再改；请用没有签过名的原件", "it is certified against change; take the unsigned original"
)


Root = Any
"""A certificate that one trusts, as `asn1crypto` (which has no types) reads it."""

logging.getLogger("pyhanko").addHandler(logging.NullHandler())  # what it finds is returned and not printed


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
class PdfSignature:
    """One signature in a PDF: whose by its certificate, when by its own word (B-B proves no time), and its state."""

    signer: str
    at: datetime | None
    integrity: Integrity


class _DatedSigner(signers.PdfSigner):
    """A signer that is told the time: pyHanko would look at the clock."""

    def __init__(self, meta: signers.PdfSignatureMetadata, identity: signers.Signer, at: datetime) -> None:
        super().__init__(meta, identity)
        self._at = at

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:  # noqa: FBT001, FBT002
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def read_identity(path: Path, passphrase: str) -> signers.SimpleSigner:
    """Return the key and certificate in a PKCS#12 file; an InputError for a wrong passphrase or another file."""
    load: Callable[..., signers.SimpleSigner | None] = signers.SimpleSigner.load_pkcs12
    identity = load(path, passphrase=passphrase.encode()) if path.is_file() else None
    if identity is None:
        raise InputError(_BAD_IDENTITY.fill(file=path), _PKCS12)
    return identity


def read_roots(paths: Sequence[Path]) -> list[Root]:
    """Return the root certificates in PEM or DER files; an InputError for other files."""
    load: Callable[..., Sequence[Root]] = load_certs_from_pemder
    roots: list[Root] = []
    for path in paths:
        try:
            roots += load([str(path)])
        except (OSError, ValueError) as error:
            raise InputError(_BAD_ROOTS.fill(file=path), _PEM) from error
    return roots


def read_pdf(path: Path) -> bytes:
    """Return the bytes of a PDF; an InputError for a file that is not there or cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(_CANNOT_READ.fill(file=path, reason=error.strerror)) from error


def sign_pdf(pdf: bytes, identity: signers.Signer, *, at: datetime) -> bytes:
    """Return the PDF with one more signature, dated ``at`` (with a time zone)."""
    reader = _reader(pdf)
    earlier = len(reader.embedded_signatures)
    meta = signers.PdfSignatureMetadata(
        field_name=f"Signature{earlier + 1}",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=not earlier,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        signed: bytes = _DatedSigner(meta, identity, at).sign_pdf(writer).getvalue()
    except SigningError as error:
        raise InputError(_CANNOT_SIGN, _LOCKED) from error
    return signed


def pdf_signatures(pdf: bytes, roots: Sequence[Root] = ()) -> list[PdfSignature]:
    """Return the signatures of a PDF in their order; signers are trusted if their certificate comes from ``roots``."""
    return [_judged(signature, roots) for signature in _reader(pdf).embedded_signatures]


def _reader(pdf: bytes) -> PdfFileReader:
    try:
        return PdfFileReader(io.BytesIO(pdf))
    except PdfReadError as error:
        raise InputError(_BAD_PDF) from error


def _judged(signature: EmbeddedPdfSignature, roots: Sequence[Root]) -> PdfSignature:
    at = signature.self_reported_timestamp
    signer = signature.signer_cert.subject.native.get("common_name", signature.signer_cert.subject.human_friendly)
    trust = ValidationContext(trust_roots=list(roots), moment=at, allow_fetching=False)
    try:
        status = validate_pdf_signature(signature, trust)
    except SignatureValidationError:
        return PdfSignature(signer, at, Integrity.BROKEN)
    return PdfSignature(signer, at, _integrity(status))


def _integrity(status: PdfSignatureStatus) -> Integrity:
    if not (status.intact and status.valid):
        return Integrity.BROKEN
    if not status.docmdp_ok:
        return Integrity.CHANGED
    return Integrity.GOOD if status.trusted else Integrity.UNTRUSTED
