"""Paths into an alliance file that choose among entries: ``grants[kind=pilot].issued_on``, ``support_requested[x]``."""

import re
from collections.abc import Iterator
from typing import Any

_STEP = re.compile(r"(\w+)((?:\[[^\]]*\])*)")
_CHOICE = re.compile(r"\[(?:(\w+)=)?([^\]]*)\]")


def walk(values: Any, path: str) -> Iterator[Any]:
    """Yield everything that is there at a path; a list is each of its entries, what is missing or empty is nothing.

    ``[key=this|that]`` keeps entries that say this or that under the key, ``[word]`` those that are the word. A text
    that is no path leads to nothing.
    """
    if not path:
        yield from _each(values)
        return
    step, _, rest = path.partition(".")
    found = _STEP.fullmatch(step)
    if found is None or not isinstance(values, dict):
        return
    for entry in _each(values.get(found[1])):
        if all(_says(entry, *choice) for choice in _CHOICE.findall(found[2])):
            yield from walk(entry, rest)


def is_path(text: str) -> bool:
    """Return whether a text is a path."""
    return all(_STEP.fullmatch(step) for step in text.split("."))


def _each(value: Any) -> Iterator[Any]:
    if isinstance(value, (list, tuple)):
        for part in value:
            yield from _each(part)
    elif value is not None and value != "":
        yield value


def _says(entry: Any, key: str, words: str) -> bool:
    said = entry.get(key) if key and isinstance(entry, dict) else entry
    return str(said).lower() in words.lower().split("|")
