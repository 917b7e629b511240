"""Where a text may break, as far as Word differs from the layout engine; no hidden character gets into the text."""

import re
from collections.abc import Callable, Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

BLANKS = " \u3000\u00a0"
# The middle dot of a name begins no line and ends none; these others begin none (Word's list for Chinese).
_UNIT = r"(?:[!-~]{1,40}|\S)"
_WHOLE = rf"{_UNIT}(?:·{_UNIT})+|{_UNIT}[～∶―‖〃ˉˇ¨]+"
_WORD = r"[!-~\u00c0-\u024f]"
_WIDEST_LETTER = 1.0  # of the size


TooLong = Callable[[str], bool]


def _surely(_word: str) -> bool:
    return True


class Manner(Enum):
    """How a piece of text is set: as it comes, unbroken, breaking between any two letters, or as ruled space."""

    PLAIN = "plain"
    WHOLE = "whole"
    ANYWHERE = "anywhere"
    RULED = "ruled"


class Piece(NamedTuple):
    """A part of a run's text, and how it is set."""

    text: str
    manner: Manner


def pieces(text: str, *, letters: int, ruled: bool, too_long: TooLong = _surely) -> list[Piece]:
    """Return ``text`` in pieces.

    A word of more than ``letters`` letters that is ``too_long`` for its line may break anywhere; ``ruled`` text is
    underlined, and the blanks at its ends become ruled space, for at the end of a line they would vanish.
    """
    if not ruled:
        return _inner(text, letters, too_long)
    core = text.strip(BLANKS)
    start = text.find(core) if core else len(text)
    inner = _inner(core, letters, too_long)
    ends = [Piece(text[:start], Manner.RULED), *inner, Piece(text[start + len(core) :], Manner.RULED)]
    return [piece for piece in ends if piece.text]


def _inner(text: str, letters: int, too_long: TooLong) -> list[Piece]:
    found, end = [], 0
    for match in _special(letters).finditer(text):
        if match.lastgroup == Manner.ANYWHERE.name and not too_long(match[0]):
            continue
        found += [Piece(text[end : match.start()], Manner.PLAIN), Piece(match[0], Manner[match.lastgroup or "PLAIN"])]
        end = match.end()
    return [piece for piece in (*found, Piece(text[end:], Manner.PLAIN)) if piece.text]


@lru_cache(maxsize=256)
def _special(letters: int) -> re.Pattern[str]:
    return re.compile(rf"(?P<ANYWHERE>{_WORD}{{{letters + 1},}})|(?P<WHOLE>{_WHOLE})")


def letters_in(width: float, size: float) -> int:
    """Return how many letters of ``size`` surely fit into a line of ``width``."""
    return max(int(width / (size * _WIDEST_LETTER)), 1) if width > 0 and size > 0 else 10_000


def cut(word: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Yield the parts of a word that is longer than its line: each fills a line of ``width``, as Word breaks it."""
    start = 0
    for end in range(1, len(word) + 1):
        if end - start > 1 and measure(word[start:end]) > width:
            yield word[start : end - 1]
            start = end - 1
    yield word[start:]
