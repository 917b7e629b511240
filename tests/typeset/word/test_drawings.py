from collections.abc import Callable
from types import SimpleNamespace

import corpus
import drawnml
import pytest

from docgen.typeset import Typeset, text
from docgen.typeset.tree import Document, Group, Inline, Paragraph, Picture, Placed, Shape
from docgen.typeset.word.boxes import Box, Frame, space

Tree = Callable[..., Document]
WRAPPED = "<wp:wrapTopAndBottom/>"


@pytest.fixture
def drawn(tree: Tree, word: SimpleNamespace) -> Callable[[str], Inline]:
    def drawn(run: str) -> Inline:
        (block,) = tree(word.paragraph(run), **corpus.MEDIA).sections[0].blocks
        assert isinstance(block, Paragraph)
        return block.content[0]

    return drawn


def place(part: Placed) -> tuple[float, ...]:
    return tuple(round(value, 1) for value in (part.x, part.y, part.item.width, part.item.height))


def test_the_parts_of_a_group_stand_where_its_own_coordinates_put_them(drawn: Callable[[str], Inline]) -> None:
    group = drawn(drawnml.group(anchor=WRAPPED))
    assert isinstance(group, Group)
    assert (group.width, group.height) == (216.0, 144.0)
    assert group.anchor is not None
    assert [place(part) for part in group.parts] == [
        (0.0, 0.0, 72.0, 36.0),
        (0.0, 75.4, 108.0, 66.9),
        (36.0, 36.0, 18.0, 39.4),
        (137.8, 0.0, 72.0, 72.0),
    ]
    assert all(part.item.anchor is None for part in group.parts)


def test_a_group_in_a_group_has_coordinates_of_its_own(drawn: Callable[[str], Inline]) -> None:
    group = drawn(drawnml.group())
    assert isinstance(group, Group)
    inner = group.parts[-1].item
    assert isinstance(inner, Group)
    box, picture = inner.parts
    assert (place(box), place(picture)) == ((0.0, 0.0, 72.0, 36.0), (0.0, 36.0, 36.0, 36.0))
    assert isinstance(box.item, Shape)
    assert isinstance(picture.item, Picture)
    assert picture.item.alternative == "图"


def test_the_text_of_a_group_is_read_after_that_of_its_paragraph(tree: Tree, word: SimpleNamespace) -> None:
    body = word.paragraph(word.run("前") + drawnml.group() + word.run("后"))
    assert text.paragraphs(tree(body, **corpus.MEDIA)) == ["前后", "甲方", "乙方", "内"]


def test_a_group_behind_the_text_of_a_header_prints_on_every_page(
    laid_out: Callable[..., Typeset], word: SimpleNamespace
) -> None:
    group = drawnml.group(anchor="<wp:wrapNone/>").replace('behindDoc="0"', 'behindDoc="1"')
    body = word.paragraph("一") + word.paragraph("二", "<w:pageBreakBefore/>")
    body += word.section('<w:headerReference w:type="default" r:id="header1"/>' + word.A4)
    made = laid_out(body, header1=word.paragraph(group))
    assert [sorted("".join(page)) for page in word.pages(made.pdf)] == [sorted("甲方乙方内" + page) for page in "一二"]


def test_a_part_that_is_not_understood_is_named_and_the_others_print(tree: Tree, word: SimpleNamespace) -> None:
    group = drawnml.group().replace("<wpg:grpSp>", "<wpg:graphicFrame/><wpg:grpSp>")
    document = tree(word.paragraph(group), **corpus.MEDIA)
    assert ["graphicFrame" in warning.what.zh for warning in document.warnings] == [True]
    assert text.paragraphs(document) == ["", "甲方", "乙方", "内"]


@pytest.mark.parametrize(("kind", "drawn_as"), [("bentConnector3", "line"), ("star5", "rect"), ("ellipse", "ellipse")])
def test_a_shape_that_is_not_drawn_becomes_a_simpler_one(drawn: Callable, kind: str, drawn_as: str) -> None:
    shape = drawn(drawnml.shape(kind))
    assert isinstance(shape, Shape)
    assert shape.kind == drawn_as


@pytest.mark.parametrize(("flip", "heads"), [("", (False, True)), ('flipH="1" ', (True, False))])
def test_the_arrow_of_a_line_stands_at_its_end(
    drawn: Callable[[str], Inline], flip: str, heads: tuple[bool, bool]
) -> None:
    line = drawnml.shape("line").replace("</a:ln>", '<a:headEnd type="none"/><a:tailEnd type="stealth"/></a:ln>')
    shape = drawn(line.replace("<a:xfrm>", f"<a:xfrm {flip}>"))
    assert isinstance(shape, Shape)
    assert (shape.heads, shape.flip) == (heads, bool(flip))


def test_a_group_without_coordinates_counts_in_the_units_of_its_page() -> None:
    within = space(Frame(100, 50), Box(0, 0, 0, 0), unit=12700.0)
    assert within.frame(Box(0, 0, 127000, 254000)) == Frame(10.0, 20.0)
