from collections.abc import Callable

import drawnml
import pytest
import wordml

from docgen.typeset import text
from docgen.typeset.tree import Document, Group, Inline, Paragraph, Shape, Text

Tree = Callable[..., Document]
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def first(document: Document) -> Inline:
    (block,) = document.sections[0].blocks
    assert isinstance(block, Paragraph)
    return block.content[0]


def drawn(tree: Tree, change: Callable[[str], str] = str) -> list[Shape]:
    parts = drawnml.diagram_parts()
    parts["diagramDrawing"] = change(parts["diagramDrawing"])
    group = first(tree(wordml.paragraph(drawnml.diagram()), **parts))
    assert isinstance(group, Group)
    return [part.item for part in group.parts if isinstance(part.item, Shape)]


def words(shape: Shape) -> Paragraph:
    (paragraph,) = shape.blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph


def test_a_diagram_is_the_group_that_word_drew_last(tree: Tree) -> None:
    group = first(tree(wordml.paragraph(drawnml.diagram()), **drawnml.diagram_parts()))
    assert isinstance(group, Group)
    assert (group.width, group.height) == (216.0, 144.0)
    places = [(part.x, part.y, part.item.width, part.item.height) for part in group.parts]
    assert places == [(72.0, 0.0, 72.0, 48.0), (0.0, 96.0, 72.0, 48.0), (144.0, 96.0, 72.0, 48.0)]


def test_its_letters_have_their_own_size_face_and_colour(tree: Tree) -> None:
    first_box, *_ = drawn(tree)
    paragraph = words(first_box)
    (said,) = paragraph.content
    assert isinstance(said, Text)
    assert (said.text, said.format.size, said.format.east_asian, said.format.colour) == (
        "理事会",
        12.0,
        "仿宋_GB2312",
        "000000",
    )
    assert (paragraph.format.align, first_box.vertical) == ("center", "center")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<a:t>理事会</a:t></a:r>", "<a:t>理事</a:t></a:r><a:br/><a:r><a:t>会</a:t></a:r>", "理事\n会"),
        ('<a:pPr algn="ctr"/>', '<a:pPr marL="127000" indent="-127000"><a:buChar char="•"/></a:pPr>', "•\t理事会"),
    ],
)
def test_its_lines_and_bullets_are_read(tree: Tree, old: str, new: str, said: str) -> None:
    parts = drawnml.diagram_parts()
    parts["diagramDrawing"] = parts["diagramDrawing"].replace(old, new, 1)
    document = tree(wordml.paragraph(drawnml.diagram()), **parts)
    assert text.paragraphs(document) == ["", said, "秘书处", "专家委员会"]


def test_letters_without_a_colour_have_that_of_the_shapes_style(tree: Tree) -> None:
    style = '<dsp:style><a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></dsp:style>'
    black = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:latin'
    box, *_ = drawn(tree, lambda part: part.replace(black, "<a:latin").replace("<dsp:txBody>", f"{style}<dsp:txBody>"))
    assert words(box).mark.colour == "FFFFFF"


def test_text_stands_in_a_box_of_its_own_inside_its_shape(tree: Tree) -> None:
    inner = '<a:off x="914400" y="0"/><a:ext cx="914400" cy="609600"/></dsp:txXfrm>'
    moved = '<a:off x="1041400" y="127000"/><a:ext cx="660400" cy="355600"/></dsp:txXfrm>'
    box, other, _ = drawn(tree, lambda part: part.replace(inner, moved))
    assert [round(side) for side in (box.insets.top, box.insets.left, box.insets.bottom, box.insets.right)] == [10] * 4
    assert other.insets.left == 0.0


@pytest.mark.parametrize("lacking", ["diagramData", "diagramDrawing"])
def test_a_diagram_without_a_drawing_is_an_empty_frame_and_is_told(tree: Tree, lacking: str) -> None:
    parts = {name: part for name, part in drawnml.diagram_parts().items() if name != lacking}
    document = tree(wordml.paragraph(drawnml.diagram()), **parts)
    frame = first(document)
    assert isinstance(frame, Shape)
    assert (frame.width, frame.height) == (216.0, 144.0)
    assert text.paragraphs(document) == ["", "图"]
    assert ["relIds" in warning.what.zh for warning in document.warnings] == [True]


def test_a_chart_is_an_empty_frame_of_its_size_with_its_alternative_text(tree: Tree) -> None:
    chart = drawnml.diagram().replace("<dgm:relIds", f'<c:chart xmlns:c="{CHART}"')
    document = tree(wordml.paragraph(chart))
    assert (text.paragraphs(document), len(document.warnings)) == (["", "图"], 1)
