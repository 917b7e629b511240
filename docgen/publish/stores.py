"""Where files go: a folder of this machine, or a place that fsspec knows by its URL (:mod:`docgen.publish.bucket`)."""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final, Protocol

from docgen.diagnostics import Wording, because
from docgen.errors import DocgenError

_OUTSIDE = Wording("{path} 在输出文件夹之外，不写", "{path} is outside the output folder and is not written")
_CANNOT_WRITE = Wording("写不进 {path}：{reason.zh}", "{path} cannot be written: {reason.en}")
_CHECK_DISK = Wording(
    "检查磁盘空间和文件夹权限，关闭正在打开的文件", "check free space and permissions; close open files"
)

PARTIAL: Final = ".partial"
"""How the names of files end that are being written."""

_WAITING = 8  # files that are waited for at a time, since disks settle several in one go

Place = Path | str
"""A folder or file: a path of this machine, or a URL that fsspec knows."""


@dataclass
class Draft:
    """A file while it is written; its digest (SHA-256) and size in bytes are there when it is finished."""

    file: BinaryIO
    sha256: str = ""
    size: int = 0

    def finish(self) -> None:
        """Reckon digest and size."""
        self.file.flush()
        self.size = self.file.seek(0, os.SEEK_END)
        self.file.seek(0)
        self.sha256 = hashlib.file_digest(self.file, "sha256").hexdigest()  # type: ignore[arg-type]


class Store(Protocol):
    """A place with files in it; names are paths within it, written with ``/``. A file is there whole or not at all."""

    def read(self, name: str) -> bytes:
        """Return a file's bytes; raises FileNotFoundError."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file in one step."""

    def receive(self, stem: str, *, settled: bool = True) -> AbstractContextManager[Draft]:
        """Take in a file of any size; when it is finished it is called ``stem-SHA256``.

        It is on the disk then, unless it need not be ``settled``.
        """

    def settle(self, names: Sequence[str]) -> None:
        """Wait until files, and what folders say of what is in them, are on the disk, safe from a power cut."""

    def move(self, source: str, target: str) -> None:
        """Give a file another name, in place of what has that name."""

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all in it, if it is there."""

    def names(self, folder: str) -> list[str]:
        """Return the names of all files in a folder and below, sorted."""

    def is_file(self, name: str) -> bool:
        """Return whether there is such a file."""

    def is_folder(self, name: str) -> bool:
        """Return whether there is such a folder."""

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file, if it is there."""

    def refuse_escape(self, name: str) -> None:
        """Raise DocgenError for a name that leads out of the place."""

    def tidy(self, folder: str) -> None:
        """Remove a folder and those above it that hold nothing."""


def store_at(place: Place) -> Store:
    """Return the store at a folder or URL. Raises DocgenError where fsspec is needed and not installed."""
    if isinstance(place, Path):
        return Folder(place)
    from docgen.publish.bucket import bucket_at  # noqa: PLC0415 - fsspec is there with the extra "cluster" only

    return bucket_at(place)


@contextmanager
def fetched(place: Place) -> Iterator[Path]:
    """Return a file of this machine that holds what is at a place; what is at a URL is fetched for the time being."""
    if isinstance(place, Path):
        yield place
        return
    from docgen.publish.bucket import fetch  # noqa: PLC0415 - fsspec is there with the extra "cluster" only

    with TemporaryDirectory(prefix="docgen-") as folder:
        path = Path(folder, PurePosixPath(place).name)
        path.write_bytes(fetch(place))
        yield path


def refuse_outside(name: str) -> None:
    """Raise DocgenError for a name that does not stay below the place it is joined to."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise DocgenError(_OUTSIDE.fill(path=name))


@dataclass(frozen=True)
class Folder:
    """A folder of this machine."""

    root: Path

    def read(self, name: str) -> bytes:
        """Return a file's bytes; raises FileNotFoundError."""
        return (self.root / name).read_bytes()

    def write(self, name: str, content: bytes) -> None:
        """Write a file so that it is either the old one or the new one, never half of it."""
        path = self.root / name
        partial = path.with_name(f".{path.name}.{os.getpid()}{PARTIAL}")
        try:
            with told(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                with partial.open("wb") as file:
                    file.write(content)
                    _settle(file)
                partial.replace(path)
        finally:
            _forget(partial)

    @contextmanager
    def receive(self, stem: str, *, settled: bool = True) -> Iterator[Draft]:
        """Take in a file of any size; when it is finished it is called ``stem-SHA256``."""
        path = self.root / stem
        partial = path.with_name(f".{path.name}.{os.getpid()}{PARTIAL}")
        try:
            with told(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                file = partial.open("w+b")
            with file:
                draft = Draft(file)
                yield draft
                with told(path):
                    draft.finish()
                    if settled:
                        _settle(file)
            with told(path):
                partial.replace(f"{path}-{draft.sha256}")
        finally:
            _forget(partial)

    def settle(self, names: Sequence[str]) -> None:
        """Wait until files, and what folders say of what is in them, are on the disk, safe from a power cut."""
        with ThreadPoolExecutor(_WAITING) as waiting:
            list(waiting.map(_settle_at, [self.root / name for name in names]))

    def move(self, source: str, target: str) -> None:
        """Give a file another name, in place of what has that name."""
        path = self.root / target
        with told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            (self.root / source).replace(path)

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all in it, if it is there."""
        path = self.root / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)

    def names(self, folder: str) -> list[str]:
        """Return the names of all files in a folder and below, sorted."""
        found = (self.root / folder).rglob("*")
        return sorted(path.relative_to(self.root).as_posix() for path in found if path.is_file())

    def is_file(self, name: str) -> bool:
        """Return whether there is such a file."""
        return (self.root / name).is_file()

    def is_folder(self, name: str) -> bool:
        """Return whether there is such a folder."""
        return (self.root / name).is_dir()

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file, if it is there."""
        try:
            with (self.root / name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return None

    def refuse_escape(self, name: str) -> None:
        """Raise DocgenError for a name that leads out of the folder, by a link too."""
        refuse_outside(name)
        folder = (self.root / name).parent  # a link in place of the file itself is not followed: it is replaced
        if folder != self.root and not folder.resolve().is_relative_to(self.root.resolve()):
            raise DocgenError(_OUTSIDE.fill(path=name))

    def tidy(self, folder: str) -> None:
        """Remove a folder and those above it that hold nothing, the root too."""
        path = self.root / folder
        while path != self.root.parent and not (path.is_dir() and any(path.iterdir())):
            with suppress(FileNotFoundError, NotADirectoryError):
                path.rmdir()
            path = path.parent


def _settle_at(path: Path) -> None:
    with told(path):
        if not path.is_dir():
            with path.open("r+b") as file:
                _settle(file)
        elif hasattr(os, "O_DIRECTORY"):  # elsewhere folders take care of themselves
            folder = os.open(path, os.O_DIRECTORY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def _forget(partial: Path) -> None:
    """Remove a half-written file, if there is one."""
    with suppress(FileNotFoundError, NotADirectoryError):
        partial.unlink()


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def told(path: Place) -> Iterator[None]:
    """Tell what the disk refuses as something that the user can mend."""
    try:
        yield
    except OSError as error:
        raise DocgenError(_CANNOT_WRITE.fill(path=path, reason=because(error)), _CHECK_DISK) from error
