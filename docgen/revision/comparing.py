"""Two Word files in one: the first, with tracked changes that make it the second."""

import posixpath
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import Final

from lxml import etree

from docgen.render.package import Member, Mould, read_package
from docgen.render.parts import read_part, stories
from docgen.render.word import DECLARATION, serialise, w
from docgen.revision.deciding import accepted, rejected
from docgen.revision.lines import lines
from docgen.revision.matching import Counterparts
from docgen.revision.redlining import Redline
from docgen.revision.tracking import Tracker

_MARKS: Final = ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "bookmarkStart")


class UnprovenError(Exception):
    """A redline that would not give one of its two documents back; nothing was written."""


def redline(before: bytes, after: bytes, *, author: str, on: date) -> bytes:
    """Return ``before`` with the changes to ``after`` tracked as the author's, made on that day.

    Changes that either file has tracked already count as made. To accept all gives ``after``, to reject all gives
    ``before``: that is checked, and ``UnprovenError`` raised where it does not hold. Raises TemplateError for what is
    no Word file.
    """
    members, old = read_package(before, "before.docx")
    _, new = read_package(after, "after.docx")
    files = Counterparts(old, new)
    roots = dict(_parts(old, new, strict=files.strict))
    for mine, _ in roots.values():
        files.learn(mine)
    marks = (mark for mine, _ in roots.values() for mark in mine.iter(*map(w, _MARKS)))
    first = max((int(mark.get(w("id"), "0")) for mark in marks), default=0)
    tracker = Tracker(author, on, first=first + 100_000)
    changed: dict[str, bytes] = {}
    for part, (mine, theirs) in roots.items():
        original = deepcopy(mine)
        content = _content(mine), _content(theirs)
        Redline(tracker, files).blocks(*content)
        _prove(part, files, original, mine, theirs)
        changed[part] = (DECLARATION + serialise(mine)).encode()
    return Mould(members, changed).cast(Member.pack(part, content) for part, content in changed.items())


def _parts(
    old: Mapping[str, bytes], new: Mapping[str, bytes], *, strict: bool
) -> Iterator[tuple[str, tuple[etree._Element, etree._Element]]]:
    """Yield the body, and where one house made both files their headers and footers, with changes made so."""
    (body, _), *rest = stories(old, "before.docx")
    (other, _), *_ = stories(new, "after.docx")
    yield body, (_read(old, body), _read(new, other))
    for part, _ in rest:
        if strict and part in new and posixpath.basename(part).startswith(("header", "footer")):
            yield part, (_read(old, part), _read(new, part))


def _read(contents: Mapping[str, bytes], part: str) -> etree._Element:
    return accepted(read_part(contents[part], part, part))


def _content(root: etree._Element) -> etree._Element:
    body = root.find(w("body"))
    return root if body is None else body


def _prove(
    part: str, files: Counterparts, before: etree._Element, tracked: etree._Element, after: etree._Element
) -> None:
    mine, theirs = files.styles if files.strict else ({}, {})
    if said(rejected(deepcopy(tracked)), mine) != said(before, mine):
        raise UnprovenError(f"{part}: rejected")
    if said(accepted(deepcopy(tracked)), mine) != said(after, theirs):
        raise UnprovenError(f"{part}: accepted")


def said(root: etree._Element, styles: Mapping[str, str]) -> list[tuple[str, str, tuple[int, ...]]]:
    """Return what a part says: of each paragraph its text, the name of its style and its place in tables."""
    rows = {row: number for number, row in enumerate(root.iter(w("tr")))}
    found: list[tuple[str, str, tuple[int, ...]]] = []
    for line, paragraph in zip(lines(root), root.iter(w("p")), strict=True):
        cell = next(paragraph.iterancestors(w("tc")), None)
        place = () if cell is None else (rows[cell.getparent()], cell.getparent().index(cell))
        found.append((line.text, styles.get(line.style, ""), place))
    return found
