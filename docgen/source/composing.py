"""From YAML events to plain values: every scalar stays text, and what YAML would lose or change is a fault."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from docgen.diagnostics import Finding
from docgen.source import faults
from docgen.source.events import Event, Sort
from docgen.source.faults import Fault
from docgen.source.lines import Lines, Span
from docgen.source.tree import Path, Place

DEPTH_LIMIT = 30
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What neither YAML nor a document may hold: control characters, line separators, stray byte order marks."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_COMMA = re.compile(r"\s*,\s*")
_GLUED_COMMENT = re.compile(r"[ \t]+(#[^\s#!][^\r\n]*)")
_BLOCKS = frozenset("|>")
_COLLECTIONS = frozenset({Sort.SEQUENCE, Sort.MAPPING})
_WIDE_SPACES = ("\u3000", "\xa0")


class Stopped(Exception):  # noqa: N818 - not an error of ours: it carries a finding from the depth to the top
    """The file cannot be read on from here."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


class Composer:
    """Builds the values of one file and keeps the place of each; ``findings`` and ``reached`` (characters) grow.

    ``spellings`` maps keys in another language to the keys that the values shall have.
    """

    def __init__(self, lines: Lines, spellings: Mapping[str, str]) -> None:
        self.places: dict[Path, Place] = {}
        self.findings: list[Finding] = []
        self._lines = lines
        self._spellings = spellings
        self._known = {*spellings, *spellings.values()}
        self._joined: dict[Path, str] = {}
        self._events: Iterator[Event] = iter(())
        self.reached = 0

    def compose(self, events: Iterator[Event]) -> Any:
        """Return the values that events make; raise what they raise, and ``Stopped`` where reading must end."""
        self._events = events
        values = None
        for number, event in enumerate(event for event in events if event.sort is Sort.DOCUMENT):
            if number:
                self._report(faults.SEVERAL, _span(event))
                break
            root = self._next()
            self.places[()] = Place(_span(root))
            values = self._node(root, ())
        for path, text in self._joined.items():
            self._report(faults.COMMA, self.places[path].value, text=text)
        return values

    def _next(self) -> Event:
        event = next(self._events)
        self.reached = event.end
        return event

    def _report(self, fault: Fault, span: Span, **values: Any) -> None:
        self.findings.append(fault.at(self._lines.locate(span), **values))

    def _slice(self, span: Span) -> str:
        return self._lines.text[span.start : span.end]

    def _node(self, event: Event, path: Path) -> Any:
        if len(path) > DEPTH_LIMIT:
            raise self._too_deep(event)
        if event.sort is Sort.ALIAS or event.named:
            self._report(faults.ANCHOR, _span(event))
        elif event.typed:
            self._report(faults.TAG, _span(event))
        if event.sort is Sort.ALIAS:
            return self._slice(_span(event))
        if event.sort is Sort.SCALAR:
            return self._scalar(event)
        return self._sequence(path) if event.sort is Sort.SEQUENCE else self._mapping(event, path)

    def _scalar(self, event: Event) -> str | None:
        span = _span(event)
        if event.named or event.typed:
            return self._slice(span)
        text = event.value
        found = UNPRINTABLE.search(text)
        if found:
            self._report(faults.CONTROL, span, name=f"U+{ord(found[0]):04X}")
            text = UNPRINTABLE.sub(REPLACEMENT, text)
        if event.style:
            return text
        glued = _GLUED_COMMENT.match(self._lines.text, span.end) if text else None
        if glued:
            self._report(faults.HASH, Span(*glued.span(1)), text=glued[1])
        return text or None

    def _sequence(self, path: Path) -> list[Any]:
        values: list[Any] = []
        while (event := self._next()).sort is not Sort.END:
            here = (*path, len(values))
            values.append(self._node(event, here))
            self.places[here] = Place(Span(event.start, self.reached))
        return values

    def _mapping(self, start: Event, path: Path) -> dict[str, Any] | str:
        values: dict[str, Any] = {}
        keyed = True
        plain: str | None = None
        while (name := self._next()).sort is not Sort.END:
            if name.sort is not Sort.SCALAR:
                keyed = False
                self._skip(name)
                self._skip(self._next())
                continue
            value = self._next()
            if start.flow and plain and self._is_rest(name, value, self.places[*path, plain].value):
                values[plain] = self._join(name, (*path, plain), values[plain])
                continue
            key = self._entry(name, value, path, values)
            plain = key if _is_plain(value) else None
        return values if keyed else self._bracketed(Span(start.start, name.end))

    def _entry(self, name: Event, value: Event, path: Path, values: dict[str, Any]) -> str | None:
        """Read one key with its value into ``values``; return the key, or nothing where it was refused."""
        span = _span(name)
        key: str = self._spellings.get(name.value, name.value)
        here = (*path, key)
        if name.value.startswith(_WIDE_SPACES):
            raise Stopped(faults.WIDE_SPACE.at(self._lines.locate(span)))
        if name.named or name.typed or (key == "<<" and not name.style):
            self._report(faults.ANCHOR, span)
        if key in values:
            self._report(faults.DUPLICATE, span, **self._first(here), key=name.value)
            self._skip(value)
            return None
        bare = value.sort in _COLLECTIONS or (value.sort is Sort.SCALAR and not value.style and not value.value)
        self.places[here] = Place(span if bare else _span(value), span)
        values[key] = self._node(value, here)
        return key

    def _first(self, path: Path) -> dict[str, Any]:
        span = self.places[path].key or Span(0, 0)
        return {"line": self._lines.locate(span).line, "first": self._slice(span).strip("\"'")}

    def _is_rest(self, name: Event, value: Event, before: Span) -> bool:
        """Return whether a comma in braces has cut a plain text in two: YAML sees a key without a colon there.

        A key that we know is taken for what it is.
        """
        bare = value.sort is Sort.SCALAR and not value.value and value.start == _span(name).end
        bare = bare and not name.style and self._lines.text[name.end : name.end + 1] != ":"
        known = ":" in name.value or name.value.split("：")[0] in self._known
        return bare and not known and bool(_COMMA.fullmatch(self._slice(Span(before.end, _span(name).start))))

    def _join(self, name: Event, path: Path, text: str) -> str:
        """Return the text as the user wrote it, comma included."""
        place = self.places[path]
        comma = self._slice(Span(place.value.end, _span(name).start))
        self.places[path] = place._replace(value=Span(place.value.start, _span(name).end))
        self._joined[path] = text + re.sub(r"\s*\n\s*", " ", comma) + name.value
        return self._joined[path]

    def _bracketed(self, span: Span) -> str:
        self._report(faults.BRACES, span)
        return self._slice(span)

    def _skip(self, event: Event) -> None:
        """Pass over a whole node."""
        depth = int(event.sort in _COLLECTIONS)
        while depth:
            event = self._next()
            depth += (event.sort in _COLLECTIONS) - (event.sort is Sort.END)
            if depth > DEPTH_LIMIT:
                raise self._too_deep(event)

    def _too_deep(self, event: Event) -> Stopped:
        return Stopped(faults.TOO_DEEP.at(self._lines.locate(_span(event)), limit=DEPTH_LIMIT))


def _is_plain(event: Event) -> bool:
    return event.sort is Sort.SCALAR and not event.style and bool(event.value)


def _span(event: Event) -> Span:
    """Return the characters of an event; of a text block only its head (``|`` or ``>``)."""
    return Span(event.start, event.start + 1 if event.style in _BLOCKS else event.end)
