"""The style cascade: document defaults, table style, paragraph style, character style, direct formatting."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from docgen.typeset.looks import RunFormat
from docgen.typeset.word.formats import run_format
from docgen.typeset.word.memory import Recall
from docgen.typeset.word.properties import TOGGLES, Props, paragraph_properties, run_properties
from docgen.typeset.word.stylesheet import Style, StyleSheet
from docgen.typeset.word.values import text_of, xml

MAX_CHAIN = 64  # a style based on itself ends here


class Styles:
    """The styles of one document; ``unknown`` is told the name of each feature that is not known."""

    def __init__(self, sheet: StyleSheet, unknown: Callable[[str], None], recall: Recall) -> None:
        self._sheet = sheet
        self._unknown = unknown
        self._recall = recall
        for name in sheet.unknown:
            unknown(name)

    @property
    def paragraph_defaults(self) -> Props:
        """The paragraph properties that hold where nothing else is said."""
        return self._sheet.paragraph_defaults

    def run_properties(self, element: Element | None) -> Props:
        """Return what a ``w:rPr`` sets."""
        return run_properties(element, self._sheet.theme, self._unknown)

    def paragraph_properties(self, element: Element | None) -> Props:
        """Return what a ``w:pPr`` sets."""
        return paragraph_properties(element, self._unknown)

    def default(self, kind: str) -> str | None:
        """Return the id of the default style of ``kind`` (paragraph, character, table)."""
        return self._sheet.defaults.get(kind)

    def known(self, identifier: str | None, kind: str) -> str | None:
        """Return ``identifier`` when it is a style of ``kind``, else the default style's id."""
        style = self._sheet.styles.get(identifier or "")
        return style.identifier if style is not None and style.kind == kind else self.default(kind)

    def name(self, identifier: str | None) -> str:
        """Return the name by which people and fields know a style; empty for one that is not there."""
        style = self._sheet.styles.get(identifier or "")
        return "" if style is None else style.name

    def chain(self, identifier: str | None) -> list[Style]:
        """Return the style and what it is based on, the most basic first."""
        return list(self._ancestors(identifier))[::-1]

    def _ancestors(self, identifier: str | None) -> Iterator[Style]:
        for _ in range(MAX_CHAIN):
            style = self._sheet.styles.get(identifier or "")
            if style is None:
                return
            yield style
            identifier = style.parent

    def run_format(
        self, paragraph_style: str | None, direct: Element | None, table: "TableLook"
    ) -> tuple[RunFormat, bool]:
        """Return the look of a run and whether it is hidden; equal runs share one object."""

        def make() -> tuple[RunFormat, bool]:
            props = self.merged_run(paragraph_style, direct, table)
            return run_format(props), bool(props.get("vanish"))

        return self._recall("run", xml(direct), (paragraph_style, table.key), make)

    def merged_run(self, paragraph_style: str | None, direct: Element | None, table: "TableLook") -> Props:
        """Return the properties of a run: defaults, styles, then direct formatting."""
        layers = [
            table.run,
            self._chain_run(paragraph_style),
            self._chain_run(text_of(direct, "rStyle") or self.default("character")),
        ]
        merged = dict(self._sheet.run_defaults)
        for layer in layers:
            merged.update(layer)
        # A toggle that an odd number of style levels switches on is on (ECMA-376 17.7.3).
        for name in TOGGLES:
            if sum(bool(layer.get(name)) for layer in layers):
                odd = sum(bool(layer.get(name)) for layer in layers) % 2 == 1
                merged[name] = odd or bool(self._sheet.run_defaults.get(name))
        merged.update(self.run_properties(direct))
        return merged

    def _chain_run(self, identifier: str | None) -> Props:
        def make() -> Props:
            return {name: value for style in self.chain(identifier) for name, value in style.run.items()}

        return self._recall("chain", b"", identifier, make)


@dataclass(frozen=True, slots=True)
class TableLook:
    """What the style of a table lends to the text of one of its cells; ``key`` tells looks apart."""

    key: str = ""
    run: Props = field(default_factory=dict)
    paragraph: Props = field(default_factory=dict)


PLAIN = TableLook()
