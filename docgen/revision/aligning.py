"""Which paragraph of an edited document is which of the one that was made: by its bookmark, or else by what it says."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from docgen.revision.lines import Line
from docgen.revision.record import Passage

_ALIKE: Final = 0.5
_LONG_ENOUGH: Final = 8  # characters: a shorter text may well stand twice


class Pair(NamedTuple):
    """A paragraph before and after; one that is missing was added or removed, ``moved`` stands elsewhere now."""

    passage: Passage | None
    line: Line | None
    moved: bool = False


def align(passages: Sequence[Passage], lines: Sequence[Line]) -> list[Pair]:
    """Return every passage and every line that says something, each once, in the order of the edited document.

    What was removed stands after what it followed.
    """
    lines = [line for line in lines if line.row or line.text.strip()]
    found = _by_mark(passages, lines)
    rising = _rising(found)
    for gap in _gaps(rising, len(passages), len(lines)):
        found |= _by_text(passages, lines, found, gap)
    moves = _elsewhere(passages, lines, found)
    steady = set(_rising(found))
    found |= moves
    return _ordered(passages, lines, found, steady)


Found = dict[int, int]
Gap = tuple[int, int, int, int]


def _by_mark(passages: Sequence[Passage], lines: Sequence[Line]) -> Found:
    places: dict[str, int] = {}
    for number, line in enumerate(lines):
        for mark in line.marks:
            places.setdefault(mark, number)
    found: Found = {}
    taken: set[int] = set()
    for number, passage in enumerate(passages):
        place = places.get(passage.mark)
        if place is not None and place not in taken:
            found[number] = place
            taken.add(place)
    return found


def _rising(found: Found) -> Found:
    """Return the most of the pairs that are in the same order before and after."""
    ends: list[int] = []
    chains: list[list[int]] = []
    for passage in sorted(found):
        place = bisect_left(ends, found[passage])
        chain = [*(chains[place - 1] if place else ()), passage]
        ends[place : place + 1] = [found[passage]]
        chains[place : place + 1] = [chain]
    return {passage: found[passage] for passage in (chains[-1] if chains else ())}


def _gaps(rising: Found, passages: int, lines: int) -> Iterator[Gap]:
    """Yield what lies between neighbouring pairs: passages from, to, lines from, to."""
    before = (-1, -1)
    for pair in [*rising.items(), (passages, lines)]:
        if pair[0] > before[0] + 1 and pair[1] > before[1] + 1:
            yield before[0] + 1, pair[0], before[1] + 1, pair[1]
        before = pair


def _by_text(passages: Sequence[Passage], lines: Sequence[Line], found: Found, gap: Gap) -> Found:
    taken = set(found.values())
    mine = [number for number in range(gap[0], gap[1]) if number not in found]
    theirs = [number for number in range(gap[2], gap[3]) if number not in taken]
    if len(mine) == len(theirs) == 1:
        return {mine[0]: theirs[0]}
    matcher = SequenceMatcher(None, [passages[n].text for n in mine], [lines[n].text for n in theirs], autojunk=False)
    made: Found = {}
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            made |= dict(zip(mine[i:j], theirs[k:m], strict=True))
        elif tag == "replace":
            made |= _alike(passages, lines, mine[i:j], theirs[k:m])
    return made


def _alike(passages: Sequence[Passage], lines: Sequence[Line], mine: list[int], theirs: list[int]) -> Found:
    """Return pairs that say nearly the same, or that are one for one."""
    if len(mine) == len(theirs):
        return dict(zip(mine, theirs, strict=True))
    made: Found = {}
    next_free = 0
    for number in mine:
        likeness = [(_likeness(passages[number].text, lines[n].text), -n) for n in theirs[next_free:]]
        best, place = max(likeness, default=(0.0, 0))
        if best >= _ALIKE:
            made[number] = -place
            next_free = theirs.index(-place) + 1
    return made


def _likeness(before: str, after: str) -> float:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _elsewhere(passages: Sequence[Passage], lines: Sequence[Line], found: Found) -> Found:
    """Return pairs of the same words in another place, without their bookmark; a row moves as a whole."""
    taken = set(found.values())
    before, after = _wholes(passages), _wholes(lines)
    free = {after[number]: number for number in range(len(lines)) if number not in taken}
    missing = [number for number in range(len(passages)) if number not in found]
    return {
        number: free.pop(before[number])
        for number in missing
        if len(passages[number].text) >= _LONG_ENOUGH and before[number] in free
    }


def _wholes(paragraphs: Sequence[Passage] | Sequence[Line]) -> list[tuple[str, ...]]:
    """Return what each paragraph says, with all that its row says where it stands in one."""
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for paragraph in paragraphs:
        rows[paragraph.row].append(paragraph.text)
    return [(each.text, *(rows[each.row] if each.row else ())) for each in paragraphs]


def _ordered(passages: Sequence[Passage], lines: Sequence[Line], found: Found, steady: set[int]) -> list[Pair]:
    of_line = {line: passage for passage, line in found.items()}
    pairs: list[Pair] = []
    done = 0
    for number, line in enumerate(lines):
        passage = of_line.get(number)
        if passage is not None and passage in steady:
            pairs += [Pair(passages[gone], None) for gone in range(done, passage) if gone not in found]
            done = passage + 1
        pairs.append(Pair(passages[passage] if passage is not None else None, line, _is_moved(passage, steady)))
    return pairs + [Pair(passages[gone], None) for gone in range(done, len(passages)) if gone not in found]


def _is_moved(passage: int | None, steady: set[int]) -> bool:
    return passage is not None and passage not in steady
