"""Tracked changes of Word (ISO/IEC 29500-1, 17.13.5): runs, paragraphs and table rows that came or went."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Final, Literal

from lxml import etree

from docgen.render.word import XML_SPACE, w

Change = Literal["ins", "del"]

_RENAMED: Final = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
_LATE: Final = (w("rPr"), w("sectPr"), w("pPrChange"))  # what stands at the end of w:pPr, in this order
_LATE_IN_ROW: Final = (w("ins"), w("del"), w("trPrChange"))


@dataclass
class Tracker:
    """Marks changes as those of one author, made on one day; the ids go on from ``first``."""

    author: str
    on: date
    first: int = 1
    _ids: "count[int]" = field(init=False)

    def __post_init__(self) -> None:
        self._ids = count(self.first)

    def mark(self, name: str) -> etree._Element:
        """Return an empty mark ``w:name`` of a change."""
        about = {"id": str(next(self._ids)), "author": self.author, "date": f"{self.on.isoformat()}T00:00:00Z"}
        return etree.Element(w(name), {w(key): value for key, value in about.items()})

    def runs(self, change: Change, runs: Iterable[etree._Element]) -> list[etree._Element]:
        """Return runs marked as those that came or went; a link keeps its runs, marked inside of it.

        A simple field becomes one of runs: ``w:ins`` and ``w:del`` hold runs only, and LibreOffice 7.4 loses a field of
        which only the result is tracked.
        """
        found: list[etree._Element] = []
        for run in runs:
            if run.tag == w("hyperlink"):
                run[:] = self.runs(change, list(run))
                found.append(run)
                continue
            if not found or found[-1].tag != w(change):
                found.append(self.mark(change))
            found[-1].extend(_of_runs(run) if run.tag == w("fldSimple") else [run])
        for part in (part for mark in found if change == "del" for part in mark.iter(*_RENAMED)):
            part.tag = _RENAMED[part.tag]
        return found

    def paragraph(self, change: Change, paragraph: etree._Element) -> None:
        """Mark the end of a paragraph as one that came or went."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        look = properties.find(w("rPr"))
        if look is None:
            look = etree.Element(w("rPr"))
            late = next((child for child in properties if child.tag in _LATE), None)
            properties.insert(len(properties) if late is None else properties.index(late), look)
        look.insert(0, self.mark(change))

    def row(self, change: Change, row: etree._Element) -> None:
        """Mark a table row as one that came or went."""
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            before = row.find(w("tblPrEx"))
            row.insert(0 if before is None else 1, properties)
        properties.append(self.mark(change))

    def look(self, paragraph: etree._Element, after: etree._Element | None) -> None:
        """Give a paragraph other properties, and keep the old ones in the mark of the change."""
        before = paragraph.find(w("pPr"))
        kept = etree.Element(w("pPr")) if before is None else deepcopy(before)
        new = etree.Element(w("pPr")) if after is None else deepcopy(after)
        for part in (*kept.findall(w("rPr")), *kept.findall(w("sectPr")), *kept.findall(w("pPrChange"))):
            kept.remove(part)
        for part in new.findall(w("sectPr")):
            new.remove(part)
        if before is not None:
            new.extend(before.findall(w("sectPr")))
            paragraph.remove(before)
        mark = self.mark("pPrChange")
        mark.append(kept)
        new.append(mark)
        paragraph.insert(0, new)


def _of_runs(field: etree._Element) -> list[etree._Element]:
    """Return a simple field as runs: begin, code, separator, what it shows, end (17.16.18)."""
    look = field.find(f"{w('r')}/{w('rPr')}")
    made: list[etree._Element] = []
    for kind in ("begin", "code", "separate", "end"):
        run = etree.Element(w("r"))
        run.extend([] if look is None else [deepcopy(look)])
        if kind == "code":
            etree.SubElement(run, w("instrText"), {XML_SPACE: "preserve"}).text = field.get(w("instr"), "")
        else:
            etree.SubElement(run, w("fldChar"), {w("fldCharType"): kind})
        made.append(run)
    return [*made[:3], *field, made[3]]
