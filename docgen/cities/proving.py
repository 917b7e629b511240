"""A programme proved complete: every word there, every rule with its numbers, every paper made at every edge."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin

from docgen import clauses, documents, pipeline, source
from docgen.cities.coverage import FILE as CHECKLIST
from docgen.cities.coverage import unanswered
from docgen.cities.rehearsing import rehearse
from docgen.diagnostics import Finding, Location, Severity, Wording, by_place
from docgen.model import Alliance, Record, Round
from docgen.programme import Programme
from docgen.programme.paths import is_path
from docgen.rules import RULES

BLANK: Final = "待填"
"""What a scaffold leaves for people to fill in."""

_WORD: Final = re.compile(r"word\(\s*[\"']([\w.]+)[\"']\s*\)")
_CITED: Final = re.compile(r"programme\.(?:cite|place)\(\s*[\"']([\w-]+)[\"']\s*\)")
_PARTS: Final = ("{year}", "{alliance_serial}", "{member_serial}")

_FILL_IN = Wording("“{text}”还没有填写", "“{text}” is still to be filled in")
_NAMED = Wording("id 是“{id}”，文件夹名是“{folder}”", "the id is “{id}”, the folder “{folder}”")
_NO_WORD = Wording("用语 {field} 中没有“{value}”", "the vocabulary {field} has no word for “{value}”")
_NO_WORDS = Wording("模板用到用语 {field}，vocabulary 中没有", "templates use the words of {field}; there are none")
_NO_RULE = Wording("没有规则 {code}", "there is no rule {code}")
_NO_VALUE = Wording("规则 {code} 的数值缺失或者有误", "the value of rule {code} is missing or wrong")
_PAUSE = Wording("规则 {code} 从 {until} 到 {since} 没有数值", "rule {code} has no setting from {until} to {since}")
_NO_LEAD = Wording("{day} 没有牵头部门", "there is no lead bureau on {day}")
_NO_PAPER = Wording("没有文书“{kind}”", "there is no paper “{kind}”")
_NUMBER = Wording("证书编号中没有 {parts}", "the number of certificates lacks {parts}")
_NO_CITE = Wording("law.yaml 中没有依据 {id}", "law.yaml has no citation {id}")
_NO_STEP = Wording("life 中没有步骤“{id}”", "life has no step “{id}”")
_FOREIGN = Wording("沿用的“{text}”写着{city}", "“{text}” is taken from elsewhere and names {city}")
_OWN_WORDS = Wording("在本市的文件里写自己的", "write the city's own in its files")
_NO_PATH = Wording("联盟文件中没有“{path}”这个位置", "an alliance file has no place “{path}”")


@dataclass(frozen=True)
class Proof:
    """What a proof found, in the order of files and lines, and how many papers of how many kinds were made for it."""

    findings: list[Finding]
    kinds: int
    papers: int


def prove(programme: Programme, commands: Collection[str] = ()) -> Proof:
    """Return everything in which a programme is not complete. ``commands`` are those that the checklist may name."""
    made = rehearse(programme)
    found = [*stated(programme), *made.findings]
    found += unanswered(programme, commands) if programme.folders.find(CHECKLIST) else []
    return Proof(by_place(found), len(made.kinds), made.papers)


def stated(programme: Programme) -> list[Finding]:
    """Return what is not complete in what a programme says, before any paper is made."""
    read = programme.folders.read("programme.yaml")
    found = [*_own(programme), *_words(programme, read), *_rules(programme, read), *_issuers(programme, read)]
    found += [*_certificates(programme, read), *_citations(programme, read), *_life(programme, read)]
    found += _foreign(programme)
    return [*found, *clauses.lint_library(programme)]


def _error(code: str, message: Wording, location: Location) -> Finding:
    return Finding(Severity.ERROR, code, message, location)


def _own(programme: Programme) -> Iterator[Finding]:
    """Yield what the programme's own files leave open."""
    for path in sorted(programme.root.rglob("*.yaml")):
        read = source.read(path)
        for at in read.places:
            text = _value(read.values, at)
            if isinstance(text, str) and BLANK in text:
                yield _error("CITY-01", _FILL_IN.fill(text=text), read.locate(at))
    if programme.id != programme.root.name:
        words = _NAMED.fill(id=programme.id, folder=programme.root.name)
        yield _error("CITY-02", words, programme.folders.read("programme.yaml").locate(("id",)))


