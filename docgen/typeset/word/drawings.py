"""DrawingML: pictures, boxes and simple shapes, in the line or anchored."""

import posixpath
from collections.abc import Iterator

from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.typeset.looks import Insets, Line, ParagraphFormat, RunFormat
from docgen.typeset.tree import (
    Anchor,
    Axis,
    Drawn,
    Group,
    Inline,
    Link,
    Paragraph,
    Picture,
    Placed,
    Shape,
    Text,
)
from docgen.typeset.word.boxes import Frame, box_of, space
from docgen.typeset.word.diagrams import read_diagram
from docgen.typeset.word.package import R
from docgen.typeset.word.pictures import REDRAWN, is_sound, redrawn
from docgen.typeset.word.shapes import read_shape, rotation
from docgen.typeset.word.source import StoryReader
from docgen.typeset.word.values import EMU, number, points

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_ASVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
SUFFIXES = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".gif": "gif", ".svg": "svg", ".webp": "webp"}
_GROUPS = frozenset({_WPG + "wgp", _WPG + "grpSp"})
_PARTS = {  # where a part of a group says its place, and what it is called
    _WPS + "wsp": (f"{_WPS}spPr/{_A}xfrm", _WPS + "cNvPr"),
    _PIC + "pic": (f"{_PIC}spPr/{_A}xfrm", f"{_PIC}nvPicPr/{_PIC}cNvPr"),
    _WPG + "graphicFrame": (_WPG + "xfrm", _WPG + "cNvPr"),
    _WPG + "grpSp": (f"{_WPG}grpSpPr/{_A}xfrm", _WPG + "cNvPr"),
}
_SILENT = frozenset(_WPG + name for name in ("cNvPr", "cNvGrpSpPr", "cNvFrPr", "grpSpPr", "extLst"))

_UNKNOWN_GRAPHIC = Wording("图形对象（{name}）", "graphic object ({name})")
_AS_EMPTY = Wording(
    "排成同样大小的空框；可以在 Word 中换成图片",
    "set as an empty frame of its size; a picture in its place would print",
)
_LINKED = Wording("链接到外部的图片", "picture that is linked, not embedded")
_NOT_FETCHED = Wording("没有下载，也没有排入；请在 Word 中把图片嵌入文档", "not fetched and left out; embed it in Word")
_FORMAT = Wording("图片格式 {suffix}", "picture format {suffix}")
_CONVERT = Wording(
    "排成同样大小的空框；请改用 PNG、JPEG 或 SVG", "set as an empty frame of its size; use PNG, JPEG or SVG"
)
_UNSOUND = Wording("图片 {part} 已损坏，或者像素过多", "picture {part}, which is damaged or has too many dots")
_AS_FRAME = Wording(
    "排成同样大小的空框；请在 Word 中换一张图", "set as an empty frame of its size; put another picture in its place"
)


def read_drawing(story: StoryReader, element: Element) -> Iterator[Inline]:
    """Yield the pictures and shapes of a ``w:drawing``."""
    for frame in element:
        extent = frame.find(_WP + "extent")
        graphic = frame.find(f"{_A}graphic/{_A}graphicData")
        if extent is None or graphic is None:
            continue
        anchor = _anchor(frame) if frame.tag == _WP + "anchor" else None
        size = points(extent.get("cx"), per_point=EMU), points(extent.get("cy"), per_point=EMU)
        address = None if anchor else _address(story, frame)
        box = Frame(*size, anchor, _description(frame.find(_WP + "docPr")))
        for child in graphic:
            for drawn in _graphic(story, child, box):
                yield Link((drawn,), address) if address else drawn


def _address(story: StoryReader, frame: Element) -> str | None:
    """Return what a click on a drawing in the line opens, if it is somewhere outside."""
    click = frame.find(f"{_WP}docPr/{_A}hlinkClick")
    relation = None if click is None else story.source.package.relations(story.part).get(click.get(R + "id", ""))
    return relation.target if relation and relation.external else None


def _description(properties: Element | None) -> str:
    return "" if properties is None else properties.get("descr") or ""


