"""Wording with live references: a text in pieces, of which some are the number of an article, an item or an annex.

While a wording is put together a reference travels inside it, between control characters that no printed value holds.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

_OPEN, _NUMBER, _CLOSE = "\x0e", "\x1f", "\x0f"
_REFERENCE = re.compile(f"{_OPEN}([^{_NUMBER}]*){_NUMBER}([^{_CLOSE}]*){_CLOSE}")


class Piece(NamedTuple):
    """A stretch of text; with an ``anchor`` it is the number of what bears that bookmark, for Word to keep right."""

    text: str
    anchor: str | None = None


def anchor(*ids: str) -> str:
    """Return the name of the bookmark on what these ids name: Word hides names that begin with ``_``."""
    return "_Ref_" + "_".join(ids).replace("-", "_")


def reference(number: str, to: str) -> str:
    """Return a number that refers to what bears the bookmark ``to``, as a part of a wording."""
    return f"{_OPEN}{to}{_NUMBER}{number}{_CLOSE}"


def pieces(wording: str) -> tuple[Piece, ...]:
    """Return a wording in pieces: plain text and references, in order."""
    found: list[Piece] = []
    end = 0
    for match in _REFERENCE.finditer(wording):
        found += [Piece(wording[end : match.start()]), Piece(match[2], match[1])]
        end = match.end()
    return tuple(piece for piece in (*found, Piece(wording[end:])) if piece.text)


def plain(parts: Iterable[Piece]) -> str:
    """Return what the pieces say."""
    return "".join(part.text for part in parts)
