"""Numbered lists that begin anew: ``{% restart %}`` gives its paragraph and the rest of its list a fresh ``w:num``.

Word numbers on through a list wherever its paragraphs stand; only another ``w:num`` with a ``w:startOverride``
begins at the start again (ECMA-376 part 1, 17.9.18 and 17.9.27). The fresh ones are added to the numbering
part of the document.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from docgen.diagnostics import Finding, Wording
from docgen.render.cells import drop_empty
from docgen.render.places import finding
from docgen.render.tags import Kind, Position, Tag, Tags
from docgen.render.word import DECLARATION, serialise, w

_NO_LIST = "0"  # w:numId of a paragraph taken out of its style's list (17.9.18)


@dataclass(frozen=True)
class _Item:
    """A paragraph's place in a list: the list's numId and the level, from 0."""

    number: str
    level: str


class Lists:
    """The lists of a template: ``numbering`` and ``styles`` are the roots of these parts, if there are any."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._numbering = numbering if numbering is not None else etree.Element(w("numbering"))
        every = styles.iter(w("style")) if styles is not None else ()
        self._styles = {style.get(w("styleId")): style for style in every}

    @cached_property
    def last(self) -> int:
        """The highest id of a list."""
        return max((int(number.get(w("numId"), "0")) for number in self._numbering.iter(w("num"))), default=0)

    def mark(self, root: etree._Element, tags: Tags) -> list[Finding]:
        """Turn each ``restart`` tag below ``root`` into ids of lists; return those that stand in no list."""
        findings: list[Finding] = []
        begun: dict[etree._Element, Tag] = {}
        for text, mark, tag in [*_restarts(root, tags)]:
            paragraph = next(text.iterancestors(w("p")))
            text.text = text.text.replace(mark, "")
            drop_empty(text)
            begun[paragraph] = tag
            if self._item(paragraph) is None:
                message = Wording(
                    f"{tag.written} 不在编号段落中", f"{tag.written} does not stand in a numbered paragraph"
                )
                findings.append(finding(tag.place, "TPL-02", message))
        if begun and not findings:
            self._mark_items(root, tags, begun)
        return findings

    def _mark_items(self, root: etree._Element, tags: Tags, begun: dict[etree._Element, Tag]) -> None:
        items = {paragraph: self._item(paragraph) for paragraph in root.iter(w("p"))}
        of_list = {item.number: tag for paragraph, tag in begun.items() if (item := items[paragraph])}
        for paragraph, item in items.items():
            if item is None or item.number not in of_list:
                continue
            code, position = item.number, Position.LIST
            if paragraph in begun:
                code, position = f"{item.number} {item.level}", Position.NEW_LIST
            tag = replace(of_list[item.number], kind=Kind.PRINT, code=repr(code), position=position)
            _set_list(paragraph, tags.add(tag), item.level)

    def _item(self, paragraph: etree._Element) -> _Item | None:
        properties = paragraph.find(w("pPr"))
        if properties is None:
            return None
        style = properties.find(w("pStyle"))
        inherited = self._style_item(style.get(w("val"))) if style is not None else None
        number, level = _numbering_of(properties)
        number = number or (inherited.number if inherited else None)
        if number is None or number == _NO_LIST:
            return None
        return _Item(number, level or (inherited.level if inherited else None) or "0")

    def _style_item(self, style_id: str | None) -> _Item | None:
        """Return the list of a paragraph style, or of one it is based on; the list itself names the style's level."""
        number, level, own = None, None, style_id
        seen: set[str | None] = set()
        while number is None and style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            properties = style.find(w("pPr"))
            if properties is not None:
                number, found = _numbering_of(properties)
                level = level or found
                own = style_id
            based = style.find(w("basedOn"))
            style_id = based.get(w("val")) if based is not None else None
        return _Item(number, self._linked_level(number, own) or level or "0") if number else None

    def _linked_level(self, number: str, style_id: str | None) -> str | None:
        for level in self._abstract(number).iter(w("lvl")):
            linked = level.find(w("pStyle"))
            if linked is not None and linked.get(w("val")) == style_id:
                return str(level.get(w("ilvl")))
        return None

    def _list(self, number: str) -> etree._Element:
        found = self._numbering.xpath("w:num[@w:numId=$number]", namespaces={"w": w("")[1:-1]}, number=number)
        return found[0] if found else etree.Element(w("num"))

    def _abstract(self, number: str) -> etree._Element:
        link = self._list(number).find(w("abstractNumId"))
        wanted = link.get(w("val")) if link is not None else None
        for abstract in self._numbering.iter(w("abstractNum")):
            if abstract.get(w("abstractNumId")) == wanted:
                return abstract
        return etree.Element(w("abstractNum"))

    def written_with(self, begun: list[tuple[str, int]]) -> bytes:
        """Return the numbering part with the lists that a document began anew (``numId level``, new id)."""
        root = deepcopy(self._numbering)
        last = [*root.iter(w("num"))][-1]
        for written, number in begun:
            old, level = written.split()
            fresh = self._fresh(old, level, str(number))
            last.addnext(fresh)
            last = fresh
        return (DECLARATION + serialise(root)).encode()

    def _fresh(self, old: str, level: str, number: str) -> etree._Element:
        fresh = deepcopy(self._list(old))
        fresh.tail = None
        fresh.set(w("numId"), number)
        override = next((each for each in fresh.iter(w("lvlOverride")) if each.get(w("ilvl")) == level), None)
        if override is None:
            override = etree.SubElement(fresh, w("lvlOverride"), {w("ilvl"): level})
        for earlier in override.findall(w("startOverride")):
            override.remove(earlier)
        override.insert(0, etree.Element(w("startOverride"), {w("val"): self._start(old, level)}))
        return fresh

    def _start(self, number: str, level: str) -> str:
        """Return the number that the level begins with: the list's own, else its definition's (17.9.25)."""
        for element in (*self._list(number).iter(w("lvl")), *self._abstract(number).iter(w("lvl"))):
            start = element.find(w("start"))
            if element.get(w("ilvl")) == level and start is not None:
                return str(start.get(w("val"), "1"))
        return "1"


def _restarts(root: etree._Element, tags: Tags) -> Iterator[tuple[etree._Element, str, Tag]]:
    for text in root.iter(w("t")):
        for mark, tag in tags.within(text.text):
            if tag.kind is Kind.BLOCK and tag.code == "restart":
                yield text, mark, tag


def _numbering_of(properties: etree._Element) -> tuple[str | None, str | None]:
    """Return numId and level that the properties of a paragraph or style name themselves."""
    number, level = (properties.find(f"{w('numPr')}/{w(name)}") for name in ("numId", "ilvl"))
    return (
        number.get(w("val")) if number is not None else None,
        level.get(w("val")) if level is not None else None,
    )


# What stands before w:numPr among a paragraph's properties (17.3.1.26).
_BEFORE = {w(name) for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")}


def _set_list(paragraph: etree._Element, number: str, level: str) -> None:
    properties = paragraph.find(w("pPr"))
    for old in properties.findall(w("numPr")):
        properties.remove(old)
    numbering = etree.Element(w("numPr"))
    etree.SubElement(numbering, w("ilvl"), {w("val"): level})
    etree.SubElement(numbering, w("numId"), {w("val"): number})
    properties.insert(sum(1 for child in properties if child.tag in _BEFORE), numbering)
