"""VML, the older drawing language: pictures, text boxes and watermarks inside ``w:pict`` and ``w:object``."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.typeset.looks import Insets, Line, ParagraphFormat, RunFormat
from docgen.typeset.tree import Anchor, Axis, Inline, Paragraph, Picture, Shape, Text
from docgen.typeset.word.drawings import frame_only, read_picture
from docgen.typeset.word.package import R, W
from docgen.typeset.word.source import StoryReader
from docgen.typeset.word.styles import PLAIN
from docgen.typeset.word.values import colour, number, points

_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_KINDS = {"shape": "rect", "rect": "rect", "roundrect": "roundRect", "oval": "ellipse", "line": "line"}
_SILENT = frozenset({"shapetype", "OLEObject", "control"})
_INSETS = Insets(3.6, 7.2, 3.6, 7.2)
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
        name = child.tag.rpartition("}")[2]
        if child.tag.startswith(_V) and name in _KINDS:
            yield from _shape(story, child, _KINDS[name])
        elif name not in _SILENT:
            story.source.warnings.add(_OBJECT.fill(name=name), _LEFT_OUT)


def _shape(story: StoryReader, element: Element, kind: str) -> Iterator[Inline]:
    style = _style(element.get("style", ""))
    width, height = (points(style.get(side), per_point=1.0) for side in ("width", "height"))
    image, box, words = (element.find(_V + name) for name in ("imagedata", "textbox", "textpath"))
    if image is not None:
        yield from _picture(story, image, (width, height), _anchor(style))
    elif words is not None:
        yield _watermark(element, words.get("string", ""), style)
    else:
        content = None if box is None else box.find(W + "txbxContent")
        yield Shape(
            kind=kind,
            width=width,
            height=height,
            blocks=() if content is None else story.blocks(content, PLAIN),
            line=None if _is_off(element.get("stroked")) else _line(element),
            fill=None if _is_off(element.get("filled")) else _colour(element.get("fillcolor")),
            insets=_INSETS,
            anchor=_anchor(style),
            rotation=number(style.get("rotation")),
        )


def _picture(story: StoryReader, image: Element, size: tuple[float, float], anchor: Anchor | None) -> Iterator[Inline]:
    relation = story.source.package.relations(story.part).get(image.get(R + "id", ""))
    if relation is None or relation.external:
        story.source.warnings.add(_OBJECT.fill(name="imagedata"), _LEFT_OUT)
        return
    found, words = read_picture(story, relation.target), image.get(_O + "title", "")
    yield Picture(*found, *size, words, anchor) if found else frame_only(*size, words, anchor)


def _watermark(element: Element, words: str, style: dict[str, str]) -> Shape:
    """Return a text path as a box whose one line is as large as the box allows."""
    width, height = (points(style.get(side), per_point=1.0) for side in ("width", "height"))
    letters = sum(1.0 if ord(character) > 0xFF else 0.55 for character in words)
    look = RunFormat(size=min(height, width / max(letters, 1.0)), colour=_colour(element.get("fillcolor")))
    line = Paragraph(ParagraphFormat(align="center"), look, (Text(words, look),))
    return Shape(
        "rect", width, height, (line,), vertical="center", anchor=_anchor(style), rotation=number(style.get("rotation"))
    )


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
