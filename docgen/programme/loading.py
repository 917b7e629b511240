"""From a programme's folders to a programme; every mistake in its files is reported at its line and column."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, RootModel

from docgen import source as files
from docgen.diagnostics import Finding, Severity, Wording, has_errors
from docgen.errors import InputError
from docgen.model.values import Text
from docgen.programme.folders import Folders, Shelf
from docgen.programme.law import Law
from docgen.programme.scheme import OWN, Programme, Scheme, Setting

SCHEME_FILE, LAW_FILE, ENGLISH_FILE = "programme.yaml", "law.yaml", "english.yaml"

_Model = TypeVar("_Model", bound=BaseModel)


def load(programme_id: str, search: Sequence[Path]) -> Programme:
    """Return the programme of that id from the first folder of ``search`` that has it.

    The programme that it extends is looked for in the same way. Both are read once, however many alliances answer to
    them. An ``InputError`` where no folder has it, or with every mistake in its files as findings.
    """
    return _programme(_folders(programme_id, tuple(search)))


@lru_cache(maxsize=8)
def _programme(folders: Folders) -> Programme:
    law_source, law = _fit(folders.read(LAW_FILE), Law)
    source, scheme = _fit(_city(folders), Scheme)
    _refuse([*_loose_law(law, law_source), *_loose_scheme(scheme, law, source)])
    said = {name: getattr(scheme, name) for name in Scheme.model_fields}
    return Programme(**said, folders=folders, law=law, translations=_english(folders))


class _English(RootModel[dict[Text, Text]]):
    """The English of what papers print, by the Chinese."""


def _english(folders: Folders) -> dict[str, str]:
    return _fit(folders.read(ENGLISH_FILE), _English)[1].root if folders.find(ENGLISH_FILE) else {}


@lru_cache(maxsize=32)
def _folders(programme_id: str, search: tuple[Path, ...]) -> Folders:
    """Return the folders of a programme and of those beneath it."""
    shelves: list[Shelf] = []
    wanted: str | None = programme_id
    while wanted:
        root = _root(wanted, search)
        if root in (shelf.root for shelf in shelves):
            raise InputError(_CIRCLE.fill(id=wanted), _LEAVE_OFF)
        head = files.read(root / SCHEME_FILE).values or {}
        removes = head.get("removes_files")
        shelves.append(Shelf(root, frozenset(map(str, removes if isinstance(removes, list) else ()))))
        wanted = head.get("extends")
    return Folders(tuple(shelves))


def _root(programme_id: str, search: Sequence[Path]) -> Path:
    root = next((folder / programme_id for folder in search if (folder / programme_id / SCHEME_FILE).is_file()), None)
    if root is None:
        raise InputError(_UNKNOWN.fill(id=programme_id), _hint(programme_id, search))
    return root


def is_fictional(programme_id: str, search: Sequence[Path]) -> bool:
    """Return whether a programme says of itself that it only shows how."""
    values = files.read(_root(programme_id, search) / SCHEME_FILE).values or {}
    return values.get("fictional") in {"true", "是"}


def _city(folders: Folders) -> files.Source:
    """Return programme.yaml laid over those beneath it; what names a city is never taken from another."""
    read = folders.read(SCHEME_FILE)
    own = files.read(folders.root / SCHEME_FILE).values
    if read.values is None or own is None:
        return read
    kept = {key: value for key, value in read.values.items() if key in own or key not in OWN}
    places = {path: place for path, place in read.places.items() if not path or path[0] in kept}
    return replace(read, values=kept, places=places)


_UNKNOWN = Wording("没有名为 {id} 的实施方案", "there is no programme called {id}")
_CIRCLE = Wording("实施方案 {id} 绕一圈又扩展它自己", "the programme {id} extends itself, by a round-about way")
_LEAVE_OFF = Wording("改 programme.yaml 中的 extends", "change extends in programme.yaml")
_BROKEN = Wording("实施方案的文件有错误", "the files of the programme have mistakes")
_MEND = Wording("改正所列各处后再试", "mend the places listed, then try again")


def _hint(programme_id: str, search: Sequence[Path]) -> Wording:
    known = sorted({file.parent.name for folder in search for file in folder.glob(f"*/{SCHEME_FILE}")})
    close = get_close_matches(programme_id, known, n=1)
    if close:
        return Wording("是不是 {close}？", "did you mean {close}?").fill(close=close[0])
    return Wording("可用的有：{zh}", "there are: {en}").fill(zh="、".join(known), en=", ".join(known))


def _fit(source: files.Source, model: type[_Model]) -> tuple[files.Source, _Model]:
    value, misfits = files.fit(source, model)
    findings = [*source.findings, *misfits]
    _refuse(findings)
    if value is None:
        raise InputError(_BROKEN, _MEND, findings=findings)
    return source, value


def _refuse(findings: Sequence[Finding]) -> None:
    if has_errors(findings):
        raise InputError(_BROKEN, _MEND, findings=findings)


def _loose_law(law: Law, source: files.Source) -> Iterator[Finding]:
    """Return the ids that stand twice and the successors that do not exist."""
    seen: set[str] = set()
    for number, instrument in enumerate(law.instruments):
        at: files.Path = ("instruments", number)
        if instrument.id in seen:
            yield _error(
                "LAW-01", Wording("依据 {id} 重复", "the citation {id} stands twice"), source, at, id=instrument.id
            )
        seen.add(instrument.id)
        successors = {(*at, "now"): instrument.now} | {
            (*at, "articles", key, "now"): article.now for key, article in instrument.articles.items()
        }
        for path, now in successors.items():
            if now and now not in law.citations:
                yield _error("LAW-02", Wording("没有依据 {id}", "there is no citation {id}"), source, path, id=now)


def _loose_scheme(scheme: Scheme, law: Law, source: files.Source) -> Iterator[Finding]:
    """Return the rules whose settings overlap in time, and those that cite what is not in force.

    No rule holds before the programme does.
    """
    for code, settings in scheme.rules.items():
        at: files.Path = ("rules", code)
        for number, setting in enumerate(settings):
            holding = setting.model_copy(update={"since": max(setting.since, scheme.in_force)})
            if holding.until is None or holding.until > holding.since:
                yield from _loose_cites(holding, law, source, (*at, number))
        if any(earlier.until is None or earlier.until > later.since for earlier, later in pairwise(settings)):
            message = Wording("规则 {name} 的各段日期有重叠", "the dates of rule {name} overlap")
            yield _error("PROG-03", message, source, at, name=code)


def _loose_cites(setting: Setting, law: Law, source: files.Source, at: files.Path) -> Iterator[Finding]:
    for number, name in enumerate(setting.cite):
        citation, path = law.citations.get(name), (*at, "cite", number)
        if citation is None:
            yield _error(
                "PROG-01", Wording("law.yaml 中没有依据 {id}", "law.yaml has no citation {id}"), source, path, id=name
            )
        elif not citation.instrument.spans(setting):
            message = Wording(
                "{text}在规则施行期间并非一直有效", "{text} is not in force all the while that the rule is"
            )
            yield _error("PROG-02", message, source, path, text=citation.text)


def _error(code: str, message: Wording, source: files.Source, path: files.Path, **values: str) -> Finding:
    return Finding(Severity.ERROR, code, message.fill(**values), source.locate(path))
