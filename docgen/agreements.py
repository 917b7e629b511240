"""Journeys of agreements that were made before: read back what people changed, write it into the file, compare.

Nothing here prints: what was found and what was made are returned, and what stops the work is raised.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from docgen import documents, pipeline, revision, source, versions
from docgen.diagnostics import Location, Wording
from docgen.errors import ConversionError, InputError, TemplateError
from docgen.model import CHINESE_KEYS, Alliance
from docgen.programme import Programme
from docgen.revision import Line, Passage, Record, Stretch, UnprovenError
from docgen.source import Source
from docgen.versions import Edits, ValueEdit, WriteBack

KIND = "agreement"

_NO_WORD_FILE = Wording("{file} 不是完好的 Word 文件（.docx）", "{file} is not a sound Word file (.docx)")
_SAVE_AS = Wording("用 Word 或 LibreOffice 打开，另存为 .docx", "open it in Word or LibreOffice and save it as .docx")
_NO_RECORD = Wording(
    "{file} 中没有 docgen 的记录：不是 docgen 生成的，或者经过不保留记录的软件",
    "{file} carries no record of docgen's: it was not made by docgen, or went through software that drops it",
)
_NAME_THE_FILE = Wording(
    "用 --of 写明它是由哪个联盟文件生成的", "name the alliance file that it was made from with --of"
)
_STRANGER = Wording("{file} 与 {of} 的协议没有一段相同", "{file} has no paragraph in common with the agreement of {of}")
_RIGHT_FILES = Wording("核对两个文件是不是同一个联盟的", "check that both files are of one alliance")

_UNPROVEN = Wording(
    "修订稿没有通过核对：全部接受或者全部拒绝后，与原来的文件不一致", "the redline does not give both files back"
)
_OTHER_FILES = Wording(
    "两个文件都用 Word 或 LibreOffice 另存为 .docx 再试",
    "save both files as .docx in Word or LibreOffice and try again",
)


@dataclass(frozen=True)
class ReadBack:
    """What people changed in a document, and where in the alliance file each changed value stands, if it is known."""

    edits: Edits
    places: Mapping[str, Location]


@dataclass(frozen=True)
class Applied:
    """What was read, and what becomes of the alliance file."""

    read: ReadBack
    outcome: WriteBack


def read(edited: Path, *, of: Path | None = None, templates: Path | None = None) -> ReadBack:
    """Return what people changed in an agreement after it was made.

    ``of`` is the alliance file it was made from: it gives the places of values, and stands in for the record that
    other software may have dropped. Raises InputError for what is no Word file, or has no record where ``of`` is none,
    or nothing in common with the agreement of that file; and for a file that cannot be read.
    """
    record, lines = opened(edited)
    if of:
        pipeline.check(of, templates=templates).cleared(draft=True)
    read_from = source.read(of, spellings=CHINESE_KEYS) if of else None
    if record is None:
        if of is None:
            raise InputError(_NO_RECORD.fill(file=edited), _NAME_THE_FILE)
        record = account(of, templates=templates)
        lines = _by_text(record, lines, _STRANGER.fill(file=edited, of=of))
    edits = versions.read(record, lines)
    places = {edit.key: _place(read_from, edit) for edit in edits.values if edit.key} if read_from else {}
    return ReadBack(edits, places)


def _by_text(record: Record, lines: Sequence[Line], stranger: Wording) -> Sequence[Line]:
    """Return the lines of a file that lost its record, without the bookmarks that are those of another record.

    Raises InputError, which says ``stranger``, where no paragraph of it stands in the agreement.
    """
    said = {passage.text for passage in record.passages if passage.text.strip()}
    if not any(line.text in said for line in lines):
        raise InputError(stranger, _RIGHT_FILES)
    marked = {passage.mark: passage.text for passage in record.passages}
    known = [line.text == marked[mark] for line in lines for mark in line.marks if mark in marked]
    return lines if 2 * sum(known) > len(known) else [replace(line, marks=()) for line in lines]


def apply(edited: Path, file: Path, *, templates: Path | None = None) -> Applied:
    """Return the text of an alliance file with the values that people changed in the agreement made from it."""
    alliance, programme = pipeline.check(file, templates=templates).cleared(draft=True)
    back = read(edited, of=file, templates=templates)
    press = pipeline.Press(programme, ["docx"])

    def remake(values: Any) -> Record | None:
        try:
            return _account(Alliance.model_validate(values), programme, press)
        except (ValidationError, TemplateError):
            return None

    read_from = source.read(file, spellings=CHINESE_KEYS)
    words = _words(alliance, programme)
    return Applied(back, versions.write_back(read_from, back.edits.values, words=words, remake=remake))


def account(file: Path, *, templates: Path | None = None) -> Record:
    """Return the account of the agreement that an alliance file gives; raises InputError for a misread file."""
    alliance, programme = pipeline.check(file, templates=templates).cleared(draft=True)
    return _account(alliance, programme, pipeline.Press(programme, ["docx"]))


def opened(edited: Path) -> tuple[Record | None, Sequence[Line]]:
    """Return the record that a Word file carries, if it does, and its paragraphs as they are now."""
    blob = pipeline.contents(edited)
    try:
        return revision.recover(blob, str(edited)), revision.lines(revision.body_of(blob, str(edited)))
    except TemplateError as error:
        raise InputError(_NO_WORD_FILE.fill(file=edited), _SAVE_AS) from error


def differences(old: Path, new: Path, *, templates: Path | None = None) -> ReadBack:
    """Return what one agreement says otherwise than another; each is an alliance file or a Word file.

    Values are told apart where ``old`` is an alliance file; a Word file is compared as it stands now.
    """
    record, read_from = _before(old, templates)
    now, lines = opened(new) if _is_word(new) else _made(new, templates)
    if now is None or [each.mark for each in now.passages] != [each.mark for each in record.passages]:
        lines = [replace(line, marks=()) for line in lines]  # the bookmarks of another document
    edits = versions.read(record, lines)
    places = {edit.key: _place(read_from, edit) for edit in edits.values if edit.key} if read_from else {}
    return ReadBack(edits, places)


def redline(old: Path, new: Path, *, author: str, on: date, templates: Path | None = None) -> bytes:
    """Return the Word file of ``old`` with tracked changes that make it ``new``; each may be an alliance file.

    To accept all gives ``new``, to reject all gives ``old``; ConversionError where that could not be proved.
    """
    before, after = (pipeline.contents(file) if _is_word(file) else _word_file(file, templates) for file in (old, new))
    try:
        return revision.redline(before, after, author=author, on=on)
    except UnprovenError as error:
        raise ConversionError(_UNPROVEN, _OTHER_FILES) from error
    except TemplateError as error:
        raise InputError(_NO_WORD_FILE.fill(file=f"{old}, {new}"), _SAVE_AS) from error


def _before(old: Path, templates: Path | None) -> tuple[Record, Source | None]:
    if not _is_word(old):
        return account(old, templates=templates), source.read(old, spellings=CHINESE_KEYS)
    record, lines = opened(old)
    known = {passage.mark: passage for passage in record.passages} if record else {}
    return Record("", tuple(_as_it_stands(line, known) for line in lines if line.text.strip() or line.row)), None


def _as_it_stands(line: Line, known: Mapping[str, Passage]) -> Passage:
    """Return a paragraph of a Word file as wording, with its clause if the file's record knows it."""
    mark = next((mark for mark in line.marks if mark in known), f"line {line.number}")
    about = known.get(mark, Passage(mark, "", "", line.row, ()))
    bits = (Stretch(bit.text, "reference" if bit.reference else "wording", bit.reference or "") for bit in line.bits)
    return replace(about, stretches=tuple(bits))


