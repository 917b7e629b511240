"""The account of one document: which value of the data stands where, each to be read back from the file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from docgen.render.observation import SEEN, Sight
from docgen.render.package import read_package
from docgen.render.paths import Path
from docgen.render.word import parse, w

_SEEN: Final = re.compile(f"{SEEN[0]}(\\d+){SEEN[1]}")


@dataclass(frozen=True)
class Entry:
    """One value: the ``path`` to it in the data, the tag that printed it, and the text that it printed.

    ``paragraph`` counts the paragraphs of the finished ``part`` from 1; 0 is outside any: an attribute, a property, a
    field's code. ``start`` is where the text begins in the paragraph, in characters.
    """

    path: Path
    tag: str
    text: str
    part: str
    paragraph: int
    start: int = 0


@dataclass(frozen=True)
class Ledger:
    """Every plain value that a document prints, part by part in the order of its text."""

    entries: Sequence[Entry]

    def lost_in(self, package: bytes) -> list[Entry]:
        """Return the entries that cannot be read back from the .docx: none, if it is the document of the ledger."""
        _, contents = read_package(package, "the document")
        roots = {name: parse(contents[name]) for name in {entry.part for entry in self.entries}}
        texts = {name: [_text(paragraph) for paragraph in root.iter(w("p"))] for name, root in roots.items()}
        outside = {name: "\n".join(_outside(root)) for name, root in roots.items()}
        return [
            entry
            for entry in self.entries
            if _lines(entry.text)
            not in (texts[entry.part][entry.paragraph - 1] if entry.paragraph else outside[entry.part])
        ]


def drawn_up(rendered: Mapping[str, bytes], sights: Sequence[Sight]) -> Ledger:
    """Return the ledger of a document rendered with the numbers of its sights in the text."""
    return Ledger([entry for name, xml in rendered.items() for entry in _entries(name, xml, sights)])


def _entries(part: str, xml: bytes, sights: Sequence[Sight]) -> Iterator[Entry]:
    for number, paragraph in enumerate(parse(xml).iter(w("p")), 1):
        marks = 0
        for seen in _SEEN.finditer(_text(paragraph)):
            yield _entry(sights[int(seen[1])], part, number, start=seen.start() - marks)
            marks += len(seen[0])
    yield from (_entry(sight, part, 0) for sight in sights if not sight.marked and sight.part == part)


def _entry(sight: Sight, part: str, paragraph: int, *, start: int = 0) -> Entry:
    return Entry(sight.path, sight.tag.written, sight.text, part, paragraph, start)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(paragraph: etree._Element) -> str:
    """Return the paragraph's own text, without that of text boxes in it; breaks and tabs are characters."""
    own = (each for each in paragraph.iter(*_SAID) if next(each.iterancestors(w("p"))) is paragraph)
    return "".join(_SAID[each.tag] or each.text or "" for each in own if each.getparent().tag != w("tabs"))


_SAID: Final = {w("t"): "", w("br"): "\n", w("tab"): "\t"}


def _outside(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        yield from element.attrib.values()
        yield element.text or ""
