"""DrawingML: pictures, boxes and simple shapes, in the line or anchored."""

import posixpath
from collections.abc import Iterator

from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.typeset.looks import Insets, Line, ParagraphFormat, RunFormat
from docgen.typeset.tree import Anchor, Axis, Inline, Link, Paragraph, Picture, Shape, Text, VerticalAlign
from docgen.typeset.word.package import R
from docgen.typeset.word.pictures import REDRAWN, is_sound, redrawn
from docgen.typeset.word.source import StoryReader
from docgen.typeset.word.styles import PLAIN
from docgen.typeset.word.values import EMU, colour, number, points

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
_ASVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
_W_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"
SUFFIXES = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg", ".gif": "gif", ".svg": "svg", ".webp": "webp"}
_VERTICAL: dict[str, VerticalAlign] = {"ctr": "center", "b": "bottom"}
_SHAPES = frozenset({"rect", "roundRect", "ellipse", "line", "straightConnector1"})
_OFF_ARC = 1 - 0.5**0.5  # how far from the corner of a square its inscribed circle crosses the diagonal
_ANGLE = 60000.0  # angles count in sixty-thousandths of a degree

_UNKNOWN_GRAPHIC = Wording("图形对象（{name}）", "graphic object ({name})")
_LEFT_OUT = Wording("没有排入", "it was left out")
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
_SHAPE = Wording("自选图形“{kind}”", 'shape "{kind}"')
_AS_RECTANGLE = Wording("按矩形排", "set as a rectangle")
_SCHEME = {
    "dk1": "000000", "tx1": "000000", "lt1": "FFFFFF", "bg1": "FFFFFF", "dk2": "44546A", "tx2": "44546A",
    "lt2": "E7E6E6", "bg2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31", "accent3": "A5A5A5",
    "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47",
}  # fmt: skip


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
        for child in graphic:
            for inline in _graphic(story, child, _Frame(frame, size, anchor)):
                yield Link((inline,), address) if address else inline


def _address(story: StoryReader, frame: Element) -> str | None:
    """Return what a click on a drawing in the line opens, if it is somewhere outside."""
    click = frame.find(f"{_WP}docPr/{_A}hlinkClick")
    relation = None if click is None else story.source.package.relations(story.part).get(click.get(R + "id", ""))
    return relation.target if relation and relation.external else None


class _Frame:
    """The box that Word gives a drawing: its size, its place, and what it is called for those who cannot see it."""

    def __init__(self, element: Element, size: tuple[float, float], anchor: Anchor | None) -> None:
        self.width, self.height = size
        self.anchor = anchor
        properties = element.find(_WP + "docPr")
        self.alternative = "" if properties is None else properties.get("descr") or ""


def _graphic(story: StoryReader, element: Element, frame: _Frame) -> Iterator[Inline]:
    if element.tag == _PIC + "pic":
        yield from _picture(story, element, frame)
    elif element.tag == _WPS + "wsp":
        yield _shape(story, element, frame)
    else:
        name = element.tag.rpartition("}")[2]
        story.source.warnings.add(_UNKNOWN_GRAPHIC.fill(name=name), _LEFT_OUT)


def _picture(story: StoryReader, element: Element, frame: _Frame) -> Iterator[Inline]:
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
        rotation=_rotation(element.find(f"{_PIC}spPr/{_A}xfrm")),
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


def _rotation(element: Element | None) -> float:
    return 0.0 if element is None else number(element.get("rot")) / _ANGLE


def _shape(story: StoryReader, element: Element, frame: _Frame) -> Shape:
    properties = element.find(_WPS + "spPr")
    style = element.find(_WPS + "style")
    geometry = None if properties is None else properties.find(_A + "prstGeom")
    kind = "rect" if geometry is None else geometry.get("prst", "rect")
    if kind not in _SHAPES:
        story.source.warnings.add(_SHAPE.fill(kind=kind), _AS_RECTANGLE)
    content = element.find(f"{_WPS}txbx/{_W_TEXT}")
    body = element.find(_WPS + "bodyPr")
    frame_of = None if properties is None else properties.find(_A + "xfrm")
    return Shape(
        kind=kind,
        width=frame.width,
        height=frame.height,
        blocks=() if content is None else story.blocks(content, PLAIN),
        line=_outline(properties, style),
        fill=_fill(properties, style),
        insets=_insets(body, _hidden_corner(kind, frame.width, frame.height)),
        vertical=_VERTICAL.get("" if body is None else body.get("anchor", ""), "top"),
        anchor=frame.anchor,
        rotation=_rotation(frame_of),
        flip=frame_of is not None and (frame_of.get("flipV") == "1") != (frame_of.get("flipH") == "1"),
    )


def _hidden_corner(kind: str, width: float, height: float) -> tuple[float, float]:
    """Return how far the text of a shape keeps from its box across and down, so that no corner reaches its outline."""
    if kind == "ellipse":
        return width * _OFF_ARC / 2, height * _OFF_ARC / 2
    rounded = min(width, height) / 6 * _OFF_ARC if kind == "roundRect" else 0.0
    return rounded, rounded


def _insets(body: Element | None, more: tuple[float, float]) -> Insets:
    across, down = more
    sides = (("tIns", 3.6, down), ("lIns", 7.2, across), ("bIns", 3.6, down), ("rIns", 7.2, across))
    own = (usual if body is None else points(body.get(name), usual, per_point=EMU) for name, usual, _ in sides)
    return Insets(*(inset + extra for inset, (_, _, extra) in zip(own, sides, strict=True)))


def _outline(properties: Element | None, style: Element | None) -> Line | None:
    line = None if properties is None else properties.find(_A + "ln")
    reference = None if style is None else style.find(_A + "lnRef")
    if line is not None and line.find(_A + "noFill") is not None:
        return None
    if line is None and (reference is None or reference.get("idx") == "0"):
        return None
    dash = None if line is None else line.find(_A + "prstDash")
    kind = "single" if dash is None or dash.get("val") == "solid" else "dashed"
    own = None if line is None else _solid(line)
    width = 0.75 if line is None else points(line.get("w"), 0.75, per_point=EMU)
    return Line(kind, width, own or _scheme_colour(reference) or "000000")


def _fill(properties: Element | None, style: Element | None) -> str | None:
    if properties is None or properties.find(_A + "noFill") is not None:
        return None
    reference = None if style is None else style.find(_A + "fillRef")
    if reference is not None and reference.get("idx") == "0":
        reference = None
    return _solid(properties) or _scheme_colour(reference)


def _solid(element: Element) -> str | None:
    return _scheme_colour(element.find(_A + "solidFill"))


def _scheme_colour(element: Element | None) -> str | None:
    if element is None:
        return None
    for child in element:
        value = child.get("lastClr") or child.get("val") or ""
        return colour(value) or _SCHEME.get(value)
    return None


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
