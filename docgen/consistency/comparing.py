"""Two texts of one paper side by side: what one says and the other does not, value by value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from docgen.consistency.reading import Body

_MOST: Final = 4_000_000  # pairs of characters that are compared one by one
_AROUND: Final = 12  # characters shown on either side of a change of wording


class Span(NamedTuple):
    """Where a value stands in the text that is expected; ``key`` is the caller's."""

    start: int
    end: int
    key: int


@dataclass(frozen=True)
class Change:
    """What was expected and what is there instead; ``key`` is that of the value, ``None`` for the template's words.

    ``at`` is where it is in the text that was read, in characters.
    """

    expected: str
    printed: str
    at: int
    key: int | None = None

    def shown(self) -> tuple[str, str]:
        """Return both texts, of long ones only what differs and a little around it."""
        least = min(len(self.expected), len(self.printed))
        head = next((n for n in range(least) if self.expected[n] != self.printed[n]), least)
        rest = least - head
        tail = next((n for n in range(rest) if self.expected[-1 - n] != self.printed[-1 - n]), rest)
        return _cut(self.expected, head, tail), _cut(self.printed, head, tail)


def _cut(text: str, head: int, tail: int) -> str:
    start, end = max(0, head - _AROUND), len(text) - max(0, tail - _AROUND)
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


_Op = tuple[str, int, int, int, int]


def compare(expected: Body, printed: Body, spans: Sequence[Span]) -> list[Change]:
    """Return every change from what is expected to what is printed, in order; each value that differs is told once."""
    ops = [op for op in _operations(expected, printed) if op[0] != "equal"]
    changes: dict[tuple[int | None, int], Change] = {}
    for op in ops:
        for change in _told(op, _Texts(expected.text, printed.text), ops, spans):
            changes.setdefault((change.key, -1 if change.key is not None else op[1]), change)
    return list(changes.values())


class _Texts(NamedTuple):
    expected: str
    printed: str


def _operations(expected: Body, printed: Body) -> Iterator[_Op]:
    """Yield how one text becomes the other, first by pieces, then within pieces by characters."""
    before, after = [line.text for line in expected.lines], [line.text for line in printed.lines]
    for tag, i1, i2, j1, j2 in _opcodes(before, after):
        span = (*_reach(expected, i1, i2), *_reach(printed, j1, j2))
        if tag != "replace":
            yield (tag, *span)
            continue
        start, end, other, other_end = span
        old, new = expected.text[start:end], printed.text[other:other_end]
        if len(old) * len(new) > _MOST:
            yield (tag, *span)
            continue
        for inner, a1, a2, b1, b2 in _opcodes(old, new):
            yield (inner, start + a1, start + a2, other + b1, other + b2)


def _reach(body: Body, first: int, last: int) -> tuple[int, int]:
    """Return where pieces begin and end in the whole text."""
    start = body.starts[first] if first < len(body.starts) else len(body.text)
    end = body.starts[last - 1] + len(body.lines[last - 1].text) if last > first else start
    return start, end


def _opcodes(before: Sequence[str], after: Sequence[str]) -> Iterator[_Op]:
    """Yield the steps from one to the other; what both begin and end with is not searched."""
    least = min(len(before), len(after))
    head = next((n for n in range(least) if before[n] != after[n]), least)
    rest = least - head
    tail = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag, head + i1, head + i2, head + j1, head + j2


def _told(op: _Op, texts: _Texts, ops: Sequence[_Op], spans: Sequence[Span]) -> Iterator[Change]:
    """Yield a change for each value that a step touches, or one for the words around it."""
    _, start, end, other, other_end = op
    touched = [span for span in spans if _touches(span, start, end)]
    if not touched:
        lead, trail = max(0, start - _AROUND), end + _AROUND
        trim = min(start - lead, other)
        shown = texts.printed[other - trim : other_end + _AROUND]
        yield Change(texts.expected[start - trim : trail].strip(), shown.strip(), other)
        return
    for span in touched:
        left, right = _mapped(span.start, ops, last=False), _mapped(span.end, ops, last=True)
        yield Change(texts.expected[span.start : span.end], texts.printed[left:right].strip("\n"), left, span.key)


def _touches(span: Span, start: int, end: int) -> bool:
    if start == end:
        return span.start <= start <= span.end
    return span.start < end and start < span.end


def _mapped(offset: int, ops: Sequence[_Op], *, last: bool) -> int:
    """Return where a place in the expected text stands in the printed one."""
    shift = 0
    for _, start, end, other, other_end in ops:
        inserted = start == end
        if offset < start or (offset == start and not (inserted and last)):
            break
        if offset == start or offset < end:
            return other_end if last else other
        shift = other_end - end
    return offset + shift
