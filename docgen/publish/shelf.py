"""The shelf beside an output folder: what is finished lies there until all that belongs together is, then it goes in.

Everything of its own stands in ``.docgen/``: finished files under the name of their content, and, while they are moved
into place, the list of moves. A run that is killed at any moment leaves whole files only; whoever opens the shelf next
finishes the moves that were begun.
"""

import errno
import hashlib
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Final

from docgen.diagnostics import Wording
from docgen.errors import DocgenError
from docgen.publish.manifest import MANIFEST, NO_ORDER, Entry, Filed, entry, read_manifest, written
from docgen.publish.stores import PARTIAL, Draft, Folder, Store, told

STATE: Final = ".docgen"
_MADE, _OLD, _MOVES = f"{STATE}/made", f"{STATE}/old", f"{STATE}/moves.json"
_PATIENCE = 5  # seconds for which a killed run may hold the lock

_TWICE = Wording("有两份文书要写到同一个文件 {path}", "two papers would be the same file {path}")
_BLOCKED = Wording("{path} 是一个文件夹，不能写成文件", "{path} is a folder and cannot become a file")
_MOVE_AWAY = Wording("移走或改名这个文件夹，再试一次", "move or rename that folder and try again")
_BUSY = Wording("另一个 docgen 正在写 {folder}", "another docgen is writing into {folder}")
_WAIT = Wording("等它结束，或换一个输出文件夹", "wait until it ends, or choose another folder")


@dataclass(frozen=True)
class Desk:
    """Where a thing is made, in this process or another: what is written here lies on the shelf when it is finished.

    Each file is safe from a power cut then, unless it need not be ``settled`` before it is moved into place.
    """

    store: Store
    settled: bool = True

    @contextmanager
    def file(self, path: str, *, kind: str, template: str = "") -> Iterator[tuple[BinaryIO, list[Filed]]]:
        """Open a file to be written; when it is finished it is in the list."""
        self.store.refuse_escape(path)
        filed: list[Filed] = []
        draft: Draft
        with self.store.receive(_stem(path), settled=self.settled) as draft:
            yield draft.file, filed
        filed.append(Filed(path, kind, draft.size, draft.sha256, template))

    def put(self, path: str, content: bytes, *, kind: str, template: str = "") -> Filed:
        """Lay a file on the shelf."""
        with self.file(path, kind=kind, template=template) as (file, filed):
            file.write(content)
        return filed[0]

    def read(self, filed: Filed) -> bytes:
        """Return the bytes of a file that lies on the shelf."""
        return self.store.read(_lying(filed))


