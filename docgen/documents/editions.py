"""The values of a paper in the language of its edition: Chinese, English, or both side by side."""

from collections.abc import Collection
from datetime import date
from typing import Any

from docgen import clauses
from docgen.diagnostics import Wording
from docgen.documents.context import Values, context, plain
from docgen.documents.kinds import Sheet, documents
from docgen.errors import InputError
from docgen.model import Alliance
from docgen.model.translating import in_english, mapped
from docgen.programme import Programme

_NO_ENGLISH = Wording(
    "“{title}”要用译文，文件中没有 english 一节", "“{title}” needs English, and the file has no english section"
)
_WRITE_IT = Wording(
    "在文件末尾写 english，每条用 zh 写原文、用 en 写译文",
    "at the end of the file write english: entries with the text as zh and its translation as en",
)


def speaks(sheet: Sheet, alliance: Alliance) -> bool:
    """Return whether an alliance has what the language of a kind of document needs."""
    return sheet.edition == "zh" or bool(alliance.english)


def require_english(alliance: Alliance, programme: Programme, only: Collection[str]) -> None:
    """Raise InputError where a kind that is asked for by name needs English and the file has none."""
    for document in documents(programme):
        if document.kind in only and not speaks(document.sheet, alliance):
            raise InputError(_NO_ENGLISH.fill(title=document.sheet.title), _WRITE_IT)


def values_of(sheet: Sheet, alliance: Alliance, programme: Programme, *, on: date, signed: date) -> Values:
    """Return what a kind of document is filled with; ``on`` chooses the issuers, ``signed`` the law of the agreement.

    An English edition has all values in English. One in both languages has the Chinese, and beside each table or row
    its English twin as ``english``. Raises InputError where English is wanted and the file has none.
    """
    chinese = context(alliance, programme, on=on)
    if sheet.clauses:
        chinese["text"] = plain(clauses.agreement(alliance, programme, on=signed))
    if sheet.edition == "zh":
        return chinese
    english = context(in_english(alliance, programme.translations), programme, on=on)
    if sheet.clauses:
        english["text"] = plain(clauses.english_agreement(alliance, programme, on=signed))
    english = mapped(english, programme.translations)
    values: Values = english if sheet.edition == "en" else twinned(chinese, english)
    return values


def twinned(value: Any, english: Any) -> Any:
    """Return a value with its English twin as ``english`` in each dictionary of names.

    A table by year has none, for a template goes through all of it. A list that is not as long in English (a wording
    in pieces) has its twin in the dictionary around it only.
    """
    if isinstance(value, dict) and value and all(isinstance(key, str) for key in value):
        return {key: twinned(part, english[key]) for key, part in value.items()} | {"english": english}
    if isinstance(value, list) and len(value) == len(english):
        return [twinned(*pair) for pair in zip(value, english, strict=True)]
    return value
