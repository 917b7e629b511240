"""All tracked changes of a part accepted or rejected, as Word does it."""

from typing import Final, Literal

from lxml import etree

from docgen.render.word import w

_RENAMED: Final = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
_CAME: Final = (w("ins"), w("moveTo"))
_WENT: Final = (w("del"), w("moveFrom"))
_RANGES: Final = tuple(w(f"{name}Range{end}") for name in ("moveFrom", "moveTo") for end in ("Start", "End"))
_LOOKS: Final = ("pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "tblGridChange")


def accepted(root: etree._Element) -> etree._Element:
    """Make all changes below ``root`` so; return it."""
    return _decided(root, "accept")


def rejected(root: etree._Element) -> etree._Element:
    """Undo all changes below ``root``; return it."""
    return _decided(root, "reject")


def _decided(root: etree._Element, how: Literal["accept", "reject"]) -> etree._Element:
    kept, gone = (_CAME, _WENT) if how == "accept" else (_WENT, _CAME)
    _rows(root, kept, gone)
    _runs(root, kept, gone)
    for change in list(root.iter(*map(w, _LOOKS))):
        _look(change, restore=how == "reject")
    for part in list(root.iter(*_RANGES)):
        part.getparent().remove(part)
    _paragraphs(root, kept, gone)
    for part in root.iter(*_RENAMED):
        part.tag = _RENAMED[part.tag]
    return root


def _rows(root: etree._Element, kept: tuple[str, ...], gone: tuple[str, ...]) -> None:
    for row in list(root.iter(w("tr"))):
        properties = row.find(w("trPr"))
        marks = [] if properties is None else [mark for mark in properties if mark.tag in (*kept, *gone)]
        if any(mark.tag in gone for mark in marks):
            table = row.getparent()
            table.remove(row)
            if table.find(w("tr")) is None:
                table.getparent().remove(table)
            continue
        for mark in marks:
            properties.remove(mark)
        if properties is not None and not len(properties):
            row.remove(properties)


def _runs(root: etree._Element, kept: tuple[str, ...], gone: tuple[str, ...]) -> None:
    for mark in list(root.iter(*kept, *gone)):
        parent = mark.getparent()
        if parent is None or parent.tag in (w("rPr"), w("trPr")):
            continue
        if mark.tag in kept:
            place = parent.index(mark)
            parent[place : place + 1] = list(mark)
        else:
            parent.remove(mark)


def _look(change: etree._Element, *, restore: bool) -> None:
    properties = change.getparent()
    old = next(iter(change), None)
    properties.remove(change)
    if restore:
        keep = [part for part in properties if part.tag in (w("rPr"), w("sectPr")) and properties.tag == w("pPr")]
        properties[:] = [*(old if old is not None else ()), *keep]
    if not len(properties) and properties.getparent() is not None:
        properties.getparent().remove(properties)


def _paragraphs(root: etree._Element, kept: tuple[str, ...], gone: tuple[str, ...]) -> None:
    """Join a paragraph whose end is gone to the next; what is joined looks as the next does."""
    for paragraph in list(root.iter(w("p"))):
        look = paragraph.find(f"{w('pPr')}/{w('rPr')}")
        marks = [] if look is None else [mark for mark in look if mark.tag in (*kept, *gone)]
        is_gone = any(mark.tag in gone for mark in marks)
        for mark in marks:
            look.remove(mark)
        if look is not None and not len(look):
            look.getparent().remove(look)
        if not is_gone:
            continue
        content = [child for child in paragraph if child.tag != w("pPr")]
        following = paragraph.getnext()
        if following is not None and following.tag == w("p"):
            place = int(following.find(w("pPr")) is not None)
            following[place:place] = content
            paragraph.getparent().remove(paragraph)
        elif not any(child.tag == w("r") for child in content) and following is not None:
            paragraph.getparent().remove(paragraph)
