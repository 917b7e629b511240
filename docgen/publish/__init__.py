"""Files appear whole or not at all: what is made is laid aside, moved into place, and described by its manifest.

Knows bytes and places, and nothing of what is in them. A place is a folder, or anything that fsspec knows by its URL.
"""

from docgen.publish.manifest import MANIFEST, Entry, Filed, digest, read_manifest
from docgen.publish.publishing import Paper, publish, write
from docgen.publish.shelf import Desk, Shelf
from docgen.publish.stores import Folder, Place, Store, fetched, store_at

__all__ = [
    "MANIFEST",
    "Desk",
    "Entry",
    "Filed",
    "Folder",
    "Paper",
    "Place",
    "Shelf",
    "Store",
    "digest",
    "fetched",
    "publish",
    "read_manifest",
    "store_at",
    "write",
]
