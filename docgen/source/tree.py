"""What was read from a file: plain values, and for each of them its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from docgen.diagnostics import Finding, Location
from docgen.source.lines import Lines, Span

Path = tuple[str | int, ...]
"""The way from the top of a file to a value: keys and, in lists, numbers from 0."""


class Place(NamedTuple):
    """Where a value stands (a section or an empty value: its key), and its key if it has one."""

    value: Span
    key: Span | None = None


@dataclass(frozen=True)
class Source:
    """One file as read: every scalar is text, an empty one is ``None``; keys are in English, places are the file's.

    ``values`` is ``None`` where nothing could be read; ``findings`` tells why, and holds warnings.
    """

    file: str
    text: str = ""
    values: Any = None
    places: Mapping[Path, Place] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.file, self.text)

    def resolve(self, path: Path) -> Path:
        """Return the longest head of ``path`` that stands in the file; a number may name a key such as ``2009``."""
        found: Path = ()
        for part in path:
            step = next(((*found, name) for name in (part, str(part)) if (*found, name) in self.places), None)
            if step is None:
                break
            found = step
        return found

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """Return the place of the value (or of its key) at ``path``, or of the nearest section around it."""
        found = self.resolve(path)
        place = self.places.get(found, Place(Span(0, 0)))
        exact = len(found) == len(path)
        return self._lines.locate(place.key if place.key and (key or not exact) else place.value)

    def spell(self, path: Path) -> str:
        """Return the key at ``path`` as it is written; one that is not there, in the language of its neighbours."""
        section, key = path[:-1], str(path[-1])
        if path in self.places:
            return self._written(self.places[path])
        neighbours = (place for other, place in self.places.items() if other[:-1] == section and place.key)
        chinese = any(self._written(place) in self.spellings for place in neighbours)
        return next((zh for zh, en in self.spellings.items() if en == key), key) if chinese else key

    def _written(self, place: Place) -> str:
        return self.text[place.key.start : place.key.end].strip("\"'") if place.key else ""
