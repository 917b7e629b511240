"""What became of each stretch of a paragraph that people edited: which values, which words."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from docgen.revision.lines import Line
from docgen.revision.record import Passage, Stretch

_NUMBER: Final = re.compile(r"[0-9][0-9,.]*")
_NUMERAL: Final = re.compile("[〇零一二三四五六七八九十百千万两]+")
_DATE: Final = re.compile(
    r"[0-9〇一二三四五六七八九十]+年([0-9一二三四五六七八九十]+月)?([0-9一二三四五六七八九十]+日)?"
)
_SHAPES: Final = (_NUMBER, _NUMERAL, _DATE)
_MARKS: Final = re.compile("[，。；：！？,;:!?]")


@dataclass(frozen=True)
class Outcome:
    """What a stretch says now; ``at_edge`` where something was written right before or after a value."""

    stretch: Stretch
    text: str
    at_edge: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether it says anything else; where its lines break is no difference."""
        return _flat(self.text) != _flat(self.stretch.text)


class _Token(NamedTuple):
    """A character; or a reference, whose ``key`` is the same whatever number it shows. ``of`` is its stretch."""

    key: str
    text: str
    of: int = 0


def attribute(passage: Passage, line: Line, names: Collection[str]) -> list[Outcome]:
    """Return what each stretch of a passage says now; ``names`` are those that a reference to a party may print."""
    parts = passage.stretches or (Stretch(""),)
    shared = {bit.reference for bit in line.bits} & {part.of for part in parts if part.kind == "reference"}
    before = [token for number, part in enumerate(parts) for token in _tokens(part.text, part.of, shared, number)]
    after = [token for bit in line.bits for token in _tokens(bit.text, bit.reference, shared)]
    now = [""] * len(parts)
    edges: set[int] = set()
    owner = _Owner(parts, [token.of for token in before], names)
    matcher = SequenceMatcher(None, [token.key for token in before], [token.key for token in after], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            for token in before[i:j]:
                now[token.of] += token.text
        elif m > k:
            written = "".join(token.text for token in after[k:m])
            number = owner.of_insertion(i, written) if tag == "insert" else owner.of_replacement(i, j)
            now[number] += written
            if tag == "insert" and owner.is_edge(i):
                edges.add(number)
    return [Outcome(part, now[n], n in edges and len(parts) > 1) for n, part in enumerate(parts)]


@dataclass(frozen=True)
class _Owner:
    """Tells whose an insertion is: ``owners`` has the number of the stretch of each token."""

    stretches: Sequence[Stretch]
    owners: Sequence[int]
    names: Collection[str]

    def is_edge(self, place: int) -> bool:
        """Return whether a place lies between two stretches."""
        return place in (0, len(self.owners)) or self.owners[place - 1] != self.owners[place]

    def of_replacement(self, start: int, end: int) -> int:
        """Return whose the text is that came in the place of tokens: a value's, if any of them was one."""
        touched = sorted(set(self.owners[start:end]))
        values = [number for number in touched if self.stretches[number].kind != "wording"]
        return (values or touched)[0]

    def of_insertion(self, place: int, words: str) -> int:
        """Return whose the text is that was inserted before the token at ``place``."""
        left = self.owners[place - 1] if place else None
        right = self.owners[place] if place < len(self.owners) else None
        if left is not None and left == right:
            return left
        if left is not None and self._takes(left, self.stretches[left].text + words, words):
            return left
        if right is not None and self._takes(right, words + self.stretches[right].text, words):
            return right
        standing = [number for number in (left, right) if number is not None]
        wording = [number for number in standing if self.stretches[number].kind == "wording"]
        return (wording or standing or [0])[0]

    def _takes(self, number: int, whole: str, words: str) -> bool:
        """Return whether a value with these words added would still be such a value."""
        stretch = self.stretches[number]
        if stretch.kind not in ("value", "computed"):
            return False
        if len(self.stretches) == 1:
            return True
        for shape in _SHAPES:
            if shape.fullmatch(stretch.text):
                return bool(shape.fullmatch(whole))
        if stretch.text in self.names:
            return whole in self.names or words[:1] in "（("
        return not _MARKS.match(words) or bool(_MARKS.search(stretch.text))


def _tokens(text: str, reference: str | None, shared: Collection[str | None], of: int = 0) -> Iterator[_Token]:
    if reference and reference in shared:
        yield _Token(f"\0{reference}", text, of)
    else:
        yield from (_Token(character, character, of) for character in text)


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)
