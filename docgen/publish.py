"""Files appear whole or not at all: a build is written aside, moved into place, and described by its manifest.

Knows bytes and paths, and nothing of what is in them.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path, PurePosixPath

from docgen.diagnostics import Wording
from docgen.errors import DocgenError

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Paper:
    """One file to publish: where it goes within the output folder, its bytes, and what it was made from."""

    path: PurePosixPath
    content: bytes
    kind: str
    template: str


@dataclass(frozen=True, order=True)
class Entry:
    """One line of the manifest: a published file, what it is and what it was made from (SHA-256 in hexadecimal)."""

    path: str
    kind: str
    size: int
    sha256: str
    template: str
    data: str
    tool: str


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def write(path: Path, content: bytes) -> None:
    """Write one file so that it is either the old one or the new one, never half of it."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        _write_through(partial, content)
        with _told(path):
            partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def publish(papers: Iterable[Paper], folder: Path, *, data: str, tool: str) -> list[Entry]:
    """Write the papers and the manifest into ``folder``; return the papers' entries in order of path.

    ``papers`` may be made on the way: nothing in ``folder`` changes before the last one is there, and whatever stops
    the work leaves the folder as it was. Earlier papers of the same kind and format that are not made any more are
    removed, unless they were changed by hand. Raises DocgenError for a path outside the folder, for two papers of one
    path, and where the disk refuses.
    """
    fresh = not folder.exists()
    # Within the folder, so that it is the same disk; named beforehand, so that an interrupt never misses it.
    aside = folder / f".docgen-{os.getpid()}"
    try:
        entries = sorted(_staged(papers, folder, aside / "new", data=data, tool=tool))
        kept, stale = _earlier(folder, entries)
        _write_through(aside / "new" / MANIFEST, _manifest([*kept, *entries]))
        _swap(aside, folder, [*(entry.path for entry in entries), MANIFEST], stale)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if fresh:
            with suppress(OSError):
                folder.rmdir()  # only where nothing was published
    return entries


def _staged(papers: Iterable[Paper], folder: Path, stage: Path, *, data: str, tool: str) -> Iterator[Entry]:
    """Write each paper aside; names that differ in case only would be one file on some disks."""
    seen: set[str] = set()
    for paper in papers:
        name = str(paper.path)
        _refuse_escape(paper.path, folder)
        if name.casefold() in seen or name == MANIFEST:
            raise DocgenError(
                Wording(f"有两份文书要写到同一个文件 {name}", f"two papers would be the same file {name}")
            )
        seen.add(name.casefold())
        _write_through(stage / name, paper.content)
        yield Entry(name, paper.kind, len(paper.content), digest(paper.content), paper.template, data, tool)


def _refuse_escape(path: PurePosixPath, folder: Path) -> None:
    inside = not path.is_absolute() and ".." not in path.parts and bool(path.parts)
    if not inside or not (folder / path).resolve().is_relative_to(folder.resolve()):
        raise DocgenError(
            Wording(f"{path} 在输出文件夹之外，不写", f"{path} is outside the output folder and is not written")
        )


def _earlier(folder: Path, entries: list[Entry]) -> tuple[list[Entry], list[str]]:
    """Return the entries of the last manifest that still hold, and the files that no longer do."""
    made = {entry.path for entry in entries}
    sorts = {(entry.kind, PurePosixPath(entry.path).suffix) for entry in entries}
    earlier = [entry for entry in _read_manifest(folder) if entry.path not in made and _unchanged(folder, entry)]
    replaced = {entry.path for entry in earlier if (entry.kind, PurePosixPath(entry.path).suffix) in sorts}
    return [entry for entry in earlier if entry.path not in replaced], sorted(replaced)


def _unchanged(folder: Path, entry: Entry) -> bool:
    _refuse_escape(PurePosixPath(entry.path), folder)
    path = folder / entry.path
    return path.is_file() and digest(path.read_bytes()) == entry.sha256


def _read_manifest(folder: Path) -> list[Entry]:
    """Return what the last build wrote; a manifest that is not one of ours counts as none."""
    try:
        files = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        return [Entry(**{field.name: file[field.name] for field in fields(Entry)}) for file in files]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return []


def _manifest(entries: list[Entry]) -> bytes:
    files = [asdict(entry) for entry in sorted(entries)]
    return (json.dumps({"files": files}, ensure_ascii=False, indent=2) + "\n").encode()


def _swap(aside: Path, folder: Path, names: list[str], stale: list[str]) -> None:
    """Move the new files in and the old ones out; put everything back if that cannot be finished."""
    blocked = next((folder / name for name in names if (folder / name).is_dir()), None)
    if blocked:
        raise DocgenError(
            Wording(f"{blocked} 是一个文件夹，不能写成文件", f"{blocked} is a folder and cannot become a file"),
            Wording("移走或改名这个文件夹，再试一次", "move or rename that folder and try again"),
        )
    moved: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        with _told(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
        moved.append((source, target))

    try:
        for name in [*names, *stale]:
            if (folder / name).exists():
                move(folder / name, aside / "old" / name)
            if name not in stale:
                move(aside / "new" / name, folder / name)
    except BaseException:
        for source, target in reversed(moved):
            target.replace(source)
        raise


def _write_through(path: Path, content: bytes) -> None:
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with _told(path), path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell what the disk refuses as something that the user can mend."""
    try:
        yield
    except OSError as error:
        raise DocgenError(
            Wording(f"写不进 {path}：{error.strerror}", f"{path} cannot be written: {error.strerror}"),
            Wording(
                "检查磁盘空间和文件夹权限，关闭正在打开的文件", "check free space and permissions; close open files"
            ),
        ) from error
