"""Which copies of which documents an alliance gets, each with its path, its date and its context."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from docgen import clauses, text
from docgen.documents.blank import blanked
from docgen.documents.context import context, plain
from docgen.documents.issue import Issue, certify
from docgen.documents.kinds import Document, documents
from docgen.documents.titles import titled
from docgen.model import Alliance
from docgen.programme import Programme


@dataclass(frozen=True)
class Copy:
    """One paper to be made: its kind, its path without suffix, its template, the date it bears and its values."""

    kind: str
    title: str
    path: PurePosixPath
    template: Path
    date: date | None
    context: Mapping[str, Any] = field(repr=False)


Filters = Mapping[str, Callable[..., Any]]


def plan(
    alliance: Alliance,
    programme: Programme,
    *,
    only: Collection[str] = (),
    as_of: date | None = None,
    draft: bool = False,
    issue: Issue | None = None,
) -> list[Copy]:
    """Return the copies to make, in the programme's order.

    ``only`` names the kinds wanted; none means all but those that are made on request. ``as_of`` is the day of issue
    that certificates bear, and ``issue`` their numbers; without them date and number stay open, to be filled when they
    are issued. A draft prints ruled space where a value is missing.
    """
    wanted = [document for document in documents(programme) if _is_wanted(document, only)]
    return [
        copy
        for document in wanted
        for copy in _copies(document, alliance, programme, as_of=as_of, draft=draft, issue=issue)
    ]


def filters(programme: Programme) -> Filters:
    """Return the filters that the templates of the programme may use, by name."""
    return {
        "word": lambda value, name: programme.word(name, value) if value else value,
        "titled": lambda value, width: titled(value, width, programme.title_words) if value else value,
        **{
            name: getattr(text, name)
            for name in (
                "amount",
                "arabic_date",
                "arabic_month",
                "bare",
                "capital_amount",
                "chinese_date",
                "counting",
                "fraction_words",
                "joined",
                "majority",
                "number",
                "paragraphs",
                "percent",
                "sentence",
            )
        },
    }


def _is_wanted(document: Document, only: Collection[str]) -> bool:
    return document.kind in only if only else not document.sheet.on_request


def _copies(
    document: Document,
    alliance: Alliance,
    programme: Programme,
    *,
    as_of: date | None,
    draft: bool,
    issue: Issue | None,
) -> Iterator[Copy]:
    day = _date(document, alliance, as_of)
    values = context(alliance, programme, on=day or alliance.profile.prepared_on or as_of or programme.in_force)
    if document.sheet.clauses:
        values["text"] = plain(clauses.agreement(alliance, programme, on=day or programme.in_force))
    values = blanked(values) if draft else values
    if document.sheet.certificate:
        certify(values, programme, issue or Issue(document.sheet.certificate, ""))
    values["document"] = {"title": document.sheet.title, "date": day, "draft": draft}
    copy = Copy(document.kind, document.sheet.title, PurePosixPath(document.kind), document.template, day, values)
    if document.sheet.about == "alliance":
        yield copy
        return
    signed_for = [member for member in values["members"] if member["signatory"]]
    for member in signed_for if document.sheet.about == "agent" else values["members"]:
        path = copy.path / member["id"]
        yield Copy(document.kind, copy.title, path, document.template, day, values | {"member": member})


def _date(document: Document, alliance: Alliance, as_of: date | None) -> date | None:
    match document.sheet.dated:
        case "prepared":
            return alliance.profile.prepared_on
        case "signed":
            return alliance.agreement.signed_on if alliance.agreement else None
        case "issued":
            return as_of
