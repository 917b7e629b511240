"""Where an issuer's electronic signature is shown on a certificate: words under the issuer's name, never a seal."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import pikepdf
import pypdf
from pyhanko.sign import signers
from pyhanko.sign.timestamps import TimeStamper
from pypdf.errors import PyPdfError

from docgen.assemble.lettering import Lettering
from docgen.diagnostics import Wording
from docgen.errors import InputError
from docgen.seal import sealing
from docgen.seal.pades import Mark, Place, prepare, prepared, reader, sign_pdf
from docgen.seal.payload import unpack
from docgen.seal.scanning import scan_pdf

MM = 72 / 25.4
WIDTH, HEIGHT = 45 * MM, 11 * MM
"""The seal's place is 45 mm wide (国发〔1999〕25号); the words take a strip of it, under the issuer's name."""

_BELOW = 3 * MM
_TYPE = 7.5
_A4 = 210 * MM
_LINES = ("电子签名 Signed electronically", "{signer}", "{at:%Y-%m-%d %H:%M}")
_NO_PLACE = Wording("证书上没有给“{name}”留签名的位置", "the certificate has no place for the signature of “{name}”")
_INVISIBLE = Wording(
    "还空着的位置：{names}，用 --issuer 写明；不写 --visible 就签在文件里，页面不变",
    "free places: {names}; name yours with --issuer. Without --visible it is in the file alone",
)


class Words(NamedTuple):
    """Some words on a page: where they begin, in points, and how large they are."""

    text: str
    left: float
    baseline: float
    size: float


def sign(
    pdf: bytes, identity: signers.Signer, *, at: datetime, issuer: str, stamper: TimeStamper | None = None
) -> bytes:
    """Return the certificate with the signature of an issuer, who signs where its name stands.

    The first one prepares the places of all issuers. Raises InputError where there is none for this one.
    """
    if not prepared(pdf) and not reader(pdf).embedded_signatures:
        pdf = prepare(pdf, places(pdf, _issuers(pdf) or [issuer]))
    waiting = prepared(pdf)
    if issuer not in waiting:
        raise InputError(_NO_PLACE.fill(name=issuer), _INVISIBLE.fill(names="、".join(waiting) or "—"))
    return sign_pdf(pdf, identity, at=at, mark=Mark(issuer, _drawing(issuer, at, _scale(pdf))), stamper=stamper)


def places(pdf: bytes, issuers: Sequence[str]) -> list[Place]:
    """Return the place of each issuer whose name is on a page: a strip of the seal's place, below the name."""
    found: list[Place] = []
    for number, page in enumerate(_pages(pdf)):
        scale = _scale_of(page)
        for words in _words(page):
            if words.text in issuers and words.text not in {place.name for place in found}:
                middle = words.left + len(words.text) * words.size / 2
                top = words.baseline - _BELOW * scale
                box = (middle - WIDTH * scale / 2, top - HEIGHT * scale, middle + WIDTH * scale / 2, top)
                found.append(Place(words.text, number, box))
    return found


def _issuers(pdf: bytes) -> list[str]:
    """Return the issuers that the certificate's code names; they are only looked for, so nothing is verified here."""
    facts = [unpack(sealing.read(found.code).payload) for found in scan_pdf(pdf)]
    return [issuer for fact in facts[:1] for issuer in fact.issuers]


def _scale(pdf: bytes) -> float:
    return next(map(_scale_of, _pages(pdf)), 1.0)


def _scale_of(page: pypdf.PageObject) -> float:
    return min(float(page.mediabox.width), float(page.mediabox.height)) / _A4


def _pages(pdf: bytes) -> Iterator[pypdf.PageObject]:
    try:
        yield from pypdf.PdfReader(io.BytesIO(pdf)).pages
    except PyPdfError:
        return  # what is no PDF is told by who signs it


def _words(page: pypdf.PageObject) -> list[Words]:
    """Return the words of a page as they are drawn, a run of them at a time."""
    found: list[Words] = []

    def visit(text: str, matrix: list[float], position: list[float], *font: object) -> None:
        if text.strip():
            size = float(font[1]) if isinstance(font[1], int | float) else 0.0  # font is its dictionary and size
            left = position[4] * matrix[0] + matrix[4]
            baseline = position[5] * matrix[3] + matrix[5]
            found.append(Words(text.strip(), left, baseline, size * position[0] * matrix[0]))

    page.extract_text(visitor_text=visit)
    return found


def _drawing(signer: str, at: datetime, scale: float) -> bytes:
    """Return a PDF of one page with the words, in the middle of their strip."""
    lines = [line.format(signer=signer, at=at) for line in _LINES]
    size, width, height = _TYPE * scale, WIDTH * scale, HEIGHT * scale
    with pikepdf.new() as book:
        book.add_blank_page(page_size=(width, height))
        letters = Lettering(book, lines)
        shown = []
        for number, line in enumerate(lines, start=1):
            fitted = min(size, width / letters.width(line, 1))
            left = (width - letters.width(line, fitted)) / 2
            baseline = height - number * size * 1.3
            shown.append(f"BT 1 0 0 1 {left:.2f} {baseline:.2f} Tm {letters.show(line, fitted)} ET")
        book.pages[0].Resources = pikepdf.Dictionary(Font=letters.fonts)
        book.pages[0].Contents = book.make_stream(" ".join(("0.25 g", *shown)).encode())
        target = io.BytesIO()
        book.save(target, deterministic_id=True)
        return target.getvalue()
