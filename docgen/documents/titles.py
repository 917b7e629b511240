"""Titles broken into lines at word sense (GB/T 9704—2012, 7.3.1), and type that fits a name into its place."""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

_LATIN_RUN = re.compile(r"[A-Za-z0-9&.\-]+|.", re.DOTALL)
_OPENING, _CLOSING = "（《“〔〈", "）》”〕〉、，。·"


def titled(title: str, width: int, joints: Sequence[str] = ()) -> str:
    """Return the title with line breaks: as few lines of at most ``width`` characters as hold it, evenly filled.

    A line breaks before one of ``joints`` (words that a reader takes as one) where it can, never inside a Latin word,
    a bracket or a joint unless nothing else fits.
    """
    if len(title) <= width:
        return title
    pieces = _pieces(title, joints)
    if any(len(piece) > width for piece in pieces) or len(pieces) < 2:
        pieces = [part for piece in pieces for part in (_units(piece) if len(piece) > width else [piece])]
    return "\n".join(_balanced(pieces, width))


def _pieces(title: str, joints: Sequence[str]) -> list[str]:
    pattern = "|".join(re.escape(joint) for joint in sorted(joints, key=len, reverse=True))
    return [piece for piece in re.split(f"({pattern})", title) if piece] if pattern else [title]


def _units(piece: str) -> list[str]:
    units: list[str] = []
    for unit in _LATIN_RUN.findall(piece):
        if units and (unit in _CLOSING or units[-1][-1] in _OPENING):
            units[-1] += unit
        else:
            units.append(unit)
    return units


def _balanced(pieces: list[str], width: int) -> list[str]:
    total = sum(map(len, pieces))
    for count in range(max(1, -(-total // width)), len(pieces) + 1):
        best = min(_splits(pieces, count, width), key=lambda lines: _unevenness(lines, total / count), default=None)
        if best:
            return best
    return pieces


def _splits(pieces: list[str], count: int, width: int) -> list[list[str]]:
    if len(pieces) > 24:
        return _greedy(pieces, count, width)
    found = []
    for cuts in combinations(range(1, len(pieces)), count - 1):
        ends = [0, *cuts, len(pieces)]
        lines = ["".join(pieces[a:b]) for a, b in pairwise(ends)]
        if all(len(line) <= width for line in lines):
            found.append(lines)
    return found


def _greedy(pieces: list[str], count: int, width: int) -> list[list[str]]:
    ideal, lines = sum(map(len, pieces)) / count, [""]
    for piece in pieces:
        line = lines[-1]
        if line and (len(line) + len(piece) > width or len(line) + len(piece) / 2 > ideal):
            lines.append(piece)
        else:
            lines[-1] += piece
    return [lines]


def _unevenness(lines: list[str], ideal: float) -> float:
    return sum((len(line) - ideal) ** 2 for line in lines)
