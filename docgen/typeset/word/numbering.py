"""List numbers: abstract definitions, their instances, and the counters that run through a story."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count

from lxml.etree import _Element as Element

from docgen.typeset.word import numerals
from docgen.typeset.word.package import W, parse
from docgen.typeset.word.stylesheet import MAX_KEPT
from docgen.typeset.word.symbols import symbol
from docgen.typeset.word.values import is_on, text_of, whole

_SERIALS = count()
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list, as its definition says."""

    element: Element
    start: int
    format: str
    text: str
    suffix: str
    align: str
    legal: bool
    restart: int | None
    style: str | None

    @property
    def paragraph(self) -> Element | None:
        """The ``w:pPr`` of the level: its indents and tab."""
        return self.element.find(W + "pPr")

    @property
    def run(self) -> Element | None:
        """The ``w:rPr`` of the level: the look of its label."""
        return self.element.find(W + "rPr")


@dataclass(slots=True)
class ListInstance:
    """A ``w:num``: the abstract list whose counters it shares, its levels, and the starts that it sets anew."""

    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """All lists of a document; ``unknown`` are the names of number formats that are not known.

    ``serial`` is another for each that is parsed.
    """

    def __init__(self, root: Element | None) -> None:
        self.serial = next(_SERIALS)
        self.unknown: list[str] = []
        self._abstract: dict[str, dict[int, Level]] = {}
        self._instances: dict[str, ListInstance] = {}
        if root is not None:
            self._load(root)

    def _load(self, root: Element) -> None:
        linked: dict[str, str] = {}
        defined: dict[str, str] = {}
        for element in root.iterfind(W + "abstractNum"):
            identifier = element.get(W + "abstractNumId", "")
            self._abstract[identifier] = dict(self._levels(element))
            if link := text_of(element, "numStyleLink"):
                linked[identifier] = link
            if link := text_of(element, "styleLink"):
                defined[link] = identifier
        for element in root.iterfind(W + "num"):
            self._instances[element.get(W + "numId", "")] = self._instance(element, linked, defined)

    def _levels(self, element: Element) -> Iterator[tuple[int, Level]]:
        for child in element.iterfind(W + "lvl"):
            yield whole(child.get(W + "ilvl")), self._level(child)

    def _level(self, element: Element) -> Level:
        name = text_of(element, "numFmt") or "decimal"
        if not numerals.known(name):
            self.unknown.append(f"numFmt={name}")
        restart = text_of(element, "lvlRestart")
        text = text_of(element, "lvlText") or ""
        return Level(
            element=element,
            start=whole(text_of(element, "start"), 0),
            format=name,
            text=symbol(_bullet_face(element), text) if name == "bullet" else text,
            suffix=text_of(element, "suff") or "tab",
            align=text_of(element, "lvlJc") or "left",
            legal=is_on(element, "isLgl"),
            restart=None if restart is None else whole(restart),
            style=text_of(element, "pStyle"),
        )

    def _instance(self, element: Element, linked: dict[str, str], defined: dict[str, str]) -> ListInstance:
        abstract = text_of(element, "abstractNumId") or ""
        abstract = defined.get(linked.get(abstract, ""), abstract)
        instance = ListInstance(abstract, dict(self._abstract.get(abstract, {})))
        for override in element.iterfind(W + "lvlOverride"):
            level = whole(override.get(W + "ilvl"))
            if (child := override.find(W + "lvl")) is not None:
                instance.levels[level] = self._level(child)
            if (start := text_of(override, "startOverride")) is not None:
                instance.starts[level] = whole(start, 1)
        return instance

    def level(self, list_id: str | None, level: int) -> Level | None:
        """Return a level of a list, or None when there is no such list or level (``numId`` 0 is no list)."""
        instance = self._instances.get(list_id or "0")
        return None if instance is None else instance.levels.get(level)

    def level_of_style(self, list_id: str | None, style: str) -> int:
        """Return the level of a list that belongs to a paragraph style; 0 when none does."""
        instance = self._instances.get(list_id or "0")
        levels = {} if instance is None else instance.levels
        return next((index for index, level in levels.items() if level.style == style), 0)

    def counters(self) -> "Counters":
        """Return fresh counters for one story."""
        return Counters(self._instances)


def numbering(content: bytes | None) -> Numbering:
    """Return the lists that a numbering part defines, parsed once for all files that have the same part."""
    return (_parsed if len(content or b"") > MAX_KEPT else _remembered)(content)


def _parsed(content: bytes | None) -> Numbering:
    return Numbering(None if content is None else parse("numbering", content))


_remembered: Callable[..., Numbering] = lru_cache(maxsize=16)(_parsed)


class Counters:
    """The running numbers of one story."""

    def __init__(self, instances: dict[str, ListInstance]) -> None:
        self._instances = instances
        self._values: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def next(self, list_id: str, level: int) -> str:
        """Count one paragraph and return its label's text."""
        instance = self._instances[list_id]
        values = self._values.setdefault(instance.abstract, {})
        self._step(list_id, level, values)
        self._restart_below(instance, level, values)
        definition = instance.levels[level]
        return _PLACE.sub(lambda match: self._place(instance, definition, int(match[1]) - 1, values), definition.text)

    def _step(self, list_id: str, level: int, values: dict[int, int]) -> None:
        instance = self._instances[list_id]
        if level in instance.starts and (list_id, level) not in self._started:
            self._started.add((list_id, level))
            values[level] = instance.starts[level]
        elif level in values:
            values[level] += 1
        else:
            values[level] = instance.starts.get(level, instance.levels[level].start)

    def _restart_below(self, instance: ListInstance, level: int, values: dict[int, int]) -> None:
        for deeper in [index for index in values if index > level]:
            definition = instance.levels.get(deeper)
            restart = deeper if definition is None or definition.restart is None else definition.restart
            if level < restart:  # 0 never restarts
                del values[deeper]

    def _place(self, instance: ListInstance, shown: Level, index: int, values: dict[int, int]) -> str:
        level = instance.levels.get(index)
        if level is None:
            return ""
        value = values.get(index, instance.starts.get(index, level.start))
        legal = shown.legal and level.format not in {"bullet", "none", "decimalZero"}
        return numerals.write(value, "decimal" if legal else level.format)


def _bullet_face(element: Element) -> str:
    fonts = element.find(f"{W}rPr/{W}rFonts")
    return "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""
