"""The manifest of an output folder: every file that docgen put there, and what it was made from."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Final

from docgen.publish.stores import Store

MANIFEST: Final = "manifest.json"


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
    """One line of the manifest: a published file, what it is and what it was made from (SHA-256 in hexadecimal)."""

    data: str
    tool: str


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def entry(filed: Filed, *, data: str, tool: str) -> Entry:
    """Return the line of the manifest for a file."""
    return Entry(filed.path, filed.kind, filed.size, filed.sha256, filed.template, data, tool)


def read_manifest(store: Store) -> list[Entry]:
    """Return what the last build wrote; a manifest that is not one of ours counts as none."""
    try:
        files = json.loads(store.read(MANIFEST))["files"]
        return [Entry(**{field.name: file[field.name] for field in fields(Entry)}) for file in files]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return []


def written(entries: Iterable[Entry]) -> bytes:
    """Return the manifest of these files."""
    files = [asdict(entry) for entry in sorted(entries)]
    return (json.dumps({"files": files}, ensure_ascii=False, indent=2) + "\n").encode()
