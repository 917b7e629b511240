"""Certificates that can be verified offline: signed facts in a QR code, dated keys, a list of revocations, one page.

::

    seal(certificate, Keyring(folder).signer(passphrase))   the text for the QR code; qr.png and qr.svg draw it
    verify(code, read_trust(folder), printed=words)         what is true of it

Knows no alliance, no programme and no register.
"""

from docgen.seal.certificate import Certificate, digest
from docgen.seal.keys import Key, Keyring
from docgen.seal.revocations import Revocation, RevocationList
from docgen.seal.scanning import Scan, printed_text, scan
from docgen.seal.sealing import seal
from docgen.seal.signing import Signer
from docgen.seal.verifying import Status, Trust, Verdict, read_trust, verify

__all__ = [
    "Certificate",
    "Key",
    "Keyring",
    "Revocation",
    "RevocationList",
    "Scan",
    "Signer",
    "Status",
    "Trust",
    "Verdict",
    "digest",
    "printed_text",
    "read_trust",
    "scan",
    "seal",
    "verify",
]
