"""The clause library of a programme: chapters of clauses, definitions, recitals and annexes, read from its folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, Field, model_validator

from docgen import source
from docgen.diagnostics import Location, Wording, has_errors
from docgen.errors import TemplateError
from docgen.model.values import Key, Record, Text
from docgen.programme import Folders

FOLDER = "clauses"
"""Where the clauses stand in a programme's folder."""
_UNREADABLE = Wording("条款库读不进来", "the clause library cannot be read")
_MEND = Wording("按下面的提示修改条款库", "mend the clause library as told below")


class Unit(Record):
    """A piece of wording: it stands when the condition ``when`` holds, once for each ``it`` of the list ``each``."""

    id: Key | None = None
    when: Text | None = None
    each: Text | None = None


class Point(Unit):
    """An item of a paragraph (项), without the mark at its end."""

    text: Text

    @model_validator(mode="before")
    @classmethod
    def _plain_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Paragraph(Point):
    """A paragraph of a clause (款); ``conspicuous``: it limits liability and so must strike the eye (民法典 496)."""

    points: tuple[Point, ...] = ()
    conspicuous: bool = False


class Conflict(Record):
    """Choices of the file that cannot or should not stand: when, at which key of the file, what is wrong, what to do.

    ``basis`` are ids of citations; those in force are named.
    """

    when: Text
    at: Text
    zh: Text
    en: Text
    do_zh: Text
    do_en: Text
    basis: tuple[Text, ...] = ()


