"""Every text of an alliance with its path, and which of them are names."""

from collections.abc import Iterator
from typing import Any

from docgen.model import Alliance
from docgen.rules.rule import Path

NAME_KEYS = {"name", "short_name", "former_names", "legal_representative", "chair", "head"}
"""The keys under which names of bodies and people stand."""


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


def names(alliance: Alliance) -> Iterator[tuple[Path, str]]:
    """Yield every name of a body or a person; the names of indicators are not names in this sense."""
    for path, text in texts(alliance.plain()):
        key = next(part for part in reversed(path) if isinstance(part, str))
        if path[0] != "objectives" and (key in NAME_KEYS or (key == "unit" and path[0] == "governance")):
            yield path, text
