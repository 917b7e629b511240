"""The keys that sign certificates: public ones dated in one small file, private ones encrypted at rest.

A folder holds ``keys.json``, a JSON Web Key Set (RFC 7517, RFC 8037) that may be published, and under ``private/`` one
encrypted PKCS #8 file for each key, which never leaves the bureau.
"""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from docgen.diagnostics import Wording
from docgen.errors import InputError
from docgen.seal.signing import Signer

KEY_FILE = "keys.json"
_ID_BYTES = 4

_NO_KEYS = Wording("{folder} 里没有密钥文件 keys.json", "there is no keys.json in {folder}")
_MAKE_KEYS = Wording(
    "先用 docgen certificate keys new 建立密钥，或用 --keys 指到密钥文件夹",
    "make a key with docgen certificate keys new, or name the folder of keys with --keys",
)
_BAD_KEYS = Wording("{file} 不是正确的密钥文件", "{file} is no correct file of keys")
_GET_KEYS = Wording("向颁发单位重新索取 keys.json", "ask the issuer for keys.json again")
_HAS_KEY = Wording("{folder} 里已有正在使用的密钥 {id}", "{folder} already has the key {id} in use")
_ROTATE = Wording("要换新密钥，用 docgen certificate keys rotate", "to change keys, use docgen certificate keys rotate")
_NO_CURRENT = Wording("{folder} 里没有正在使用的密钥", "no key in {folder} is in use")
_NO_PRIVATE = Wording("私钥文件 {file} 不在", "the private key {file} is not there")
_FIND_PRIVATE = Wording("从备份取回私钥，或者换新密钥", "fetch the private key from its backup, or change keys")
_WRONG_PASSPHRASE = Wording("口令不对，私钥打不开", "the passphrase does not open the private key")
_TRY_AGAIN = Wording(
    "再输一次口令；注意大小写和输入法", "type the passphrase again; mind capitals and the input method"
)
_NO_PASSPHRASE = Wording("口令不能是空的", "the passphrase must not be empty")
_TOO_EARLY = Wording(
    "新密钥的启用日期不晚于现用密钥的 {since}", "the new key would not start after the old one of {since}"
)


@dataclass(frozen=True)
class Key:
    """A public key: whose it is, and the first and last day (None: still in use) on which it signs."""

    id: str
    public: bytes
    holder: str
    since: date
    until: date | None = None

    @property
    def verifier(self) -> Ed25519PublicKey:
        """The key as `cryptography` has it."""
        return Ed25519PublicKey.from_public_bytes(self.public)

    def as_jwk(self) -> dict[str, str | None]:
        """Return the key as a JSON Web Key (RFC 8037), with its holder and its days."""
        return {
            "kty": "OKP",
            "crv": "Ed25519",
            "kid": self.id,
            "x": urlsafe_b64encode(self.public).decode().rstrip("="),
            "holder": self.holder,
            "since": self.since.isoformat(),
            "until": self.until.isoformat() if self.until else None,
        }


@dataclass(frozen=True)
class Minted:
    """A new key, unlocked, and the files to write, in this order."""

    key: Key
    signer: Signer
    files: dict[Path, bytes]


class Keyring:
    """The keys of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def public_file(self) -> Path:
        """Where the keys that may be published stand."""
        return self.folder / KEY_FILE

    def private_file(self, key: Key) -> Path:
        """Return where the encrypted private key of ``key`` stands."""
        return self.folder / "private" / f"{key.id}.pem"

    def published(self) -> list[Key]:
        """Return the public keys, oldest first; an InputError where there are none or the file is damaged."""
        try:
            return read_keys(self.public_file.read_text("utf-8"))
        except FileNotFoundError as error:
            raise InputError(_NO_KEYS.fill(folder=self.folder), _MAKE_KEYS) from error
        except (ValueError, OSError) as error:
            raise InputError(_BAD_KEYS.fill(file=self.public_file), _GET_KEYS) from error

    def current(self) -> Key:
        """Return the key in use."""
        for key in self.published():
            if key.until is None:
                return key
        raise InputError(_NO_CURRENT.fill(folder=self.folder), _MAKE_KEYS)

    def signer(self, passphrase: str) -> Signer:
        """Unlock the key in use; an InputError for a wrong passphrase or a lost private key."""
        key = self.current()
        try:
            private = load_pem_private_key(self.private_file(key).read_bytes(), passphrase.encode())
        except FileNotFoundError as error:
            raise InputError(_NO_PRIVATE.fill(file=self.private_file(key)), _FIND_PRIVATE) from error
        except (ValueError, TypeError) as error:
            raise InputError(_WRONG_PASSPHRASE, _TRY_AGAIN) from error
        if not isinstance(private, Ed25519PrivateKey):
            raise InputError(_BAD_KEYS.fill(file=self.private_file(key)), _FIND_PRIVATE)
        return Signer(bytes.fromhex(key.id), private)

    def create(self, holder: str, since: date, passphrase: str) -> Minted:
        """Return a first key; an InputError where a key is in use already."""
        earlier = self.published() if self.public_file.exists() else []
        for key in earlier:
            if key.until is None:
                raise InputError(_HAS_KEY.fill(folder=self.folder, id=key.id), _ROTATE)
        return self._added(earlier, holder, since, passphrase)

    def rotate(self, since: date, passphrase: str) -> Minted:
        """Return a new key for the same holder; the old key's last day is the day before."""
        current = self.current()
        if since <= current.since:
            raise InputError(_TOO_EARLY.fill(since=current.since))
        retired = replace(current, until=since - timedelta(days=1))
        earlier = [retired if key == current else key for key in self.published()]
        return self._added(earlier, current.holder, since, passphrase)

    def _added(self, earlier: list[Key], holder: str, since: date, passphrase: str) -> Minted:
        if not passphrase:
            raise InputError(_NO_PASSPHRASE)
        private = Ed25519PrivateKey.generate()
        public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        key = Key(hashlib.sha256(public).digest()[:_ID_BYTES].hex(), public, holder, since)
        pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode()))
        # The private key is written first: a public key without its private one would be of no use.
        files = {self.private_file(key): pem, self.public_file: write_keys([*earlier, key]).encode()}
        return Minted(key, Signer(bytes.fromhex(key.id), private), files)


def read_keys(text: str) -> list[Key]:
    """Return the keys of a ``keys.json``, oldest first; a ValueError for anything else."""
    try:
        return sorted((_key(entry) for entry in json.loads(text)["keys"]), key=lambda key: key.since)
    except (LookupError, TypeError) as error:
        raise ValueError("not a set of keys") from error


def write_keys(keys: list[Key]) -> str:
    """Return keys as the text of a ``keys.json``."""
    return json.dumps({"keys": [key.as_jwk() for key in keys]}, ensure_ascii=False, indent=2) + "\n"


def _key(entry: dict[str, Any]) -> Key:
    public = urlsafe_b64decode(entry["x"] + "=")
    if len(public) != 32:
        raise ValueError("not an Ed25519 key")
    until = date.fromisoformat(entry["until"]) if entry["until"] else None
    return Key(entry["kid"], public, entry["holder"], date.fromisoformat(entry["since"]), until)
