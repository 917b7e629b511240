"""Titles broken into lines at word sense (GB/T 9704—2012, 7.3.1), and type that fits a name into its place."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

_LATIN_RUN = re.compile(r"[A-Za-z0-9&.\-]+|.", re.DOTALL)
_OPENING, _CLOSING = "（《“〔〈", "）》”〕〉、，。·"


@lru_cache(maxsize=256)  # one title stands in many papers of an alliance
def titled(title: str, width: int, joints: tuple[str, ...] = ()) -> str:
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
    whole = f"([{_OPENING}]*(?:{pattern})[{_CLOSING}]*)"  # a mark stays with the joint that it opens or closes
    return [piece for piece in re.split(whole, title) if piece] if pattern else [title]


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
        lines = _split(pieces, count, width)
        if lines:
            return lines
    return pieces


def _split(pieces: list[str], count: int, width: int) -> list[str]:
    """Return the pieces in ``count`` lines, the most even that there are; nothing if they do not fit."""
    ideal = sum(map(len, pieces)) / count

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[str, ...]] | None:
        if not left:
            return None if start < len(pieces) else (0.0, ())
        found, line = [], ""
        for end in range(start + 1, len(pieces) + 1):
            line += pieces[end - 1]
            rest = best(end, left - 1) if len(line) <= width else None
            if rest:
                found.append(((len(line) - ideal) ** 2 + rest[0], (line, *rest[1])))
        return min(found, key=lambda option: option[0], default=None)

    whole = best(0, count)
    return list(whole[1]) if whole else []
