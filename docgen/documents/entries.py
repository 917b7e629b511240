"""The entries of an alliance's record that papers are about: a visit, an officer, an officer's report, a change."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

Values = dict[str, Any]


class Entry(NamedTuple):
    """One entry: what its copy is called, and what stands there; ``of`` in it is the entry that it is part of."""

    name: str
    values: Values


def entries(values: Values, path: str, where: Mapping[str, str]) -> Iterator[Entry]:
    """Yield the entries at a path of lists, such as ``visits`` or ``liaison.reports``, in the order of the file.

    ``where`` keeps those that have these values under these keys. An entry is called by its ``id``, or else by its
    place from 1, behind what it is part of.
    """
    key, _, rest = path.partition(".")
    for number, entry in enumerate(values[key] or (), start=1):
        name = str(entry.get("id") or number)
        if rest:
            yield from (
                Entry(f"{name}-{inner.name}", {"of": entry} | inner.values) for inner in entries(entry, rest, where)
            )
        elif all(entry[key] == value for key, value in where.items()):
            yield Entry(name, entry)


def found(values: Any, path: str) -> Any:
    """Return what stands at a path of keys, ``None`` where a part of it is missing; the empty path is the whole."""
    for key in path.split(".") if path else ():
        values = values.get(key) if isinstance(values, dict) else None
    return values


def day(values: Any, path: str) -> date | None:
    """Return the day at a path, if there is one."""
    value = found(values, path)
    return value if isinstance(value, date) else None
