"""What the reader met and could not take over exactly: collected once per kind, with the first place."""

from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.typeset.places import in_paragraph
from docgen.typeset.tree import Approximation
from docgen.typeset.word.memory import Reach
from docgen.typeset.word.package import W
from docgen.typeset.word.values import VAL

_OFF = ("0", "false", "off")
_WITHOUT_EFFECT: dict[str, tuple[str, ...]] = {
    "textAlignment": ("auto", "baseline"),
    "textDirection": ("lrTb", "lr"),
    **dict.fromkeys(("bidi", "bidiVisual", "rtlGutter", "outline", "shadow", "emboss", "imprint"), _OFF),
    "effect": ("none",),
}

_UNKNOWN = Wording("不认识的 Word 功能“{name}”", 'unknown Word feature "{name}"')
_LEFT_OUT = Wording("没有排入；请核对这一处", "it was left out; please check this place")


class Warnings:
    """Warnings in the order of the document; ``place`` is the block at which the reader stands.

    ``reach`` counts all, also those that were noted before.
    """

    def __init__(self, reach: Reach) -> None:
        self._found: dict[Wording, Approximation] = {}
        self._reach = reach
        self.place: Element | None = None

    def add(self, what: Wording, how: Wording) -> None:
        """Note that ``what`` came out as ``how`` tells; the same ``what`` is noted once."""
        self._reach.often += 1
        if what not in self._found:
            text = "" if self.place is None else "".join(self.place.itertext(W + "t"))
            self._found[what] = Approximation(what, in_paragraph(text), how)

    def unknown(self, name: str) -> None:
        """Note a feature that this reader does not know."""
        self.add(_UNKNOWN.fill(name=name), _LEFT_OUT)

    def expect(self, element: Element | None, known: frozenset[str]) -> None:
        """Note every child of a property element whose local name is not ``known``."""
        for child in element if element is not None else ():
            name = child.tag.rpartition("}")[2]
            if name not in known and not has_no_effect(child):
                self.unknown(name)

    @property
    def found(self) -> tuple[Approximation, ...]:
        """All warnings so far."""
        return tuple(self._found.values())


def has_no_effect(element: Element) -> bool:
    """Return whether a property that is not taken over asks for what is done anyhow."""
    return element.get(VAL) in _WITHOUT_EFFECT.get(element.tag.rpartition("}")[2], ())
