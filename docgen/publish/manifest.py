"""The manifest of an output folder: every file that docgen put there, and what it was made from."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
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
        files = json.loads(store.read(MANIFEST))["files"]
        known = [each.name for each in fields(Entry) if each.name != "order"]
        return [Entry(**{name: file[name] for name in known}, order=file.get("order", {})) for file in files]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return []


def written(entries: Iterable[Entry]) -> bytes:
    """Return the manifest of these files."""
    files = [_line(entry) for entry in sorted(entries)]
    return (json.dumps({"files": files}, ensure_ascii=False, indent=2) + "\n").encode()


def _line(entry: Entry) -> dict[str, Any]:
    """Return an entry as the manifest has it: one that nobody can make again has no order."""
    line = asdict(entry)
    return line if entry.order else {key: value for key, value in line.items() if key != "order"}
