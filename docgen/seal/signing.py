"""COSE_Sign1 with Ed25519 (RFC 9052, 4.2 and RFC 9053, 2.2): who signed which bytes, and for what purpose."""

from dataclasses import dataclass
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_TAG, _ALGORITHM, _KEY_ID, _EDDSA = 18, 1, 4, -8


@dataclass(frozen=True)
class Signer:
    """An unlocked private key and its id."""

    id: bytes
    private: Ed25519PrivateKey

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how a signer comes to another process of this machine."""
        return _unlocked, (self.id, self.private.private_bytes_raw())


def _unlocked(id_: bytes, private: bytes) -> Signer:
    return Signer(id_, Ed25519PrivateKey.from_private_bytes(private))


@dataclass(frozen=True)
class Signed:
    """A COSE_Sign1 as read, not yet verified."""

    key_id: bytes
    protected: bytes
    payload: bytes
    signature: bytes


def sign(payload: bytes, signer: Signer, *, purpose: str) -> bytes:
    """Return the tagged COSE_Sign1; ``purpose`` is its external data, so that one thing is never taken for another."""
    protected = cbor2.dumps({_ALGORITHM: _EDDSA, _KEY_ID: signer.id})
    signature = signer.private.sign(_signed_bytes(protected, payload, purpose))
    return cbor2.dumps(cbor2.CBORTag(_TAG, [protected, {}, payload, signature]))


def read(content: bytes) -> Signed:
    """Return the parts of a COSE_Sign1; a ValueError for anything else."""
    try:
        message: Any = cbor2.loads(content)
        protected, unprotected, payload, signature = message.value
        header = cbor2.loads(protected)
        key_id = header[_KEY_ID]
    except (cbor2.CBORDecodeError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise ValueError("not a COSE_Sign1") from error
    whole = isinstance(header, dict) and all(isinstance(part, bytes) for part in (key_id, payload, signature))
    if not whole or message.tag != _TAG or unprotected != {} or header.get(_ALGORITHM) != _EDDSA:
        raise ValueError("not signed with EdDSA")
    return Signed(key_id, protected, payload, signature)


def holds(signed: Signed, public: Ed25519PublicKey, *, purpose: str) -> bool:
    """Return whether this key signed these bytes for this purpose."""
    try:
        public.verify(signed.signature, _signed_bytes(signed.protected, signed.payload, purpose))
    except InvalidSignature:
        return False
    return True


def _signed_bytes(protected: bytes, payload: bytes, purpose: str) -> bytes:
    return cbor2.dumps(["Signature1", protected, purpose.encode(), payload])
