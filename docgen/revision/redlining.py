"""One part of a document turned into another by tracked changes: paragraphs, tables, rows, cells, words."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from docgen.render.word import w
from docgen.revision.atoms import Atom, atoms, joined
from docgen.revision.lines import lines
from docgen.revision.matching import Counterparts
from docgen.revision.tracking import Change, Tracker
from docgen.revision.words import matched, steps, tokens

_BLOCKS: Final = (w("p"), w("tbl"))


class Redline:
    """Writes into ``before`` (a body, a header) what makes it ``after``; ``counterparts`` knows both files.

    Where the files are not of one house (``counterparts.strict``), only words and structure are compared: another
    program writes the same look otherwise.
    """

    def __init__(self, tracker: Tracker, counterparts: Counterparts) -> None:
        self._tracker, self._files = tracker, counterparts

    def blocks(self, before: etree._Element, after: etree._Element) -> None:
        """Track what makes the paragraphs and tables of ``before`` those of ``after``: bodies, headers, cells."""
        old = [child for child in before if child.tag in _BLOCKS]
        new = [child for child in after if child.tag in _BLOCKS]
        last = None
        for left, right in self._paired(old, new):
            if left is None and right is not None:
                came = self._came(right)
                self._place(before, came, last, old)
                last = came
            elif left is not None:
                last = left
                if right is None:
                    self._went(left)
                elif left.tag == w("p"):
                    self._paragraph(left, right)
                else:
                    last = self._table(left, right)
        self._close(before)

    def _paired(
        self, old: Sequence[etree._Element], new: Sequence[etree._Element]
    ) -> Iterator[tuple[etree._Element | None, etree._Element | None]]:
        pairs = matched([self._said(each) for each in old], [self._said(each) for each in new])
        for left, right in _closed(_sorted(pairs, old, new), old, new):
            yield (None if left is None else old[left], None if right is None else new[right])

    def _said(self, block: etree._Element) -> list[str]:
        """Return what tells blocks apart: their kind, what they say, and the bookmarks for references."""
        if block.tag == w("tbl"):
            return ["\1", *(token for line in lines(block) for token in tokens(line.text))]
        anchors = [mark.get(w("name"), "") for mark in block.iter(w("bookmarkStart"))]
        return ["\2", *(name for name in anchors if name.startswith("_Ref")), *_words(block)]

    def _close(self, parent: etree._Element) -> None:
        """Let the last paragraph keep its end, as a cell must: the end of the one before it came or went instead."""
        paragraphs = [child for child in parent if child.tag in _BLOCKS]
        while len(paragraphs) > 1 and (mark := _mark(paragraphs[-1])) is not None:
            before = next((each for each in paragraphs[-2::-1] if each.tag != w("p") or _mark(each) is None), None)
            if before is None or before.tag != w("p"):
                return
            mark.getparent().remove(mark)
            self._tracker.paragraph("ins" if mark.tag == w("ins") else "del", before)

    def _place(
        self, parent: etree._Element, block: etree._Element, last: etree._Element | None, old: Sequence[etree._Element]
    ) -> None:
        if last is not None:
            last.addnext(block)
        elif old:
            old[0].addprevious(block)
        else:
            parent.append(block)

    def _came(self, block: etree._Element) -> etree._Element:
        came = self._files.adopted(block)
        for row in came.iter(w("tr")):
            self._tracker.row("ins", row)
        self._all("ins", came)
        return came

    def _went(self, block: etree._Element) -> None:
        for row in block.iter(w("tr")):
            self._tracker.row("del", row)
        self._all("del", block)

    def _all(self, change: Change, block: etree._Element) -> None:
        """Mark every paragraph of a block as one that came or went as a whole."""
        for paragraph in [block] if block.tag == w("p") else list(block.iter(w("p"))):
            parts, marks = atoms(paragraph, strict=True)
            _emptied(paragraph)
            self._write(paragraph, [(change, parts)] if parts else [], marks)
            self._tracker.paragraph(change, paragraph)

    def _paragraph(self, left: etree._Element, right: etree._Element) -> None:
        strict = self._files.strict
        old, marks = atoms(left, strict=strict)
        new, _ = atoms(right, strict=strict)
        if strict and self._files.look(left) != self._files.look(right):
            self._tracker.look(left, self._files.adopted(right).find(w("pPr")))
        if [atom.key for atom in old] == [atom.key for atom in new]:
            return
        parts: list[tuple[Change | None, list[Atom]]] = []
        for step in steps([atom.key for atom in old], [atom.key for atom in new], [atom.text for atom in old]):
            if step.same:
                parts.append((None, old[step.before]))
            else:
                parts += [("del", old[step.before]), ("ins", _adopted(self._files, new[step.after]))]
        _emptied(left)
        self._write(left, parts, marks)

    def _write(
        self, paragraph: etree._Element, parts: Sequence[tuple[Change | None, list[Atom]]], marks: list[etree._Element]
    ) -> None:
        """Fill a paragraph with atoms that stay, went or came; bookmarks stay outside of what is tracked."""
        for change, run in parts:
            for stretch in _between_marks(run):
                paragraph.extend(stretch[0].marks)
                runs = joined([run for atom in stretch for run in atom.runs])
                paragraph.extend(self._tracker.runs(change, runs) if change else runs)
        paragraph.extend(marks)

    def _table(self, left: etree._Element, right: etree._Element) -> etree._Element:
        """Track one table into another; of other columns, it goes and the other comes. Return the last of them."""
        if _columns(left) != _columns(right):
            came = self._came(right)
            left.addnext(came)
            self._went(left)
            return came
        old, new = list(left.iterchildren(w("tr"))), list(right.iterchildren(w("tr")))
        last: etree._Element | None = None
        for i, j in matched([_row(row) for row in old], [_row(row) for row in new]):
            row = None if i is None else old[i]
            if row is not None and j is not None and _cells(row) == _cells(new[j]):
                for cell, other in zip(row.iterchildren(w("tc")), new[j].iterchildren(w("tc")), strict=True):
                    self.blocks(cell, other)
                last = row
                continue
            if row is not None:
                self._went_row(row)
                last = row
            if j is not None:
                came = self._came_row(new[j])
                self._place_row(left, came, last)
                last = came
        return left

    def _went_row(self, row: etree._Element) -> None:
        self._tracker.row("del", row)
        for cell in row.iterchildren(w("tc")):
            for block in list(cell.iter(w("p"))):
                self._all("del", block)

    def _came_row(self, row: etree._Element) -> etree._Element:
        came = self._files.adopted(row)
        self._tracker.row("ins", came)
        for paragraph in list(came.iter(w("p"))):
            self._all("ins", paragraph)
        return came

    def _place_row(self, table: etree._Element, row: etree._Element, last: etree._Element | None) -> None:
        first = table.find(w("tr"))
        if last is not None:
            last.addnext(row)
        elif first is not None:
            first.addprevious(row)
        else:
            table.append(row)


Places = list[tuple[int | None, int | None]]


def _sorted(
    pairs: Iterator[tuple[int | None, int | None]], old: Sequence[etree._Element], new: Sequence[etree._Element]
) -> Places:
    """Return the pairs, none of a paragraph with a table."""
    found: Places = []
    for left, right in pairs:
        if left is not None and right is not None and old[left].tag != new[right].tag:
            found += [(left, None), (None, right)]
        else:
            found.append((left, right))
    return found


def _closed(pairs: Places, old: Sequence[etree._Element], new: Sequence[etree._Element]) -> Places:
    """Return the pairs so that not both the last that went and the last that came are without a counterpart."""
    lone = len(pairs)
    while lone and None in pairs[lone - 1]:
        lone -= 1
    went = [left for left, _ in pairs[lone:] if left is not None]
    came = [right for _, right in pairs[lone:] if right is not None]
    if not went or not came or old[went[-1]].tag != w("p") or new[came[-1]].tag != w("p"):
        return pairs
    rest = [pair for pair in pairs[lone:] if pair not in ((went[-1], None), (None, came[-1]))]
    return [*pairs[:lone], *rest, (went[-1], came[-1])]


def _mark(block: etree._Element) -> etree._Element | None:
    """Return the mark that says that a paragraph's end came or went."""
    look = block.find(f"{w('pPr')}/{w('rPr')}")
    return None if look is None else next((mark for mark in look if mark.tag in (w("ins"), w("del"))), None)


