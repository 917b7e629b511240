"""A set of papers made again in memory, from what its manifest says that it was made from."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from docgen import documents, pipeline, source
from docgen.certificates import Recall
from docgen.consistency.places import Place, Places
from docgen.consistency.reading import Line, Reading, read_docx, read_pdf
from docgen.consistency.spans import Printed, by_line, printed_in_pdf, printed_in_word
from docgen.diagnostics import Location, Wording
from docgen.documents import Copy
from docgen.errors import InputError
from docgen.model import CHINESE_KEYS
from docgen.pipeline import FORMATS, Format, Press
from docgen.publish import MANIFEST, digest
from docgen.render import Entry, Ledger

_NO_MANIFEST = Wording("{folder} 里没有清单 manifest.json", "{folder} has no manifest.json")
_BUILD_FIRST = Wording("写由 docgen build 或 certificate issue 生成的文件夹", "name a folder that docgen has made")
_NO_DATA = Wording("找不到生成 {folder} 的联盟文件 {file}", "{file}, from which {folder} was made, is not to be found")
_NAME_IT = Wording("用 --data 写出它在哪里", "say with --data where it is")


@dataclass(frozen=True)
class Filed:
    """A file as the manifest has it."""

    path: str
    kind: str
    sha256: str
    template: str
    data: str


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
    """A folder of papers: each as it should be, the alliance files, and what was changed in them since."""

    folder: Path
    papers: tuple[Remade, ...]
    data: tuple[Path, ...]
    stale: tuple[Path, ...]


def remake(folder: Path, *, data: Path | None = None, templates: Path | None = None) -> PaperSet:
    """Return the papers of a folder as the alliance files make them now.

    ``data`` is an alliance file, or a folder to look for those that the manifest names; without it they are looked for
    beside the papers, above them and in the working folder. Raises InputError where there is no manifest or no data.
    """
    filed, orders = _manifest(folder)
    papers: list[Remade] = []
    found: dict[str, Path] = {}
    for order, files in _orders(filed, orders):
        file = _data(order["file"], files[0].data, folder, data)
        found[file.as_posix()] = file
        papers += _papers(_Carried(file, order, files, folder / MANIFEST), templates)
    stale = tuple(file for file in found.values() if digest(file.read_bytes()) not in {each.data for each in filed})
    return PaperSet(folder, tuple(papers), tuple(found.values()), stale)


def _manifest(folder: Path) -> tuple[list[Filed], list[dict[str, Any]]]:
    try:
        files = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        filed = [Filed(each["path"], each["kind"], each["sha256"], each["template"], each["data"]) for each in files]
        return filed, [each.get("order") or {} for each in files]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(_NO_MANIFEST.fill(folder=folder), _BUILD_FIRST) from error


def _orders(filed: list[Filed], orders: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], list[Filed]]]:
    """Yield each order that was carried out in the folder, with the files that came of it."""
    groups: dict[str, tuple[dict[str, Any], list[Filed]]] = {}
    for file, order in zip(filed, orders, strict=True):
        if order:
            groups.setdefault(json.dumps(order, sort_keys=True), (order, []))[1].append(file)
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
    file, order, filed, manifest = carried
    alliance, programme = pipeline.check(file, templates=templates).cleared(draft=True)
    read = source.read(file, spellings=CHINESE_KEYS)
    day = date.fromisoformat(order["as_of"]) if order.get("as_of") else None
    recall = Recall.of(order)
    kinds = {each.kind.split()[0] for each in filed}
    known = {document.kind for document in documents.documents(programme)}
    only = sorted(kinds & known)
    copies = documents.plan(
        alliance,
        programme,
        only=only,
        as_of=day,
        draft=bool(order.get("draft")),
        issue=recall.issue if recall else None,
    )
    presses = {form: Press(programme, (form,)) for form in FORMATS}
    by_path: dict[str, list[Filed]] = {}
    for each in filed:
        by_path.setdefault(str(PurePosixPath(each.path).with_suffix("")), []).append(each)
    for copy in copies if only else ():
        named = recall.named(copy) if recall else copy
        files = tuple(by_path.get(str(named.path), ()))
        if files:
            designed = replace(named, template=_design(named.template, files[0].template))
            yield Remade(designed, Places(read, programme, designed, manifest), presses, files)


def _design(usual: Path, sha256: str) -> Path:
    """Return the template that a paper was made from, among the designs beside the usual one; else the usual one."""
    designs = sorted(usual.parent.glob("template*.docx"))
    return next((path for path in designs if digest(path.read_bytes()) == sha256), usual)
