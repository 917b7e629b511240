"""Names of WordprocessingML (ECMA-376 part 1) that the doctor speaks of, and how its trees are walked."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NUMBER = re.compile(r"-?\d{1,9}")
_FALLBACK = f"{_MC}Fallback"


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML: ``w("p")``."""
    return f"{{{W}}}{name}"


WRAPPERS: Final = frozenset(
    (
        *map(w, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo", "dir", "bdo")),
        *(f"{_MC}{name}" for name in ("AlternateContent", "Choice")),
    )
)
"""Elements that stand around others and leave them what they are."""

MARKUP: Final = frozenset(
    map(
        w,
        (
            *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr", "permStart"),
            *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "permEnd"),
            *("customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd"),
            *("customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd"),
            *("customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
        ),
    )
)
"""Elements that mark a place between others (17.13, EG_RangeMarkupElements)."""


def walk(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the element and all below it in document order, but for what only older programs read (mc:Fallback)."""
    skipped: etree._Element | None = None
    for event, found in etree.iterwalk(element, events=("start", "end")):
        if found.tag == _FALLBACK and skipped in (None, found):
            skipped = found if event == "start" else None
        elif event == "start" and skipped is None and isinstance(found.tag, str):
            yield found


def inner(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of an element, seen through wrappers."""
    for child in element.iterchildren(etree.Element):
        if child.tag in WRAPPERS:
            yield from inner(child)
        elif child.tag != _FALLBACK:
            yield child


def outer(element: etree._Element) -> etree._Element | None:
    """Return the parent of an element, seen through wrappers."""
    return next((above for above in element.iterancestors() if above.tag not in WRAPPERS), None)


def value(element: etree._Element | None, default: str = "") -> str:
    """Return the ``w:val`` of an element."""
    return default if element is None else element.get(w("val"), default)


def number(element: etree._Element | None, default: int) -> int | None:
    """Return the ``w:val`` of an element as a number; None where a template's tag stands in its place."""
    said = value(element, str(default))
    return int(said) if _NUMBER.fullmatch(said) else None


def text(element: etree._Element) -> str:
    """Return what the element says."""
    return "".join(found.text or "" for found in walk(element) if found.tag == w("t"))


def local(element: etree._Element) -> str:
    """Return the name of an element as people write it: ``w:p``, or with no prefix where it has another namespace."""
    name = etree.QName(element)
    return f"w:{name.localname}" if name.namespace == W else str(name.localname)
