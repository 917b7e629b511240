"""Two files as counterparts: what of one means what of the other, so that a paragraph can move from file to file."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Final

from lxml import etree

from docgen.render.parts import part_of_kind, read_part
from docgen.render.word import w

_FILE: Final = "the document"
_PRIVATE: Final = "_dg"  # bookmarks of the record: each file has its own


class Counterparts:
    """Two files, ``before`` and ``after``, as their parts by name.

    ``strict`` holds where both have the same styles, which one house made: then looks are compared too.
    """

    def __init__(self, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
        styles = [part_of_kind(each, "styles", _FILE) for each in (before, after)]
        self.strict = bool(styles[0] and styles[1] and before[styles[0]] == after[styles[1]])
        self.styles = _style_names(before, styles[0]), _style_names(after, styles[1])
        self._ids = {name: style for style, name in self.styles[0].items()}
        self._lists = _lists(before)
        self._taken: set[str] = set()
        self._next_id = 1

    def learn(self, before: etree._Element) -> None:
        """Take note of the bookmarks of a part, which no other may be called like."""
        marks = list(before.iter(w("bookmarkStart")))
        self._taken |= {mark.get(w("name"), "") for mark in marks}
        self._next_id = max([self._next_id, *(int(mark.get(w("id"), "0")) + 1 for mark in marks)])

    def look(self, paragraph: etree._Element) -> bytes:
        """Return what a paragraph looks like, but for its section, its mark and the list that it counts in."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            return b""
        looks = deepcopy(properties)
        for part in (*looks.findall(w("rPr")), *looks.findall(w("sectPr"))):
            looks.remove(part)
        for number in looks.iter(w("numId")):
            number.set(w("val"), "")
        return etree.tostring(looks, method="c14n", exclusive=True) if len(looks) else b""

    def adopted(self, element: etree._Element) -> etree._Element:
        """Return a copy of something of ``after`` that means the same in ``before``.

        A list that ``before`` does not have is left to the paragraph's style.
        """
        copy = deepcopy(element)
        self._adopt(copy)
        for section in list(copy.iter(w("sectPr"))):
            section.getparent().remove(section)
        for number in list(copy.iter(w("numPr"))):
            of = number.find(w("numId"))
            if not self.strict or (of is not None and of.get(w("val")) not in self._lists):
                number.getparent().remove(number)
        if not self.strict:
            for style in copy.iter(w("pStyle"), w("rStyle"), w("tblStyle")):
                written = style.get(w("val"), "")
                style.set(w("val"), self._ids.get(self.styles[1].get(written, ""), written))
        return copy

    def _adopt(self, copy: etree._Element) -> None:
        """Keep the bookmarks that begin and end in the copy and have names of their own, under new ids."""
        ends = {_id(end): end for end in copy.iter(w("bookmarkEnd"))}
        kept: set[etree._Element] = set()
        for mark in copy.iter(w("bookmarkStart")):
            name, end = mark.get(w("name"), ""), ends.get(_id(mark))
            if end is None or name in self._taken or name.startswith(_PRIVATE):
                continue
            self._taken.add(name)
            for each in (mark, end):
                each.set(w("id"), str(self._next_id))
            self._next_id += 1
            kept |= {mark, end}
        for mark in list(copy.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            if mark not in kept and mark is not copy:
                mark.getparent().remove(mark)


def _id(mark: etree._Element) -> str:
    return str(mark.get(w("id"), ""))


def _lists(contents: Mapping[str, bytes]) -> frozenset[str]:
    part = part_of_kind(contents, "numbering", _FILE)
    numbers = read_part(contents[part], part, _FILE).iter(w("num")) if part else ()
    return frozenset({"0", *(number.get(w("numId"), "") for number in numbers)})


def _style_names(contents: Mapping[str, bytes], part: str | None) -> dict[str, str]:
    """Return the names of styles by their ids."""
    if part is None:
        return {}
    found: dict[str, str] = {}
    for style in read_part(contents[part], part, _FILE).iter(w("style")):
        name = style.find(w("name"))
        found[style.get(w("styleId"), "")] = name.get(w("val"), "").lower() if name is not None else ""
    return found
