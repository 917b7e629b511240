"""Papers about more than one alliance: the caller brings the topics, a kind of document says which it is about."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from docgen.documents.entries import day, found
from docgen.documents.heading import heading
from docgen.documents.kinds import Document, documents
from docgen.documents.plan import Copy
from docgen.programme import Programme


@dataclass(frozen=True)
class Topic:
    """What one copy is about: the last part of its path (empty for an only copy), and what its template sees."""

    name: str
    values: Mapping[str, Any] = field(repr=False)


def copies(programme: Programme, topics: Mapping[str, Sequence[Topic]], *, only: Collection[str] = ()) -> list[Copy]:
    """Return the copies to make, in the programme's order: of each kind one for every topic of those it is about.

    ``topics`` are listed by what ``document.yaml`` calls them (``about``). A copy whose values lack what the kind
    ``needs`` is not made yet; ``only`` names the kinds wanted, and none means all but those made on request.
    """
    return [
        copy
        for document in documents(programme, about=topics)
        if (document.kind in only if only else not document.sheet.on_request)
        for copy in _copies(document, topics[document.sheet.about], programme)
    ]


def _copies(document: Document, topics: Sequence[Topic], programme: Programme) -> Iterator[Copy]:
    sheet = document.sheet
    for topic in topics:
        if not all(found(topic.values, path) for path in sheet.needs):
            continue
        notice = found(topic.values, sheet.notice) if sheet.notice is not None else None
        on: date | None = notice["issued_on"] if notice else day(topic.values, sheet.dated)
        values = {**topic.values, "document": heading(sheet, on, notice, programme) | {"draft": False}}
        path = PurePosixPath(document.kind) / topic.name
        yield Copy(document.kind, sheet.title, path, document.template, on, values)
