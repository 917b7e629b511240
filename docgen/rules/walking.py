"""Every text of an alliance with its path, and which of them are names: walked once for all rules."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any

from docgen.model import Alliance

Path = tuple[str | int, ...]
"""The way from the top of a file to a value, in English keys and numbers from 0."""

NAME_KEYS = {"name", "short_name", "former_names", "legal_representative", "chair", "head"}
"""The keys under which names of bodies and people stand."""

_CODE_KEYS = {"uscc", "org_code"}


class Words:
    """What an alliance says, as plain values and text by text, each with its path; nobody changes it.

    ``vocabulary`` has the words that a file chooses from, by the keys of their field.
    """

    def __init__(self, alliance: Alliance, vocabulary: Mapping[str, Collection[str]]) -> None:
        self._vocabulary = vocabulary
        self.plain = alliance.plain()

    @cached_property
    def texts(self) -> tuple[tuple[Path, str], ...]:
        """Every text."""
        return tuple(texts(self.plain))

    @cached_property
    def written(self) -> tuple[tuple[Path, str], ...]:
        """The texts that people wrote: neither the codes of bodies nor the words that a file chooses from."""
        return tuple(
            (path, text)
            for path, text in self.texts
            if path[-1] not in _CODE_KEYS and text not in self._vocabulary.get(field(path), ())
        )

    @cached_property
    def names(self) -> tuple[tuple[Path, str], ...]:
        """Every name of a body or a person; the names of indicators are not names in this sense."""
        return tuple((path, text) for path, text in self.texts if path[0] != "objectives" and _is_name(path))


def texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text inside a plain value, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts(part, (*path, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from texts(part, (*path, number))


def field(path: Path) -> str:
    """Return the keys of a path, joined by dots, without its numbers."""
    return ".".join(part for part in path if isinstance(part, str))


def _is_name(path: Path) -> bool:
    key = next(part for part in reversed(path) if isinstance(part, str))
    return key in NAME_KEYS or (key == "unit" and path[0] == "governance")
