"""The examination of one document, from the zip to the cells of its tables."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from docgen.diagnostics import Wording
from docgen.doctor import archive, fields, marks, media, package, references, schema, tables
from docgen.doctor.document import Document
from docgen.doctor.symptoms import Symptom
from docgen.errors import InputError

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
    references.styles,
    references.lists,
    references.notes,
    references.margins,
    media.media,
    tables.tables,
)


_UNREADABLE = Wording("打不开 {file}：{reason}", "{file} cannot be opened: {reason}")
_CHECK_PATH = Wording("检查文件名和所在文件夹是否写对", "check the spelling of the file name and its folder")


def examine_file(file: Path) -> list[Symptom]:
    """Return everything that is wrong with a .docx on disk; raises InputError if it cannot be read."""
    try:
        blob = file.read_bytes()
    except OSError as error:
        raise InputError(_UNREADABLE.fill(file=file, reason=error.strerror), _CHECK_PATH) from error
    return examine(blob, str(file))


def examine(blob: bytes, file: str) -> list[Symptom]:
    """Return everything that is wrong with a .docx, nothing if it is whole; ``file`` is its name in findings."""
    contents, found = archive.unpack(blob, file)
    if not contents:
        return found
    document = Document(file, contents, package.parsed(contents, file, found))
    return [*found, *(symptom for examination in EXAMINATIONS for symptom in examination(document))]
