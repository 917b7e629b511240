"""The English words of a clause library, laid over it unit by unit: conditions, ids and law stay where they stand."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, Field, model_validator

from docgen import source
from docgen.clauses.library import FOLDER, Annexes, Clause, Library, Opening, Paragraph, Part
from docgen.diagnostics import Finding, Location, Severity, Wording, has_errors
from docgen.errors import TemplateError
from docgen.model.values import Key, Record, Text
from docgen.programme import Folders

_ENGLISH = "english"
_BROKEN = Wording("条款库的英文与中文对不上", "the English of the clause library does not match the Chinese")
_MEND = Wording("按下面的提示补齐英文", "complete the English as told below")
_MISSING = Wording("{what}没有英文", "{what} has no English")
_COUNT = Wording("{what}的中文有 {zh} 项，英文有 {en} 项", "{what} has {zh} parts in Chinese and {en} in English")
_STRAY = Wording("中文条款库没有{what}", "the Chinese library has no {what}")


class Words(Record):
    """A paragraph in English, and its items."""

    text: Text
    points: tuple[Text, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _plain_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class ClauseWords(Record):
    """A clause in English: its title and, in the order of the Chinese, its paragraphs."""

    title: Text
    text: tuple[Words, ...] = Field(min_length=1)


class TermWords(Record):
    """A defined term in English."""

    term: Text
    meaning: Text


class PartWords(Record):
    """A chapter in English: clauses by id, definitions by Chinese term."""

    part: Text
    clauses: dict[Key, ClauseWords]
    definitions: dict[Text, TermWords] = Field(default_factory=dict)


class OpeningWords(Record):
    """The recitals in the order of the Chinese, and the sentence that leads to the clauses."""

    recitals: tuple[Text, ...]
    preamble: Text


class RowWords(Record):
    """A right or a duty of a party in English."""

    text: Text
    brief: Text


class AnnexWords(Record):
    """The annexes' titles and the rows of rights and duties, in the order of the Chinese."""

    annexes: tuple[Text, ...]
    owners: tuple[Text, ...]
    own: Text
    rights: tuple[RowWords, ...]
    duties: tuple[RowWords, ...]


_File = TypeVar("_File", bound=BaseModel)
_Unit = TypeVar("_Unit", bound=Record)


class _Fitter:
    """Lays the English over the Chinese and keeps account of what does not fit."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self.sources: list[source.Source] = []
        self.faults: list[Finding] = []

    def part(self, name: str, part: Part) -> Part:
        words, origin = self._read(name, PartWords)
        self._stray(words.clauses.keys() - {clause.id for clause in part.clauses}, origin)
        self._stray(words.definitions.keys() - {known.term for known in part.definitions}, origin)
        clauses = [
            self._clause(clause, words.clauses[clause.id], origin)
            for clause in part.clauses
            if self._has(clause.id, words.clauses, origin)
        ]
        definitions = [
            _worded(known, words.definitions[known.term])
            for known in part.definitions
            if self._has(known.term, words.definitions, origin)
        ]
        return part.model_copy(
            update={"part": words.part, "clauses": tuple(clauses), "definitions": tuple(definitions)}
        )

    def opening(self, opening: Opening) -> Opening:
        words, origin = self._read("recitals.yaml", OpeningWords)
        pairs = self._paired("recitals", opening.recitals, words.recitals, origin)
        recitals = tuple(point.model_copy(update={"text": text}) for point, text in pairs)
        return opening.model_copy(update={"recitals": recitals, "preamble": words.preamble})

    def annexes(self, annexes: Annexes) -> Annexes:
        words, origin = self._read("annexes.yaml", AnnexWords)
        titles = self._paired("annexes", annexes.annexes, words.annexes, origin)
        owners = self._paired("owners", annexes.results.owners, words.owners, origin)
        owning = tuple(point.model_copy(update={"text": text}) for point, text in owners)
        rights = self._paired("rights", annexes.rights, words.rights, origin)
        duties = self._paired("duties", annexes.duties, words.duties, origin)
        return annexes.model_copy(
            update={
                "annexes": tuple(annex.model_copy(update={"title": title}) for annex, title in titles),
                "results": annexes.results.model_copy(update={"owners": owning}),
                "own": words.own,
                "rights": tuple(_worded(*pair) for pair in rights),
                "duties": tuple(_worded(*pair) for pair in duties),
            }
        )

    def _clause(self, clause: Clause, words: ClauseWords, origin: source.Source) -> Clause:
        pairs = self._paired(clause.id, clause.text, words.text, origin)
        text = tuple(self._paragraph(clause.id, unit, said, origin) for unit, said in pairs)
        return clause.model_copy(update={"title": words.title, "text": text})

    def _paragraph(self, name: str, unit: Paragraph, words: Words, origin: source.Source) -> Paragraph:
        pairs = self._paired(name, unit.points, words.points, origin)
        points = tuple(point.model_copy(update={"text": text}) for point, text in pairs)
        return unit.model_copy(update={"text": words.text, "points": points})

    def _paired(
        self, name: str, units: Sequence[Any], words: Sequence[Any], origin: source.Source
    ) -> Iterator[tuple[Any, Any]]:
        if len(units) != len(words):
            self._fault("CLS-13", _COUNT.fill(what=name, zh=len(units), en=len(words)), _place(origin, name))
        return zip(units, words, strict=False)

    def _has(self, name: str, words: Any, origin: source.Source) -> bool:
        if name not in words:
            self._fault("CLS-13", _MISSING.fill(what=name), origin.locate(()))
        return name in words

    def _stray(self, names: Any, origin: source.Source) -> None:
        for name in sorted(names):
            self._fault("CLS-13", _STRAY.fill(what=name), _place(origin, name))

    def _fault(self, code: str, message: Wording, place: Location) -> None:
        self.faults.append(Finding(Severity.ERROR, code, message, place))

    def _read(self, name: str, model: type[_File]) -> tuple[_File, source.Source]:
        origin = self._folders.read(f"{FOLDER}/{_ENGLISH}/{name}")
        value, misfits = source.fit(origin, model)
        faults = [*origin.findings, *misfits]
        if value is None or has_errors(faults):
            raise TemplateError(_BROKEN, _MEND, findings=faults)
        self.sources.append(origin)
        return value, origin


@lru_cache(maxsize=8)
def translated(library: Library, folders: Folders) -> Library:
    """Return the library in the English words of ``clauses/english/``, a file for each file of the library.

    Raises ``TemplateError`` with every clause, paragraph and item that has no English, or English without Chinese.
    """
    fitter = _Fitter(folders)
    parts = tuple(fitter.part(name, part) for name, part in zip(library.chapters, library.parts, strict=True))
    opening, annexes = fitter.opening(library.opening), fitter.annexes(library.annexes)
    if fitter.faults:
        raise TemplateError(_BROKEN, _MEND, findings=fitter.faults)
    return Library(
        chapters=library.chapters,
        parts=parts,
        opening=opening,
        annexes=annexes,
        choices=library.choices,
        forbidden=(),
        requirements=library.requirements,
        sources=tuple(fitter.sources),
    )


def _worded(unit: _Unit, words: Record) -> _Unit:
    return unit.model_copy(update=dict(words))


def _place(origin: source.Source, name: str) -> Location:
    """Return where a name stands as a key in a file, else the file's beginning."""
    return origin.locate(next((path for path in origin.places if path[-1:] == (name,)), ()))