def _is_word(file: Path) -> bool:
    return file.suffix.lower() == ".docx"


def _made(file: Path, templates: Path | None) -> tuple[Record | None, Sequence[Line]]:
    blob = _word_file(file, templates)
    return revision.recover(blob, str(file)), revision.lines(revision.body_of(blob, str(file)))


def _word_file(file: Path, templates: Path | None) -> bytes:
    """Return the agreement that an alliance file gives, as a Word file."""
    alliance, programme = pipeline.check(file, templates=templates).cleared(draft=True)
    copies = documents.plan(alliance, programme, only=[KIND], draft=True)
    (paper,) = pipeline.Press(programme, ["docx"]).papers(copies)
    return paper.content


def _account(alliance: Alliance, programme: Programme, press: pipeline.Press) -> Record:
    (copy,) = documents.plan(alliance, programme, only=[KIND], draft=True)
    return versions.trace(press.docx(copy), press.ledger(copy), copy.context, alliance.plain())


def _place(read_from: Source, edit: ValueEdit) -> Location:
    return read_from.locate(versions.path_of(read_from, edit.key))


def _words(alliance: Alliance, programme: Programme) -> Mapping[str, Sequence[str]]:
    """Return for each word of the programme's vocabulary, and each member's name, the values that it may stand for."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for member in alliance.members:
        found[member.name].append(member.id)
    for words in programme.vocabulary.values():
        for value, word in words.items():
            if value not in found[word]:
                found[word].append(value)
    return found
