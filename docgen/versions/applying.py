"""Changed values on their way back into the file: what was printed is turned into what the file should say.

Nothing is taken for right because it looks so: a value is kept when the agreement made with it prints the edited text.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docgen import text
from docgen.revision import Record
from docgen.source import Source
from docgen.source.rewriting import UnwritableError, Value, changed, rewrite
from docgen.source.tree import Path
from docgen.versions.reading import ValueEdit

Remake = Callable[[Any], Record | None]
"""Makes the account of the agreement that these values of a file give; nothing for values that do not fit."""

_DATE: Final = re.compile("(.+)年(.+)月(.+)日")
_MONTH: Final = re.compile("(.+)年(.+)月")
_PORTION: Final = re.compile("的?(?:(.+)分之(.+?)(?:以上)?|(过半数)|(一致|全部)?)")
_BETWEEN: Final = re.compile("、|，|,|和")
_SMALL: Final[Mapping[str, int]] = {text.counting(number): number for number in range(1000)} | {"两": 2}
_DIGITS: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")


@dataclass(frozen=True)
class Written:
    """A value for the file: its path there, the old one and the new one as the file writes them."""

    path: Path
    before: Any
    after: Value


@dataclass(frozen=True)
class WriteBack:
    """The new text of a file, what was written, and the edits that were not: their values must be settled by hand."""

    text: str
    written: tuple[Written, ...]
    left: tuple[ValueEdit, ...]


def write_back(
    source: Source, edits: Sequence[ValueEdit], *, words: Mapping[str, Sequence[str]], remake: Remake
) -> WriteBack:
    """Return the file with every changed value that can be told for certain.

    ``words`` has, for a printed word or name, the values of a file that may stand for it.
    """
    values, written, left = source.values, list[Written](), list[ValueEdit]()
    for edit in edits:
        found = _settled(source, values, edit, words=words, remake=remake)
        if found:
            written.append(found)
            values = changed(values, {found.path: found.after})
        else:
            left.append(edit)
    return WriteBack(rewrite(source, {each.path: each.after for each in written}), tuple(written), tuple(left))


def path_of(source: Source, key: str) -> Path:
    """Return the path in a file that a dotted key names; shorter where the file has less."""
    return source.resolve(tuple(int(step) if step.isdigit() else step for step in key.split(".")))


def _settled(
    source: Source, values: Any, edit: ValueEdit, *, words: Mapping[str, Sequence[str]], remake: Remake
) -> Written | None:
    """Return the value that makes the agreement print what people wrote; nothing where none is found."""
    path = path_of(source, edit.key) if edit.key else ()
    if len(edit.after) != 1 or not edit.after[0].strip() or len(path) != edit.key.count(".") + 1:
        return None
    old = _at(values, path)
    for candidate in _candidates(edit, old, words):
        try:
            rewrite(source, {path: candidate})
        except UnwritableError:
            continue
        record = remake(changed(values, {path: candidate}))
        if record and _prints(record, edit):
            return Written(path, old, candidate)
    return None


def _prints(record: Record, edit: ValueEdit) -> bool:
    printed = {_flat(part.text) for passage in record.passages for part in passage.stretches if part.of == edit.key}
    return _flat(edit.after[0]) in printed


def _candidates(edit: ValueEdit, old: Any, words: Mapping[str, Sequence[str]]) -> Iterator[Value]:
    """Yield what the file may have to say so that people's text is printed, the likeliest first."""
    after = edit.after[0].strip()
    if isinstance(old, list):
        parts = [part.strip() for part in _BETWEEN.split(after) if part.strip()]
        yield [next(iter(words.get(part, ())), part) for part in parts]
        return
    yield from words.get(after, ())
    yield from _numbers(after)
    if not isinstance(old, str):
        return
    before = edit.before.strip()
    flat = after.replace("\n", "")
    yield from (old.replace(before, after, 1) if before != old and before in old else flat, flat, text.bare(after))


def _numbers(after: str) -> Iterator[str]:
    """Yield a date, a month, a share or a number that people wrote, as the file writes it."""
    day, month, portion = _DATE.fullmatch(after), _MONTH.fullmatch(after), _PORTION.fullmatch(after)
    if day and all(parts := [_whole(part) for part in day.groups()]):
        yield f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}"
    elif month and all(parts := [_whole(part) for part in month.groups()]):
        yield f"{parts[0]:04}-{parts[1]:02}"
    elif portion:
        low, high, half, _ = portion.groups()
        yield "1/2" if half else f"{_whole(high)}/{_whole(low)}" if low and high else "1/1"
    plain = after.replace(",", "").replace("，", "")
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain):
        yield plain
    elif _whole(after):
        yield str(_whole(after))


def _whole(words: str) -> int | None:
    """Return the whole number that is written in figures or Chinese numerals: 30, 三十, 二〇〇八."""
    if words.isascii() and words.isdigit():
        return int(words)
    if words in _SMALL:
        return _SMALL[words]
    figures = words.translate(_DIGITS)
    return int(figures) if len(figures) == 4 and figures.isascii() and figures.isdigit() else None


def _at(values: Any, path: Path) -> Any:
    for step in path:
        values = values[step]
    return values


def _flat(words: str) -> str:
    return text.bare(re.sub(r"\s+", "", words))
