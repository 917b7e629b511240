"""Shapes of DrawingML, those of a Word file and those of a diagram: their form, their looks and their text."""

from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.typeset.tree import Shape, Step, Story, VerticalAlign
from docgen.typeset.word.boxes import Frame
from docgen.typeset.word.freeform import mirrored, outline_of
from docgen.typeset.word.package import W
from docgen.typeset.word.presets import ALIASES, preset
from docgen.typeset.word.shapelooks import fill, heads, insets, outline
from docgen.typeset.word.source import StoryReader
from docgen.typeset.word.styles import PLAIN
from docgen.typeset.word.values import number

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_VERTICAL: dict[str, VerticalAlign] = {"ctr": "center", "b": "bottom"}
_SHAPES = frozenset({"rect", "roundRect", "ellipse", "line", "straightConnector1"})
_ANGLE = 60000.0  # angles count in sixty-thousandths of a degree
SHAPE = Wording("自选图形“{kind}”", 'shape "{kind}"')
AS_RECTANGLE = Wording("按矩形排", "set as a rectangle")
_AS_LINE = Wording("按直线排", "set as a straight line")


def read_shape(story: StoryReader, element: Element, frame: Frame) -> Shape:
    """Return a ``wps:wsp`` with its text."""
    content, body = element.find(f"{_WPS}txbx/{W}txbxContent"), element.find(_WPS + "bodyPr")
    return shape(story, element, frame, blocks=() if content is None else story.blocks(content, PLAIN), body=body)


def shape(story: StoryReader, element: Element, frame: Frame, *, blocks: Story, body: Element | None) -> Shape:
    """Return a shape with ``blocks`` in it; ``body`` (``bodyPr``) says where in it they stand."""
    own = element.tag.rpartition("}")[0] + "}"
    properties, style = element.find(own + "spPr"), element.find(own + "style")
    size = frame.width, frame.height
    kind, path = _form(story, properties, size)
    transform = None if properties is None else properties.find(_A + "xfrm")
    flips = _flag(transform, "flipH"), _flag(transform, "flipV")
    return Shape(
        kind=kind,
        width=frame.width,
        height=frame.height,
        blocks=blocks,
        line=outline(properties, style),
        fill=fill(properties, style),
        insets=insets(body, kind, size),
        vertical=_VERTICAL.get("" if body is None else body.get("anchor", ""), "top"),
        anchor=frame.anchor,
        rotation=rotation(transform),
        flip=flips[0] != flips[1],
        path=mirrored(path, size, flips),
        heads=heads(properties, turned=flips[0]),
    )


def _flag(element: Element | None, name: str) -> bool:
    return element is not None and element.get(name) in {"1", "true"}


def _form(story: StoryReader, properties: Element | None, size: tuple[float, float]) -> tuple[str, tuple[Step, ...]]:
    """Return the kind of a shape, and the path of one that is no rectangle, ellipse or line."""
    free, ready = (None if properties is None else properties.find(_A + name) for name in ("custGeom", "prstGeom"))
    if free is not None:
        kind, path = "custGeom", outline_of(free, size)
    else:
        named = "rect" if ready is None else ready.get("prst", "rect")
        kind = ALIASES.get(named, named)
        path = () if ready is None or kind in _SHAPES else preset(kind, ready.find(_A + "avLst"), size)
    if path or kind in _SHAPES:
        return kind, path
    straight = "Connector" in kind
    story.source.warnings.add(SHAPE.fill(kind=kind), _AS_LINE if straight else AS_RECTANGLE)
    return ("line" if straight else "rect"), ()


def rotation(element: Element | None) -> float:
    """Return by how many degrees an ``a:xfrm`` turns what stands in it."""
    return 0.0 if element is None else number(element.get("rot")) / _ANGLE
