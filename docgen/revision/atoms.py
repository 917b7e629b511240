"""A paragraph in atoms: words, breaks, whole fields, pictures; what a tracked change takes or leaves as one."""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from docgen.render.word import XML_SPACE, w
from docgen.revision.lines import REFERENCE, is_new_page
from docgen.revision.words import tokens

_MARKS: Final = (w("bookmarkStart"), w("bookmarkEnd"), w("commentRangeStart"), w("commentRangeEnd"))
_DROPPED: Final = (w("pPr"), w("rPr"), w("lastRenderedPageBreak"), w("proofErr"))
_SAID: Final = {w("br"): "\n", w("tab"): "\t"}


@dataclass
class Atom:
    """What stands in one place: ``key`` is what makes it the same as another, ``runs`` its runs as XML.

    ``marks`` are the bookmarks that begin or end right before it.
    """

    key: str
    text: str
    runs: list[etree._Element]
    marks: list[etree._Element] = field(default_factory=list)


def atoms(paragraph: etree._Element, *, strict: bool) -> tuple[list[Atom], list[etree._Element]]:
    """Return a paragraph's atoms, and the bookmarks after the last; ``strict``: other formatting is another atom."""
    reader = _Reader(strict)
    for child in paragraph.iterchildren(etree.Element):
        reader.see(child)
    reader.end_words()
    return reader.found, reader.marks


class _Reader:
    """Reads the children of a paragraph in order; words that stand together are cut into atoms together."""

    def __init__(self, strict: bool) -> None:  # noqa: FBT001 - what atoms() was asked for
        self.found: list[Atom] = []
        self.marks: list[etree._Element] = []
        self._strict = strict
        self._words: list[tuple[str, etree._Element | None]] = []
        self._field: Atom | None = None
        self._depth = 0

    def see(self, child: etree._Element) -> None:
        if child.tag in _MARKS:
            self.end_words()
            self.marks.append(child)
        elif child.tag == w("r"):
            for part in child.iterchildren(etree.Element):
                self._part(part, child.find(w("rPr")))
        elif child.tag not in _DROPPED:
            self.end_words()
            said = "".join(child.itertext(w("t")))
            simple = child.tag == w("fldSimple")
            key = _key_of_field(child.get(w("instr"), ""), said) if simple else _canonical(child)
            self._add(Atom(key, said, [child]))

    def _part(self, part: etree._Element, look: etree._Element | None) -> None:
        if part.tag in _DROPPED:
            return
        if part.tag == w("t") and self._field is None:
            self._words.append((part.text or "", look))
            return
        self.end_words()
        run = _run(look)
        run.append(deepcopy(part))
        if not self._strict and is_new_page(part):
            self.marks.append(run)  # another program makes it a property of the paragraph
            return
        atom = Atom(f"{_canonical(part)}\0{self._look(look)}", _SAID.get(part.tag, part.text or ""), [run])
        kind = part.get(w("fldCharType"))
        self._depth += {"begin": 1, "end": -1}.get(kind or "", 0)
        if self._field is None:
            self._add(atom)
            self._field = atom if self._depth else None
        else:
            self._field.runs.append(run)
            self._end_field()

    def _end_field(self) -> None:
        if self._field is None or self._depth:
            return
        codes = (part.text or "" for run in self._field.runs for part in run.iter(w("instrText")))
        self._field.text = "".join(part.text or "" for run in self._field.runs for part in run.iter(w("t")))
        self._field.key = _key_of_field("".join(codes), self._field.text)
        self._field = None

    def _add(self, atom: Atom) -> None:
        atom.marks, self.marks = self.marks, []
        self.found.append(atom)

    def end_words(self) -> None:
        """Cut the words that were seen last into atoms, whatever runs they stood in."""
        looks = [look for words, look in self._words for _ in words]
        said = "".join(words for words, _ in self._words)
        self._words = []
        start = 0
        for word in tokens(said):
            runs = joined([_run(look, said[n]) for n, look in enumerate(looks[start : start + len(word)], start)])
            key = "\0".join([word, *(self._look(run.find(w("rPr"))) for run in runs if self._strict)])
            self._add(Atom(key, word, runs))
            start += len(word)

    def _look(self, look: etree._Element | None) -> str:
        return _canonical(look) if self._strict and look is not None else ""


def _key_of_field(code: str, shown: str) -> str:
    """Return what makes a field the same: its code, however its switches are written, and what it shows."""
    target = REFERENCE.match(code)
    return f"\1{target[1] if target else ' '.join(code.split())}\0{shown}"


def _run(look: etree._Element | None, words: str | None = None) -> etree._Element:
    run = etree.Element(w("r"))
    if look is not None:
        run.append(deepcopy(look))
    if words is not None:
        etree.SubElement(run, w("t"), {XML_SPACE: "preserve"}).text = words
    return run


def joined(runs: list[etree._Element]) -> list[etree._Element]:
    """Return copies of runs that stand together, those of words that look alike as one."""
    found: list[etree._Element] = []
    for run in runs:
        if found and _is_words(run) and _is_words(found[-1]) and _same_look(run, found[-1]):
            found[-1].find(w("t")).text += run.findtext(w("t"))
        else:
            found.append(deepcopy(run))
    return found


def _is_words(run: etree._Element) -> bool:
    return run.tag == w("r") and [part.tag for part in run if part.tag != w("rPr")] == [w("t")]


def _same_look(one: etree._Element, other: etree._Element) -> bool:
    looks = [_canonical(look) if (look := run.find(w("rPr"))) is not None else "" for run in (one, other)]
    return looks[0] == looks[1]


def _canonical(element: etree._Element) -> str:
    return str(etree.tostring(element, method="c14n", exclusive=True).decode())
