"""Tables of contents made anew: the headings of a file become the entries of its TOC fields, which stay live.

Page numbers are PAGEREF fields, so that whoever knows the pages fills them (``filling``).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from docgen.typeset.text import content_text
from docgen.typeset.tree import Bookmark, Document, Paragraph, walk
from docgen.typeset.word.fields import Instruction, parse
from docgen.typeset.word.package import W
from docgen.typeset.word.values import VAL

_TOC = re.compile(rb"<w:instrText[^>]*>\s*TOC\b|w:instr=\"\s*TOC\b")
_LEVELS = re.compile(r"(\d)\s*-\s*(\d)")
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_NOT_HERE = frozenset({"\\c", "\\a", "\\b", "\\f", "\\l", "\\s"})  # of captions, of a part of the file, of TC fields
_PROBE = "docgen-"
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


def has_contents(content: bytes) -> bool:
    """Return whether the main part of a file has a table of contents."""
    return _TOC.search(content) is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading: the element of its paragraph, its text with its number, its style and its outline level, if any."""

    element: Element
    text: str
    style: str
    outline: int | None


@dataclass(slots=True)
class _Field:
    """A field of the main part and where it stands."""

    begin: Element
    instruction: str = ""
    complete: bool = False
    end: Element | None = field(default=None)


class Contents:
    """The tables of contents in the main part ``root`` of a file whose TOC styles by level are ``styles``."""

    def __init__(self, root: Element, styles: Mapping[int, str]) -> None:
        self._root = root
        self._styles = styles
        self._bookmarks = {mark.get(W + "name", "") for mark in root.iter(W + "bookmarkStart")}
        self._identifier = max([int(mark.get(W + "id") or 0) for mark in root.iter(W + "bookmarkStart")], default=0)

    def probe(self) -> None:
        """Mark every paragraph, so that it can be told in the document tree."""
        for number, paragraph in enumerate(list(self._root.iter(W + "p"))):
            mark = etree.Element(W + "bookmarkStart", {W + "id": "0", W + "name": f"{_PROBE}{number}"})
            properties = paragraph.find(W + "pPr")
            paragraph.insert(0 if properties is None else 1, mark)

    def renew(self, document: Document) -> None:
        """Take the marks away, and write the entries of each table of contents anew from ``document``."""
        entries = list(self._entries(document))
        for toc in list(_fields(self._root)):
            instruction = parse(toc.instruction)
            if instruction.name == "TOC" and not _NOT_HERE & set(instruction.switches):
                self._rewrite(toc, instruction, entries)

    def _entries(self, document: Document) -> Iterator[Entry]:
        elements: dict[str, Element] = {}
        for mark in list(self._root.iter(W + "bookmarkStart")):
            name = mark.get(W + "name", "")
            parent = mark.getparent()
            if name.startswith(_PROBE) and parent is not None:
                elements[name] = parent
                parent.remove(mark)
        for paragraph in (found for section in document.sections for found in walk(section.blocks)):
            probes = [inline.name for inline in paragraph.content if isinstance(inline, Bookmark)]
            element = next((elements[name] for name in probes if name in elements), None)
            text = _text(paragraph)
            if element is not None and text:
                yield Entry(element, text, paragraph.style, paragraph.format.outline)

    def _rewrite(self, toc: _Field, instruction: Instruction, entries: list[Entry]) -> None:
        first, last = _paragraph(toc.begin), _paragraph(toc.end)
        if first is None or last is None or first.getparent() is not last.getparent():
            return
        old = [first, *_until(first, last)]
        inside = {id(paragraph) for block in old for paragraph in block.iter(W + "p")}
        listed = [
            (level, entry)
            for entry in entries
            if id(entry.element) not in inside and (level := _level(entry, instruction)) is not None
        ]
        if not listed or _has_text_around(toc, first, last):
            return
        looks = _looks(old)
        lines = [self._line(level, entry, instruction, looks) for level, entry in listed]
        _open(lines[0], toc.instruction)
        closes_alone = last is not first and not any((text.text or "").strip() for text in last.iter(W + "t"))
        if not closes_alone:
            lines[-1].append(_mark("end"))
        for line in lines:
            first.addprevious(line)
        for block in old:
            if block is not last or not closes_alone:
                _remove(block)

    def _line(self, level: int, entry: Entry, instruction: Instruction, looks: Mapping[str, Element]) -> Element:
        style = self._styles.get(level, f"TOC{level}")
        line = etree.Element(W + "p")
        if style in looks:
            line.append(etree.fromstring(etree.tostring(looks[style])))
        else:
            etree.SubElement(etree.SubElement(line, W + "pPr"), W + "pStyle", {VAL: style})
        anchor = self._anchor(entry.element)
        target = line
        if "\\h" in instruction.switches:
            target = etree.SubElement(line, W + "hyperlink", {W + "anchor": anchor, W + "history": "1"})
        target.append(_run(entry.text))
        if "\\n" not in instruction.switches:
            separator = instruction.switches.get("\\p")
            target.append(_run(separator) if separator else _run(None))
            _open(target, f" PAGEREF {anchor} \\h ", at_end=True)
            target.append(_run("0"))
            target.append(_mark("end"))
        return line

    def _anchor(self, paragraph: Element) -> str:
        """Return the bookmark of a heading, set anew where it has none."""
        for mark in paragraph.iter(W + "bookmarkStart"):
            name: str = mark.get(W + "name", "")
            if name.startswith("_Toc"):
                return name
        self._identifier += 1
        numbers = (f"_Toc{number:09}" for number in range(1, 10**6))
        name = next(free for free in numbers if free not in self._bookmarks)
        self._bookmarks.add(name)
        properties = paragraph.find(W + "pPr")
        marks = {W + "id": str(self._identifier)}
        start = etree.Element(W + "bookmarkStart", {**marks, W + "name": name})
        paragraph.insert(0 if properties is None else 1, start)
        paragraph.append(etree.Element(W + "bookmarkEnd", marks))
        return name


