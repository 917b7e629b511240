"""A store at a URL: a shared folder or an object store, through fsspec."""

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from docgen.diagnostics import Wording
from docgen.errors import DocgenError, InputError
from docgen.publish.stores import PARTIAL, Draft, refuse_outside, told

_NO_FSSPEC = Wording("读写 {url} 需要 fsspec", "fsspec is needed to reach {url}")
_INSTALL = Wording(
    "安装：pip install 'alliance-docgen[cluster]'，以及该存储所需的包",
    "pip install 'alliance-docgen[cluster]', and the package that this storage needs",
)
_CANNOT_OPEN = Wording("打不开 {file}：{reason}", "{file} cannot be opened: {reason}")
_CHECK_URL = Wording("检查地址是否写对、有没有权限", "check the address and your permissions")


def bucket_at(url: str) -> "Bucket":
    """Return the store at a URL. Raises DocgenError where fsspec, or what it needs for this URL, is not installed."""
    _file_system(url)
    return Bucket(url.rstrip("/"))


def fetch(url: str) -> bytes:
    """Return the bytes at a URL. Raises InputError where there are none to be had."""
    system, path = _file_system(url)
    try:
        content: bytes = system.cat_file(path)
    except (OSError, ValueError) as error:
        raise InputError(_CANNOT_OPEN.fill(file=url, reason=error), _CHECK_URL) from error
    return content


def _file_system(url: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra

        system, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise DocgenError(_NO_FSSPEC.fill(url=url), _INSTALL) from error
    return system, path


@dataclass(frozen=True)
class Bucket:
    """A place that fsspec knows by its URL; it is opened anew wherever the store is sent to."""

    url: str

    def read(self, name: str) -> bytes:
        """Return a file's bytes; raises FileNotFoundError."""
        system, path = self._at(name)
        content: bytes = system.cat_file(path)
        return content

    def write(self, name: str, content: bytes) -> None:
        """Write a file in one step: it takes its name when it is whole."""
        system, path = self._at(name)
        with told(f"{self.url}/{name}"):
            system.makedirs(system._parent(path), exist_ok=True)  # noqa: SLF001 - fsspec's way to the folder above
            system.pipe_file(f"{path}{PARTIAL}", content)
            system.mv(f"{path}{PARTIAL}", path)

    @contextmanager
    def receive(self, stem: str, *, settled: bool = True) -> Iterator[Draft]:  # noqa: ARG002 - what is there stays there
        """Take in a file of any size; when it is finished it is called ``stem-SHA256``."""
        with tempfile.NamedTemporaryFile() as file:
            draft = Draft(file)  # type: ignore[arg-type]
            yield draft
            draft.finish()
            system, path = self._at(f"{stem}-{draft.sha256}")
            with told(f"{self.url}/{stem}"):
                system.makedirs(system._parent(path), exist_ok=True)  # noqa: SLF001 - fsspec's way to the folder above
                system.put_file(file.name, f"{path}{PARTIAL}")
                system.mv(f"{path}{PARTIAL}", path)

    def settle(self, names: Sequence[str]) -> None:
        """Do nothing: what is in a store has been taken in."""

    def move(self, source: str, target: str) -> None:
        """Give a file another name, in place of what has that name."""
        system, path = self._at(target)
        with told(f"{self.url}/{target}"):
            system.makedirs(system._parent(path), exist_ok=True)  # noqa: SLF001 - fsspec's way to the folder above
            system.mv(self._at(source)[1], path)

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all in it, if it is there."""
        system, path = self._at(name)
        with suppress(FileNotFoundError):
            system.rm(path, recursive=True)

    def names(self, folder: str) -> list[str]:
        """Return the names of all files in a folder and below, sorted."""
        system, path = self._at(folder)
        root = self._at("")[1].rstrip("/")
        return sorted(found.removeprefix(f"{root}/") for found in system.find(path))

    def is_file(self, name: str) -> bool:
        """Return whether there is such a file."""
        system, path = self._at(name)
        return bool(system.isfile(path))

    def is_folder(self, name: str) -> bool:
        """Return whether there is such a folder."""
        system, path = self._at(name)
        return bool(system.isdir(path))

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file, if it is there."""
        system, path = self._at(name)
        try:
            with system.open(path, "rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None

    def refuse_escape(self, name: str) -> None:
        """Raise DocgenError for a name that leads out of the place."""
        refuse_outside(name)

    def tidy(self, folder: str) -> None:
        """Remove a folder if it holds nothing; most object stores know no empty folders."""
        system, path = self._at(folder)
        with suppress(OSError):
            if system.isdir(path) and not system.find(path):
                system.rmdir(path)

    def _at(self, name: str) -> tuple[Any, str]:
        return _file_system(f"{self.url}/{name}" if name else self.url)
