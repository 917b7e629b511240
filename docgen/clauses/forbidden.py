"""What no agreement may say: phrases that are void, not upheld, or wrong after the next change."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from docgen.clauses.library import Phrase, load
from docgen.diagnostics import Wording
from docgen.programme import Programme


class Objection(NamedTuple):
    """A phrase that should not stand, and why, with the law in force on the day."""

    id: str
    phrase: str
    reason: Wording


def objections(words: str, programme: Programme, *, on: date | None = None) -> Iterator[Objection]:
    """Return what a text says that no agreement of the programme may say, each kind of phrase once.

    With a day the reason names the law that is in force on it.
    """
    for phrase in load(programme.folders).forbidden:
        found = re.search(phrase.pattern, words)
        if found:
            yield Objection(phrase.id, found[0], _reason(phrase, programme, on))


def _reason(phrase: Phrase, programme: Programme, on: date | None) -> Wording:
    cited = map(programme.law.find, phrase.basis) if on else ()
    basis = [citation.wording for citation in cited if on and citation.holds(on)]
    if not basis:
        return phrase.wording
    zh, en = "、".join(law.zh for law in basis), ", ".join(law.en for law in basis)
    return Wording(f"{phrase.zh}（{zh}）", f"{phrase.en} ({en})")
