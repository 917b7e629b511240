"""A certificate's facts as CBOR (RFC 8949): a map with the keys 1 to 8, small enough for a QR code on paper.

Chinese text is written in GBK, two bytes a character, as a byte string; text that GBK lacks is a CBOR text string.
In the title, a NUL stands for the alliance's name, which a title usually repeats. Kinds that we know are numbers. The
date counts days from 1970-01-01.
"""

from datetime import date, timedelta
from typing import Any

import cbor2

from docgen.diagnostics import Wording
from docgen.errors import InputError
from docgen.seal.certificate import FIELDS, Certificate

KINDS = {1: "pilot", 2: "demonstration"}
_NUMBERS = {kind: number for number, kind in KINDS.items()}
_EPOCH = date(1970, 1, 1)
_NAME = "\0"
_CONTROL = Wording("证书的“{name.zh}”里有看不见的控制符", "there is a control character in the certificate's {name.en}")
_RETYPE = Wording("删掉这一项，重新输入", "delete that value and type it again")


def pack(certificate: Certificate) -> bytes:
    """Return the facts as CBOR, the same bytes for the same facts; an InputError for control characters."""
    for field, name in FIELDS.items():
        _refuse_control(getattr(certificate, field), name)
    title = certificate.title
    if certificate.alliance:
        title = title.replace(certificate.alliance, _NAME)
    facts: dict[int, Any] = {
        1: _text(certificate.number),
        2: _NUMBERS.get(certificate.kind, certificate.kind),
        3: _text(certificate.unit),
        4: _text(certificate.alliance),
        5: _text(title),
        6: [_text(issuer) for issuer in certificate.issuers],
        7: (certificate.date - _EPOCH).days,
        8: certificate.digest,
    }
    return cbor2.dumps(facts)


def unpack(content: bytes) -> Certificate:
    """Return the facts that `pack` wrote; a ValueError for anything else."""
    try:
        facts = cbor2.loads(content)
        alliance = _read(facts[4])
        return Certificate(
            number=_read(facts[1]),
            kind=KINDS.get(facts[2], f"{facts[2]}"),
            unit=_read(facts[3]),
            alliance=alliance,
            title=_read(facts[5]).replace(_NAME, alliance),
            issuers=tuple(_read(issuer) for issuer in facts[6]),
            date=_EPOCH + timedelta(days=facts[7]),
            digest=bytes(facts[8]),
        )
    except (cbor2.CBORDecodeError, ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError("not the facts of a certificate") from error


def _refuse_control(value: object, name: Wording) -> None:
    texts = value if isinstance(value, tuple) else (value,)
    if any(isinstance(text, str) and any(character < " " for character in text) for text in texts):
        raise InputError(_CONTROL.fill(name=name), _RETYPE)


def _text(text: str) -> str | bytes:
    """Return the shorter writing: GBK bytes for Chinese, a text string for ASCII and for what GBK lacks."""
    try:
        return text if text.isascii() else text.encode("gbk")
    except UnicodeEncodeError:
        return text


def _read(value: str | bytes) -> str:
    return value.decode("gbk") if isinstance(value, bytes) else value
