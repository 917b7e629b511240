"""Find the tags of a part, whole although Word spreads them over runs, and put a mark in the place of each.

A mark is the tag's number between two noncharacters (U+FDD0, U+FDD1: Unicode keeps them for a program's own use, no
document has them). From here on the tag's code never meets XML again, nor does any pattern have to guess where it ends.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lxml import etree

from docgen.diagnostics import Finding, Wording
from docgen.render.places import Place, finding
from docgen.render.standing import Standing, standings
from docgen.render.word import XML_SPACE, w

START: Final = "\ufdd0"
END: Final = "\ufdd1"
MARK: Final = re.compile(f"{START}(\\d+){END}")

# A tag ends at its brackets, but not within quotes or the braces of a dictionary. Nothing is tried twice ("++", "?>").
_QUOTES = r"""\"[^\"]*+\"|'[^']*+'"""
_FLAT = rf"""\{{(?>{_QUOTES}|[^\"'{{}}]++){{0,99}}\}}"""
_BRACES = rf"""\{{(?>{_QUOTES}|[^\"'{{}}]++|{_FLAT}){{0,99}}\}}"""
_TAG = re.compile(
    rf"""\{{\{{(?P<print>(?>{_QUOTES}|{_BRACES}|(?!\}}\}})[^\"'])*+)\}}\}}"""
    rf"""|\{{%(?P<block>(?>{_QUOTES}|(?!%\}})[^\"'])*+)%\}}|\{{\#(?P<comment>.*?)\#\}}""",
    re.DOTALL,
)
_MOST_TORN: Final = 20  # in one text
_PARTS = re.compile(r"(?P<left>-?)(?:(?P<scope>tr|tc|p|r)\s)?(?P<code>.*?)(?P<right>-?)", re.DOTALL)
_STRAY = re.compile(r"\{[{%#]")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\n": " "})
_TORN_HINT = Wording(
    "每个标签要写在同一段落内，并以 }}、%} 或 #} 结束，引号要成对；要印出 {{ 本身请写 {_{。",
    "Write each tag inside one paragraph, close it with }}, %} or #}, and pair its quotes; {_{ prints {{ itself.",
)
_SPREAD = {w("t"), w("instrText"), w("delText")}


class Kind(StrEnum):
    """What a tag does: print a value, steer, or nothing."""

    PRINT = "print"
    BLOCK = "block"
    COMMENT = "comment"


class Position(StrEnum):
    """What a printed value stands in; each is a method of a page, those in ``NUMBERED`` of its sheet."""

    TEXT = "text"  # the text of a run
    BLOCK = "block"  # the place of a run, a paragraph, a cell or a row
    PLAIN = "plain"  # an attribute, a property, a field's code
    SPAN = "span"
    DRAWING = "drawing"
    BOOKMARK = "bookmark"
    BOOKMARK_END = "bookmark_end"
    BOOKMARK_NAME = "bookmark_name"
    LIST = "list_id"
    NEW_LIST = "new_list"
    PARAGRAPH_DUE = "paragraph_due"
    ROW_DUE = "row_due"
    TABLE_BEGIN = "table_begin"
    TABLE_END = "table_end"


_BOOKMARKS = (Position.BOOKMARK, Position.BOOKMARK_END, Position.BOOKMARK_NAME)
NUMBERED: Final = frozenset((*_BOOKMARKS, Position.DRAWING, Position.LIST, Position.NEW_LIST))
"""Where a number or a name stands that must not repeat in a document; the template's own is the value."""

SEAMS: Final = frozenset((Position.PARAGRAPH_DUE, Position.ROW_DUE, Position.TABLE_BEGIN, Position.TABLE_END))
"""Where nothing is printed, and what was printed so far is looked at."""


@dataclass(frozen=True)
class Tag:
    """One tag: ``scope`` is what it takes with it (``tr``, ``tc``, ``p``, ``r`` or nothing), ``code`` is Jinja.

    ``position`` is set only on tags that the engine puts into an attribute itself.
    """

    kind: Kind
    scope: str
    code: str
    place: Place
    trim_left: bool = False
    trim_right: bool = False
    position: Position | None = None

    @property
    def word(self) -> str:
        """The first word of the code: ``for``, ``endif``."""
        return self.code.split(maxsplit=1)[0] if self.code else ""

    @property
    def written(self) -> str:
        """The tag as people write it."""
        brackets = {Kind.PRINT: "{{ }}", Kind.BLOCK: "{% %}", Kind.COMMENT: "{# #}"}[self.kind]
        return f"{brackets[:2]}{self.scope} {self.code} {brackets[-2:]}"


class Tags:
    """All tags of a template, by number."""

    def __init__(self) -> None:
        self._tags: list[Tag] = []

    def add(self, tag: Tag) -> str:
        """Keep the tag and return the mark that stands for it."""
        self._tags.append(tag)
        return f"{START}{len(self._tags) - 1}{END}"

    def __len__(self) -> int:
        return len(self._tags)

    def since(self, number: int) -> list[Tag]:
        """Return the tags from this number on."""
        return self._tags[number:]

    def of(self, mark: str) -> Tag:
        """Return the tag that the mark stands for."""
        return self._tags[int(mark.strip(START + END))]

    def within(self, text: str | None) -> list[tuple[str, Tag]]:
        """Return the marks in ``text`` with their tags, in order."""
        return [(match.group(), self.of(match.group())) for match in MARK.finditer(text or "")]


