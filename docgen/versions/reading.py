"""What people changed in an agreement after it was made: values, standing wording, structure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from docgen.revision import Line, Passage, Record
from docgen.revision.aligning import Pair, align
from docgen.revision.attributing import Outcome, attribute

_NAMES: Final = ("members.", ".name")


@dataclass(frozen=True)
class ValueEdit:
    """A value that prints otherwise: its ``key`` in the file, or none for what is worked out from values.

    ``after`` has each new text once, ``changed`` of ``printed`` places have one. ``at_edge``: something was written
    right before or after it, and may be meant as wording.
    """

    key: str
    before: str
    after: tuple[str, ...]
    headings: tuple[str, ...]
    changed: int
    printed: int
    at_edge: bool = False


@dataclass(frozen=True)
class WordingEdit:
    """A paragraph whose standing wording deviates; ``place`` is the id of its clause or annex."""

    place: str
    heading: str
    before: str
    after: str


@dataclass(frozen=True)
class StructureEdit:
    """A paragraph, or a row of a table, that came, went, or stands elsewhere."""

    kind: Literal["added", "removed", "moved"]
    place: str
    heading: str
    text: str


@dataclass(frozen=True)
class Edits:
    """Everything that people changed; ``parts`` names the headers and footers that they touched."""

    values: tuple[ValueEdit, ...] = ()
    wording: tuple[WordingEdit, ...] = ()
    structure: tuple[StructureEdit, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.values or self.wording or self.structure)

    def as_dict(self) -> dict[str, Any]:
        """Return the edits for tools."""
        return {
            "values": [edit.__dict__ for edit in self.values],
            "wording": [edit.__dict__ for edit in self.wording],
            "structure": [edit.__dict__ for edit in self.structure],
        }


def read(record: Record, lines: Sequence[Line]) -> Edits:
    """Return what people changed in the document of a record, of which these are the paragraphs now."""
    pairs = align(record.passages, lines)
    names = _names(record)
    reader = _Reader(names, _printed(record))
    for pair in pairs:
        reader.see(pair)
    return reader.edits()


def _names(record: Record) -> frozenset[str]:
    stretches = (stretch for passage in record.passages for stretch in passage.stretches)
    return frozenset(part.text for part in stretches if part.of.startswith(_NAMES[0]) and part.of.endswith(_NAMES[1]))


def _printed(record: Record) -> Counter[str]:
    return Counter(part.of for passage in record.passages for part in passage.stretches if part.kind == "value")


@dataclass
class _Reader:
    names: Collection[str]
    printed: Counter[str]
    wording: list[WordingEdit] = field(default_factory=list)
    structure: list[StructureEdit] = field(default_factory=list)
    values: defaultdict[tuple[str, str], list[tuple[str, Outcome]]] = field(default_factory=lambda: defaultdict(list))
    _heading: tuple[str, str] = ("", "")
    _rows: dict[tuple[str, int], int] = field(default_factory=dict)

    def see(self, pair: Pair) -> None:
        """Take note of what became of one paragraph."""
        passage, line = pair.passage, pair.line
        if passage is not None:
            self._heading = passage.place, passage.heading
        if passage is None:
            if line is not None and line.text.strip():
                self._restructure("added", line.text, line.row)
        elif line is None:
            if passage.text.strip():
                self._restructure("removed", passage.text, passage.row)
        else:
            if pair.moved and line.text.strip():
                self._restructure("moved", line.text, line.row)
            self._compare(passage, line)

    def _restructure(self, kind: Literal["added", "removed", "moved"], text: str, row: int) -> None:
        """Note a paragraph; the cells of a row are noted as one."""
        known = self._rows.get((kind, row)) if row else None
        if known is not None:
            last = self.structure[known]
            self.structure[known] = StructureEdit(kind, last.place, last.heading, f"{last.text} | {text}")
            return
        if row:
            self._rows[kind, row] = len(self.structure)
        self.structure.append(StructureEdit(kind, *self._heading, text))

    def _compare(self, passage: Passage, line: Line) -> None:
        if passage.text == line.text:
            return
        reworded = False
        for outcome in attribute(passage, line, self.names):
            if not outcome.is_changed:
                continue
            if outcome.stretch.kind in ("value", "computed"):
                of = outcome.stretch.of or f"\0{passage.mark}"
                self.values[of, outcome.stretch.text].append((passage.heading, outcome))
            else:
                reworded = True
        if reworded:
            self.wording.append(WordingEdit(passage.place, passage.heading, passage.text, line.text))

    def edits(self) -> Edits:
        """Return all that was seen."""
        values = (self._value(key, before, seen) for (key, before), seen in self.values.items())
        return Edits(tuple(values), tuple(self.wording), tuple(self.structure))

    def _value(self, key: str, before: str, seen: list[tuple[str, Outcome]]) -> ValueEdit:
        computed = key.startswith("\0")
        return ValueEdit(
            key="" if computed else key,
            before=before,
            after=_once(outcome.text for _, outcome in seen),
            headings=_once(heading for heading, _ in seen if heading),
            changed=len(seen),
            printed=1 if computed else self.printed[key],
            at_edge=any(outcome.at_edge for _, outcome in seen),
        )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
