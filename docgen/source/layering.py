"""One file laid over another: what a city does not say itself stands as the file beneath says it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docgen.diagnostics import Finding, Location, Severity, Wording
from docgen.source.tree import Path, Source

REMOVES = "removes"
_NAMES = ("id", "path", "term")
_NOTHING = Wording("下面的文件没有“{path}”，无从删去", "the file beneath has no “{path}” to remove")
_SLASHES = Wording(
    "写路径，例如 rules/COND-03 或 instruments/seals", "write a path such as rules/COND-03 or instruments/seals"
)


@dataclass(frozen=True)
class Layered(Source):
    """A file with what it takes from the file beneath; each value keeps its place in the file that it comes from."""

    origins: Mapping[Path, tuple[Source, Path]] = field(default_factory=dict)

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """Return the place of the value (or of its key) at ``path``, or of the nearest section around it."""
        found = self.resolve(path)
        origin, place = self.origins[found]
        return origin.locate((*place, *path[len(found) :]), key=key)

    def spell(self, path: Path) -> str:
        """Return the key at ``path`` as it is written."""
        origin, place = self.origins.get(path, (self, path))
        return origin.spell(place) if origin is not self else super().spell(path)


def layer(over: Source, beneath: Source) -> Source:
    """Return a file laid over another.

    Keys with keys below them are taken one by one, and so are the items of two lists that all have an ``id`` (a
    ``path``, a ``term``): those of the file beneath keep their order, new ones follow. Everything else is replaced
    whole. Before that, what ``removes`` lists is taken out of the file beneath; a path that is not there is a finding.
    """
    if over.values is None or beneath.values is None:
        return over
    written = over.values.get(REMOVES)
    removed = written if isinstance(written, list) else []
    weaver = _Weaver(frozenset(map(str, removed)))
    own = {key: value for key, value in over.values.items() if key != REMOVES}
    values = weaver.woven(_Piece(over, (), own), _Piece(beneath, (), beneath.values), (), "")
    missing = (
        Finding(Severity.ERROR, "LAYER-01", _NOTHING.fill(path=entry), over.locate((REMOVES, number)), _SLASHES)
        for number, entry in enumerate(removed)
        if entry not in weaver.taken_out
    )
    return Layered(
        over.file,
        over.text,
        values,
        {path: piece.origin.places[piece.path] for path, piece in weaver.pieces.items()},
        over.spellings,
        (*beneath.findings, *over.findings, *missing),
        {path: (piece.origin, piece.path) for path, piece in weaver.pieces.items()},
    )


class _Piece(NamedTuple):
    """A value, the file that it stands in, and the way to it there."""

    origin: Source
    path: Path
    value: Any

    def parts(self) -> Iterator[tuple[str, "_Piece"]]:
        """Yield the pieces below, each under its key or, in a list, under its name (its number where it has none)."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield str(key), _Piece(self.origin, (*self.path, key), value)
        elif isinstance(self.value, list):
            for number, value in enumerate(self.value):
                yield _name(value) or str(number), _Piece(self.origin, (*self.path, number), value)

    @property
    def is_open(self) -> bool:
        """Whether it can be taken part by part: keys, or a list in which every item has a name of its own."""
        if isinstance(self.value, list):
            names = {name for item in self.value if (name := _name(item))}
            return bool(names) and len(names) == len(self.value)
        return isinstance(self.value, dict)


class _Weaver:
    """Puts the pieces of two files together, and notes for every value from where it comes."""

    def __init__(self, removed: frozenset[str]) -> None:
        self.pieces: dict[Path, _Piece] = {}
        self.taken_out: set[str] = set()
        self._removed = removed

    def woven(self, over: _Piece, beneath: _Piece, at: Path, way: str) -> Any:
        """Return two values put together; ``way`` is where they stand as ``removes`` writes it."""
        if not (over.is_open and beneath.is_open and type(over.value) is type(beneath.value)):
            return self._copied(over, at)
        own, kept = dict(over.parts()), dict(self._kept(beneath, way))
        is_list = isinstance(over.value, list)
        self.pieces[at] = over
        found: dict[str, Any] = {}
        for number, name in enumerate([*kept, *(name for name in own if name not in kept)]):
            step = (*at, number if is_list else name)
            if name not in own:
                found[name] = self._copied(kept[name], step, f"{way}{name}/")
            elif name in kept and not is_list:
                found[name] = self.woven(own[name], kept[name], step, f"{way}{name}/")
            else:
                found[name] = self._copied(own[name], step)
        return list(found.values()) if is_list else found

    def _copied(self, piece: _Piece, at: Path, way: str | None = None) -> Any:
        """Return a value whole; one of the file beneath, which has a ``way``, without what is removed."""
        self.pieces[at] = piece
        parts = piece.parts() if way is None else self._kept(piece, way)
        if isinstance(piece.value, dict):
            return {part.path[-1]: self._copied(part, (*at, part.path[-1]), _below(way, name)) for name, part in parts}
        if isinstance(piece.value, list):
            return [self._copied(part, (*at, n), _below(way, name)) for n, (name, part) in enumerate(parts)]
        return piece.value

    def _kept(self, piece: _Piece, way: str) -> Iterator[tuple[str, _Piece]]:
        for name, part in piece.parts():
            if f"{way}{name}" in self._removed:
                self.taken_out.add(f"{way}{name}")
            else:
                yield name, part


def _below(way: str | None, name: str) -> str | None:
    return None if way is None else f"{way}{name}/"


def _name(value: Any) -> str | None:
    if not isinstance(value, dict):
        return None
    return next((value[key] for key in _NAMES if isinstance(value.get(key), str)), None)
