"""How paragraphs and runs look in the document tree: lines, borders, faces, sizes, indents and spacing.

Lengths are points (1/72 inch), colours are six hexadecimal digits, ``None`` means "not drawn" or "not set".
"""

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right", "both", "distribute"]
LineRule = Literal["auto", "exact", "atLeast"]


@dataclass(frozen=True, slots=True)
class Line:
    """A border or an outline; ``kind`` is Word's name (single, double, dotted, dashed, thick …)."""

    kind: str
    width: float
    colour: str = "000000"
    space: float = 0.0


@dataclass(frozen=True, slots=True)
class Borders:
    """The lines around something; ``horizontal`` and ``vertical`` lie between its rows, columns or paragraphs."""

    top: Line | None = None
    left: Line | None = None
    bottom: Line | None = None
    right: Line | None = None
    horizontal: Line | None = None
    vertical: Line | None = None


@dataclass(frozen=True, slots=True)
class Insets:
    """The space between an edge and what stands inside it."""

    top: float = 0.0
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How a run of characters looks; the three faces are Word family names.

    ``east_asian_hint`` sends ambiguous characters (quotes, dashes, ellipsis) to the East Asian face. ``kerning`` moves
    pairs of letters closer (ISO/IEC 29500-1, 17.3.2.19).
    """

    ascii: str = "Times New Roman"
    high_ansi: str = "Times New Roman"
    east_asian: str = "宋体"
    east_asian_hint: bool = False
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    underline: str | None = None
    underline_colour: str | None = None
    strike: Literal["single", "double"] | None = None
    colour: str | None = None
    fill: str | None = None
    vertical: Literal["superscript", "subscript"] | None = None
    tracking: float = 0.0
    scale: float = 1.0
    rise: float = 0.0
    emphasis: str | None = None
    caps: bool = False
    small_caps: bool = False
    border: Line | None = None
    snap_to_grid: bool = True
    kerning: bool = False


@dataclass(frozen=True, slots=True)
class TabStop:
    """A tab stop, measured from the left margin of the column; ``leader`` fills the gap (dot, hyphen, underscore)."""

    position: float
    kind: Literal["left", "center", "right", "decimal", "bar"] = "left"
    leader: str | None = None


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """How a paragraph is set; ``first`` is the indent of the first line against ``left`` (negative: it hangs out).

    ``line`` is a factor when ``line_rule`` is "auto", otherwise points.
    ``contextual`` names a style: between neighbours of that name no space is set. ``break_words`` lets a Latin word
    break between any two letters; ``hang_marks`` lets a Chinese mark at the end of a line stand beyond it.
    """

    align: Align = "left"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    line_rule: LineRule = "auto"
    contextual: str | None = None
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    widow_control: bool = True
    snap_to_grid: bool = True
    space_latin: bool = True
    outline: int | None = None
    tabs: tuple[TabStop, ...] = ()
    borders: Borders | None = None
    fill: str | None = None
    break_words: bool = False
    hang_marks: bool = True