class Clause(Unit):
    """A clause (条).

    ``options`` are the choices of the file that its wording turns on: one that is not made yet leaves a blank.
    ``uses`` are the defined terms that it speaks, ``basis`` ids of citations of which those in force are cited,
    ``satisfies`` the requirements that it meets, ``conflicts`` what contradicts it, ``cautions`` what may be chosen
    against the advice of a statute or a programme; ``note`` is for drafters.
    """

    id: Key
    title: Text
    text: tuple[Paragraph, ...] = Field(min_length=1)
    options: tuple[Key, ...] = ()
    uses: tuple[Text, ...] = ()
    basis: tuple[Key, ...] = ()
    satisfies: tuple[Key, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    cautions: tuple[Conflict, ...] = ()
    note: Text | None = None


class Definition(Record):
    """A term and what it means; printed when the agreement speaks it and ``when`` holds."""

    when: Text | None = None
    term: Text
    meaning: Text


class Part(Record):
    """A chapter (章) of the agreement."""

    part: Text
    clauses: tuple[Clause, ...]
    definitions: tuple[Definition, ...] = ()


class Opening(Record):
    """What stands before the first chapter: the recitals (鉴于) and the sentence that leads to the clauses."""

    recitals: tuple[Point, ...]
    preamble: Text


class Bilingual(Record):
    """Words in both languages."""

    zh: Text
    en: Text

    @property
    def wording(self) -> Wording:
        """The words as messages have them."""
        return Wording(self.zh, self.en)


class Option(Record):
    """A choice of the agreement: its place ``at`` in an alliance file, the clauses that turn on it, the law behind it.

    ``others`` are the alternatives where the programme's vocabulary does not list them, ``silent`` is what holds where
    the parties say nothing. Without ``at`` nothing is chosen: the clauses stand in every agreement.
    """

    at: Text | None = None
    name: Bilingual
    unit: Bilingual | None = None
    others: Bilingual | None = None
    clauses: tuple[Key, ...]
    basis: tuple[Text, ...] = ()
    silent: Bilingual


class Reminder(Record):
    """What a drafter should think of for each party for which ``when`` holds."""

    when: Text
    says: Bilingual
    basis: tuple[Text, ...] = ()


class Options(Record):
    """Every choice of the agreement, in the order in which it is explained, and the reminders."""

    options: tuple[Option, ...]
    reminders: tuple[Reminder, ...] = ()


class Phrase(Bilingual):
    """A phrase that no agreement may hold, as a regular expression; the words say why not."""

    id: Key
    pattern: Text
    basis: tuple[Text, ...] = ()


class Forbidden(Record):
    """Every phrase that no agreement may hold."""

    forbidden: tuple[Phrase, ...]


class Requirements(Record):
    """What an agreement of the programme must settle, by id: each is to be met by a clause that stands."""

    requirements: dict[Key, Text]


class AnnexTitle(Unit):
    """An annex: the id by which clauses refer to it, and its title; it stands when its condition holds."""

    id: Key
    title: Text


class Row(Point):
    """A right or a duty of a party, and the few words by which the table of all parties names it."""

    brief: Text


class Results(Record):
    """Which tasks are expected to yield intellectual property (``when``), and who will own it: the first that holds."""

    when: Text
    owners: tuple[Point, ...]


class Annexes(Record):
    """The annexes in order, and the rights and duties that a party has by its seat, kind and work.

    ``own`` is how the table of all parties names what a party wrote itself, ``count`` items.
    """

    annexes: tuple[AnnexTitle, ...]
    results: Results
    own: Text
    rights: tuple[Row, ...]
    duties: tuple[Row, ...]


@dataclass(frozen=True, eq=False)
class Library:
    """All clauses of a programme, in order, and the files that they stand in; ``chapters`` names the parts' files."""

    chapters: tuple[str, ...]
    parts: tuple[Part, ...]
    opening: Opening
    annexes: Annexes
    choices: Options
    forbidden: tuple[Phrase, ...]
    requirements: Mapping[str, str]
    sources: tuple[source.Source, ...]

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of all chapters."""
        return tuple(clause for part in self.parts for clause in part.clauses)

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """The definitions of all chapters."""
        return tuple(definition for part in self.parts for definition in part.definitions)

    def locate(self, words: str) -> Location:
        """Return where a clause id, else a wording or a condition, else a key stands in the files."""
        ranked = (
            (rank, origin, path)
            for origin in self.sources
            for path in origin.places
            if (rank := _rank(origin.values, path, words)) is not None
        )
        _, origin, path = min(ranked, key=lambda found: found[0], default=(0, self.sources[0], ()))
        return origin.locate(path)


def _rank(values: Any, path: source.Path, words: str) -> int | None:
    """Return how surely ``words`` are what stands at a path: 0 as a clause's id, 1 as a value, 2 as a key."""
    for step in path:
        values = values[step]
    if values == words:
        return 0 if path[0] == "clauses" and path[2:] == ("id",) else 1
    return 2 if path[-1:] == (words,) else None


_File = TypeVar("_File", bound=BaseModel)


@lru_cache(maxsize=8)
def load(folders: Folders) -> Library:
    """Return the clause library in ``clauses/`` of a programme's folders; raises ``TemplateError`` naming each fault.

    A chapter is a file whose name starts with its place: ``01-definitions.yaml``.
    """
    sources: list[source.Source] = []

    def file(name: str, model: type[_File]) -> _File:
        value, origin = _read(folders.read(f"{FOLDER}/{name}"), model)
        sources.append(origin)
        return value

    chapters = tuple(name.removeprefix(f"{FOLDER}/") for name in folders.names(f"{FOLDER}/[0-9]*.yaml"))
    parts = tuple(file(name, Part) for name in chapters)
    return Library(
        chapters=chapters,
        parts=parts,
        opening=file("recitals.yaml", Opening),
        annexes=file("annexes.yaml", Annexes),
        choices=file("options.yaml", Options),
        forbidden=file("forbidden.yaml", Forbidden).forbidden,
        requirements=file("requirements.yaml", Requirements).requirements,
        sources=tuple(sources),
    )


def _read(origin: source.Source, model: type[_File]) -> tuple[_File, source.Source]:
    value, misfits = source.fit(origin, model)
    faults = [*origin.findings, *misfits]
    if value is None or has_errors(faults):
        raise TemplateError(_UNREADABLE, _MEND, findings=faults)
    return value, origin
