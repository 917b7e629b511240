"""The paragraphs of a Word file as a reader sees them: tracked insertions read in, deletions left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from docgen.render.word import w

_SAID: Final = {w("t"): None, w("br"): "\n", w("cr"): "\n", w("tab"): "\t", w("noBreakHyphen"): "-"}
_GONE: Final = (w("del"), w("moveFrom"))
REFERENCE: Final = re.compile(r"\s*REF\s+\"?([^\s\"\\]+)")


class Bit(NamedTuple):
    """A stretch of text; with a ``reference`` it is what a REF field to that bookmark shows."""

    text: str
    reference: str | None = None


@dataclass(frozen=True)
class Line:
    """A paragraph: the ``number``-th (from 1) of its part, its bits, the bookmarks that begin in it, its style's id.

    ``row`` numbers the rows of tables through the part; 0 is outside any table.
    """

    number: int
    bits: tuple[Bit, ...]
    marks: tuple[str, ...]
    style: str
    row: int

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(bit.text for bit in self.bits)


def lines(body: etree._Element) -> list[Line]:
    """Return the paragraphs below the root of a part, in order; those of text boxes among them."""
    rows = {row: number for number, row in enumerate(body.iter(w("tr")), 1)}
    return [_line(number, paragraph, rows) for number, paragraph in enumerate(body.iter(w("p")), 1)]


def _line(number: int, paragraph: etree._Element, rows: dict[etree._Element, int]) -> Line:
    row = next(paragraph.iterancestors(w("tr")), None)
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    starts = (mark for mark in paragraph.iter(w("bookmarkStart")))
    return Line(
        number,
        _joined(_bits(paragraph)),
        tuple(mark.get(w("name"), "") for mark in starts),
        style.get(w("val"), "") if style is not None else "",
        rows[row] if row is not None else 0,
    )


def _bits(paragraph: etree._Element) -> Iterator[Bit]:
    """Yield the text in order; a field's code says whose number the text after it is."""
    code: list[str] | None = None
    target: str | None = None
    for each in paragraph.iter(etree.Element):
        if each.tag == w("fldChar"):
            match each.get(w("fldCharType")):
                case "begin":
                    code, target = [], None
                case "separate":
                    found = REFERENCE.match("".join(code or ()))
                    code, target = None, found[1] if found else None
                case _:
                    code = target = None
        elif each.tag == w("instrText") and code is not None:
            code.append(each.text or "")
        elif each.tag in _SAID and code is None and _is_read(each, paragraph):
            yield Bit(_SAID[each.tag] or each.text or "", target or _simple(each, paragraph))


def _is_read(each: etree._Element, paragraph: etree._Element) -> bool:
    """Return whether a run's content is the paragraph's own and not deleted; no tab stop, and no new page."""
    if each.getparent().tag == w("tabs") or is_new_page(each):
        return False
    for above in each.iterancestors():
        if above is paragraph:
            return True
        if above.tag in _GONE or above.tag == w("p"):
            return False
    return False


def is_new_page(part: etree._Element) -> bool:
    """Return whether a break begins a page or a column, and not a line."""
    return bool(part.tag == w("br") and part.get(w("type"), "textWrapping") != "textWrapping")


def _simple(each: etree._Element, paragraph: etree._Element) -> str | None:
    for above in each.iterancestors(w("fldSimple"), w("p")):
        if above is paragraph:
            return None
        found = REFERENCE.match(above.get(w("instr"), ""))
        if found:
            return found[1]
    return None


def _joined(bits: Iterator[Bit]) -> tuple[Bit, ...]:
    found: list[Bit] = []
    for bit in bits:
        if found and found[-1].reference == bit.reference:
            found[-1] = Bit(found[-1].text + bit.text, bit.reference)
        elif bit.text:
            found.append(bit)
    return tuple(found)
