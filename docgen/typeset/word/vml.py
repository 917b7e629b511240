"""VML, the older drawing language: pictures, text boxes and watermarks inside ``w:pict`` and ``w:object``."""

from collections.abc import Iterator
from dataclasses import replace

from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.typeset.looks import Insets, Line, ParagraphFormat, RunFormat
from docgen.typeset.tree import Anchor, Axis, Drawn, Group, Inline, Paragraph, Picture, Placed, Shape, Step, Text
from docgen.typeset.word.boxes import Box, Frame, space
from docgen.typeset.word.drawings import frame_only, read_picture
from docgen.typeset.word.package import R, W
from docgen.typeset.word.presets import preset
from docgen.typeset.word.shapelooks import hidden_corner
from docgen.typeset.word.shapes import AS_RECTANGLE, SHAPE
from docgen.typeset.word.source import StoryReader
from docgen.typeset.word.styles import PLAIN
from docgen.typeset.word.values import colour, number, points

_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_KINDS = {"shape": "", "rect": "rect", "roundrect": "roundRect", "oval": "ellipse", "line": "line"}
_PICTURE_FRAME = "75"
_TYPES = {  # of a v:shape, by the numbers that Word gives them (MS-ODRAW, MSOSPT)
    "": "rect", "1": "rect", "2": "roundRect", "3": "ellipse", "4": "diamond", "5": "triangle", "6": "rtTriangle",
    "7": "parallelogram", "8": "trapezoid", "9": "hexagon", "13": "rightArrow", "15": "homePlate", "20": "line",
    "32": "line", "55": "chevron", "66": "leftArrow", "67": "downArrow", "68": "upArrow", _PICTURE_FRAME: "rect",
    "109": "rect", "110": "diamond", "111": "flowChartInputOutput", "114": "flowChartDocument",
    "116": "flowChartTerminator", "117": "flowChartPreparation", "118": "flowChartManualInput",
    "119": "flowChartManualOperation", "120": "ellipse", "128": "flowChartMerge", "176": "roundRect",
    "177": "flowChartOffpageConnector", "202": "rect",
}  # fmt: skip
_SILENT = frozenset({"shapetype", "OLEObject", "control", "wrap", "anchorlock", "lock"})
_INSETS = (7.2, 3.6, 7.2, 3.6)  # left, top, right, bottom
_OBJECT = Wording("旧式图形（VML {name}）", "old-style drawing (VML {name})")
_LEFT_OUT = Wording("没有排入", "it was left out")
_COLOURS = {
    "silver": "C0C0C0",
    "gray": "808080",
    "red": "FF0000",
    "black": "000000",
    "white": "FFFFFF",
    "blue": "0000FF",
}


def read_pict(story: StoryReader, element: Element) -> Iterator[Inline]:
    """Yield what a ``w:pict`` or ``w:object`` shows."""
    for child in element:
        style = _style(child.get("style", ""))
        yield from _drawn(story, child, _frame(child, style))


def _drawn(story: StoryReader, element: Element, frame: Frame) -> Iterator[Drawn]:
    name = element.tag.rpartition("}")[2]
    if element.tag == _V + "group":
        yield _group(story, element, frame)
    elif element.tag.startswith(_V) and name in _KINDS:
        yield from _shape(story, element, frame)
    elif name not in _SILENT:
        story.source.warnings.add(_OBJECT.fill(name=name), _LEFT_OUT)


def _frame(element: Element, style: dict[str, str]) -> Frame:
    """Return the box of what stands in no group."""
    anchor = _anchor(style)
    if element.tag != _V + "line":
        width, height = (points(style.get(side), per_point=1.0) for side in ("width", "height"))
        return Frame(width, height, anchor)
    box = _span(element)
    if anchor is not None:
        across, down = anchor.horizontal, anchor.vertical
        across, down = replace(across, offset=across.offset + box.x), replace(down, offset=down.offset + box.y)
        anchor = replace(anchor, horizontal=across, vertical=down)
    return Frame(box.width, box.height, anchor)


def _group(story: StoryReader, element: Element, frame: Frame) -> Group:
    """Return a group with its parts, each in the box that it has in the group's coordinates."""
    (x, y), size = _pair(element.get("coordorigin", "0,0")), _pair(element.get("coordsize", "1000,1000"))
    within = space(frame, Box(x, y, *size), unit=1.0)
    parts: list[Placed] = []
    for child in element:
        style = _style(child.get("style", ""))
        sides = (number(style.get(name)) for name in ("left", "top", "width", "height"))
        box = _span(child) if child.tag == _V + "line" else Box(*sides)
        parts += within.placed(box, _drawn(story, child, within.frame(box)))
    return Group(frame.width, frame.height, tuple(parts), frame.anchor, _turn(element))


def _span(line: Element) -> Box:
    """Return the box between the ends of a line."""
    (x, y), (right, bottom) = (_pair(line.get(end, "0,0")) for end in ("from", "to"))
    return Box(min(x, right), min(y, bottom), abs(right - x), abs(bottom - y))


def _rises(line: Element) -> bool:
    """Return whether a line goes from below on the left to above on the right."""
    (x, y), (right, bottom) = (_pair(line.get(end, "0,0")) for end in ("from", "to"))
    flips = _flips(line)
    return (right - x) * (bottom - y) < 0 or ("x" in flips) != ("y" in flips)


def _flips(element: Element) -> str:
    return _style(element.get("style", "")).get("flip", "")


