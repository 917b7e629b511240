"""Merged properties become final formats: characters to points, theme and default values filled in."""

from typing import Any, cast

from docgen.typeset.looks import Align, Line, LineRule, ParagraphFormat, RunFormat, TabStop
from docgen.typeset.tree import Grid
from docgen.typeset.word.properties import Props
from docgen.typeset.word.values import borders, bounded

DEFAULT_FACE = "Times New Roman"
DEFAULT_EAST_ASIAN = "宋体"
_ALIGN: dict[str, Align] = {
    "start": "left", "left": "left", "center": "center", "end": "right", "right": "right", "both": "both",
    "distribute": "distribute", "thaiDistribute": "distribute", "mediumKashida": "both", "lowKashida": "both",
    "highKashida": "both",
}  # fmt: skip
_SMALLEST = 0.5  # of a character, in points
_AUTO_SPACE = 14.0  # what Word puts for HTML's automatic space between paragraphs
_LINE_OF_GRID = 15.6  # a "line" in beforeLines where no grid says otherwise: 312 twips


def run_format(props: Props) -> RunFormat:
    """Return the final look of a run."""
    get = props.get
    ascii_face = get("font.ascii") or DEFAULT_FACE
    vertical, size = get("vertAlign"), max(get("sz") or 10.0, _SMALLEST)
    return RunFormat(
        ascii=ascii_face,
        high_ansi=get("font.hAnsi") or ascii_face,
        east_asian=get("font.eastAsia") or DEFAULT_EAST_ASIAN,
        east_asian_hint=get("font.hint") == "eastAsia",
        size=size,
        bold=get("b", False),
        italic=get("i", False),
        underline=_drawn(get("u")),
        underline_colour=get("u.color"),
        strike="double" if get("dstrike") else "single" if get("strike") else None,
        colour=get("color"),
        fill=get("highlight") or get("shd"),
        vertical=vertical if vertical in {"superscript", "subscript"} else None,
        tracking=get("spacing", 0.0),
        scale=min(max(get("w") or 1.0, 0.01), 6.0),
        rise=get("position", 0.0),
        emphasis=_drawn(get("em")),
        caps=get("caps", False),
        small_caps=get("smallCaps", False),
        border=get("bdr"),
        snap_to_grid=get("snapToGrid", True),
        kerning=0.0 < get("kern", 0.0) <= size,  # it begins at a size
    )


def _drawn(name: str | None) -> str | None:
    return None if name in {None, "none"} else name


def paragraph_format(props: Props, em: float, grid: Grid, style: str | None) -> ParagraphFormat:
    """Return the final look of a paragraph; ``em`` is the character size that indents in characters count by."""
    get = props.get
    character = em + (grid.character if get("snapToGrid", True) else 0.0)
    left, right, first = _indents(props, character)
    rule = cast("LineRule", get("spacing.lineRule", "auto"))
    line = get("spacing.line")
    outline = get("outlineLvl", 9)
    return ParagraphFormat(
        align=_ALIGN.get(get("jc", "left"), "left"),
        left=left,
        right=right,
        first=first,
        before=_space(props, "before", grid),
        after=_space(props, "after", grid),
        line=_line(line, rule),
        line_rule=rule if line is not None and rule in {"exact", "atLeast"} else "auto",
        contextual=style if get("contextualSpacing") else None,
        keep_next=get("keepNext", False),
        keep_lines=get("keepLines", False),
        page_break_before=get("pageBreakBefore", False),
        widow_control=get("widowControl", True),
        snap_to_grid=get("snapToGrid", True),
        space_latin=get("autoSpaceDE", True) and get("autoSpaceDN", True),
        outline=outline if 0 <= outline < 9 else None,
        tabs=_tab_stops(props),
        borders=borders(_border_sides(props)),
        fill=get("shd"),
        break_words=not get("wordWrap", True),
        hang_marks=get("overflowPunct", True),
    )


def _line(line: float | None, rule: str) -> float:
    if line is None:
        return 1.0
    return abs(line) if rule in {"exact", "atLeast"} else line / 12.0  # 240 twentieths are one line


def _indents(props: Props, character: float) -> tuple[float, float, float]:
    def indent(name: str) -> float:
        in_characters: float = props.get(f"ind.{name}Chars", 0.0)
        return bounded(in_characters * character) if in_characters else cast("float", props.get(f"ind.{name}", 0.0))

    hanging = indent("hanging")
    first = -hanging if hanging else indent("firstLine")
    left = indent("left")
    if props.get("ind.leftChars") and props.get("ind.hangingChars"):
        left += hanging  # leftChars names where the hanging line stands
    return left, indent("right"), first


def _space(props: Props, side: str, grid: Grid) -> float:
    if props.get(f"spacing.{side}Autospacing"):
        return _AUTO_SPACE
    lines = props.get(f"spacing.{side}Lines", 0.0)
    if lines:
        return bounded(float(lines) * (grid.pitch or _LINE_OF_GRID))
    return cast("float", props.get(f"spacing.{side}", 0.0))


def _tab_stops(props: Props) -> tuple[TabStop, ...]:
    stops = [stop for key, stop in props.items() if key.startswith("tab.") and stop is not None]
    return tuple(sorted(stops, key=lambda stop: stop.position))


def _border_sides(props: Props) -> dict[str, Line | None]:
    return {key[7:]: cast("Any", found) for key, found in props.items() if key.startswith("border.")}