def _words(block: etree._Element) -> list[str]:
    return [token for line in lines(_wrapped(block)) for token in tokens(line.text)]


def _wrapped(paragraph: etree._Element) -> etree._Element:
    body = etree.Element(w("body"))
    body.append(deepcopy(paragraph))
    return body


def _adopted(files: Counterparts, run: list[Atom]) -> list[Atom]:
    return [Atom(atom.key, atom.text, [files.adopted(each) for each in atom.runs]) for atom in run]


def _between_marks(run: list[Atom]) -> Iterator[list[Atom]]:
    """Yield stretches of atoms, a new one where a bookmark begins or ends."""
    start = 0
    for place in range(1, len(run) + 1):
        if place == len(run) or run[place].marks:
            yield run[start:place]
            start = place


def _emptied(paragraph: etree._Element) -> None:
    for child in list(paragraph):
        if child.tag != w("pPr"):
            paragraph.remove(child)


def _columns(table: etree._Element) -> int:
    return len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))


def _cells(row: etree._Element) -> list[str]:
    spans = (cell.find(f"{w('tcPr')}/{w('gridSpan')}") for cell in row.iterchildren(w("tc")))
    return [span.get(w("val"), "1") if span is not None else "1" for span in spans]


def _row(row: etree._Element) -> list[str]:
    return [str(len(_cells(row))), *(token for line in lines(row) for token in tokens(line.text))]