def _level(entry: Entry, instruction: Instruction) -> int | None:
    """Return the level at which a table of contents lists a heading, None where it does not."""
    switches = instruction.switches
    if "\\t" in switches:
        pairs = [part.strip() for part in re.split("[,;，；]", switches["\\t"])]
        wanted = dict(zip(pairs[::2], pairs[1::2], strict=False))
        if (level := wanted.get(entry.style, "")).isdigit():
            return int(level)
    spoken = _LEVELS.search(switches.get("\\o", ""))
    low, high = (int(spoken[1]), int(spoken[2])) if spoken else (1, 9)
    named = _HEADING.fullmatch(entry.style)
    if named and ("\\o" in switches or not {"\\t", "\\u"} & set(switches)):
        return int(named[1]) if low <= int(named[1]) <= high else None
    if "\\u" in switches and entry.outline is not None:
        return entry.outline + 1 if low <= entry.outline + 1 <= high else None
    return None


def _text(paragraph: Paragraph) -> str:
    label = paragraph.label.text + " " if paragraph.label and paragraph.label.text else ""
    return (label + content_text(paragraph.content)).replace("\t", " ").replace("\n", " ").strip()


def _fields(root: Element) -> Iterator[_Field]:
    """Yield the complex fields of a part in the order in which they end."""
    stack: list[_Field] = []
    for mark in root.iter(W + "fldChar", W + "instrText"):
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            stack.append(_Field(mark))
        elif stack and kind == "separate":
            stack[-1].complete = True
        elif stack and kind == "end":
            ended = stack.pop()
            ended.end = mark
            yield ended
        elif stack and kind is None and not stack[-1].complete:
            stack[-1].instruction += mark.text or ""


def _paragraph(mark: Element | None) -> Element | None:
    return None if mark is None else next(mark.iterancestors(W + "p"), None)


def _until(first: Element, last: Element) -> Iterator[Element]:
    """Yield the siblings after ``first`` as far as ``last``."""
    if first is last:
        return
    for block in first.itersiblings():
        yield block
        if block is last:
            return


def _has_text_around(toc: _Field, first: Element, last: Element) -> bool:
    """Return whether other text shares the paragraphs with the beginning or the end of a field."""
    begins, ends = toc.begin.getparent(), None if toc.end is None else toc.end.getparent()
    before, after = [], []
    seen = False
    for run in first.iter(W + "r"):
        seen = seen or run is begins
        before += [] if seen else list(run.iter(W + "t"))
    seen = False
    for run in last.iter(W + "r"):
        after += list(run.iter(W + "t")) if seen else []
        seen = seen or run is ends
    return any((text.text or "").strip() for text in (*before, *after))


def _looks(blocks: list[Element]) -> dict[str, Element]:
    """Return by style the paragraph properties that the old entries had, for the new ones to keep."""
    found: dict[str, Element] = {}
    for block in blocks:
        properties = block.find(W + "pPr")
        style = None if properties is None else properties.find(W + "pStyle")
        if properties is not None and style is not None:
            found.setdefault(style.get(VAL, ""), properties)
    return found


def _run(text: str | None) -> Element:
    """Return a run of text, or of a tab."""
    run = etree.Element(W + "r")
    if text is None:
        etree.SubElement(run, W + "tab")
    else:
        etree.SubElement(run, W + "t", {_PRESERVE: "preserve"}).text = text
    return run


def _mark(kind: str) -> Element:
    run = etree.Element(W + "r")
    etree.SubElement(run, W + "fldChar", {W + "fldCharType": kind})
    return run


def _open(parent: Element, instruction: str, *, at_end: bool = False) -> None:
    """Begin a field in ``parent``: before its content, or ``at_end``."""
    code = etree.Element(W + "r")
    etree.SubElement(code, W + "instrText", {_PRESERVE: "preserve"}).text = instruction
    place = len(parent) if at_end else int(parent.find(W + "pPr") is not None)
    for offset, run in enumerate((_mark("begin"), code, _mark("separate"))):
        parent.insert(place + offset, run)


def _remove(block: Element) -> None:
    parent = block.getparent()
    if parent is not None:
        parent.remove(block)
