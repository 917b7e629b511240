"""Fields: an instruction and its last result; only page numbers are worked out anew."""

import re
from dataclasses import dataclass, field

from docgen.typeset.looks import RunFormat
from docgen.typeset.tree import Inline, PageField

_TOKEN = re.compile(r'"[^"]*"|\S+')
_KINDS = {
    "PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "section_pages", "PAGEREF": "page_of",
    "STYLEREF": "style_text",
}  # fmt: skip
_TARGETED = frozenset({"PAGEREF", "STYLEREF"})
_HEADING = re.compile(r"(?:标题|heading)?\s*(\d)", re.IGNORECASE)  # Word in any language knows heading 1 as 1
_SWITCHES = {
    "roman": "lowerRoman", "ROMAN": "upperRoman", "alphabetic": "lowerLetter", "ALPHABETIC": "upperLetter",
    "CHINESENUM3": "chineseCounting", "CHINESENUM1": "chineseCounting", "Arabic": "decimal", "ARABIC": "decimal",
    "ArabicDash": "numberInDash", "GB3": "decimalEnclosedCircle", "CIRCLENUM": "decimalEnclosedCircle",
}  # fmt: skip
_VALUED = frozenset(f"\\{letter}" for letter in "l*#@otpbcds")  # switches that may be followed by a value


@dataclass(slots=True)
class Field:
    """A field being read: its instruction so far, and where its result begins in the paragraph's content."""

    instruction: str = ""
    in_result: bool = False
    live: PageField | None = None
    content: list[Inline] = field(default_factory=list)
    start: int = 0


@dataclass(frozen=True, slots=True)
class Instruction:
    """A field's instruction, taken apart: its name, its arguments and its switches with their values."""

    name: str
    arguments: tuple[str, ...]
    switches: dict[str, str]


def parse(text: str) -> Instruction:
    r"""Return the parts of an instruction such as ``HYPERLINK \l "place"``."""
    tokens = [token.strip('"') for token in _TOKEN.findall(text)]
    arguments: list[str] = []
    switches: dict[str, str] = {}
    index = 1
    while index < len(tokens):
        token = tokens[index]
        if token.startswith("\\"):
            following = tokens[index + 1] if index + 1 < len(tokens) else "\\"
            value = following if token in _VALUED and not following.startswith("\\") else ""
            switches.setdefault(token, value)
            index += 2 if value else 1
        else:
            arguments.append(token)
            index += 1
    return Instruction(tokens[0].upper() if tokens else "", tuple(arguments), switches)


def page_field(instruction: Instruction, look: RunFormat) -> PageField | None:
    """Return the live field that ``instruction`` asks for, or None when its cached result is what to print."""
    kind = _KINDS.get(instruction.name)
    target = instruction.arguments[0] if instruction.arguments and instruction.name in _TARGETED else None
    if kind is None or (target is None and instruction.name in _TARGETED):
        return None
    if instruction.name == "STYLEREF":
        kind = "style_number" if {"\\n", "\\r", "\\w"} & set(instruction.switches) else kind
        target = style_name(target or "")
    return PageField(
        kind=kind,  # type: ignore[arg-type]  # the table's values are the literals
        format=look,
        target=target,
        numbering=_SWITCHES.get(instruction.switches.get("\\*", "")),
    )


def style_name(name: str) -> str:
    """Return a style's name as it is compared: in small letters, a heading as "heading 1"."""
    heading = _HEADING.fullmatch(name.strip())
    return f"heading {heading[1]}" if heading else name.strip().casefold()