class Tagger:
    """Puts marks for the tags of one part; what is torn is kept in ``findings``."""

    def __init__(self, file: str, part: Wording, tags: Tags, headings: Set[str] = frozenset()) -> None:
        self.findings: list[Finding] = []
        self._file, self._part, self._tags, self._headings = file, part, tags, headings
        self.touched = False  # whether anything was replaced
        self._raw = False

    def mark(self, root: etree._Element) -> None:
        """Replace every tag below ``root``, in texts and in attributes, by its mark."""
        stands = standings(root, self._headings)
        for paragraph, texts in _stretches(root):
            self._mark_texts(texts, stands.get(paragraph, Standing()))
        for element, name in _attributes(root):
            paragraph = _paragraph_of(element)
            standing, said = stands.get(paragraph, Standing()), _own_text(paragraph)
            element.set(name, _replace(element.get(name, ""), self._scan(element.get(name, ""), standing, said)))

    def _mark_texts(self, texts: list[etree._Element], standing: Standing) -> None:
        whole = "".join(text.text or "" for text in texts)
        found = deque(self._scan(whole, standing, whole))
        self.touched |= bool(found)
        start = 0
        for element in texts if found else ():
            old = element.text or ""
            element.text = _replace(old, _overlapping(found, start, start + len(old)))
            start += len(old)
            if element.tag in _SPREAD:
                element.set(XML_SPACE, "preserve")

    def _scan(self, text: str, standing: Standing, said: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and mark of each tag; a tag between ``raw`` and ``endraw`` stays text."""
        for match in _openings(text):
            place = self._place(match, text, standing, said)
            tag = _tag(match, place) if match.lastgroup else None
            if tag and tag.word in ("raw", "endraw"):
                self._raw = tag.word == "raw"
                yield match.start(), match.end(), ""
            elif tag and not self._raw:
                yield match.start(), match.end(), self._tags.add(tag)
            elif not self._raw:
                message = Wording(f"标签 {match.group()} 没有写完", f"the tag {match.group()} is not finished")
                self.findings.append(finding(place, "TPL-01", message, _TORN_HINT))

    def _place(self, match: re.Match[str], text: str, standing: Standing, said: str) -> Place:
        column = match.start() + 1 if said is text else max(1, said.find(match.group()) + 1)
        return Place(self._file, self._part, standing, said, column, match.end() - match.start())


def _openings(text: str) -> Iterator[re.Match[str]]:
    """Yield each tag, and the opening brackets alone of one that does not end; many of those end the search."""
    position, torn = 0, 0
    while torn < _MOST_TORN and (opening := _STRAY.search(text, position)):
        whole = _TAG.match(text, opening.start())
        torn += whole is None
        yield whole or opening
        position = (whole or opening).end()


def _tag(match: re.Match[str], place: Place) -> Tag:
    kind = Kind(match.lastgroup or "")
    parts = _PARTS.fullmatch(match[kind].translate(_STRAIGHT) if kind is not Kind.COMMENT else match[kind])
    assert parts is not None  # noqa: S101 - every group of the pattern may be empty
    scope, code = parts["scope"] or "", parts["code"].strip()
    if scope and not code:
        scope, code = "", scope
    return Tag(kind, scope, code, place, bool(parts["left"]), bool(parts["right"]))


def _stretches(root: etree._Element) -> Iterable[tuple[etree._Element | None, list[etree._Element]]]:
    """Return texts that belong together: those of one paragraph and kind, and each other text on its own."""
    groups: dict[tuple[etree._Element | None, object], list[etree._Element]] = {}
    for element in root.iter(etree.Element):
        if element.tag in _SPREAD:
            groups.setdefault((_paragraph_of(element), element.tag), []).append(element)
        elif element.text and "{" in element.text:
            groups[_paragraph_of(element), element] = [element]
    return [(paragraph, texts) for (paragraph, _), texts in groups.items()]


def _attributes(root: etree._Element) -> list[tuple[etree._Element, str]]:
    return [
        (element, name)
        for element in root.iter(etree.Element)
        for name, value in element.attrib.items()
        if _STRAY.search(value)
    ]


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    if element.tag == w("p"):
        return element
    return next(element.iterancestors(w("p")), None)


def _own_text(paragraph: etree._Element | None) -> str:
    if paragraph is None:
        return ""
    return "".join(text.text or "" for text in paragraph.iter(w("t")) if _paragraph_of(text) is paragraph)


def _overlapping(found: deque[tuple[int, int, str]], start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the tags that touch the text from ``start`` to ``end``, in its offsets; the first piece has the mark.

    Tags that have ended are taken away, so that a paragraph of many runs is walked through once.
    """
    while found and found[0][0] < end:
        begin, stop, mark = found[0]
        if stop > start:
            yield max(begin, start) - start, min(stop, end) - start, mark if begin >= start else ""
        if stop > end:
            return
        found.popleft()


def _replace(text: str, found: Iterable[tuple[int, int, str]]) -> str:
    pieces, cursor = [], 0
    for begin, stop, mark in found:
        pieces += [text[cursor:begin], mark]
        cursor = stop
    return "".join(pieces) + text[cursor:]
