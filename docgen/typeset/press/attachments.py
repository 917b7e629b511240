"""Files that ride along in a PDF, such as the data that it was made from (ISO 19005-3, ISO 32000-1 7.11.4)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath

from docgen.typeset.press.job import Job
from docgen.typeset.press.literals import string

_KINDS = {
    ".csv": "text/csv", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".json": "application/json", ".pdf": "application/pdf", ".txt": "text/plain", ".xml": "application/xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".yaml": "application/yaml",
    ".yml": "application/yaml",
}  # fmt: skip
_ANY_KIND = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file from which a PDF was made: its name, its bytes, and what it is in plain words."""

    name: str
    content: bytes = field(repr=False)
    description: str = ""


def attached(job: Job, attachments: Iterable[Attachment]) -> list[str]:
    """Return what puts each file into the PDF under its own name; their media types are told by their endings."""
    return [_attached(job, attachment) for attachment in attachments]


def _attached(job: Job, attachment: Attachment) -> str:
    job.has_files = True
    kind = _KINDS.get(PurePath(attachment.name).suffix.lower(), _ANY_KIND)
    options = ['relationship: "source"', f"mime-type: {string(kind)}"]
    if attachment.description:
        options.append(f"description: {string(attachment.description)}")
    content = job.asset(attachment.content)
    return f"#pdf.attach({string(attachment.name)}, {content}, {', '.join(options)})"
