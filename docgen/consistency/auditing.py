"""Finished papers read back: whatever they say otherwise than the data, or than one another, with both places."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from pypdf.errors import PyPdfError

from docgen.consistency.comparing import Change, Span, compare
from docgen.consistency.places import Place
from docgen.consistency.reading import Reading, bare
from docgen.consistency.remaking import PaperSet, Remade, remake
from docgen.diagnostics import Finding, Location, Severity, Wording
from docgen.errors import TemplateError
from docgen.publish import Entry as Filed
from docgen.publish import digest
from docgen.render import Entry

_OTHERWISE = Wording(
    "{file}（{at.zh}）印的是“{printed}”，{name.zh}是“{expected}”",
    "{file} ({at.en}) prints “{printed}”; {name.en} is “{expected}”",
)
_LACKS = Wording("{file}（{at.zh}）少了“{expected}”（{name.zh}）", "{file} ({at.en}) lacks “{expected}” ({name.en})")
_WORDS = Wording(
    "{file}（{at.zh}）的文字是“{printed}”，应是“{expected}”",
    "{file} ({at.en}) has the words “{printed}” where “{expected}” belongs",
)
_GONE = Wording("清单中的 {file} 不在了", "{file}, which the manifest lists, is gone")
_UNREADABLE = Wording("{file} 读不出来，不能核对", "{file} cannot be read and so not be compared")
_AGREE = Wording("{files} 印的与数据一致", "{files} print it as the data have it")
_NONE_AGREES = Wording("没有别的文件印这一项", "no other file prints it")
_MARGIN = Wording("页眉或页脚", "header or footer")
_PROPERTY = Wording("文件属性 {key}", "property {key}")
_AGAIN = Wording(
    "重新生成这份文书，或者改正数据后全部重新生成", "make this paper again, or mend the data and make all again"
)


@dataclass(frozen=True)
class Audit:
    """What an audit found, and of how many files: each finding stands at its place in the data and names the file.

    ``unknown`` are files that could not be audited: the manifest does not say how to make them again.
    """

    findings: list[Finding]
    files: int
    data: tuple[Path, ...]
    stale: tuple[Path, ...]
    unknown: tuple[str, ...] = ()


def audit(folder: Path, *, data: Path | None = None, templates: Path | None = None) -> Audit:
    """Read the finished papers of a folder back and return every disagreement with the data or between papers.

    A file whose bytes are those that the data make is not read. Raises InputError where there is no manifest or no
    data to compare with.
    """
    papers = remake(folder, data=data, templates=templates)
    found = [finding for paper in papers.papers for finding in _Auditor(papers, paper).findings()]
    count = sum(len(paper.files) for paper in papers.papers)
    return Audit(found, count, papers.data, papers.stale, papers.unknown)


class _Auditor:
    """Audits the files of one paper."""

    def __init__(self, papers: PaperSet, paper: Remade) -> None:
        self._papers, self._paper = papers, paper
        self._template = Location(str(paper.copy.template), 1, 1)

    def findings(self) -> Iterator[Finding]:
        """Yield what the files of the paper say otherwise."""
        for filed in self._paper.files:
            path = self._papers.folder / filed.path
            if not path.is_file():
                yield Finding(Severity.ERROR, "AUDIT-04", _GONE.fill(file=filed.path), self._template, _AGAIN)
            elif not self._is_as_made(filed, path):
                yield from self._compared(filed, path)

    def _is_as_made(self, filed: Filed, path: Path) -> bool:
        """Return whether a file is byte for byte what the data make now."""
        actual = digest(path.read_bytes())
        made = digest(self._paper.docx)
        if path.suffix == ".docx":
            return actual == made
        word = next((each for each in self._paper.files if each.path.endswith(".docx")), None)
        return word is not None and word.sha256 == made and filed.sha256 == actual

    def _compared(self, filed: Filed, path: Path) -> Iterator[Finding]:
        try:
            said = self._paper.finished(path)
        except (TemplateError, PyPdfError, ValueError, struct.error, KeyError):
            yield Finding(Severity.ERROR, "AUDIT-05", _UNREADABLE.fill(file=filed.path), self._template, _AGAIN)
            return
        expected = self._paper.pdf if path.suffix == ".pdf" else self._paper.word
        printed = self._paper.printed(path.suffix)
        spans = [Span(start, end, number) for number, (start, end, _) in enumerate(printed)]
        for change in compare(expected.body, said.body, spans):
            entry = printed[change.key].entry if change.key is not None else None
            yield self._told(filed, change, said.body.at(change.at), entry)
        yield from self._around(filed, expected, said)

    def _told(self, filed: Filed, change: Change, at: Wording, entry: Entry | None) -> Finding:
        expected, printed = change.shown()
        words = {"file": filed.path, "at": at, "printed": printed, "expected": expected}
        if entry is None:
            return Finding(Severity.WARNING, "AUDIT-03", _WORDS.fill(**words), self._template, _AGAIN)
        place = self._paper.place(entry)
        message = (_OTHERWISE if change.printed else _LACKS).fill(**words, name=place.said())
        code = "AUDIT-01" if change.printed else "AUDIT-02"
        return Finding(Severity.ERROR, code, message, place.location, self._agreeing(filed, place, entry))

    def _around(self, filed: Filed, expected: Reading, said: Reading) -> Iterator[Finding]:
        """Yield what headers, footers, and the file's own title and subject say otherwise."""
        wanted, printed = {line.text for line in expected.margins}, {line.text for line in said.margins}
        repeated = bare(said.body.text)  # the head of a table that goes on over the page is no part of the text
        missing = [text for text in sorted(wanted) if text not in printed]
        for line in said.margins:
            if line.text not in wanted and line.text not in repeated:
                close = get_close_matches(line.text, missing, n=1, cutoff=0)
                missing = [text for text in missing if text not in close]
                wanted.add(line.text)
                yield self._beside(filed, Change(close[0] if close else "", line.text, 0), line.place)
        for text in missing:
            yield self._beside(filed, Change(text, "", 0), _MARGIN)
        for key, value in expected.properties.items():
            if said.properties.get(key, "") != value:
                yield self._beside(filed, Change(value, said.properties.get(key, ""), 0), _PROPERTY.fill(key=key))

    def _beside(self, filed: Filed, change: Change, at: Wording) -> Finding:
        """Return what stands beside the text, told with a value that belongs there if there is one."""
        values = (entry for entry in self._paper.ledger.entries if len(bare(entry.text)) > 1)
        entry = next((entry for entry in values if bare(entry.text) in bare(change.expected)), None)
        return self._told(filed, change, at, entry)

    def _agreeing(self, filed: Filed, place: Place, entry: Entry) -> Wording:
        """Return which other files print the value as the data have it."""
        others = [
            each.path
            for paper in self._papers.papers
            if paper.prints(entry.text, place.location)
            for each in paper.files
            if each.path != filed.path and self._intact(each)
        ]
        if not others:
            return _NONE_AGREES
        shown = others[:_SHOWN] + ([f"… (+{len(others) - _SHOWN})"] if len(others) > _SHOWN else [])
        return Wording(_AGREE.zh.format(files="、".join(shown)), _AGREE.en.format(files=", ".join(shown)))

    def _intact(self, filed: Filed) -> bool:
        path = self._papers.folder / filed.path
        return path.is_file() and digest(path.read_bytes()) == filed.sha256


_SHOWN: Final = 4
