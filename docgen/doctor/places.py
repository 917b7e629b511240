"""Where in a part something stands, in words: the nearest heading, and the paragraph or the table's row and cell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from docgen.diagnostics import Wording
from docgen.doctor.symptoms import Disorder, Symptom, Where, symptom
from docgen.doctor.word import W, inner, text, value, w, walk

_LONGEST = 24  # characters of a text that are shown
_STORIES: Mapping[str, Wording] = {
    "header": Wording("页眉", "header"),
    "footer": Wording("页脚", "footer"),
    "footnotes": Wording("脚注", "footnotes"),
    "endnotes": Wording("尾注", "endnotes"),
    "comments": Wording("批注", "comments"),
    "styles": Wording("样式", "styles"),
    "numbering": Wording("编号", "numbering"),
}
_BODY = Wording("正文", "body")


@dataclass(frozen=True)
class Part:
    """A part of WordprocessingML; ``heading_styles`` are the ids of the styles that make a heading."""

    file: str
    name: str
    kind: str
    root: etree._Element = field(repr=False)
    heading_styles: frozenset[str] = field(repr=False, default=frozenset())

    @cached_property
    def elements(self) -> list[etree._Element]:
        """All elements of the part in document order, but for what only older programs read."""
        return list(walk(self.root))

    @cached_property
    def _paragraphs(self) -> Mapping[etree._Element, tuple[int, str]]:
        """The number of each paragraph, from 1, and the heading under which it stands."""
        found, heading = {}, ""
        for number, paragraph in enumerate((item for item in self.elements if item.tag == w("p")), start=1):
            if self._is_heading(paragraph):
                heading = text(paragraph).strip()
            found[paragraph] = number, heading
        return found

    @cached_property
    def _tables(self) -> Mapping[etree._Element, int]:
        return {table: number for number, table in enumerate(self.root.iter(w("tbl")), start=1)}

    def _is_heading(self, paragraph: etree._Element) -> bool:
        properties = paragraph.find(w("pPr"))
        if properties is None:
            return False
        styled = value(properties.find(w("pStyle"))) in self.heading_styles
        return styled or properties.find(w("outlineLvl")) is not None

    def said(self) -> Wording:
        """Return what people call the part: body, header 2 and so on."""
        word, number = _STORIES.get(self.kind, _BODY), re.search(r"(\d+)\.xml$", self.name)
        return Wording(f"{word.zh} {number[1]}", f"{word.en} {number[1]}") if number else word

    def place(self, element: etree._Element) -> Wording:
        """Return where the element stands: 正文“一、总则”下第 12 段“…”."""
        said = self.said()
        under = self._heading_of(element)
        zh = f"{said.zh}“{_short(under)}”下" if under else said.zh
        en = f"{said.en} under “{_short(under)}”" if under else said.en
        inside = self._in_table(element) or self._in_paragraph(element) or _in_style(element) or _in_list(element)
        return Wording(zh + inside.zh, f"{en}, {inside.en}") if inside else Wording(zh, en)

    def symptom(self, disorder: Disorder, element: etree._Element, /, **values: object) -> Symptom:
        """Return a disorder as found at an element."""
        paragraph = self._paragraph_of(element)
        number = self._paragraphs[paragraph][0] if paragraph in self._paragraphs else 1
        return symptom(disorder, Where(self.file, self.name, self.place(element), number), **values)

    def _paragraph_of(self, element: etree._Element) -> etree._Element | None:
        """Return the paragraph that the element is, stands in, or else holds."""
        around = _nearest(element, "p")
        return around if around is not None else next(element.iter(w("p")), None)

    def _heading_of(self, element: etree._Element) -> str:
        paragraph = self._paragraph_of(element)
        if paragraph not in self._paragraphs:
            paragraph = next(iter(element.xpath("preceding::w:p[1]", namespaces={"w": W})), None)
        return self._paragraphs.get(paragraph, (0, ""))[1]

    def _in_table(self, element: etree._Element) -> Wording | None:
        table = _nearest(element, "tbl")
        if table is None:
            return None
        zh, en = f"第 {self._tables[table]} 个表格", f"table {self._tables[table]}"
        row, cell = _nearest(element, "tr"), _nearest(element, "tc")
        if row is not None and row in (rows := [item for item in inner(table) if item.tag == w("tr")]):
            zh, en = f"{zh}第 {rows.index(row) + 1} 行", f"{en} row {rows.index(row) + 1}"
            if cell is not None and cell in (cells := [item for item in inner(row) if item.tag == w("tc")]):
                zh, en = f"{zh}第 {cells.index(cell) + 1} 格", f"{en} cell {cells.index(cell) + 1}"
        said = _short(text(cell if cell is not None else row if row is not None else table))
        return Wording(f"{zh}“{said}”", f"{en} “{said}”")

    def _in_paragraph(self, element: etree._Element) -> Wording | None:
        paragraph = self._paragraph_of(element)
        if paragraph not in self._paragraphs:
            return None
        number, said = self._paragraphs[paragraph][0], _short(text(paragraph))
        return Wording(f"第 {number} 段“{said}”", f"paragraph {number} “{said}”")


def headings(styles: etree._Element | None) -> frozenset[str]:
    """Return the ids of the paragraph styles that make a heading: those with an outline level, or called a heading."""
    return frozenset(
        style.get(w("styleId"), "")
        for style in (styles.iter(w("style")) if styles is not None else ())
        if style.find(f"{w('pPr')}/{w('outlineLvl')}") is not None
        or value(style.find(w("name"))).lower().startswith("heading ")
    )


def _in_style(element: etree._Element) -> Wording | None:
    style = _nearest(element, "style")
    name = "" if style is None else value(style.find(w("name"))) or style.get(w("styleId"), "")
    return Wording(f"“{name}”", f"style “{name}”") if name else None


def _in_list(element: etree._Element) -> Wording | None:
    definition, level = _nearest(element, "abstractNum"), _nearest(element, "lvl")
    if definition is None or level is None:
        return None
    number, depth = definition.get(w("abstractNumId"), ""), level.get(w("ilvl"), "")
    return Wording(f"定义 {number} ilvl {depth}", f"definition {number} ilvl {depth}")


def _nearest(element: etree._Element, name: str) -> etree._Element | None:
    return element if element.tag == w(name) else next(element.iterancestors(w(name)), None)


def _short(said: str) -> str:
    said = " ".join(said.split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