class Shelf:
    """The shelf of one output folder, open to one run at a time.

    What lies on it outlives a power cut, unless it need not be ``settled`` before it is moved into place.
    """

    def __init__(self, store: Store, *, settled: bool = True) -> None:
        self.store = store
        self.desk = Desk(store, settled)

    @contextmanager
    def opened(self) -> Iterator["Shelf"]:
        """Keep others out, finish the moves that a killed run began, and leave no empty folder behind."""
        with _locked(self.store):
            self._finish_moves()
            for name in self.store.names(STATE):
                if name.endswith(PARTIAL):
                    self.store.remove(name)
            try:
                yield self
            finally:
                self.store.tidy(_MADE)

    def place(self, name: str, content: bytes) -> None:
        """Write a small file whole; what a kill leaves of it stands on the shelf, and the next run removes it."""
        aside = f"{STATE}/{name}"
        self.store.write(aside, content)
        self.store.move(aside, name)

    def holds(self, filed: Filed) -> bool:
        """Return whether a file is finished: on the shelf, or in place as it was made."""
        return self.store.is_file(_lying(filed)) or self.store.digest(filed.path) == filed.sha256

    def clear(self, wanted: Sequence[Filed] = ()) -> None:
        """Throw away whatever lies on the shelf and is not wanted, unless it is still to be moved into place."""
        if self.store.is_file(_MOVES):
            return
        kept = {_lying(filed) for filed in wanted}
        for name in self.store.names(_MADE):
            if name not in kept:
                self.store.remove(name)

    def release(self, files: Sequence[Filed]) -> None:
        """Move finished files into place, each for itself."""
        self._refuse(files)
        moves = self._moves(files)
        for lying, path in moves:
            self.store.move(lying, path)

    def listed(self) -> list[Entry]:
        """Return what the manifest lists."""
        return read_manifest(self.store)

    def commit(
        self,
        files: Sequence[Filed],
        *,
        data: str,
        tool: str,
        order: Mapping[str, Any] = NO_ORDER,
        complete: bool = True,
    ) -> list[Entry]:
        """Move finished files into place, with the manifest; return their entries in order of path.

        If the files are ``complete``, earlier papers of the same kind and format that are not among them are removed,
        unless they were changed by hand. What cannot be finished is put back. Raises DocgenError for two files of one
        path, and where the disk refuses.
        """
        self._refuse(files)
        entries = sorted(entry(filed, data=data, tool=tool, order=order) for filed in files)
        kept, stale = self._earlier(entries, complete=complete)
        manifest = written([*kept, *entries])
        moves = self._moves(files)
        if moves or stale or not self._is(MANIFEST, manifest):
            self._swap(moves, stale, manifest)
        return entries

    def _moves(self, files: Sequence[Filed]) -> list[tuple[str, str]]:
        """Return which finished files go where, safe on the disk; the others are in place already."""
        moves = [(lying, filed.path) for filed in files if self.store.is_file(lying := _lying(filed))]
        if moves and not self.desk.settled:
            self.store.settle([lying for lying, _ in moves])
        return moves

    def _refuse(self, files: Sequence[Filed]) -> None:
        names = Counter(filed.path.casefold() for filed in files)  # one file on some disks
        for filed in files:
            self.store.refuse_escape(filed.path)
            if names[filed.path.casefold()] > 1 or filed.path == MANIFEST:
                raise DocgenError(_TWICE.fill(path=filed.path))
            if self.store.is_folder(filed.path):
                raise DocgenError(_BLOCKED.fill(path=filed.path), _MOVE_AWAY)

    def _is(self, name: str, content: bytes) -> bool:
        return self.store.is_file(name) and self.store.read(name) == content

    def _earlier(self, entries: list[Entry], *, complete: bool) -> tuple[list[Entry], list[str]]:
        """Return the entries of the last manifest that still hold, and the files that no longer do."""
        made = {each.path for each in entries}
        sorts = {(each.kind, PurePosixPath(each.path).suffix) for each in entries if complete}
        earlier = [each for each in read_manifest(self.store) if each.path not in made and self._unchanged(each)]
        replaced = {each.path for each in earlier if (each.kind, PurePosixPath(each.path).suffix) in sorts}
        return [each for each in earlier if each.path not in replaced], sorted(replaced)

    def _unchanged(self, each: Entry) -> bool:
        self.store.refuse_escape(each.path)
        return self.store.digest(each.path) == each.sha256

    def _swap(self, moves: list[tuple[str, str]], stale: list[str], manifest: bytes) -> None:
        """Move the new files in and the old ones out, after writing down what is to be done."""
        plan = {"moves": moves, "stale": stale, "manifest": manifest.decode()}
        moved: list[tuple[str, str]] = []
        self.store.write(_MOVES, json.dumps(plan, ensure_ascii=False).encode())
        try:
            for source, target in [*moves, *(("", name) for name in stale)]:
                if self.store.is_file(target):
                    self._move(target, f"{_OLD}/{target}", moved)
                if source:
                    self._move(source, target, moved)
            self.place(MANIFEST, manifest)
            self.store.settle(sorted({str(PurePosixPath(target).parent) for _, target in moves}))
        except BaseException:
            self._put_back(moved)
            self._forget()
            raise
        self._forget()

    def _move(self, source: str, target: str, moved: list[tuple[str, str]]) -> None:
        moved.append((source, target))  # beforehand, so that an interrupt never misses it
        self.store.move(source, target)

    def _put_back(self, moved: list[tuple[str, str]]) -> None:
        for source, target in reversed(moved):
            if not self.store.is_file(source) and self.store.is_file(target):
                self.store.move(target, source)

    def _finish_moves(self) -> None:
        """Finish what a run began to move before it was killed."""
        if not self.store.is_file(_MOVES):
            return
        plan = json.loads(self.store.read(_MOVES))
        for source, target in plan["moves"]:
            if self.store.is_file(source):
                self.store.move(source, target)
        for name in plan["stale"]:
            self.store.remove(name)
        self.place(MANIFEST, plan["manifest"].encode())
        self._forget()

    def _forget(self) -> None:
        self.store.remove(_MOVES)
        self.store.remove(_OLD)


def _stem(path: str) -> str:
    """Return how a file's name on the shelf begins: two files may have the same content."""
    return f"{_MADE}/{hashlib.sha256(path.encode()).hexdigest()[:16]}"


def _lying(filed: Filed) -> str:
    return f"{_stem(filed.path)}-{filed.sha256}"


@contextmanager
def _locked(store: Store) -> Iterator[None]:
    """Keep other runs of the same user on this machine out of a folder; the system lets go when a run is killed."""
    if not isinstance(store, Folder):
        yield
        return
    from filelock import FileLock, Timeout  # noqa: PLC0415 - so that writing a file stays light

    name = hashlib.sha256(str(store.root.resolve()).encode()).hexdigest()[:24]
    lock = FileLock(Path(tempfile.gettempdir(), f"docgen-{os.getuid() if hasattr(os, 'getuid') else 0}-{name}.lock"))
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout as error:
        raise DocgenError(_BUSY.fill(folder=store.root), _WAIT) from error
    try:
        _require_writable(store.root)
        yield
    finally:
        lock.release()


def _require_writable(folder: Path) -> None:
    """Raise DocgenError at once where nothing can be written, rather than for each file that was made in vain."""
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