def _graphic(story: StoryReader, element: Element, frame: Frame) -> Iterator[Drawn]:
    if element.tag == _PIC + "pic":
        yield from _picture(story, element, frame)
    elif element.tag == _WPS + "wsp":
        yield read_shape(story, element, frame)
    elif element.tag in _GROUPS:
        yield _group(story, element, frame)
    elif element.tag == _DIAGRAM and (diagram := read_diagram(story, element, frame)) is not None:
        yield diagram
    elif element.tag not in _SILENT:
        name = element.tag.rpartition("}")[2]
        story.source.warnings.add(_UNKNOWN_GRAPHIC.fill(name=name), _AS_EMPTY)
        yield frame_only(frame.width, frame.height, frame.alternative, frame.anchor)


def _group(story: StoryReader, element: Element, frame: Frame) -> Group:
    """Return a group with its parts, each in the box that it has in the group's coordinates."""
    transform = element.find(f"{_WPG}grpSpPr/{_A}xfrm")
    within = space(frame, box_of(transform, "chOff", "chExt"), unit=EMU)
    parts: list[Placed] = []
    for child in element:
        where, called = _PARTS.get(child.tag, _PARTS[_WPS + "wsp"])
        box = box_of(child.find(where), "off", "ext")
        part = _graphic(story, child, within.frame(box, _description(child.find(called))))
        parts += within.placed(box, part)
    return Group(frame.width, frame.height, tuple(parts), frame.anchor, rotation(transform))


def _picture(story: StoryReader, element: Element, frame: Frame) -> Iterator[Drawn]:
    blip = element.find(f"{_PIC}blipFill/{_A}blip")
    if blip is None:
        return
    vector = blip.find(f".//{_ASVG}svgBlip")
    relations = story.source.package.relations(story.part)
    identifier = (vector if vector is not None else blip).get(R + "embed", "")
    relation = relations.get(identifier)
    if relation is None or relation.external:
        story.source.warnings.add(_LINKED, _NOT_FETCHED)
        return
    found = read_picture(story, relation.target)
    if found is None:
        yield frame_only(frame.width, frame.height, frame.alternative, frame.anchor)
        return
    content, suffix = found
    yield Picture(
        content=content,
        suffix=suffix,
        width=frame.width,
        height=frame.height,
        alternative=frame.alternative,
        anchor=frame.anchor,
        crop=_crop(element.find(f"{_PIC}blipFill/{_A}srcRect")),
        rotation=rotation(element.find(f"{_PIC}spPr/{_A}xfrm")),
    )


def read_picture(story: StoryReader, part: str) -> tuple[bytes, str] | None:
    """Return a picture in a format that can be set, with that format's suffix; None, and a warning, without one."""
    extension = posixpath.splitext(part)[1].lower()
    content = story.source.package.read(part)
    if content is not None and extension in SUFFIXES:
        if is_sound(content, SUFFIXES[extension]):
            return content, SUFFIXES[extension]
        story.source.warnings.add(_UNSOUND.fill(part=part), _AS_FRAME)
        return None
    drawn = redrawn(content) if content is not None and extension in REDRAWN else None
    if drawn is None:
        story.source.warnings.add(_FORMAT.fill(suffix=extension or "?"), _CONVERT)
        return None
    return drawn, "png"


def frame_only(width: float, height: float, words: str, anchor: Anchor | None) -> Shape:
    """Return an empty frame as large as a picture that cannot be shown, with its alternative text in it."""
    look = RunFormat(size=9.0, colour="808080")
    blocks = (Paragraph(ParagraphFormat(align="center"), look, (Text(words, look),)),) if words else ()
    return Shape("rect", width, height, blocks, Line("dashed", 0.5, "808080"), vertical="center", anchor=anchor)


def _crop(element: Element | None) -> Insets:
    if element is None:
        return Insets()
    top, left, bottom, right = (number(element.get(side)) / 100_000 for side in ("t", "l", "b", "r"))
    return Insets(top, left, bottom, right)


def _anchor(frame: Element) -> Anchor:
    wrap = next((child.tag[len(_WP) + 4 :] for child in frame if child.tag.startswith(_WP + "wrap")), "None")
    return Anchor(
        horizontal=_axis(frame.find(_WP + "positionH")),
        vertical=_axis(frame.find(_WP + "positionV")),
        behind=frame.get("behindDoc") in {"1", "true"},
        wrap=wrap,
        gap=max(points(frame.get(name), per_point=EMU) for name in ("distL", "distR")),
    )


def _axis(element: Element | None) -> Axis:
    if element is None:
        return Axis("column")
    offset, align = element.findtext(_WP + "posOffset"), element.findtext(_WP + "align")
    return Axis(element.get("relativeFrom", "column"), points(offset, per_point=EMU), align)
