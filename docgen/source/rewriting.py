"""Values written into a file: only they change, comments, order and quotes stay as they are."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent, Event, ScalarEvent

from docgen.source.reading import parse
from docgen.source.tree import Path, Source

Value = str | Sequence[str]

# Plain only where no reader could take it for anything else: no indicator in front, no ": ", " #", brackets or comma.
_PLAIN: Final = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`\s~=<])(?!.*(?:: | #|[\[\]{},\n\t]))[^\n]*[^\s:]")
_HEAD: Final = re.compile(r"[|>][^\n]*\n")


class UnwritableError(Exception):
    """A value cannot be written where it should stand, and nothing was written."""


class Node(NamedTuple):
    """What stands at a path: its characters and how it is written (``[`` for a list in brackets, ``-`` for lines).

    ``last`` is where the last value in it ends: what is written in lines goes on to the next thing after it.
    """

    start: int
    end: int
    style: str
    last: int


def rewrite(source: Source, values: Mapping[Path, Value]) -> str:
    """Return the file's text with other values at these paths, each a text or a list of texts.

    Raises ``UnwritableError`` where there is nothing at a path, or where the file would not say what it should.
    """
    events = list(YAML(typ="safe", pure=True).parse(source.text))
    edits = sorted((node_at(source, events, path), value) for path, value in values.items())
    text, done = "", 0
    for node, value in edits:
        text += source.text[done : node.start] + _written(source.text, node, value)
        done = node.end
    text += source.text[done:]
    if parse(text, file=source.file, spellings=source.spellings).values != changed(source.values, values):
        raise UnwritableError(source.file)
    return text


def node_at(source: Source, events: Sequence[Event], path: Path) -> Node:
    """Return what stands at a path; raise ``UnwritableError`` where there is nothing."""
    path = source.resolve(path) if len(source.resolve(path)) == len(path) else path
    place = source.places.get(path)
    if place is None:
        raise UnwritableError(".".join(map(str, path)))
    start = place.key.end if place.key and place.value == place.key else place.value.start
    for number, event in enumerate(events):
        if event.start_mark.index >= start and isinstance(event, ScalarEvent | CollectionStartEvent):
            if isinstance(event, ScalarEvent):
                here = event.start_mark.index
                nothing = here == event.end_mark.index and not event.style
                if nothing and place.key:
                    here = source.text.index(":", start) + 1
                end = here if nothing else event.end_mark.index
                return Node(here, end, event.style or "", end)
            return _collection(events, number)
    raise UnwritableError(".".join(map(str, path)))


def _collection(events: Sequence[Event], start: int) -> Node:
    """Return the list or section that begins with an event."""
    depth, last = 0, int(events[start].start_mark.index)
    for event in events[start:]:
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if event.start_mark.index < event.end_mark.index:  # the end of what is written in lines has no characters
            last = int(event.end_mark.index)
        if not depth:
            flow = getattr(events[start], "flow_style", False)
            return Node(int(events[start].start_mark.index), int(event.end_mark.index), "[" if flow else "-", last)
    raise UnwritableError("the list has no end")


def _written(text: str, node: Node, value: Value) -> str:
    if not isinstance(value, str):
        if node.style != "[":
            raise UnwritableError("a list that is not in brackets")
        return f"[{', '.join(scalar(each, '') for each in value)}]"
    if node.style in ("|", ">"):
        return _block(text[node.start : node.end], value)
    if node.style in ("[", "-"):
        raise UnwritableError("a list or a section")
    if node.start == node.end:
        return " " + scalar(value, "")
    return scalar(value, node.style)


def scalar(value: str, style: str) -> str:
    """Return a text in the quotes that the old one had; a plain one gets quotes where it needs them."""
    if style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if not style and _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _block(written: str, value: str) -> str:
    """Return a text block with other lines under the same head, as deep as before."""
    head = _HEAD.match(written)
    body = written[head.end() :] if head else ""
    indent = re.match(r"(?:\s*\n)*([ ]*)", body)
    if head is None or indent is None:
        raise UnwritableError("a text block")
    kept = written[len(written.rstrip()) :]  # the blank lines after it
    lines = value.rstrip("\n").split("\n")
    deep = "\n".join(f"{indent[1]}{line}" if line.strip() else "" for line in lines)
    between = deep.replace("\n", "\n\n") if head[0].startswith(">") else deep
    return head[0] + between + kept


def changed(values: Any, changes: Mapping[Path, Any], path: Path = ()) -> Any:
    """Return values with others at these paths; a number may name a key such as ``2009``."""
    for place, value in changes.items():
        if tuple(map(str, place)) == tuple(map(str, path)):
            ending = isinstance(values, str) and values.endswith("\n") and isinstance(value, str)
            return value.rstrip("\n") + "\n" if ending else value  # a text block ends with its line
    if isinstance(values, dict):
        return {key: changed(part, changes, (*path, key)) for key, part in values.items()}
    if isinstance(values, list):
        return [changed(part, changes, (*path, number)) for number, part in enumerate(values)]
    return values
