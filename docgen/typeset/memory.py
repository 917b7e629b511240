"""A memory for what was made once and is asked for again: papers of one template are mostly the same blocks."""

from collections.abc import Hashable
from typing import Any

_MET = 2**14  # keys of which it is known that they were met, besides as many older ones


class Memory:
    """Outcomes by their keys, together of no more weight than ``room``; what was not asked for lately is forgotten."""

    def __init__(self, room: int) -> None:
        self._half = room // 2
        self._weight = 0
        self._young: dict[Hashable, tuple[Any, int]] = {}
        self._old: dict[Hashable, tuple[Any, int]] = {}
        self._met: set[int] = set()
        self._met_before: set[int] = set()

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def get(self, key: Hashable) -> Any:
        """Return what was kept under ``key``, or None."""
        found = self._young.get(key)
        if found is None and (found := self._old.pop(key, None)) is not None:
            self.keep(key, *found)
        return None if found is None else found[0]

    def is_met_again(self, key: Hashable) -> bool:
        """Return whether ``key`` was asked about before, not too long ago."""
        mark = hash(key)
        again = mark in self._met or mark in self._met_before
        if len(self._met) >= _MET:
            self._met, self._met_before = set(), self._met
        self._met.add(mark)
        return again

    def keep(self, key: Hashable, made: object, weight: int) -> None:
        """Keep ``made``, which is not None; what has been asked for since the room was last half full stays."""
        if weight > self._half:
            return
        if self._weight + weight > self._half:
            self._young, self._old, self._weight = {}, self._young, 0
        self._young[key] = made, weight
        self._weight += weight
