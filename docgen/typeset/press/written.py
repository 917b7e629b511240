"""Blocks that were written before and are met again: the same block of the tree, at the same place.

What is remembered follows from nothing but its key, so that a document is written the same whichever were before it.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import NamedTuple

from docgen.typeset.memory import Memory
from docgen.typeset.press.job import Definitions, Job
from docgen.typeset.press.surroundings import Surroundings
from docgen.typeset.press.typecase import Typecase
from docgen.typeset.tree import Block

ROOM = 4 * 2**20  # characters of Typst source
_LEAST = 256  # what even the smallest takes
_MEMORY = Memory(ROOM)
_MET: dict[Hashable, Block] = {}
_MOST_MET = 2_048  # more than the blocks of fifty pages, so that a long document is met again in the next


class _Written(NamedTuple):
    """A block, which is kept so that no other gets its identity, with its statements and what these use."""

    block: Block
    statements: list[str]
    definitions: Definitions


def place(job: Job, around: Surroundings) -> object:
    """Return what stands for all that decides, besides its neighbours, how a block is set: the same for equal ones."""
    return _place(around, job.styles, job.faces)


@lru_cache(maxsize=4096)
def _place(_around: Surroundings, _styles: frozenset[str], _faces: Typecase) -> object:
    return object()


def recall(job: Job, block: Block, at: Hashable, write: Callable[[], list[str]]) -> list[str]:
    """Return the statements that ``write`` gives for ``block``, which depend only on what stands ``at`` it.

    What has reached beyond itself, to a picture, a bookmark or a warning, is written anew each time.
    """
    key = id(block), at
    found: _Written | None = _MEMORY.get(key)
    if found is None:
        before = job.reached
        statements = write()
        if job.reached == before and _is_met_again(key, block):
            source = "\n".join(statements)
            _MEMORY.keep(key, _Written(block, statements, job.used_in(source)), len(source) + _LEAST)
        return statements
    job.adopt(found.definitions)
    return found.statements


def _is_met_again(key: Hashable, block: Block) -> bool:
    """Return whether this very block was met before; it is held, since identities are given again."""
    if _MET.get(key) is block:
        return True
    if len(_MET) >= _MOST_MET:
        _MET.clear()
    _MET[key] = block
    return False