def _heads(line: Element) -> tuple[bool, bool]:
    """Return whether an arrow stands at the left end of a line, or the upper one, and at the other."""
    stroke = line.find(_V + "stroke")
    given = (None if stroke is None else stroke.get(name) for name in ("startarrow", "endarrow"))
    start, end = (kind not in {None, "none"} for kind in given)
    turned = "x" in _flips(line) or _pair(line.get("from", "0,0")) > _pair(line.get("to", "0,0"))
    return (end, start) if turned else (start, end)


def _pair(text: str) -> tuple[float, float]:
    """Return a place or a size: in points where it names a unit, else in the coordinates of the group around it."""
    one, _, other = (part.strip() for part in text.partition(","))
    return _coordinate(one), _coordinate(other)


def _coordinate(text: str) -> float:
    return points(text, per_point=1.0) if text[-2:].isalpha() else number(text)


def _turn(element: Element) -> float:
    return number(_style(element.get("style", "")).get("rotation"))


def _shape(story: StoryReader, element: Element, frame: Frame) -> Iterator[Drawn]:
    image, box, words = (element.find(_V + name) for name in ("imagedata", "textbox", "textpath"))
    if image is not None:
        yield from _picture(story, image, frame)
    elif words is not None:
        yield _watermark(element, words.get("string", ""), frame)
    else:
        content = None if box is None else box.find(W + "txbxContent")
        kind, path = _form(story, element, frame)
        framed = _type(element) == _PICTURE_FRAME  # that holds no picture: the ground of a canvas
        yield Shape(
            kind=kind,
            width=frame.width,
            height=frame.height,
            blocks=() if content is None else story.blocks(content, PLAIN),
            line=None if framed or _is_off(element.get("stroked")) else _line(element),
            fill=None if _is_off(element.get("filled")) else _colour(element.get("fillcolor")),
            insets=_insets(box, hidden_corner(kind, frame.width, frame.height)),
            anchor=frame.anchor,
            rotation=_turn(element),
            flip=_rises(element),
            path=path,
            heads=_heads(element),
        )


def _type(element: Element) -> str:
    """Return the number of the ready-made shape that a ``v:shape`` is; nothing where it names none."""
    return (element.get("type") or "").rpartition("_t")[2]


def _form(story: StoryReader, element: Element, frame: Frame) -> tuple[str, tuple[Step, ...]]:
    """Return the kind of a shape, and the path of one that is no rectangle, ellipse or line."""
    drawn = element.get("path") is not None and not element.get("type")  # freely
    number_of_type = "path" if drawn else _type(element)
    kind = _KINDS[element.tag.rpartition("}")[2]] or _TYPES.get(number_of_type)
    if kind is None:
        story.source.warnings.add(SHAPE.fill(kind=number_of_type), AS_RECTANGLE)
        return "rect", ()
    return kind, preset(kind, None, (frame.width, frame.height))


def _insets(box: Element | None, corner: tuple[float, float]) -> Insets:
    given = "" if box is None else box.get("inset") or ""
    sides = zip([*given.split(","), "", "", ""], _INSETS, strict=False)
    left, top, right, bottom = (points(text.strip() or None, usual, per_point=1.0) for text, usual in sides)
    across, down = corner
    return Insets(top + down, left + across, bottom + down, right + across)


def _picture(story: StoryReader, image: Element, frame: Frame) -> Iterator[Drawn]:
    relation = story.source.package.relations(story.part).get(image.get(R + "id", ""))
    if relation is None or relation.external:
        story.source.warnings.add(_OBJECT.fill(name="imagedata"), _LEFT_OUT)
        return
    found, words = read_picture(story, relation.target), image.get(_O + "title", "")
    size = frame.width, frame.height
    yield Picture(*found, *size, words, frame.anchor) if found else frame_only(*size, words, frame.anchor)


def _watermark(element: Element, words: str, frame: Frame) -> Shape:
    """Return a text path as a box whose one line is as large as the box allows."""
    width, height = frame.width, frame.height
    letters = sum(1.0 if ord(character) > 0xFF else 0.55 for character in words)
    look = RunFormat(size=min(height, width / max(letters, 1.0)), colour=_colour(element.get("fillcolor")))
    line = Paragraph(ParagraphFormat(align="center"), look, (Text(words, look),))
    return Shape("rect", width, height, (line,), vertical="center", anchor=frame.anchor, rotation=_turn(element))


def _style(text: str) -> dict[str, str]:
    return {name.strip(): value.strip() for name, _, value in (part.partition(":") for part in text.split(";"))}


def _anchor(style: dict[str, str]) -> Anchor | None:
    if style.get("position") != "absolute":
        return None
    return Anchor(
        horizontal=_axis(style, "horizontal", "left", "column"),
        vertical=_axis(style, "vertical", "top", "paragraph"),
        behind=style.get("z-index", "0").startswith("-"),
    )


def _axis(style: dict[str, str], axis: str, side: str, default: str) -> Axis:
    relative = style.get(f"mso-position-{axis}-relative", default)
    align = style.get(f"mso-position-{axis}")
    offset = points(style.get(f"margin-{side}"), per_point=1.0)
    return Axis(
        {"text": default, "char": default}.get(relative, relative), offset, None if align == "absolute" else align
    )


def _line(element: Element) -> Line:
    return Line(
        "single",
        points(element.get("strokeweight"), 0.75, per_point=1.0),
        _colour(element.get("strokecolor")) or "000000",
    )


def _colour(text: str | None) -> str | None:
    name = (text or "").split(" ")[0]
    return _COLOURS.get(name) or colour(name.removeprefix("#"))


def _is_off(text: str | None) -> bool:
    return text in {"f", "false"}
