"""The style cascade: document defaults, table style, paragraph style, character style, direct formatting."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from docgen.typeset.looks import RunFormat
from docgen.typeset.word.formats import run_format
from docgen.typeset.word.package import W
from docgen.typeset.word.properties import TOGGLES, Props, paragraph_properties, run_properties
from docgen.typeset.word.values import text_of

MAX_CHAIN = 64  # a style based on itself ends here


@dataclass(frozen=True, slots=True)
class NumberingReference:
    """The list (``numId``) and level that a paragraph or a style names; None where it names none."""

    list_id: str | None
    level: int | None


@dataclass(slots=True)
class Style:
    """One style with what it sets itself; ``own`` pairs its paragraph properties with its numbering."""

    identifier: str
    kind: str
    element: Element
    parent: str | None
    run: Props = field(default_factory=dict)
    paragraph: Props = field(default_factory=dict)
    numbering: NumberingReference | None = None


def numbering_reference(paragraph_element: Element | None) -> NumberingReference | None:
    """Return the ``w:numPr`` of a ``w:pPr``."""
    element = None if paragraph_element is None else paragraph_element.find(W + "numPr")
    if element is None:
        return None
    level = text_of(element, "ilvl")
    return NumberingReference(text_of(element, "numId"), int(level) if level and level.isdigit() else None)


class Styles:
    """All styles of a document; ``theme`` maps theme names (minorEastAsia …) to faces."""

    def __init__(self, root: Element | None, theme: dict[str, str], unknown: Callable[[str], None]) -> None:
        self.theme = theme
        self.unknown = unknown
        self._styles: dict[str, Style] = {}
        self._defaults: dict[str, str] = {}
        self.run_defaults: Props = {}
        self.paragraph_defaults: Props = {}
        self._formats: dict[tuple[str, ...], tuple[RunFormat, bool]] = {}
        self._merged: dict[str | None, tuple[Props, Props]] = {}
        if root is not None:
            self._load(root)

    def _load(self, root: Element) -> None:
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            self.run_defaults = self.run_properties(defaults.find(f"{W}rPrDefault/{W}rPr"))
            self.paragraph_defaults = self.paragraph_properties(defaults.find(f"{W}pPrDefault/{W}pPr"))
        for element in root.iterfind(W + "style"):
            style = self._style(element)
            self._styles[style.identifier] = style
            if element.get(W + "default") in {"1", "true", "on"}:
                self._defaults.setdefault(style.kind, style.identifier)

    def _style(self, element: Element) -> Style:
        paragraph = element.find(W + "pPr")
        return Style(
            identifier=element.get(W + "styleId", ""),
            kind=element.get(W + "type", "paragraph"),
            element=element,
            parent=text_of(element, "basedOn"),
            run=self.run_properties(element.find(W + "rPr")),
            paragraph=self.paragraph_properties(paragraph),
            numbering=numbering_reference(paragraph),
        )

    def run_properties(self, element: Element | None) -> Props:
        """Return what a ``w:rPr`` sets."""
        return run_properties(element, self.theme, self.unknown)

    def paragraph_properties(self, element: Element | None) -> Props:
        """Return what a ``w:pPr`` sets."""
        return paragraph_properties(element, self.unknown)

    def default(self, kind: str) -> str | None:
        """Return the id of the default style of ``kind`` (paragraph, character, table)."""
        return self._defaults.get(kind)

    def known(self, identifier: str | None, kind: str) -> str | None:
        """Return ``identifier`` when it is a style of ``kind``, else the default style's id."""
        style = self._styles.get(identifier or "")
        return style.identifier if style is not None and style.kind == kind else self.default(kind)

    def chain(self, identifier: str | None) -> list[Style]:
        """Return the style and what it is based on, the most basic first."""
        return list(self._ancestors(identifier))[::-1]

    def _ancestors(self, identifier: str | None) -> Iterator[Style]:
        for _ in range(MAX_CHAIN):
            style = self._styles.get(identifier or "")
            if style is None:
                return
            yield style
            identifier = style.parent

    def run_format(
        self, paragraph_style: str | None, direct: Element | None, table: "TableLook"
    ) -> tuple[RunFormat, bool]:
        """Return the look of a run and whether it is hidden; equal runs share one object."""
        key = (paragraph_style or "", table.key, etree.tostring(direct, with_tail=False) if direct is not None else "")
        if key not in self._formats:
            props = self.merged_run(paragraph_style, direct, table)
            self._formats[key] = run_format(props), bool(props.get("vanish"))
        return self._formats[key]

    def merged_run(self, paragraph_style: str | None, direct: Element | None, table: "TableLook") -> Props:
        """Return the properties of a run: defaults, styles, then direct formatting."""
        layers = [
            table.run,
            self._chain_run(paragraph_style),
            self._chain_run(text_of(direct, "rStyle") or self.default("character")),
        ]
        merged = dict(self.run_defaults)
        for layer in layers:
            merged.update(layer)
        # A toggle that an odd number of style levels switches on is on (ECMA-376 17.7.3).
        for name in TOGGLES:
            if sum(bool(layer.get(name)) for layer in layers):
                odd = sum(bool(layer.get(name)) for layer in layers) % 2 == 1
                merged[name] = odd or bool(self.run_defaults.get(name))
        merged.update(self.run_properties(direct))
        return merged

    def _chain_run(self, identifier: str | None) -> Props:
        return self._chain_merged(identifier)[0]

    def _chain_merged(self, identifier: str | None) -> tuple[Props, Props]:
        if identifier not in self._merged:
            run: Props = {}
            paragraph: Props = {}
            for style in self.chain(identifier):
                run.update(style.run)
                paragraph.update(style.paragraph)
            self._merged[identifier] = run, paragraph
        return self._merged[identifier]


@dataclass(frozen=True, slots=True)
class TableLook:
    """What the style of a table lends to the text of one of its cells; ``key`` tells looks apart."""

    key: str = ""
    run: Props = field(default_factory=dict)
    paragraph: Props = field(default_factory=dict)


PLAIN = TableLook()
