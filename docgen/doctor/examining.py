"""The examination of one document, from the zip to the cells of its tables."""

from collections.abc import Callable, Iterable
from typing import Final

from docgen.doctor import archive, fields, marks, media, package, references, schema, tables
from docgen.doctor.document import Document
from docgen.doctor.symptoms import Symptom

EXAMINATIONS: Final[tuple[Callable[[Document], Iterable[Symptom]], ...]] = (
    package.content_types,
    package.body,
    package.relationships,
    package.uses,
    schema.order,
    schema.nesting,
    marks.unique,
    marks.paired,
    marks.comments,
    fields.fields,
    fields.bookmarks,
    references.styles,
    references.lists,
    references.notes,
    references.margins,
    media.media,
    tables.tables,
)


def examine(blob: bytes, file: str) -> list[Symptom]:
    """Return everything that is wrong with a .docx, nothing if it is whole; ``file`` is its name in findings."""
    contents, found = archive.unpack(blob, file)
    if not contents:
        return found
    document = Document(file, contents, package.parsed(contents, file, found))
    return [*found, *(symptom for examination in EXAMINATIONS for symptom in examination(document))]
