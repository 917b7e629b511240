"""Whether a certificate is genuine: its code, the words and signatures of its PDF, and what the register says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.certificates.marks import bare_number
from docgen.diagnostics import Wording
from docgen.errors import RegistryError
from docgen.registry import Register, Status
from docgen.seal import Scan, Trust, Verdict, pades, read_trust, scan, verify
from docgen.seal import Status as Truth
from docgen.seal.identities import read_roots
from docgen.seal.sealing import is_sealed
from docgen.seal.signatures import Integrity, PdfSignature, pdf_signatures, revisions

ROOTS = "roots.pem"
"""The file in the folder of keys with the roots from which the signers of PDFs have their certificates."""

_UNKNOWN = Wording("登记簿里没有这张证书", "the register does not have it")
_SAME = Wording(
    "登记簿：编号{status.zh}；登记的就是这个文件",
    "register: the number is {status.en}; this is the file that was recorded",
)
_EARLIER = Wording(
    "登记簿：编号{status.zh}；这是 {on} 登记的文件，后来又办过",
    "register: the number is {status.en}; this is the file of {on}, which is not the newest",
)
_OTHER = Wording(
    "登记簿：编号{status.zh}；文件不是登记的那一份（扫描、另存或重印的）",
    "register: the number is {status.en}; not the file that was recorded: a scan, or saved or printed anew",
)
_STATUS = {
    Status.IN_FORCE: Wording("有效", "in force"),
    Status.REVOKED: Wording("已撤销", "revoked"),
    Status.EXPIRED: Wording("已失效", "expired"),
}


@dataclass(frozen=True)
class Registered:
    """What the register says of a certificate."""

    holds: bool
    what: Wording


@dataclass(frozen=True)
class Examined:
    """What one file, or one code's text, turned out to be; ``trust`` is None where no code was found."""

    name: str
    trust: Trust | None
    verdicts: Sequence[Verdict]
    signatures: Sequence[PdfSignature]
    registered: Sequence[Registered]

    @property
    def good(self) -> bool:
        """Whether all is genuine and in force, and every signature good."""
        genuine = all(verdict.status is Truth.GENUINE for verdict in self.verdicts)
        whole = all(signature.integrity is Integrity.GOOD for signature in self.signatures)
        return genuine and whole and all(found.holds for found in self.registered)


def examine(
    certificate: str,
    keys: Path,
    *,
    printed: str | None = None,
    roots: Sequence[Path] = (),
    register: str | None = None,
) -> Examined:
    """Return what is true of a PDF, a picture, a file with a code's text, or that text itself.

    ``printed`` are its words, where they cannot be read from a PDF. A signed PDF may be without a code; anything else
    without one is an InputError.
    """
    content = b"" if is_sealed(certificate) else pades.read_pdf(Path(certificate))
    signatures = _signatures(content, roots or [path for path in [keys / ROOTS] if path.is_file()])
    scans = [Scan(certificate)] if is_sealed(certificate) else scan(Path(certificate), needed=not signatures)
    trust = read_trust(keys) if scans else None
    verdicts = [verify(found.code, trust, printed=printed or found.printed) for found in scans] if trust else []
    return Examined(certificate, trust, verdicts, signatures, _registered(verdicts, content, register))


def _signatures(content: bytes, roots: Sequence[Path]) -> list[PdfSignature]:
    return (
        pdf_signatures(content, read_roots(roots)) if content.startswith(b"%PDF") and b"/ByteRange" in content else []
    )


def _registered(verdicts: Sequence[Verdict], content: bytes, register: str | None) -> list[Registered]:
    numbers = [verdict.certificate.number for verdict in verdicts if verdict.certificate]
    if register is None or not numbers:
        return []
    states = set(revisions(content))
    with Register(register, create=False) as book:
        return [_looked_up(book, bare_number(number), states) for number in numbers]


def _looked_up(book: Register, number: str, states: set[str]) -> Registered:
    try:
        found = book.find(number)
    except RegistryError:
        return Registered(holds=False, what=_UNKNOWN)
    status, holds = _STATUS[found.status()], found.status() is Status.IN_FORCE
    recorded = [entry.act.on for entry in found.history if entry.face.file in states]
    if found.face.file in states:
        return Registered(holds, _SAME.fill(status=status))
    if recorded:
        return Registered(holds, _EARLIER.fill(status=status, on=recorded[-1]))
    return Registered(holds, _OTHER.fill(status=status))
