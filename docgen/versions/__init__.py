"""Versions of an agreement: what the document says where and from what, and what people changed in it."""

from docgen.versions.applying import WriteBack, Written, path_of, write_back
from docgen.versions.reading import Edits, StructureEdit, ValueEdit, WordingEdit, read
from docgen.versions.tracing import trace, traced

__all__ = [
    "Edits",
    "StructureEdit",
    "ValueEdit",
    "WordingEdit",
    "WriteBack",
    "Written",
    "path_of",
    "read",
    "trace",
    "traced",
    "write_back",
]
