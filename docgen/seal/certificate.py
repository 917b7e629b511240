"""What a certificate says: the facts that are signed, and its printed text brought to one form."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from docgen.diagnostics import Wording
from docgen.text import arabic_date, chinese_date

DIGEST_BYTES = 16
"""A SHA-256 cut to 128 bits: nobody but the signer can choose the text, so that a second preimage is what counts."""

FIELDS = {
    "number": Wording("证书编号", "number"),
    "kind": Wording("种类", "kind"),
    "unit": Wording("单位", "unit"),
    "alliance": Wording("联盟", "alliance"),
    "title": Wording("称号", "title"),
    "issuers": Wording("颁发单位", "issued by"),
    "date": Wording("颁发日期", "date"),
}
"""The facts in the order in which one reads them out, with their names."""

_SPACES = re.compile("[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+")


@dataclass(frozen=True)
class Certificate:
    """The facts of one certificate; ``digest`` stands for all that is printed on it (see `digest`).

    ``kind`` is ``pilot``, ``demonstration``, or any other short word.
    """

    number: str
    kind: str
    unit: str
    alliance: str
    title: str
    issuers: tuple[str, ...]
    date: date
    digest: bytes

    @property
    def called(self) -> Wording:
        """What the kind is called: in Chinese by what the title says beyond the name of the alliance, if it does."""
        title = self.title.removeprefix(self.alliance) if self.title.startswith(self.alliance) else ""
        return Wording(title or self.kind, self.kind)


def canonical(text: str) -> str:
    """Return a text without spaces and line breaks, in Unicode's form NFC: as a line breaks is no part of its words."""
    return _SPACES.sub("", unicodedata.normalize("NFC", text))


def digest(text: str) -> bytes:
    """Return the 16 bytes that stand for a certificate's printed text, however its lines break."""
    return hashlib.sha256(canonical(text).encode()).digest()[:DIGEST_BYTES]


def differing(certificate: Certificate, printed: str) -> tuple[str, ...]:
    """Return the fields that ``printed`` does not show as they were signed; ``text`` if only other words differ.

    A date may be printed in Chinese numerals, in Arabic ones, or as YYYY-MM-DD. The kind is printed as the title.
    """
    words = canonical(printed)
    missing = [
        name for name, forms in _printed_forms(certificate) if not any(canonical(form) in words for form in forms)
    ]
    if not missing and digest(printed) != certificate.digest:
        missing = ["text"]
    return tuple(dict.fromkeys(missing))


def _printed_forms(certificate: Certificate) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each field that is printed with the forms that it may take."""
    for name in ("number", "unit", "alliance", "title"):
        yield name, (getattr(certificate, name),)
    for issuer in certificate.issuers:
        yield "issuers", (issuer,)
    day = certificate.date
    yield "date", (chinese_date(day), arabic_date(day), day.isoformat())
