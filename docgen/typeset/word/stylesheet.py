"""What the styles part of a file defines, parsed once for all files with the same part: papers of one template."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count

from lxml.etree import _Element as Element

from docgen.typeset.word.package import W, parse
from docgen.typeset.word.properties import Props, paragraph_properties, run_properties
from docgen.typeset.word.theme import theme_fonts
from docgen.typeset.word.values import text_of

MAX_KEPT = 2**20  # bytes of a part that is worth remembering


@dataclass(frozen=True, slots=True)
class NumberingReference:
    """The list (``numId``) and level that a paragraph or a style names; None where it names none."""

    list_id: str | None
    level: int | None


@dataclass(slots=True)
class Style:
    """One style with what it sets itself; ``own`` pairs its paragraph properties with its numbering."""

    identifier: str
    name: str
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


@dataclass(slots=True)
class StyleSheet:
    """All styles, the defaults, the faces behind theme names, and the names of features that are not known.

    ``serial`` is another for each that is parsed.
    """

    theme: dict[str, str] = field(default_factory=dict)
    styles: dict[str, Style] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    run_defaults: Props = field(default_factory=dict)
    paragraph_defaults: Props = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    serial: int = field(default_factory=count().__next__)


def stylesheet(styles: bytes | None, theme: bytes | None, language: str | None) -> StyleSheet:
    """Return what ``styles`` and ``theme`` define; ``language`` chooses among the East Asian faces of a theme."""
    large = len(styles or b"") + len(theme or b"") > MAX_KEPT
    return (_parsed if large else _remembered)(styles, theme, language)


def _parsed(styles: bytes | None, theme: bytes | None, language: str | None) -> StyleSheet:
    faces = theme_fonts(None if theme is None else parse("theme", theme), language)
    sheet = StyleSheet(faces)
    if styles is not None:
        _load(sheet, parse("styles", styles))
    return sheet


_remembered: Callable[..., StyleSheet] = lru_cache(maxsize=16)(_parsed)


def _load(sheet: StyleSheet, root: Element) -> None:
    defaults = root.find(W + "docDefaults")
    if defaults is not None:
        run, paragraph = defaults.find(f"{W}rPrDefault/{W}rPr"), defaults.find(f"{W}pPrDefault/{W}pPr")
        sheet.run_defaults = run_properties(run, sheet.theme, sheet.unknown.append)
        sheet.paragraph_defaults = paragraph_properties(paragraph, sheet.unknown.append)
    for element in root.iterfind(W + "style"):
        style = _style(sheet, element)
        sheet.styles[style.identifier] = style
        if element.get(W + "default") in {"1", "true", "on"}:
            sheet.defaults.setdefault(style.kind, style.identifier)


def _style(sheet: StyleSheet, element: Element) -> Style:
    paragraph = element.find(W + "pPr")
    return Style(
        identifier=element.get(W + "styleId", ""),
        name=text_of(element, "name") or "",
        kind=element.get(W + "type", "paragraph"),
        element=element,
        parent=text_of(element, "basedOn"),
        run=run_properties(element.find(W + "rPr"), sheet.theme, sheet.unknown.append),
        paragraph=paragraph_properties(paragraph, sheet.unknown.append),
        numbering=numbering_reference(paragraph),
    )
