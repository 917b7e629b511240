"""Where a printed value stands in the data: in the alliance file, the programme's files, the clauses, the template."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any, Final

from docgen import clauses, source
from docgen.diagnostics import Location, Wording
from docgen.documents import Copy
from docgen.programme import Programme
from docgen.render import Entry

Path = tuple[str | int, ...]

_MADE_FROM: Final[Mapping[str, Path]] = {
    "money": ("investment",),
    "money.cash": ("members",),
    "money.in_kind": ("members",),
    "money.staff": ("members",),
    "money.tasks": ("tasks",),
    "schedule": ("tasks",),
    "counts": ("members",),
    "platforms": ("members",),
    "levels": ("members",),
    "chair": ("members",),
    "vice_chairs": ("members",),
    "support": ("support_requested",),
}
"""What the values that docgen adds are made from, in the alliance file."""

_SCHEME: Final[Mapping[Path, Path]] = {
    ("criteria",): ("evaluation", "criteria"),
    ("conclusions",): ("evaluation", "conclusions"),
}
"""What templates see of a programme under another name than its file has."""

_WORD: Final = re.compile(r"word\(\s*[\"']([\w.]+)[\"']")
_SUM = Wording("由 {name} 算出", "made from {name}")


@dataclass(frozen=True)
class Place:
    """Where a value stands, and its name there; ``computed`` where it was made from what stands there."""

    name: str
    location: Location
    computed: bool = False

    def said(self) -> Wording:
        """Return the name of the value, or what it was made from."""
        return _SUM.fill(name=self.name) if self.computed else Wording(self.name, self.name)


class Places:
    """Finds the places of the values that one paper prints.

    ``read`` is the alliance file, ``order`` the manifest, which keeps the day of issue.
    """

    def __init__(self, read: source.Source, programme: Programme, copy: Copy, order: FilePath) -> None:
        self._read, self._programme, self._copy, self._order = read, programme, copy, order

    @cached_property
    def _sort(self) -> str | None:
        """The sort of certificate that the paper is or lists."""
        return self._sheet.get("certificate")

    def of(self, entry: Entry) -> Place:
        """Return where the value of a ledger's entry stands; a count of the template's own stands in the template."""
        path = self._rooted(entry.path if entry.path[0] in self._copy.context else self._looked_up(entry))
        if not path:
            return self._unnamed(entry)
        if path[0] == "text":
            around = next((part for part in self._along(path) if isinstance(part, Mapping) and "id" in part), None)
            return self._clause(str(around["id"]) if around else "recitals", entry.text)
        if path[0] == "document" and path[1:] in {("date",), ("dated",)}:
            return self._day()
        if path[0] == "document" and (found := self._said(entry.text)):
            return Place(_name(found), self._read.locate(found))
        if path[0] in {"programme", "certificate", "document"}:
            return self._of_programme(path, entry.text)
        return self.in_file((*self._entry, *path[1:]) if path[0] == "entry" else path)

    def _unnamed(self, entry: Entry) -> Place:
        """Return where the wording of a value stands that has no name in the data: vocabulary, clause, or template."""
        field = _WORD.search(entry.tag)
        place = self._said_by_programme(("vocabulary", field[1])) if field else None
        article = self._articles.get(entry.text)
        return place or (self._clause(article, entry.text) if article else self._in_template(""))

    @cached_property
    def _sheet(self) -> Mapping[str, Any]:
        """What ``document.yaml`` says of the paper."""
        return self._programme.folders.read(f"{self._copy.kind.split()[0]}/document.yaml").values or {}

    @cached_property
    def _entry(self) -> Path:
        """The way to the entry of the record that the paper is about."""
        entry = self._copy.context["entry"]
        key, _, rest = self._sheet.get("entries", "").partition(".")
        for number, outer in enumerate(self._copy.context.get(key) or ()):
            if outer is entry:
                return key, number
            for inner, part in enumerate(outer[rest] if rest else ()):
                if all(entry.get(name) == value for name, value in part.items()) and outer == entry.get("of"):
                    return key, number, rest, inner
        return (key,)

    def _said(self, text: str) -> Path | None:
        """Return the first place in the file that says a text word for word."""
        return next((at for at in self._read.places if at and _value(self._read.values, at) == text), None)

    @cached_property
    def _articles(self) -> dict[str, str]:
        """Each wording of the agreement, with the id of the clause that it stands in."""
        found: dict[str, str] = {}
        for chapter in (self._copy.context.get("text") or {}).get("chapters", ()):
            for article in chapter["articles"]:
                for paragraph in article["paragraphs"]:
                    for part in (paragraph, *paragraph["points"]):
                        words = (piece["text"] for piece in part["pieces"])
                        found |= {text: article["id"] for text in words if text not in found}
        return found

    def in_file(self, path: Path) -> Place:
        """Return where a value stands in the file, or what it is made from there."""
        found = self._read.resolve(path)
        if found:
            return Place(_name(path), self._read.locate(path), computed=len(found) < len(path))
        start = _MADE_FROM.get(_name(path[:2])) or _MADE_FROM.get(str(path[0]), ())
        return Place(_name(start or path), self._read.locate(start), computed=True)

    def _in_template(self, name: str) -> Place:
        return Place(name or "template", Location(str(self._copy.template), 1, 1))

    def _day(self) -> Place:
        """Return where the day stands that the paper bears: in the alliance file, or in the order to issue it."""
        found = self._said(str(self._copy.date))
        return (
            Place(_name(found), self._read.locate(found)) if found else Place("as_of", Location(str(self._order), 1, 1))
        )

    def _of_programme(self, path: Path, text: str) -> Place:
        """Return where the programme says a text word for word; else the template, whose tag made it."""
        if path[0] == "certificate" and self._sort:
            read, at = self._programme.folders.read("programme.yaml"), ("certificates", self._sort, *path[1:])
            if len(read.resolve(at)) == len(at):
                return Place(_name(at), read.locate(at))
        article = self._article(text)
        if article:
            read = self._programme.folders.read("law.yaml")
            return Place(_name(article), read.locate(article))
        for name in ("programme.yaml", "law.yaml", f"{self._copy.kind.split()[0]}/document.yaml"):
            read = self._programme.folders.read(name)
            found = next((at for at in read.places if at and _value(read.values, at) == text), None)
            if found is not None:
                return Place(_name(found), read.locate(found))
        return self._said_by_programme(_SCHEME.get(path[1:2], path[1:2]) + path[2:]) or self._in_template(_name(path))

    def _said_by_programme(self, path: Path) -> Place | None:
        """Return where a value stands in programme.yaml, or what it is made from there."""
        read = self._programme.folders.read("programme.yaml")
        found = read.resolve(path)
        return Place(_name(path), read.locate(path), computed=len(found) < len(path)) if found else None

    def _article(self, text: str) -> Path | None:
        """Return where the law stands that is cited in these words."""
        for number, instrument in enumerate(self._programme.law.instruments):
            for key, citation in self._programme.law.citations.items():
                if citation.instrument is instrument and citation.text == text:
                    article = key.removeprefix(instrument.id).lstrip("-")
                    return ("instruments", number, *(("articles", article) if article else ()))
        return None

    def _clause(self, clause_id: str, text: str) -> Place:
        """Return the fact of the file that a clause prints as it is, or else the clause."""
        fact = self._said(text)
        if fact is not None and len(text) > 1:
            return Place(_name(fact), self._read.locate(fact))
        return Place(clause_id, clauses.load_library(self._programme.folders).locate(clause_id))

    def _along(self, path: Path) -> list[Any]:
        """Return what stands on the way to a value, the nearest first."""
        found: list[Any] = []
        value: Any = self._copy.context
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                break
            found.insert(0, value)
        return found

    def _rooted(self, path: Path) -> Path:
        """Return the path from the list of members where it leads through one of them."""
        members = self._copy.context.get("members") or []
        value: Any = self._copy.context
        for number, step in enumerate(path):
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return path
            place = next((n for n, member in enumerate(members) if member is value or _is(member, value)), None)
            if place is not None:
                return ("members", self._number(members[place], place), *path[number + 1 :])
        return path

    def _number(self, member: Any, place: int) -> int:
        """Return the place of a member in the file, which may have more members than the paper."""
        ids = [each.get("id") for each in self._read.values.get("members") or []]
        return ids.index(member["id"]) if member.get("id") in ids else place

    def _looked_up(self, entry: Entry) -> Path:
        """Return the first name of the values that the tag uses."""
        names = re.findall(r"[A-Za-z_][\w.]*", entry.tag)
        return next((tuple(name.split(".")) for name in names if name.split(".")[0] in self._copy.context), ())


def _is(member: Any, value: Any) -> bool:
    return isinstance(value, Mapping) and isinstance(member, Mapping) and "seat" in value and value == member


def _value(values: Any, path: Path) -> Any:
    for step in path:
        try:
            values = values[step]
        except (KeyError, IndexError, TypeError):
            return None
    return values


def _name(path: Path) -> str:
    """Return a path as people write it: ``members[1].name``."""
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
