"""Whether two names are names of one house: the same body, a part of it, or a firm of the same trade name."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

from docgen.programme.review import Likeness

Kinship = Literal["same", "part", "stem"]

_IGNORED = re.compile(r"[\s()\[\]（）［］〔〕【】《》“”\"'·•・.,，、\-—_&/]")
_LEAST_STEM = 2
_LEAST_BODY = 4


def plain(name: str) -> str:
    """Return a name as it is compared: one width and case, without brackets, blanks and dots."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name)).casefold()


def kinship(one: str, other: str, words: Likeness) -> Kinship | None:
    """Return how two names are kin: the same body, one a part of the other, or firms of one trade name; else nothing.

    The legal form and brackets make no difference: 厦门海曜光电（集团）有限公司 is 厦门海曜光电集团.
    """
    first, second = plain(one), plain(other)
    if first == second or (_formless(first, words) == _formless(second, words) != ""):
        return "same"
    short, long = sorted((first, second), key=len)
    if _is_part(short, long, words):
        return "part"
    stems = _stem(first, words), _stem(second, words)
    return "stem" if stems[0] and stems[0] == stems[1] else None


def _formless(name: str, words: Likeness) -> str:
    """Return a name without its legal form; a name that is no firm's stays as it is."""
    return _without_end(name, words.legal) or name


def _without_end(name: str, ends: Iterable[str]) -> str:
    """Return what is left when all the endings are taken away, however many stand one behind the other."""
    for end in sorted(ends, key=len, reverse=True):
        if name.endswith(end) and len(name) > len(end):
            return _without_end(name[: -len(end)], ends)
    return name


def _is_part(short: str, long: str, words: Likeness) -> bool:
    """Return whether the longer name is that of a part of the body that the shorter one names in full."""
    if len(short) < _LEAST_BODY or not long.startswith(short) or not short.endswith(words.bodies):
        return False
    rest = long[len(short) :]
    return any(branch in rest for branch in words.branches) or rest.endswith(words.legal)


def _stem(name: str, words: Likeness) -> str:
    """Return the trade name of a firm (字号): without place, legal form and whatever tells its trade."""
    core = _without_end(name, words.legal)
    if core == name:
        return ""
    core = _without_places(core, words.places)
    cuts = [core.find(trade) for trade in words.trades if core.find(trade) >= 0]
    stem = core[: min(cuts)] if cuts else core
    return stem if len(stem) >= _LEAST_STEM else ""


def _without_places(name: str, places: Iterable[str]) -> str:
    """Return a name without the places in it: they stand in front, or in brackets behind the trade name."""
    for place in sorted(places, key=len, reverse=True):
        name = name.replace(place, "")
    return name
