"""PDFs signed as PAdES (ETSI EN 319 142-1), by several issuers one after the other.

B-B by default, B-T where a time-stamp authority is given. Every signature is an incremental update, so that what was
there stays as it was. The first one certifies the document: afterwards only further signatures may be added. What is
drawn for a signature, if anything, is given by the caller: words at the seal's place, never a seal.
"""

import io
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import (
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from docgen.diagnostics import Wording, because
from docgen.errors import InputError

_BAD_PDF = Wording("这个文件不是正确的 PDF", "the file is no correct PDF")
_CANNOT_READ = Wording("打不开 {file}：{reason.zh}", "{file} cannot be opened: {reason.en}")
_CANNOT_SIGN = Wording("这份 PDF 不能再签名", "the PDF cannot be signed any more")
_LOCKED = Wording(
    "它已被证明不许再改；请用没有签过名的原件", "it is certified against change; take the unsigned original"
)
_NO_STAMP = Wording("时间戳服务 {url} 没有盖戳：{reason}", "the time-stamp authority {url} gave no stamp: {reason}")
_TRY_LATER = Wording(
    "检查地址和网络，稍后再试；不写 --tsa 就签 B-B，没有时间证明",
    "check address and network and try again; without --tsa the signature is B-B and proves no time",
)

logging.getLogger("pyhanko").addHandler(logging.NullHandler())  # what it finds is returned and not printed


@dataclass(frozen=True)
class Place:
    """Where the signature of a name is shown: ``box`` is (left, bottom, right, top) in points."""

    name: str
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Mark:
    """What is drawn for a signature at the place of a name: a PDF of one page."""

    name: str
    drawing: bytes


class _DatedSigner(signers.PdfSigner):
    """A signer that is told the time: pyHanko would look at the clock."""

    def __init__(self, meta: signers.PdfSignatureMetadata, identity: signers.Signer, at: datetime, **kw: Any) -> None:
        super().__init__(meta, identity, **kw)
        self._at = at

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:  # noqa: FBT001, FBT002
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


class _Update(IncrementalPdfFileWriter):
    """An update that leaves the document's own data alone: pyHanko would write there what the clock says."""

    def _update_meta(self) -> None:
        pass


class _Drawing(PdfContent):
    """A page of another PDF as what is drawn."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        self.resources.xobject["/Drawing"] = page
        return b"/Drawing Do"


def read_pdf(path: Path) -> bytes:
    """Return the bytes of a PDF; an InputError for a file that is not there or cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(_CANNOT_READ.fill(file=path, reason=because(error))) from error


def authority(url: str) -> TimeStamper:
    """Return the time-stamp authority (RFC 3161) at an address; nothing is asked of it yet."""
    return HTTPTimeStamper(url)


def prepare(pdf: bytes, places: Sequence[Place]) -> bytes:
    """Return the PDF with an empty field at each place; once it is certified, no further one could be added."""
    writer = _Update(io.BytesIO(pdf))
    for place in places:
        left, bottom, right, top = (round(side) for side in place.box)
        field = SigFieldSpec(
            place.name, on_page=place.page, box=(left, bottom, right, top), empty_field_appearance=True
        )
        append_signature_field(writer, field)
    target = io.BytesIO()
    write: Callable[[io.BytesIO], None] = writer.write
    write(target)
    return target.getvalue()


def prepared(pdf: bytes) -> list[str]:
    """Return the names of the places that wait for a signature."""
    return [name for name, value, _ in enumerate_sig_fields(reader(pdf), filled_status=False) if value is None]


def sign_pdf(
    pdf: bytes,
    identity: signers.Signer,
    *,
    at: datetime,
    mark: Mark | None = None,
    stamper: TimeStamper | None = None,
) -> bytes:
    """Return the PDF with one more signature, dated ``at`` (with a time zone), invisible unless a mark is drawn.

    A mark is drawn at the place that was prepared for its name.
    Raises InputError for a PDF that may not be signed, and where the time-stamp authority does not answer.
    """
    earlier = len(reader(pdf).embedded_signatures)
    name = mark.name if mark else f"Signature{earlier + 1}"
    meta = signers.PdfSignatureMetadata(
        field_name=name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=not earlier,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    style = StaticStampStyle(border_width=0, background=_Drawing(mark.drawing)) if mark else None
    signer = _DatedSigner(meta, identity, at, timestamper=stamper, stamp_style=style)
    try:
        signed: bytes = signer.sign_pdf(_Update(io.BytesIO(pdf))).getvalue()
    except (TimeoutError, TimestampRequestError, OSError) as error:
        raise InputError(_NO_STAMP.fill(url=getattr(stamper, "url", ""), reason=error), _TRY_LATER) from error
    except SigningError as error:
        raise InputError(_CANNOT_SIGN, _LOCKED) from error
    return signed


def reader(pdf: bytes) -> PdfFileReader:
    """Return the PDF opened; an InputError for what is no PDF."""
    try:
        return PdfFileReader(io.BytesIO(pdf))
    except PdfReadError as error:
        raise InputError(_BAD_PDF) from error
