"""Diagrams (SmartArt): Word keeps beside each how it has drawn it, as a group of shapes with text of DrawingML."""

from collections.abc import Iterator
from dataclasses import replace

from lxml.etree import _Element as Element

from docgen.typeset.looks import Align, Insets, ParagraphFormat, RunFormat
from docgen.typeset.tree import Break, Group, Inline, Label, Paragraph, Placed, Shape, Text
from docgen.typeset.word.boxes import Box, Frame, box_of, space
from docgen.typeset.word.package import R
from docgen.typeset.word.shapelooks import scheme_colour, solid
from docgen.typeset.word.shapes import shape
from docgen.typeset.word.source import StoryReader
from docgen.typeset.word.styles import PLAIN
from docgen.typeset.word.values import EMU, number, points

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DSP = "{http://schemas.microsoft.com/office/drawing/2008/diagram}"
_ALIGN: dict[str, Align] = {"ctr": "center", "r": "right", "just": "both", "dist": "distribute"}
_SIZE = 18.0  # of letters that name none
_HUNDREDTHS = 100_000.0  # of a percent in a whole


def read_diagram(story: StoryReader, element: Element, frame: Frame) -> Group | None:
    """Return a ``dgm:relIds`` as it was last drawn; None when the file does not hold that."""
    drawing = _drawing(story, element)
    if drawing is None:
        return None
    within = space(frame, Box(0, 0, 0, 0), unit=EMU)
    parts: list[Placed] = []
    for part in drawing.iter(_DSP + "sp"):
        box = box_of(part.find(f"{_DSP}spPr/{_A}xfrm"), "off", "ext")
        parts += within.placed(box, [_shape(story, part, box, within.frame(box))])
    return Group(frame.width, frame.height, tuple(parts), frame.anchor)


def _drawing(story: StoryReader, element: Element) -> Element | None:
    """Return the part with the drawing, whose relationship the data of the diagram name."""
    package = story.source.package
    relations = package.relations(story.part)

    def part(identifier: str) -> Element | None:
        relation = relations.get(identifier)
        return None if relation is None or relation.external else package.tree(relation.target)

    data = part(element.get(R + "dm", ""))
    named = None if data is None else next(data.iter(_DSP + "dataModelExt"), None)
    return None if named is None else part(named.get("relId", ""))


def _shape(story: StoryReader, element: Element, box: Box, frame: Frame) -> Shape:
    text, style = element.find(_DSP + "txBody"), element.find(_DSP + "style")
    body = None if text is None else text.find(_A + "bodyPr")
    reader = _TextReader(story, style)
    blocks = () if text is None else tuple(reader.paragraph(each) for each in text.iterfind(_A + "p"))
    drawn = shape(story, element, frame, blocks=blocks if any(block.content for block in blocks) else (), body=body)
    place = element.find(_DSP + "txXfrm")
    return drawn if place is None else replace(drawn, insets=_within(drawn.insets, box, box_of(place, "off", "ext")))


def _within(own: Insets, outer: Box, inner: Box) -> Insets:
    """Return the insets of text whose box stands inside that of its shape."""
    left, top = inner.x - outer.x, inner.y - outer.y
    right, bottom = outer.width - inner.width - left, outer.height - inner.height - top
    return Insets(own.top + top / EMU, own.left + left / EMU, own.bottom + bottom / EMU, own.right + right / EMU)


class _TextReader:
    """Reads paragraphs of DrawingML, whose letters look like the document's but for size, weight and colour."""

    def __init__(self, story: StoryReader, style: Element | None) -> None:
        styles = story.source.styles
        look, _ = styles.run_format(styles.default("paragraph"), None, PLAIN)
        reference = None if style is None else style.find(_A + "fontRef")
        self._look = replace(look, size=_SIZE, colour=scheme_colour(reference))

    def paragraph(self, element: Element) -> Paragraph:
        """Return an ``a:p``."""
        properties, end = element.find(_A + "pPr"), element.find(_A + "endParaRPr")
        content = tuple(self._content(element))
        mark = next((inline.format for inline in content if isinstance(inline, Text)), self._format(end))
        bullet = None if properties is None else properties.find(_A + "buChar")
        label = None if bullet is None else Label(bullet.get("char", "•"), mark)
        return Paragraph(_layout(properties, mark.size), mark, content, label)

    def _content(self, element: Element) -> Iterator[Inline]:
        for child in element:
            if child.tag in {_A + "r", _A + "fld"} and (said := child.findtext(_A + "t")):
                yield Text(said, self._format(child.find(_A + "rPr")))
            elif child.tag == _A + "br":
                yield Break("line")

    def _format(self, element: Element | None) -> RunFormat:
        if element is None:
            return self._look
        latin, east_asian = (_face(element.find(_A + name)) for name in ("latin", "ea"))
        return replace(
            self._look,
            ascii=latin or self._look.ascii,
            high_ansi=latin or self._look.high_ansi,
            east_asian=east_asian or self._look.east_asian,
            size=max(number(element.get("sz"), _SIZE * 100) / 100, 1.0),
            bold=element.get("b") == "1",
            italic=element.get("i") == "1",
            underline="single" if element.get("u", "none") != "none" else None,
            colour=solid(element) or self._look.colour,
        )


def _face(element: Element | None) -> str:
    face = "" if element is None else element.get("typeface", "")
    return "" if face.startswith("+") else face


def _layout(properties: Element | None, size: float) -> ParagraphFormat:
    if properties is None:
        return ParagraphFormat()
    line, after = (properties.find(f"{_A}{name}/{_A}spcPct") for name in ("lnSpc", "spcAft"))
    return ParagraphFormat(
        align=_ALIGN.get(properties.get("algn", "l"), "left"),
        left=points(properties.get("marL"), per_point=EMU),
        first=points(properties.get("indent"), per_point=EMU),
        line=1.0 if line is None else number(line.get("val"), _HUNDREDTHS) / _HUNDREDTHS,
        after=0.0 if after is None else number(after.get("val")) / _HUNDREDTHS * size,
    )
