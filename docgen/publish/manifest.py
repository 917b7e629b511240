"""The manifest of an output folder: every file that docgen put there, and what it was made from."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from docgen.publish.stores import Store

MANIFEST: Final = "manifest.json"
NO_ORDER: Final[Mapping[str, Any]] = {}


@dataclass(frozen=True, order=True)
class Filed:
    """A file as it was made: its path within the output folder, what it is, its bytes' digest, its template's."""

    path: str
    kind: str
    size: int
    sha256: str
    template: str


@dataclass(frozen=True, order=True)
class Entry(Filed):
    """One line of the manifest: a published file, what it is and what it was made from (SHA-256 in hexadecimal).

    ``order`` is what its maker needs to make it again: the name of the data file, the day of issue, and the like.
    """

    data: str
    tool: str
    order: Mapping[str, Any] = field(default_factory=dict, compare=False)


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def entry(filed: Filed, *, data: str, tool: str, order: Mapping[str, Any] = NO_ORDER) -> Entry:
    """Return the line of the manifest for a file."""
    return Entry(filed.path, filed.kind, filed.size, filed.sha256, filed.template, data, tool, order)


def read_manifest(store: Store) -> list[Entry]:
    """Return what the last build wrote; a manifest that is not one of ours counts as none."""
    try:
        kept = json.loads(store.read(MANIFEST))
        orders = kept.get("orders", [])
        return [
            Entry(**{name: file[name] for name in _KNOWN}, order=_ordered(file.get("order"), orders))
            for file in kept["files"]
        ]
    except (FileNotFoundError, ValueError, LookupError, TypeError, AttributeError):
        return []


def written(entries: Iterable[Entry]) -> bytes:
    """Return the manifest of these files; each order stands in it once, and files name it by its number, from 0."""
    orders: dict[str, Mapping[str, Any]] = {}
    files = []
    for each in sorted(entries):
        line: dict[str, Any] = {name: getattr(each, name) for name in _KNOWN}
        if each.order:  # one that nobody can make again has none
            told = json.dumps(each.order, sort_keys=True)
            line["order"] = [*orders].index(told) if told in orders else len(orders)
            orders.setdefault(told, each.order)
        files.append(line)
    kept = {"files": files} | ({"orders": list(orders.values())} if orders else {})
    return (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode()


_KNOWN = [each.name for each in fields(Entry) if each.name != "order"]


def _ordered(order: Any, orders: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the order of a file; earlier manifests have it beside the file."""
    return orders[order] if isinstance(order, int) else order or {}
