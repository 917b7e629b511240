"""The text in a certificate's QR code: ``DG1:`` and the signed facts in Base45."""

from docgen.seal import base45, signing
from docgen.seal.certificate import Certificate
from docgen.seal.payload import pack
from docgen.seal.signing import Signed, Signer

PREFIX = "DG1:"
PURPOSE = "docgen certificate 1"


def seal(certificate: Certificate, signer: Signer) -> str:
    """Return the signed text for the certificate's QR code: the same for the same facts and key."""
    return PREFIX + base45.encode(signing.sign(pack(certificate), signer, purpose=PURPOSE))


def read(text: str) -> Signed:
    """Return the signed facts, not yet verified; a ValueError for a damaged text."""
    return signing.read(base45.decode(text.strip().removeprefix(PREFIX)))


def is_sealed(text: str) -> bool:
    """Return whether the text means to be one of ours."""
    return text.strip().startswith(PREFIX)
