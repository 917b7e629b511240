"""Where two texts differ, in whole words and numbers, so that a lawyer can read it at a glance."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

# Numbers with their sign of percent, Chinese numerals, Latin words stay whole; Chinese characters stand alone.
_TOKEN: Final = re.compile(
    r"[0-9]+(?:[.,][0-9]+)*%?|[A-Za-z]+(?:[-'][A-Za-z]+)*|第?[〇零一二三四五六七八九十百千万两]+[年月日条款项份名次]?|.",
    re.DOTALL,
)
_ALIKE: Final = 0.35


class Step(NamedTuple):
    """A stretch of tokens: the same on both sides, or ``before`` replaced by ``after``; either may be empty."""

    same: bool
    before: slice
    after: slice


def tokens(text: str) -> list[str]:
    """Return a text in pieces that are changed as one."""
    return _TOKEN.findall(text)


def likeness(before: Sequence[str], after: Sequence[str]) -> float:
    """Return how much of two texts is the same, from 0 to 1."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > _ALIKE and matcher.quick_ratio() > _ALIKE else 0.0


def steps(before: Sequence[str], after: Sequence[str], texts: Sequence[str]) -> list[Step]:
    """Return the way from one sequence of keys to another.

    ``texts`` are what the first sequence says: what stays the same between two changes and is shorter than they are is
    changed with them, or the page would be full of crumbs. Texts that have little in common are exchanged as a whole.
    """
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if before and after and matcher.ratio() < _ALIKE:
        return [Step(same=False, before=slice(0, len(before)), after=slice(0, len(after)))]
    found = [Step(tag == "equal", slice(i, j), slice(k, m)) for tag, i, j, k, m in matcher.get_opcodes()]
    while (crumb := _crumb(found, texts)) is not None:
        found[crumb - 1 : crumb + 2] = [_joined(found[crumb - 1 : crumb + 2])]
    return found


def _crumb(found: Sequence[Step], texts: Sequence[str]) -> int | None:
    """Return the place of a stretch that stays the same and is too short to be worth it."""
    for place in range(1, len(found) - 1):
        step = found[place]
        if step.same and sum(len(text) for text in texts[step.before]) <= min(
            _size(found[place - 1]), _size(found[place + 1])
        ):
            return place
    return None


def _size(step: Step) -> int:
    return max(len(range(step.before.start, step.before.stop)), len(range(step.after.start, step.after.stop)))


def _joined(parts: Sequence[Step]) -> Step:
    first, last = parts[0], parts[-1]
    return Step(
        same=False,
        before=slice(first.before.start, last.before.stop),
        after=slice(first.after.start, last.after.stop),
    )


def matched(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> Iterator[tuple[int | None, int | None]]:
    """Yield which of two lists of texts go together, in order; one without a counterpart goes with nothing.

    What is the same goes together first; between that, whatever makes the most of what is alike.
    """
    keys = ["\0".join(text) for text in before], ["\0".join(text) for text in after]
    for tag, i, j, k, m in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(i, j), range(k, m), strict=True)
        else:
            for left, right in _best(before[i:j], after[k:m]):
                yield (None if left is None else i + left, None if right is None else k + right)


def _best(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> list[tuple[int | None, int | None]]:
    """Return the pairs of the alignment with the highest sum of likeness."""
    like = [[likeness(left, right) for right in after] for left in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            pair = best[i + 1][j + 1] + like[i][j] if like[i][j] > _ALIKE else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    found: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(before) and j < len(after):
        if like[i][j] > _ALIKE and best[i][j] == best[i + 1][j + 1] + like[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            found.append((i, None))
            i += 1
        else:
            found.append((None, j))
            j += 1
    return [
        *found,
        *((left, None) for left in range(i, len(before))),
        *((None, right) for right in range(j, len(after))),
    ]
