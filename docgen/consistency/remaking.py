"""A set of papers made again in memory, from what its manifest says that it was made from."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from docgen import documents, pipeline, rounds, source
from docgen.certificates import Recall
from docgen.consistency.places import Place, Places
from docgen.consistency.reading import Line, Reading, read_docx, read_pdf
from docgen.consistency.round_places import RoundPlaces
from docgen.consistency.spans import Printed, by_line, printed_in_pdf, printed_in_word
from docgen.diagnostics import Location, Wording
from docgen.documents import Copy
from docgen.errors import InputError
from docgen.model import CHINESE_KEYS
from docgen.pipeline import FORMATS, Format, Press
from docgen.programme import Programme
from docgen.publish import MANIFEST, Folder, digest, read_manifest
from docgen.publish import Entry as Filed
from docgen.render import Entry, Ledger

_NO_MANIFEST = Wording("{folder} 里没有清单 manifest.json", "{folder} has no manifest.json")
_BUILD_FIRST = Wording("写由 docgen build 或 certificate issue 生成的文件夹", "name a folder that docgen has made")
_NO_DATA = Wording("找不到生成 {folder} 的联盟文件 {file}", "{file}, from which {folder} was made, is not to be found")
_NAME_IT = Wording("用 --data 写出它在哪里", "say with --data where it is")


@dataclass
class Remade:
    """One paper as it should be: what it was made of, its ledger, and what each of its files should say."""

    copy: Copy
    places: Places
    presses: Mapping[Format, Press]
    files: tuple[Filed, ...] = ()
    _finished: dict[Path, Reading] = field(default_factory=dict)

    @cached_property
    def docx(self) -> bytes:
        """The Word file."""
        return self._made("docx")

    @cached_property
    def ledger(self) -> Ledger:
        """Which value stands where."""
        return self.presses["docx"].ledger(self.copy)

    def _made(self, form: Format) -> bytes:
        (paper,) = self.presses[form].papers([self.copy])
        return paper.content

    @cached_property
    def word(self) -> Reading:
        """What the Word file says."""
        return read_docx(self.docx, str(self.copy.path))

    @cached_property
    def pdf(self) -> Reading:
        """What the PDF says."""
        return read_pdf(self._made("pdf"), [line.text for line in self.word.margins])

    @cached_property
    def by_line(self) -> list[tuple[Line, list[Printed]]]:
        """Every paragraph of the body with the values that it prints."""
        return by_line(self.ledger, self.word)

    def finished(self, file: Path) -> Reading:
        """Return what a finished file says; it is read once."""
        if file not in self._finished:
            self._finished[file] = self._read(file)
        return self._finished[file]

    def _read(self, file: Path) -> Reading:
        blob = file.read_bytes()
        if file.suffix == ".pdf":
            return read_pdf(blob, [line.text for line in self.word.margins])
        return read_docx(blob, file.name)

    def printed(self, suffix: str) -> list[Printed]:
        """Return where the values stand in the text of the Word file (``.docx``) or of the PDF (``.pdf``)."""
        if suffix == ".pdf":
            return printed_in_pdf(self.by_line, self.word, self.pdf.body)
        return printed_in_word(self.by_line, self.word)

    def prints(self, text: str, location: Location) -> bool:
        """Return whether the paper prints the value of that place in these words."""
        return any(entry.text == text and self.place(entry).location == location for entry in self.ledger.entries)

    def place(self, entry: Entry) -> Place:
        """Return where the value of an entry stands in the data."""
        return self.places.of(entry)


@dataclass(frozen=True)
class PaperSet:
    """A folder of papers: each as it should be, the alliance files, and what was changed in them since.

    ``unknown`` are the files of which the manifest does not say how to make them again.
    """

    folder: Path
    papers: tuple[Remade, ...]
    data: tuple[Path, ...]
    stale: tuple[Path, ...]
    unknown: tuple[str, ...] = ()


def remake(folder: Path, *, data: Path | None = None, templates: Path | None = None) -> PaperSet:
    """Return the papers of a folder as the alliance files make them now.

    ``data`` is an alliance file, or a folder to look for those that the manifest names; without it they are looked for
    beside the papers, above them and in the working folder. Raises InputError where there is no manifest or no data.
    """
    filed = read_manifest(Folder(folder))
    if not filed:
        raise InputError(_NO_MANIFEST.fill(folder=folder), _BUILD_FIRST)
    papers: list[Remade] = []
    found: dict[str, Path] = {}
    for order, files in _orders(filed):
        file = _data(order["file"], files[0].data, folder, data)
        found[file.as_posix()] = file
        papers += _papers(_Carried(file, order, files, folder / MANIFEST), templates)
    stale = tuple(file for file in found.values() if digest(file.read_bytes()) not in {each.data for each in filed})
    known = {each.path for paper in papers for each in paper.files}
    unknown = tuple(each.path for each in filed if each.path not in known)
    return PaperSet(folder, tuple(papers), tuple(found.values()), stale, unknown)


def _orders(filed: list[Filed]) -> Iterator[tuple[Mapping[str, Any], list[Filed]]]:
    """Yield each order that was carried out in the folder, with the files that came of it."""
    groups: dict[str, tuple[Mapping[str, Any], list[Filed]]] = {}
    for file in filed:
        if file.order:
            groups.setdefault(json.dumps(file.order, sort_keys=True), (file.order, []))[1].append(file)
    yield from groups.values()


def _data(name: str, sha256: str, folder: Path, given: Path | None) -> Path:
    """Return the alliance file of that name; the very one that was used, where it is still there."""
    if given is not None and given.is_file():
        return given
    places = [given] if given else [folder, *folder.resolve().parents[:3], Path()]
    there = [place / name for place in places if (place / name).is_file()]
    if not there:
        raise InputError(_NO_DATA.fill(folder=folder, file=name), _NAME_IT)
    return next((file for file in there if digest(file.read_bytes()) == sha256), there[0])


class _Carried(NamedTuple):
    """An order that was carried out: the alliance file, the order, the files that came of it, the manifest."""

    file: Path
    order: Mapping[str, Any]
    filed: list[Filed]
    manifest: Path


def _papers(carried: _Carried, templates: Path | None) -> Iterator[Remade]:
    """Yield the papers of one order, of an alliance file or of a round file."""
    planned = _of_round(carried, templates) if carried.order.get("round") else _of_alliance(carried, templates)
    presses = {form: Press(planned.programme, (form,)) for form in FORMATS}
    by_path: dict[str, list[Filed]] = {}
    for each in carried.filed:
        by_path.setdefault(str(PurePosixPath(each.path).with_suffix("")), []).append(each)
    for copy in planned.copies:
        files = tuple(by_path.get(str(copy.path), ()))
        if files:
            designed = replace(copy, template=_design(copy.template, files[0].template))
            yield Remade(designed, planned.places(designed), presses, files)


class _Planned(NamedTuple):
    """The copies that an order calls for, and what finds the places of their values."""

    programme: Programme
    copies: list[Copy]
    places: Callable[[Copy], Places]


def _of_alliance(carried: _Carried, templates: Path | None) -> _Planned:
    order = carried.order
    alliance, programme = pipeline.check(carried.file, templates=templates).cleared(draft=True)
    read = source.read(carried.file, spellings=CHINESE_KEYS)
    day = date.fromisoformat(order["as_of"]) if order.get("as_of") else None
    recall = Recall.of(order)
    only = _kinds(carried, programme)
    issue, draft = recall.issue if recall else None, bool(order.get("draft"))
    copies = documents.plan(alliance, programme, only=only, as_of=day, draft=draft, issue=issue) if only else []
    named = [*recall.printed(copies)] if recall else copies
    return _Planned(programme, named, lambda copy: Places(read, programme, copy, carried.manifest))


def _of_round(carried: _Carried, templates: Path | None) -> _Planned:
    checked = rounds.check(carried.file, templates=templates)
    review, _, programme = checked.cleared()
    read = source.read(carried.file, spellings=CHINESE_KEYS)
    paths = {each.id: rounds.beside(carried.file, each.file) for each in review.alliances}
    files = {name: source.read(path, spellings=CHINESE_KEYS) for name, path in paths.items()}
    only = _kinds(carried, programme)
    copies = rounds.copies(checked, only) if only else []
    return _Planned(programme, copies, lambda copy: RoundPlaces(read, programme, copy, carried.manifest, files=files))


def _kinds(carried: _Carried, programme: Programme) -> list[str]:
    """Return the kinds of document that there are files of; all else in the folder is none of the programme's."""
    known = {document.kind for document in documents.documents(programme)}
    return sorted({each.kind.split()[0] for each in carried.filed} & known)


def _design(usual: Path, sha256: str) -> Path:
    """Return the template that a paper was made from, among the designs beside the usual one; else the usual one."""
    designs = sorted(usual.parent.glob("template*.docx"))
    return next((path for path in designs if digest(path.read_bytes()) == sha256), usual)
