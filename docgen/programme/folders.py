"""The folders of a programme: its own, and those of the programmes that it extends, one beneath the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from pathlib import Path, PurePosixPath

from docgen import source


@dataclass(frozen=True)
class Shelf:
    """One programme's folder, and the files and folders (by name) that it does not take from what is beneath."""

    root: Path
    removes: frozenset[str] = frozenset()

    def drops(self, name: str) -> bool:
        """Return whether a file, or a folder around it, is one that is not taken from beneath."""
        return not self.removes.isdisjoint({name, *map(str, PurePosixPath(name).parents)})


@dataclass(frozen=True)
class Folders:
    """Where the files of a programme stand, its own folder first; a file is named by its way from there."""

    shelves: tuple[Shelf, ...]

    @property
    def root(self) -> Path:
        """The programme's own folder."""
        return self.shelves[0].root

    def find(self, name: str) -> Path | None:
        """Return the file of that name: the programme's own, or else that of the nearest programme beneath."""
        return next(self._stack(name), None)

    def names(self, pattern: str) -> list[str]:
        """Return the names of all files that match a pattern such as ``*/document.yaml``, in the order of names."""
        found = {path.relative_to(shelf.root).as_posix() for shelf in self.shelves for path in shelf.root.glob(pattern)}
        return sorted(name for name in found if self.find(name))

    def read(self, name: str) -> source.Source:
        """Return a YAML file laid over the files of the same name beneath it."""
        stack = [source.read(path) for path in self._stack(name)]
        if not stack:
            return source.read(self.root / name)
        return reduce(lambda beneath, over: source.layer(over, beneath), reversed(stack))

    def _stack(self, name: str) -> Iterator[Path]:
        for shelf in self.shelves:
            if (shelf.root / name).is_file():
                yield shelf.root / name
            if shelf.drops(name):
                return
