"""Wording with live references: a text in pieces, of which some are the number of an article, an item or an annex.

Others are values of the alliance file. While a wording is put together, references and values travel inside it between
control characters that no printed value holds.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from docgen.source.tree import Path

_OPEN, _CLOSE = "\x0e", "\x0f"  # around a reference
_BEGIN, _END = "\x10", "\x11"  # around a value
_PARTING = "\x1f"
_MARKED = re.compile(
    f"{_OPEN}([^{_PARTING}]*){_PARTING}([^{_CLOSE}]*){_CLOSE}|{_BEGIN}([^{_PARTING}]*){_PARTING}([^{_END}]*){_END}"
)
_MARKS = re.compile(f"[{_OPEN}{_CLOSE}{_BEGIN}{_END}{_PARTING}]")


class Piece(NamedTuple):
    """A stretch of text; with an ``anchor`` it is the number of what bears that bookmark, for Word to keep right.

    With a ``source`` it is the value at that path of the alliance file, as a wording prints it.
    """

    text: str
    anchor: str | None = None
    source: Path | None = None


def reference(number: str, to: str) -> str:
    """Return a number that refers to what bears the bookmark ``to``, as a part of a wording."""
    return f"{_OPEN}{to}{_PARTING}{number}{_CLOSE}"


def traced(words: str, source: Path) -> str:
    """Return a value with the path to it, as a part of a wording; one that holds marks already stays as it is."""
    if not words or _MARKS.search(words):
        return words
    return f"{_BEGIN}{'.'.join(map(str, source))}{_PARTING}{words}{_END}"


def pieces(wording: str) -> tuple[Piece, ...]:
    """Return a wording in pieces: plain text, references and values, in order."""
    found: list[Piece] = []
    end = 0
    for match in _MARKED.finditer(wording):
        to, number, source, words = match.groups()
        found += [
            Piece(wording[end : match.start()]),
            Piece(number, to) if source is None else Piece(words, source=_path(source)),
        ]
        end = match.end()
    return tuple(piece for piece in (*found, Piece(wording[end:])) if piece.text)


def _path(source: str) -> Path:
    return tuple(int(step) if step.isdigit() else step for step in source.split("."))


def plain(parts: Iterable[Piece]) -> str:
    """Return what the pieces say."""
    return "".join(part.text for part in parts)


def ended(parts: tuple[Piece, ...], mark: str, bare: Callable[[str], str]) -> tuple[Piece, ...]:
    """Return the pieces with ``mark`` at their end in the place of whatever mark stands there.

    ``bare`` takes the marks off a text; what is left may end with the mark as a part of a name: Co., Ltd.
    """
    while parts and not (last := bare(parts[-1].text)):
        parts = parts[:-1]
    if not parts:
        return (Piece(mark),)
    if last.endswith(mark):
        return (*parts[:-1], parts[-1]._replace(text=last))
    if parts[-1].anchor or parts[-1].source:
        return (*parts[:-1], parts[-1]._replace(text=last), Piece(mark))
    return (*parts[:-1], Piece(last + mark))
