"""Where the paragraphs of a part stand: their number, the heading above them, the table, note or box around them."""

from collections.abc import Iterator, Set
from typing import Final, NamedTuple

from lxml import etree

from docgen.diagnostics import Wording
from docgen.render.word import w

_LONGEST: Final = 24  # characters of a heading that are shown
_NOTES: Final = (w("footnote"), w("endnote"), w("comment"))
_HOLDERS: Final = (w("tc"), w("txbxContent"), *_NOTES)


class Standing(NamedTuple):
    """A paragraph's ``number`` in its part, from 1 (0 is outside any), its heading, and what it stands in."""

    number: int = 0
    heading: str = ""
    inside: Wording = Wording("", "")


def heading_styles(styles: etree._Element | None) -> frozenset[str]:
    """Return the ids of the paragraph styles that make a heading: those with an outline level, or called a heading."""
    return frozenset(
        style.get(w("styleId"), "")
        for style in (styles.iter(w("style")) if styles is not None else ())
        if style.find(f"{w('pPr')}/{w('outlineLvl')}") is not None or _name(style).lower().startswith("heading ")
    )


def standings(root: etree._Element, headings: Set[str]) -> dict[etree._Element, Standing]:
    """Return where each paragraph below ``root`` stands; ``headings`` are the ids of the styles that make a heading."""
    cells, heading = dict(_cells(root)), ""
    found = {}
    for number, paragraph in enumerate(root.iter(w("p")), 1):
        if _is_heading(paragraph, headings):
            heading = _shown(paragraph)
        holder = next(paragraph.iterancestors(*_HOLDERS), None)
        found[paragraph] = Standing(number, heading, _inside(holder, cells))
    return found


def _cells(root: etree._Element) -> Iterator[tuple[etree._Element, Wording]]:
    for table, rows in enumerate(root.iter(w("tbl")), 1):
        for row, cells in enumerate(rows.iterchildren(w("tr")), 1):
            for cell, element in enumerate(cells.iterchildren(w("tc")), 1):
                zh, en = f"第 {table} 个表格第 {row} 行第 {cell} 格", f"table {table}, row {row}, cell {cell}"
                yield element, Wording(zh, en)


def _inside(holder: etree._Element | None, cells: dict[etree._Element, Wording]) -> Wording:
    if holder is None:
        return Standing().inside
    if holder.tag in _NOTES:
        number = holder.get(w("id"), "")
        return Wording(f"编号 {number}", f"number {number}")
    return cells.get(holder, Wording("文本框", "a text box"))


def _is_heading(paragraph: etree._Element, headings: Set[str]) -> bool:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    styled = style is not None and style.get(w("val")) in headings
    return styled or paragraph.find(f"{w('pPr')}/{w('outlineLvl')}") is not None


def _shown(paragraph: etree._Element) -> str:
    said = " ".join("".join(text.text or "" for text in paragraph.iter(w("t"))).split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def _name(style: etree._Element) -> str:
    name = style.find(w("name"))
    return "" if name is None else name.get(w("val"), "")
