"""XML that was read before and is met again.

What is remembered follows from nothing but its key, so that a file reads the same whichever files were read before it.
What is met only once, a name or a number, takes no room: a block is kept when it is met again.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

from docgen.typeset.memory import Memory

ROOM = 8 * 2**20  # bytes of XML whose outcome is remembered
_LEAST = 256  # what even the smallest takes

BLOCK = "block"  # the kind of which there are many that come only once
Made = TypeVar("Made")


_MEMORY = Memory(ROOM)


@dataclass(slots=True)
class Reach:
    """How ``often`` a file's reader reached beyond the XML before it: for a part, a list's number; with a warning."""

    often: int = 0


class Recall:
    """The memory as one file uses it: ``definitions`` tell which files mean the same by the same XML.

    What has reached beyond its own XML is read anew each time.
    """

    def __init__(self, definitions: Hashable, reach: Reach) -> None:
        self._definitions = definitions
        self._reach = reach

    def __call__(self, kind: str, xml: bytes, place: Hashable, make: Callable[[], Made]) -> Made:
        """Return what ``make`` makes of ``xml`` at ``place``, the only things on which it depends."""
        key, weight = (kind, xml, place, self._definitions), len(xml) + _LEAST
        found: Made | None = _MEMORY.get(key)
        if found is None:
            before = self._reach.often
            found = make()
            if self._reach.often == before and (kind != BLOCK or _MEMORY.is_met_again(key)):
                _MEMORY.keep(key, found, weight)
        return found
