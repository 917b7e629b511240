"""What was read before and is met again: papers of one template are mostly the same blocks.

What is remembered follows from nothing but its key, so that a file reads the same whichever files were read before it.
What is met only once, a name or a number, takes no room: a block is kept when it is met again.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

ROOM = 8 * 2**20  # bytes of XML whose outcome is remembered
_LEAST = 256  # what even the smallest takes
_MARKS = 2**18  # for keys that were met; a quarter of them is used before all are wiped

BLOCK = "block"  # the kind of which there are many that come only once
Made = TypeVar("Made")


class Memory:
    """Outcomes by their keys, together of no more weight than ``room``; what was not asked for lately is forgotten."""

    def __init__(self, room: int) -> None:
        self._half = room // 2
        self._weight = 0
        self._young: dict[Hashable, Any] = {}
        self._old: dict[Hashable, Any] = {}
        self._met, self._marked = bytearray(_MARKS), 0

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def get(self, key: Hashable, weight: int) -> Any:
        """Return what was kept under ``key``, or None."""
        found = self._young.get(key)
        if found is None and (found := self._old.pop(key, None)) is not None:
            self.keep(key, found, weight)
        return found

    def is_met_again(self, key: Hashable) -> bool:
        """Return whether ``key`` was asked about before, or shares its mark with one that was."""
        place = hash(key) % _MARKS
        if self._met[place]:
            return True
        if self._marked >= _MARKS // 4:
            self._met, self._marked = bytearray(_MARKS), 0
        self._met[place] = 1
        self._marked += 1
        return False

    def keep(self, key: Hashable, made: object, weight: int) -> None:
        """Keep ``made``, which is not None; what has been asked for since the room was last half full stays."""
        if weight > self._half:
            return
        if self._weight + weight > self._half:
            self._young, self._old, self._weight = {}, self._young, 0
        self._young[key] = made
        self._weight += weight


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
        found: Made | None = _MEMORY.get(key, weight)
        if found is None:
            before = self._reach.often
            found = make()
            if self._reach.often == before and (kind != BLOCK or _MEMORY.is_met_again(key)):
                _MEMORY.keep(key, found, weight)
        return found
