"""The events of YAML: from libyaml, twenty times as fast, wherever it surely says what ruamel says; else from ruamel.

What is wrong with a file is told by ruamel alone, whose places and errors the findings are made from.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import Any, Final, NamedTuple

import yaml
from ruamel.yaml import YAML

HAS_LIBYAML: Final = bool(yaml.__with_libyaml__)

# Where the two libraries differ now and then.
_DOUBTFUL: Final = re.compile(
    r"""
      [\t\ufeff]                                            # tabs and byte order marks
    | ^ (?: % | --- | \.\.\. )                              # directives, several documents
    | (?<! [^\s\[{,] ) [&*!?]                               # references, tags, keys that are announced
    | [|>][-+0-9]* (?: \# | [ ]*(?:\#.*)?[\r\n]+[ ]*\# )    # a comment glued to the head of a text block, or below it
    | ["'}\]]:[^ \r\n]                                      # a colon glued to what it closes and to what follows
    """,
    re.VERBOSE | re.MULTILINE,
)


class Sort(Enum):
    """What an event is about."""

    DOCUMENT = auto()
    SCALAR = auto()
    ALIAS = auto()
    SEQUENCE = auto()
    MAPPING = auto()
    END = auto()
    OTHER = auto()


class Event(NamedTuple):
    """One event: the characters that it takes, and of a scalar its text and its style (empty where it is plain).

    ``named`` is whether it has an anchor, ``typed`` whether it has a tag, ``flow`` whether it is in brackets.
    """

    sort: Sort
    start: int
    end: int
    value: str = ""
    style: str = ""
    named: bool = False
    typed: bool = False
    flow: bool = False


class NotSureError(Exception):
    """The text is not one that libyaml reads as ruamel does."""


_SORTS: Final = {
    "DocumentStartEvent": Sort.DOCUMENT,
    "ScalarEvent": Sort.SCALAR,
    "AliasEvent": Sort.ALIAS,
    "SequenceStartEvent": Sort.SEQUENCE,
    "MappingStartEvent": Sort.MAPPING,
    "SequenceEndEvent": Sort.END,
    "MappingEndEvent": Sort.END,
}


def exact(text: str) -> Iterator[Event]:
    """Yield the events of a text; raises ruamel's ``YAMLError`` where it ends being YAML."""
    return map(_event, YAML(typ="safe", pure=True).parse(text))


def fast(text: str) -> Iterator[Event]:
    """Yield the same events; raises ``NotSureError``, early or late, for a text that ``exact`` must judge."""
    if not HAS_LIBYAML or _DOUBTFUL.search(text):
        raise NotSureError
    try:
        yield from map(_event, yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError as error:
        raise NotSureError from error


def _event(event: Any) -> Event:
    """Return an event of either library, which have the same names for them."""
    sort = _SORTS.get(type(event).__name__, Sort.OTHER)
    start, end = event.start_mark.index, event.end_mark.index
    if sort is Sort.SCALAR:
        named, typed = event.anchor is not None, event.tag is not None
        return Event(sort, start, end, event.value, event.style or "", named, typed)
    if sort in {Sort.SEQUENCE, Sort.MAPPING}:
        return Event(sort, start, end, "", "", event.anchor is not None, event.tag is not None, bool(event.flow_style))
    return Event(sort, start, end)
