"""What changed from one agreement to another, clause by clause; a number that merely moved is no change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from docgen.clauses.passages import Line, Passage, passages
from docgen.clauses.tree import AgreementText

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class Change:
    """A passage that is not the same: its heading before and after, the lines that went and those that came."""

    kind: Kind
    before: str | None
    after: str | None
    removed: tuple[str, ...]
    added: tuple[str, ...]

    def as_dict(self) -> dict[str, str | list[str] | None]:
        """Return the change for tools."""
        return {
            "change": self.kind,
            "before": self.before,
            "after": self.after,
            "removed": list(self.removed),
            "added": list(self.added),
        }


def compare(old: AgreementText, new: AgreementText) -> tuple[Change, ...]:
    """Return what changed from ``old`` to ``new``, in the order of ``new``; what is gone stands in its old place."""
    before, after = passages(old), passages(new)
    return tuple(change for key in _merged(before, after) if (change := _change(before.get(key), after.get(key))))


def _merged(before: Mapping[str, Passage], after: Mapping[str, Passage]) -> Iterator[str]:
    """Return the keys of both, each where it stands in its own."""
    for tag, i, j, k, m in SequenceMatcher(None, list(before), list(after), autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (key for key in list(before)[i:j] if key not in after)
        yield from list(after)[k:m]


def _change(before: Passage | None, after: Passage | None) -> Change | None:
    if before is None or after is None:
        kind: Kind = "removed" if after is None else "added"
        return Change(kind, _heading(before), _heading(after), _said(before), _said(after))
    removed, added = _lines(before.lines, after.lines)
    if not removed and not added:
        return None
    return Change("changed", before.heading, after.heading, removed, added)


def _heading(passage: Passage | None) -> str | None:
    return passage.heading if passage else None


def _said(passage: Passage | None) -> tuple[str, ...]:
    return tuple(line.said for line in passage.lines) if passage else ()


def _lines(before: tuple[Line, ...], after: tuple[Line, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    removed: list[str] = []
    added: list[str] = []
    matcher = SequenceMatcher(None, [line.meant for line in before], [line.meant for line in after], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            removed += [line.said for line in before[i:j]]
            added += [line.said for line in after[k:m]]
    return tuple(removed), tuple(added)
