"""Markup compatibility: which of the offered alternatives this reader takes (ECMA-376 part 3)."""

from lxml import etree
from lxml.etree import _Element as Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_UNDERSTOOD = frozenset({"wps", "wpg", "w14", "w15", "wp14", "a14"})
_NOTHING = etree.Element("nothing")


def chosen(element: Element) -> Element:
    """Return the first Choice of an AlternateContent whose namespaces are all understood, else the Fallback."""
    for choice in element.iterfind(_MC + "Choice"):
        if set((choice.get("Requires") or "").split()) <= _UNDERSTOOD:
            return choice
    fallback = element.find(_MC + "Fallback")
    return _NOTHING if fallback is None else fallback
