"""Compiled code of templates kept on disk, so that a short command does not compile what it compiled before.

Code read from a disk is code that runs; so only what this very user wrote is read. The folder, the key and every entry
must belong to the user and be writable by nobody else, symbolic links are not followed, and an entry counts only with
its HMAC under a random key that stands in the folder, readable by the user alone. Whatever is amiss with an entry, the
code is compiled anew: a cache never stops the work. Where a system cannot tell whose a file is, there is no cache.
"""

import hmac
import marshal
import os
import secrets
import stat
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Final, Self

_KEY: Final = "key"
_SIGNATURE_BYTES: Final = 32
_MOST_BYTES: Final = 16 << 20  # of one entry
_MOST_ENTRIES: Final = 200
_OTHERS_MAY_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH


class Cache:
    """Compiled code in a folder of one user; ``key`` signs its entries."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key = folder, key

    @classmethod
    def of_user(cls, folder: Path | None = None) -> Self | None:
        """Return the cache of this user, made if there is none; nothing where it would not be safe, or cannot be.

        ``folder`` is the usual one by default: ``docgen`` below ``$XDG_CACHE_HOME``, or below ``~/.cache``.
        """
        if not hasattr(os, "geteuid"):
            return None
        try:
            place = folder or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "docgen" / "templates"
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_ours(place.lstat(), stat.S_ISDIR):
                return None
            key = _read(place / _KEY) or _written_key(place / _KEY)
        except (OSError, RuntimeError):  # there is no home
            return None
        return cls(place, key) if len(key) == _SIGNATURE_BYTES else None

    def read(self, name: str) -> CodeType | None:
        """Return the code kept under this name, if it is there and ours."""
        try:
            entry = _read(self._folder / name)
        except OSError:
            return None
        signature, content = entry[:_SIGNATURE_BYTES], entry[_SIGNATURE_BYTES:]
        if not content or not hmac.compare_digest(signature, self._signature(name, content)):
            return None
        code = marshal.loads(content)  # noqa: S302 - we wrote it: the signature is ours
        return code if isinstance(code, CodeType) else None

    def write(self, name: str, code: CodeType) -> None:
        """Keep the code under this name, whole or not at all."""
        content = marshal.dumps(code)
        try:
            handle, temporary = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(self._signature(name, content) + content)
            Path(temporary).replace(self._folder / name)
            self._tidy()
        except OSError:
            return

    def _tidy(self) -> None:
        """Take half of the entries away when they have become many: what is wanted again is compiled again."""
        entries = [path for path in self._folder.iterdir() if path.name != _KEY]
        if len(entries) > _MOST_ENTRIES:
            for path in sorted(entries)[: len(entries) // 2]:
                path.unlink(missing_ok=True)

    def _signature(self, name: str, content: bytes) -> bytes:
        return hmac.digest(self._key, name.encode() + b"\0" + content, "sha256")


def name_of(*facts: str) -> str:
    """Return the name under which code is kept: what it was made of, and the interpreter that made it."""
    whole = "\0".join((*facts, sys.version, sys.implementation.cache_tag or ""))
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def _read(path: Path) -> bytes:
    """Return what a file of ours holds; nothing if it is not there, too large, or not ours alone."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return b""
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        sound = _is_ours(status, stat.S_ISREG) and status.st_size <= _MOST_BYTES
        return file.read() if sound else b""


def _is_ours(status: os.stat_result, right_kind: object) -> bool:
    kind = callable(right_kind) and right_kind(status.st_mode)
    return bool(kind) and status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_MAY_WRITE


def _written_key(path: Path) -> bytes:
    """Make the key; one that another process made at the same time counts."""
    key = secrets.token_bytes(_SIGNATURE_BYTES)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
    return key