def _words(programme: Programme, read: source.Source) -> Iterator[Finding]:
    """Yield the words that templates use and the choices of the model that the vocabulary lacks."""
    used = _used(programme, _WORD)
    for field in sorted(used - set(programme.vocabulary)):
        yield _error("CITY-03", _NO_WORDS.fill(field=field), read.locate(("vocabulary",)))
    for field, values in [*_choices(Alliance), *_choices(Round)]:
        words = programme.vocabulary.get(field)
        for value in values if words else ():
            if value not in (words or {}):
                yield _error("CITY-03", _NO_WORD.fill(field=field, value=value), read.locate(("vocabulary", field)))


def _choices(model: type[Record], way: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each field of a model, however deep, that is one of some words, with these."""
    for name, field in model.model_fields.items():
        place = f"{way}.{field.alias or name}".lstrip(".")
        for part in _parts(field.annotation):
            if get_origin(part) is Literal:
                yield place, get_args(part)
            elif isinstance(part, type) and issubclass(part, Record):
                yield from _choices(part, place)


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield what an annotation is made of, down to records and choices."""
    if get_origin(annotation) is Literal or not get_args(annotation):
        yield annotation
    else:
        for part in get_args(annotation):
            yield from _parts(part)


def _used(programme: Programme, tag: re.Pattern[str]) -> set[str]:
    """Return what the programme's templates name in tags of a kind."""
    templates = [path for name in programme.folders.names("*/template*.docx") if (path := programme.folders.find(name))]
    return {field for path in templates for field in tag.findall(_outline(path))}


@cache
def _outline(template: Path) -> str:
    """Return the text of a template, read once however much is looked for in it."""
    return pipeline.outline(template)


def _rules(programme: Programme, read: source.Source) -> Iterator[Finding]:
    """Yield the rules that docgen does not know, those without a sound value, and those that pause."""
    for code, settings in programme.rules.items():
        at: source.Path = ("rules", code)
        if code not in RULES:
            yield _error("CITY-04", _NO_RULE.fill(code=code), read.locate(at, key=True))
            continue
        for number, setting in enumerate(settings):
            if not _is_sound(code, setting.value):
                yield _error("CITY-04", _NO_VALUE.fill(code=code), read.locate((*at, number)))
        for earlier, following in pairwise(settings):
            if earlier.until != following.since:
                words = _PAUSE.fill(code=code, until=earlier.until, since=following.since)
                yield _error("CITY-04", words, read.locate(at))


def _is_sound(code: str, value: Any) -> bool:
    read = RULES[code].read
    try:
        return read is None or read(value) is not None
    except (TypeError, ValueError, KeyError, ArithmeticError):
        return False


def _issuers(programme: Programme, read: source.Source) -> Iterator[Finding]:
    """Yield the days from which on there is no lead bureau: the first day, and each on which a name ends."""
    ends: dict[date, source.Path] = {programme.in_force: ("issuers",)}
    ends |= {issuer.until: ("issuers", n) for n, issuer in enumerate(programme.issuers) if issuer.until}
    for day, at in sorted(ends.items()):
        if day >= programme.in_force and not any(issuer.role == "lead" for issuer in programme.issuers_on(day)):
            yield _error("CITY-05", _NO_LEAD.fill(day=day), read.locate(at))


def _certificates(programme: Programme, read: source.Source) -> Iterator[Finding]:
    kinds = {document.kind for document in documents.documents(programme)}
    for sort, wording in programme.certificates.items():
        at: source.Path = ("certificates", sort)
        for field in ("document", "list_document"):
            if getattr(wording, field) not in kinds:
                yield _error("CITY-06", _NO_PAPER.fill(kind=getattr(wording, field)), read.locate((*at, field)))
        missing = [part for part in _PARTS if part not in wording.number]
        if missing:
            yield _error("CITY-06", _NUMBER.fill(parts="、".join(missing)), read.locate((*at, "number")))


def _citations(programme: Programme, read: source.Source) -> Iterator[Finding]:
    """Yield what the programme and its templates say to stand on and that its law does not have."""
    for at in read.places:
        cite = _value(read.values, at) if at and at[-1] == "cite" else None
        if isinstance(cite, str) and cite not in programme.law.citations:
            yield _error("CITY-07", _NO_CITE.fill(id=cite), read.locate(at))
    law = programme.folders.read("law.yaml")
    for cite in sorted(_used(programme, _CITED) - set(programme.law.citations)):
        yield _error("CITY-07", _NO_CITE.fill(id=cite), law.locate(("instruments",)))


def _life(programme: Programme, read: source.Source) -> Iterator[Finding]:
    """Yield the steps and papers that a step of the life names and that are not there, and paths that lead nowhere."""
    steps = {step.id for step in programme.life}
    kinds = {document.kind for document in documents.documents(programme)}
    for number, step in enumerate(programme.life):
        at: source.Path = ("life", number)
        named: list[tuple[Wording, source.Path]] = []
        named += [(_NO_STEP.fill(id=name), ("after", n)) for n, name in enumerate(step.after) if name not in steps]
        named += [(_NO_PAPER.fill(kind=kind), ("papers", n)) for n, kind in enumerate(step.papers) if kind not in kinds]
        paths: dict[source.Path, str] = {("done",): step.path} | {
            ("needs", n, "path"): need.path for n, need in enumerate(step.needs)
        }
        named += [(_NO_PATH.fill(path=path), place) for place, path in paths.items() if not _leads(path)]
        for words, place in named:
            yield _error("CITY-10", words, read.locate((*at, *place)))


def _foreign(programme: Programme) -> Iterator[Finding]:
    """Yield what is taken from another city and names it: words of YAML files, and templates."""
    shelves = programme.folders.shelves[1:]
    cities = {shelf.root: str(source.read(shelf.root / "programme.yaml").values["city"]) for shelf in shelves}
    for name in programme.folders.names("**/*.yaml"):
        read = programme.folders.read(name)
        for at in (at for at in read.places if at[:2] != ("review", "likeness")):
            text, place = _value(read.values, at), read.locate(at)
            for root, city in cities.items():
                if isinstance(text, str) and _stem(city) in text and Path(place.file).is_relative_to(root):
                    yield _warning(text, city, place)
    for name in programme.folders.names("*/template*.docx"):
        path = programme.folders.find(name)
        for root, city in cities.items():
            if path and path.is_relative_to(root) and _stem(city) in _outline(path):
                yield _warning(name, city, Location(str(path), 1, 1))


def _warning(text: str, city: str, place: Location) -> Finding:
    return Finding(Severity.WARNING, "CITY-11", _FOREIGN.fill(text=text, city=city), place, _OWN_WORDS)


def _stem(city: str) -> str:
    return city.removesuffix("市")


def _leads(path: str) -> bool:
    """Return whether a path leads from field to field of an alliance file."""
    model: Mapping[str, Any] | None = _fields(Alliance)
    for step in re.sub(r"\[[^\]]*\]", "", path).split(".") if is_path(path) else [""]:
        if model is None or step not in model:
            return False
        records = [part for part in _parts(model[step]) if isinstance(part, type) and issubclass(part, Record)]
        model = _fields(records[0]) if records else None
    return True


def _fields(model: type[Record]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _value(values: Any, path: source.Path) -> Any:
    for step in path:
        values = values[step]
    return values
