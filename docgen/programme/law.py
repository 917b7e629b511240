"""What a paper may cite: laws, rules and standards by article, each with the days on which it is in force."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import NamedTuple

from pydantic import Field

from docgen.diagnostics import Wording
from docgen.errors import InputError
from docgen.model.values import Key, Record, Text
from docgen.programme.dated import Dated
from docgen.text import arabic_date, counting


class Provision(Record):
    """One article: what it says in our words, where it stands if it has no number, and what replaced it."""

    says: Text
    place: Text | None = None
    place_en: Text | None = None
    now: Text | None = None


class Instrument(Dated):
    """One version of a law, a rule, a document or a standard, with the articles that papers cite."""

    id: Key
    title: Text
    short: Text
    english: Text
    promulgated: Text | None = None
    number: Text | None = None
    now: Text | None = None
    source: Text
    articles: dict[Key, Provision] = Field(default_factory=dict)


class Citation(NamedTuple):
    """An instrument as a whole, or one article of it."""

    id: str
    instrument: Instrument
    place: Wording
    says: str
    now: str | None

    @property
    def text(self) -> str:
        """The citation as a paper prints it: 《促进科技成果转化法》第二十六条."""
        number = f"（{self.instrument.number}）" if self.instrument.number else ""
        return f"《{self.instrument.short}》{number}{self.place.zh}"

    @property
    def wording(self) -> Wording:
        """The citation in both languages."""
        return Wording(self.text, ", ".join(part for part in (self.instrument.english, self.place.en) if part))

    def holds(self, on: date) -> bool:
        """Return whether it is in force on a day."""
        return self.instrument.holds(on)


class Law(Record):
    """All that the papers of a programme may cite (its law.yaml)."""

    instruments: tuple[Instrument, ...] = ()

    @cached_property
    def citations(self) -> Mapping[str, Citation]:
        """Every citation by its id: the instrument's, or the instrument's with a hyphen and the article's key."""
        found: dict[str, Citation] = {}
        for instrument in self.instruments:
            found[instrument.id] = Citation(
                instrument.id, instrument, Wording("", ""), instrument.title, instrument.now
            )
            for key, article in instrument.articles.items():
                name = f"{instrument.id}-{key}"
                found[name] = Citation(name, instrument, _place(key, article), article.says, article.now)
        return found

    def find(self, citation_id: str) -> Citation:
        """Return a citation whatever its dates; an ``InputError`` where there is none of that id."""
        if citation_id in self.citations:
            return self.citations[citation_id]
        close = get_close_matches(citation_id, self.citations, n=1)
        hint = Wording("是不是 {close}？", "did you mean {close}?").fill(close=close[0]) if close else None
        raise InputError(
            Wording("law.yaml 中没有依据 {id}", "law.yaml has no citation {id}").fill(id=citation_id), hint
        )

    def versions(self, title: str) -> tuple[Instrument, ...]:
        """Return the versions of an instrument that a text calls by its title, in full or for short."""
        return tuple(
            each for each in self.instruments if title in {each.short, each.title, each.title.partition("（")[0]}
        )

    def successor(self, instrument: Instrument) -> Citation | None:
        """Return what stands in the place of an instrument today, if it is no longer in force."""
        return self.find(instrument.now) if instrument.now else None

    def text(self, citation_id: str) -> str:
        """Return a citation as a paper prints it, whatever its dates."""
        return self.find(citation_id).text

    def cite(self, citation_id: str, *, on: date) -> Citation:
        """Return a citation that is in force on a day; an ``InputError`` where it is not yet, or no longer."""
        citation = self.find(citation_id)
        if not citation.holds(on):
            raise InputError(_OUT_OF_FORCE.fill(text=citation.text, day=arabic_date(on), iso=on), _instead(citation))
        return citation


_OUT_OF_FORCE = Wording("{text}在{day}不在有效期内，不能引用", "{text} is not in force on {iso} and cannot be cited")


def _place(key: str, article: Provision) -> Wording:
    zh = article.place or f"第{counting(int(key))}条"
    return Wording(zh, article.place_en or f"art. {key}")


def _instead(citation: Citation) -> Wording | None:
    if not citation.now:
        return None
    return Wording("现行规定见 {now}", "what stands in its place today is {now}").fill(now=citation.now)
