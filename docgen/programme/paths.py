"""Paths into an alliance file that choose among entries: ``grants[kind=pilot].issued_on``, ``support_requested[x]``."""

import re
from collections.abc import Iterator
from typing import Any

Place = tuple[str | int, ...]
"""The way from the top of a file to a value, in English keys and numbers from 0."""

_STEP = re.compile(r"(\w+)((?:\[[^\]]*\])*)")
_CHOICE = re.compile(r"\[(?:(\w+)=)?([^\]]*)\]")


def walk(values: Any, path: str) -> Iterator[Any]:
    """Yield everything that is there at a path; a list is each of its entries, what is missing or empty is nothing.

    ``[key=this|that]`` keeps entries that say this or that under the key, ``[word]`` those that are the word. A text
    that is no path leads to nothing.
    """
    return (value for _, value in find(values, path))


def find(values: Any, path: str, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield what ``walk`` yields, each with its place."""
    if not path:
        yield from _each(values, place)
        return
    step, _, rest = path.partition(".")
    found = _STEP.fullmatch(step)
    if found is None or not isinstance(values, dict):
        return
    for where, entry in _each(values.get(found[1]), (*place, found[1])):
        if all(_says(entry, *choice) for choice in _CHOICE.findall(found[2])):
            yield from find(entry, rest, where)


def is_path(text: str) -> bool:
    """Return whether a text is a path."""
    return all(_STEP.fullmatch(step) for step in text.split("."))


def _each(value: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    if type(value) in {list, tuple}:
        for number, part in enumerate(value):
            yield from _each(part, (*place, number))
    elif value is not None and value != "":
        yield place, value


def _says(entry: Any, key: str, words: str) -> bool:
    said = entry.get(key) if key and isinstance(entry, dict) else entry
    return str(said).lower() in words.lower().split("|")
