"""Which copies of which documents an alliance gets, each with its path, its date and its context."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from docgen import english, text
from docgen.documents.blank import blanked
from docgen.documents.editions import speaks, values_of
from docgen.documents.entries import entries
from docgen.documents.heading import heading
from docgen.documents.issue import Issue, certify
from docgen.documents.kinds import OF_ALLIANCES, Document, Sheet, documents
from docgen.documents.occasions import occasions
from docgen.documents.titles import titled
from docgen.model import Alliance
from docgen.programme import Programme


@dataclass(frozen=True)
class Copy:
    """One paper to be made: its kind, its path without suffix, its template, the date it bears and its values.

    ``traces`` is the alliance in whose file its values are to be found again, for a document that can be read back.
    ``size`` is the width and height of its sheets in millimetres, where it is not the template's.
    """

    kind: str
    title: str
    path: PurePosixPath
    template: Path
    date: date | None
    context: Mapping[str, Any] = field(repr=False)
    traces: Alliance | None = field(default=None, repr=False)
    size: tuple[float, float] | None = None


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
    wanted = [
        document
        for document in documents(programme, about=OF_ALLIANCES)
        if _is_wanted(document, only) and speaks(document.sheet, alliance)
    ]
    return [
        copy
        for document in wanted
        for copy in _copies(document, alliance, programme, as_of=as_of, draft=draft, issue=issue)
    ]


def filters(programme: Programme) -> Filters:
    """Return the filters that the templates of the programme may use, by name; they can be sent to other processes."""
    return {
        "word": partial(_word, programme.vocabulary),
        "english_word": partial(_english_word, programme.vocabulary, programme.translations),
        "titled": partial(_titled, programme.title_words),
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
                "quoted",
                "sentence",
            )
        },
        **{
            name: getattr(english, name)
            for name in ("english_bare", "english_date", "english_list", "english_month", "english_sum")
        },
    }


def _word(vocabulary: Mapping[str, Mapping[str, str]], value: Any, field: str) -> Any:
    return vocabulary[field][value] if value else value


def _titled(words: tuple[str, ...], value: Any, width: int) -> Any:
    return titled(value, width, words) if value else value


def _english_word(
    vocabulary: Mapping[str, Mapping[str, str]], translations: Mapping[str, str], value: Any, field: str
) -> Any:
    """Return the English word for a value of a field, or the Chinese where the programme has none."""
    word = _word(vocabulary, value, field)
    return translations.get(word, word)


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
    sheet = document.sheet
    for number, occasion in enumerate(occasions(sheet, alliance, as_of)):
        if not (occasion.ripe or draft):
            continue
        day = occasion.day
        on = day or alliance.profile.prepared_on or as_of or programme.in_force
        values = values_of(sheet, alliance, programme, on=on, signed=day or programme.in_force)
        values["document"] = heading(sheet, day, occasion.notice, programme) | {"draft": draft}
        values = blanked(values) if draft else values
        if sheet.certificate:
            certify(values, programme, issue or Issue(sheet.certificate, ""))
        if sheet.about == "entry":
            values["entry"] = list(entries(values, sheet.entries, sheet.where))[number].values
        path = PurePosixPath(document.kind) / occasion.name
        traces = alliance if sheet.traced else None
        yield from _each(
            Copy(document.kind, sheet.title, path, document.template, day, values, traces, sheet.size), sheet
        )


def _each(copy: Copy, sheet: Sheet) -> Iterator[Copy]:
    if sheet.about in {"alliance", "entry"}:
        yield copy
        return
    members = copy.context["members"]
    for member in (member for member in members if member["signatory"]) if sheet.about == "agent" else members:
        yield replace(copy, path=copy.path / member["id"], context={**copy.context, "member": member})
