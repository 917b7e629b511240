"""Property elements (``w:rPr``, ``w:pPr``) as flat dictionaries, so that a cascade is nothing but ``dict.update``.

Keys are Word's own names; an element that carries several values is spread over dotted keys (``ind.left``), because
Word inherits them one by one. What changes nothing on paper is left out; what is not known goes to ``unknown``.
"""

from collections.abc import Callable
from typing import Any

from lxml.etree import _Element as Element

from docgen.typeset.looks import TabStop
from docgen.typeset.word.package import W
from docgen.typeset.word.values import VAL, colour, highlight, line, number, points, shading, sides, switch, whole
from docgen.typeset.word.warnings import has_no_effect

Props = dict[str, Any]

TOGGLES = frozenset({"b", "i", "caps", "smallCaps", "strike", "dstrike", "vanish"})
_RUN_SILENT_NAMES = (
    "rStyle bCs iCs szCs lang noProof rtl cs webHidden specVanish rPrChange ins del moveFrom moveTo cnfStyle "
    "oMath ligatures numForm numSpacing stylisticSets cntxtAlts"
)
_RUN_SILENT = frozenset(_RUN_SILENT_NAMES.split())
_PARAGRAPH_SILENT_NAMES = (
    "pStyle framePr numPr rPr sectPr pPrChange suppressLineNumbers suppressAutoHyphens kinsoku "
    "topLinePunct adjustRightInd mirrorIndents suppressOverlap textboxTightWrap divId cnfStyle"
)
_PARAGRAPH_SILENT = frozenset(_PARAGRAPH_SILENT_NAMES.split())
_RUN_SWITCHES = TOGGLES | {"snapToGrid"}
_PARAGRAPH_SWITCHES_NAMES = (
    "keepNext keepLines pageBreakBefore widowControl snapToGrid contextualSpacing autoSpaceDE autoSpaceDN wordWrap "
    "overflowPunct"
)
_PARAGRAPH_SWITCHES = frozenset(_PARAGRAPH_SWITCHES_NAMES.split())
_THEMED = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia"}
_LINE_UNITS = 100.0  # beforeLines and …Chars count in hundredths


def _fonts(element: Element, props: Props, theme: dict[str, str]) -> None:
    for attribute, value in element.attrib.items():
        name = attribute.rpartition("}")[2]
        if name in _THEMED:
            props[f"font.{_THEMED[name]}"] = theme.get(value) or props.get(f"font.{_THEMED[name]}")
        elif f"{name}Theme" not in _THEMED or element.get(f"{W}{name}Theme") is None:
            props[f"font.{name}"] = value


def _underline(element: Element, props: Props, _theme: dict[str, str]) -> None:
    props["u"] = element.get(VAL, "single")
    props["u.color"] = colour(element.get(W + "color"))


_RUN_VALUES: dict[str, Callable[[Element], Any]] = {
    "sz": lambda e: points(e.get(VAL), 10.0, per_point=2),
    "color": lambda e: colour(e.get(VAL)),
    "highlight": highlight,
    "shd": shading,
    "vertAlign": lambda e: e.get(VAL),
    "spacing": lambda e: points(e.get(VAL)),
    "kern": lambda e: points(e.get(VAL), per_point=2),
    "w": lambda e: number((e.get(VAL) or "100").rstrip("%"), 100) / 100,
    "position": lambda e: points(e.get(VAL), per_point=2),
    "em": lambda e: e.get(VAL),
    "bdr": line,
}
_RUN_SPREAD = {"rFonts": _fonts, "u": _underline}


def run_properties(element: Element | None, theme: dict[str, str], unknown: Callable[[str], None]) -> Props:
    """Return what a ``w:rPr`` sets; ``theme`` gives the faces behind theme names."""
    props: Props = {}
    for child in element if element is not None else ():
        name = child.tag.rpartition("}")[2]
        if name in _RUN_SWITCHES:
            props[name] = switch(child)
        elif name in _RUN_VALUES:
            props[name] = _RUN_VALUES[name](child)
        elif name in _RUN_SPREAD:
            _RUN_SPREAD[name](child, props, theme)
        elif name not in _RUN_SILENT and not has_no_effect(child):
            unknown(name)
    return props


def _spacing(element: Element, props: Props) -> None:
    for attribute, value in element.attrib.items():
        name = attribute.rpartition("}")[2]
        props[f"spacing.{name}"] = value if name == "lineRule" else _spacing_value(name, value)


def _spacing_value(name: str, value: str) -> float | bool:
    if name.endswith("Autospacing"):
        return value not in {"0", "false", "off"}
    if name.endswith("Lines"):
        return number(value) / _LINE_UNITS
    return points(value)


_INDENT_NAMES = {"start": "left", "end": "right", "startChars": "leftChars", "endChars": "rightChars"}


def _indent(element: Element, props: Props) -> None:
    for attribute, value in element.attrib.items():
        name = attribute.rpartition("}")[2]
        name = _INDENT_NAMES.get(name, name)
        props[f"ind.{name}"] = number(value) / _LINE_UNITS if name.endswith("Chars") else points(value)
    for given, other in (("hanging", "firstLine"), ("firstLine", "hanging")):
        if f"ind.{given}" in props or props.get(f"ind.{given}Chars"):
            # one first line: it hangs or it is indented, and the nearer definition wins
            props.setdefault(f"ind.{other}", 0.0)
            props.setdefault(f"ind.{other}Chars", 0.0)


def _tabs(element: Element, props: Props) -> None:
    for stop in element:
        position, kind = points(stop.get(W + "pos")), stop.get(VAL, "left")
        kind = {"start": "left", "end": "right", "num": "left"}.get(kind, kind)
        leader = stop.get(W + "leader")
        props[f"tab.{position:.2f}"] = (
            None if kind == "clear" else TabStop(position, kind, None if leader == "none" else leader)
        )


def _paragraph_borders(element: Element, props: Props) -> None:
    props.update({f"border.{side}": found for side, found in sides(element).items()})


_PARAGRAPH_VALUES: dict[str, Callable[[Element], Any]] = {
    "jc": lambda e: e.get(VAL),
    "outlineLvl": lambda e: whole(e.get(VAL), 9),
    "shd": shading,
}
_PARAGRAPH_SPREAD: dict[str, Callable[[Element, Props], None]] = {
    "spacing": _spacing,
    "ind": _indent,
    "tabs": _tabs,
    "pBdr": _paragraph_borders,
}


def paragraph_properties(element: Element | None, unknown: Callable[[str], None]) -> Props:
    """Return what a ``w:pPr`` sets, without style, numbering and mark."""
    props: Props = {}
    for child in element if element is not None else ():
        name = child.tag.rpartition("}")[2]
        if name in _PARAGRAPH_SWITCHES:
            props[name] = switch(child)
        elif name in _PARAGRAPH_VALUES:
            props[name] = _PARAGRAPH_VALUES[name](child)
        elif name in _PARAGRAPH_SPREAD:
            _PARAGRAPH_SPREAD[name](child, props)
        elif name not in _PARAGRAPH_SILENT and not has_no_effect(child):
            unknown(name)
    return props
