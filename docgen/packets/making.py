"""From a packet file to packets: Word files are laid out, cover and contents are set, all is bound."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from docgen import assemble, source, typeset
from docgen import programme as programmes
from docgen.assemble import Assembled, Attachment, Frontispiece, Packet, Protection
from docgen.diagnostics import Wording, because, has_errors
from docgen.errors import AssemblyError, InputError
from docgen.packets.front import CHECKSUMS, CONTENTS, COVER, front
from docgen.packets.received import is_word
from docgen.packets.sheet import KEYS, File, PacketSheet, listed
from docgen.packets.volumes import marks
from docgen.pipeline import TOOL
from docgen.programme import Programme
from docgen.shipped import TEMPLATES

_UNREADABLE = Wording("{file} 读不懂或不合格式", "{file} cannot be read or does not fit")
_MEND = Wording("按上面的提示改正后再试", "mend what is listed above, then try again")
_OVER = Wording("{file} 是要装入的文件，不能被覆盖", "{file} is one of the files that go in, and is not overwritten")
_UNDATED = Wording("要做成 PDF/A，汇编文件须写日期", "a packet file needs a date to become a PDF/A")
_DATE_IT = Wording("加一行“日期: 2008-12-01”", "add a line “date: 2008-12-01”")
_ELSEWHERE = Wording("把 -o 改成别的文件名", "give -o another name")
_CANNOT_WRITE = Wording("写不进 {file}：{reason.zh}", "{file} cannot be written: {reason.en}")
_CHECK_DISK = Wording("检查磁盘空间和文件夹权限", "check free space and the folder's permissions")


@dataclass(frozen=True)
class Made:
    """One packet written: its file, what was assembled, and by file what a person should know about it."""

    path: Path
    assembled: Assembled
    notices: tuple[tuple[str, Wording], ...]


def make(file: Path, output: Path, *, templates: Path | None = None, archival: bool = False) -> list[Made]:
    """Make the packets of a packet file: ``output``, or with copies ``output`` with the number of each in its name.

    All are written or none; ``archival`` ones are PDF/A-2b. Raises InputError with all findings for a
    file that does not fit, AssemblyError that names every file that cannot go in.
    """
    sheet = _read(file)
    if archival and sheet.date is None:
        raise AssemblyError(_UNDATED, _DATE_IT)
    programme = programmes.load(sheet.programme, [TEMPLATES] if templates is None else [templates, TEMPLATES])
    prepared = _Prepared(sheet, file.parent, programme, archival=archival)
    targets = list(_targets(sheet, output))
    _refuse_overwriting(prepared, targets)
    with ExitStack() as stack:
        files = [stack.enter_context(_whole(path)) for path, _ in targets]
        done = [
            (path, assemble.assemble(prepared.packet(copy), written))
            for (path, copy), written in zip(targets, files, strict=True)
        ]
    return [Made(path, assembled, _notices(assembled, prepared)) for path, assembled in done]


def _read(file: Path) -> PacketSheet:
    read = source.read(file, spellings=KEYS)
    sheet, misfits = source.fit(read, PacketSheet)
    findings = [*read.findings, *misfits]
    if sheet is None or has_errors(findings):
        raise InputError(_UNREADABLE.fill(file=file), _MEND, findings=findings)
    return sheet


class _Prepared:
    """What all copies share: the attachments, with Word files laid out once, and the templates compiled."""

    def __init__(self, sheet: PacketSheet, folder: Path, programme: Programme, *, archival: bool) -> None:
        self.notices: list[tuple[str, Wording]] = []
        self.paths: list[Path] = []
        self._sheet = sheet
        self._archival = archival
        self._folder = folder
        self._front = front(programme, [COVER, CONTENTS, CHECKSUMS], {"packet": sheet.plain()}, sheet.date)
        self._packet = self._assembled()

    def packet(self, copy: str) -> Packet:
        """Return the packet of one copy; ``copy`` is what its cover says of it."""
        cover = self._front.cover(COVER, copy)
        return replace(self._packet, copy=copy, frontispiece=replace(self._packet.frontispiece, cover=cover))

    def _assembled(self) -> Packet:
        sheet = self._sheet
        parts = tuple(
            assemble.Part(
                part.title,
                self._attachments(part.files),
                tuple(assemble.Section(section.title, self._attachments(section.files)) for section in part.sections),
            )
            for part in sheet.parts
        )
        issuer = {"Author": sheet.issuer} if sheet.issuer else {}
        return Packet(
            sheet.title,
            parts,
            Frontispiece(contents=self._front.contents, checksums=self._front.checksums if sheet.checksums else None),
            stamp=sheet.stamp,
            watermark=sheet.watermark or "",
            properties={**({"Subject": sheet.subtitle} if sheet.subtitle else {}), **issuer, "Creator": TOOL},
            created=sheet.date,
            protection=_protection(sheet),
            archival=self._archival,
        )

    def _attachments(self, entries: Sequence[str | File]) -> tuple[Attachment, ...]:
        return tuple(self._attachment(*listed(entry, self._folder)) for entry in entries)

    def _attachment(self, name: str, path: Path, title: str) -> Attachment:
        self.paths.append(path)
        if not is_word(path):
            return Attachment(name, path, title)
        document = typeset.read(path.read_bytes())
        laid_out = typeset.set_document(document, created=self._sheet.date if self._archival else None)
        self.notices += [(name, Wording(each.say("zh"), each.say("en"))) for each in laid_out.warnings]
        return Attachment(name, laid_out.pdf, title, free_foot=typeset.free_foot(document), received=path)


def _protection(sheet: PacketSheet) -> Protection | None:
    given = sheet.protection
    if given is None:
        return None
    return Protection(given.owner_password, given.open_password or "", frozenset(given.allow))


def _targets(sheet: PacketSheet, output: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file to write and what its copy is called."""
    for suffix, mark in marks(sheet.copies):
        yield output.with_stem(f"{output.stem}{suffix}"), mark


def _refuse_overwriting(prepared: _Prepared, targets: Sequence[tuple[Path, str]]) -> None:
    inputs = {path.resolve() for path in prepared.paths}
    for path, _ in targets:
        if path.resolve() in inputs:
            raise InputError(_OVER.fill(file=path), _ELSEWHERE)


def _notices(assembled: Assembled, prepared: _Prepared) -> tuple[tuple[str, Wording], ...]:
    return (*prepared.notices, *((notice.name, notice.message) for notice in assembled.notices))


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes its name only when all went well; a packet may be too large to be held as bytes."""
    partial_path = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial_path.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial_path.replace(path)
    except OSError as error:
        raise AssemblyError(_CANNOT_WRITE.fill(file=path, reason=because(error)), _CHECK_DISK) from error
    finally:
        partial_path.unlink(missing_ok=True)
