"""The signed, dated list of certificates that are no longer in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import cbor2

from docgen.diagnostics import Wording
from docgen.errors import InputError
from docgen.seal import signing
from docgen.seal.certificate import DIGEST_BYTES, Certificate
from docgen.seal.keys import Key
from docgen.seal.signing import Signer

REVOCATION_FILE = "revocations.cose"
PURPOSE = "docgen revocations 1"

_NOT_A_LIST = Wording("{file} 不是撤销名单，或者已经损坏", "{file} is no list of revocations, or is damaged")
_NOT_SIGNED = Wording("{file} 不是用已知的密钥签名的", "{file} is not signed by a known key")
_GET_LIST = Wording("向颁发单位重新索取撤销名单", "ask the issuer for the list of revocations again")


@dataclass(frozen=True)
class Revocation:
    """One certificate out of force: since when and why.

    ``successor`` is the number of the certificate in its place, if there is one. Where that keeps the number, as a
    corrected one does, ``current`` are the digests of the prints that are in force, original and duplicate one after
    the other; empty where none is.
    """

    number: str
    on: date
    reason: str
    successor: str = ""
    current: bytes = b""

    @property
    def in_force(self) -> list[bytes]:
        """The digests of the prints with this number that are in force."""
        return [self.current[start : start + DIGEST_BYTES] for start in range(0, len(self.current), DIGEST_BYTES)]


@dataclass(frozen=True)
class RevocationList:
    """All revocations that stood on a day."""

    on: date
    entries: tuple[Revocation, ...] = ()

    def adding(self, entry: Revocation) -> "RevocationList":
        """Return the list with one more entry, as of that entry's day or of the list's own, whichever is later."""
        return RevocationList(max(self.on, entry.on), (*self.entries, entry))

    def find(self, certificate: Certificate) -> Revocation | None:
        """Return what put a certificate out of force, if anything: the last entry of its number decides."""
        last = next((entry for entry in reversed(self.entries) if entry.number == certificate.number), None)
        return last if last and certificate.digest not in last.in_force else None


def sign(revoked: RevocationList, signer: Signer) -> bytes:
    """Return the list as a COSE_Sign1."""
    entries = [[entry.number, f"{entry.on}", entry.reason, entry.successor, entry.current] for entry in revoked.entries]
    return signing.sign(cbor2.dumps([f"{revoked.on}", entries]), signer, purpose=PURPOSE)


def read(path: Path, keys: Sequence[Key]) -> RevocationList | None:
    """Return the list in a file, None where there is no file; an InputError unless one of the keys signed it."""
    try:
        signed = signing.read(path.read_bytes())
        revoked = _list(cbor2.loads(signed.payload))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, OSError, cbor2.CBORDecodeError) as error:
        raise InputError(_NOT_A_LIST.fill(file=path), _GET_LIST) from error
    signers = [key for key in keys if key.id == signed.key_id.hex()]
    if not any(signing.holds(signed, key.verifier, purpose=PURPOSE) for key in signers):
        raise InputError(_NOT_SIGNED.fill(file=path), _GET_LIST)
    return revoked


def _list(content: Any) -> RevocationList:
    on, entries = content
    return RevocationList(date.fromisoformat(on), tuple(_revocation(*entry) for entry in entries))


def _revocation(number: str, on: str, reason: str, successor: str, current: bytes) -> Revocation:
    return Revocation(number, date.fromisoformat(on), reason, successor, current)
