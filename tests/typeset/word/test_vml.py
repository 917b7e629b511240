from collections.abc import Callable
from types import SimpleNamespace

import drawnml
import pytest

from docgen.typeset.tree import Document, Group, Paragraph, Shape, Text

Tree = Callable[..., Document]
MARK = (
    '<w:r><w:pict><v:shapetype id="t"/><v:shape fillcolor="silver" stroked="f" style="position:absolute;width:400pt;'
    "height:100pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin"><v:textpath string="征求意见稿"/></v:shape>'
    "</w:pict></w:r>"
)


def only(document: Document) -> Shape:
    (first,) = document.sections[0].blocks
    assert isinstance(first, Paragraph)
    (shape,) = first.content
    assert isinstance(shape, Shape)
    return shape


def test_a_watermark_is_a_turned_line_as_large_as_its_box(tree: Tree, word: SimpleNamespace) -> None:
    shape = only(tree(word.paragraph(MARK)))
    line = shape.blocks[0]
    assert isinstance(line, Paragraph)
    (words,) = line.content
    assert isinstance(words, Text)
    assert (words.text, words.format.size, words.format.colour) == ("征求意见稿", 80.0, "C0C0C0")
    assert shape.rotation == 315
    assert shape.anchor is not None
    assert shape.anchor.behind
    assert (shape.anchor.horizontal.relative, shape.anchor.horizontal.align) == ("margin", "center")


def test_a_text_box_keeps_its_text_and_its_line(tree: Tree, word: SimpleNamespace) -> None:
    box = (
        '<w:r><w:pict><v:rect style="width:100pt;height:2cm" strokecolor="#FF0000" strokeweight="2pt">'
        f"<v:textbox><w:txbxContent>{word.paragraph('框内')}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    )
    shape = only(tree(word.paragraph(box)))
    assert (round(shape.height, 1), shape.anchor) == (56.7, None)
    assert shape.line is not None
    assert (shape.line.width, shape.line.colour) == (2.0, "FF0000")
    assert len(shape.blocks) == 1


def test_what_is_not_understood_is_named(tree: Tree, word: SimpleNamespace) -> None:
    document = tree(word.paragraph("<w:r><w:pict><v:group><v:arc/></v:group></w:pict></w:r>"))
    assert "arc" in document.warnings[0].what.zh


def test_the_parts_of_a_group_stand_where_its_own_coordinates_put_them(tree: Tree, word: SimpleNamespace) -> None:
    (block,) = tree(word.paragraph(drawnml.vml_group())).sections[0].blocks
    assert isinstance(block, Paragraph)
    (group,) = block.content
    assert isinstance(group, Group)
    places = [(part.x, part.y, part.item.width, part.item.height) for part in group.parts]
    assert places == [(0, 0, 72, 36), (0, 72, 108, 72), (36, 36, 18, 36), (140, 0, 72, 72)]
    inner = group.parts[-1].item
    assert isinstance(inner, Group)
    assert [(part.x, part.y, part.item.width, part.item.height) for part in inner.parts] == [(0, 0, 72, 36)]


@pytest.mark.parametrize(("ends", "rises"), [(("0,0", "100pt,2cm"), False), (("0,2cm", "100pt,0"), True)])
def test_a_line_goes_from_end_to_end(tree: Tree, word: SimpleNamespace, ends: tuple[str, str], rises: bool) -> None:
    style = "position:absolute;margin-left:10pt"
    line = f'<v:line style="{style}" from="{ends[0]}" to="{ends[1]}"/>'
    shape = only(tree(word.paragraph(f"<w:r><w:pict>{line}</w:pict></w:r>")))
    assert (round(shape.width, 1), round(shape.height, 1), shape.flip) == (100.0, 56.7, rises)
    assert shape.anchor is not None
    assert shape.anchor.horizontal.offset == 10.0


@pytest.mark.parametrize(
    ("ends", "heads"),
    [
        ('from="0,0" to="9pt,9pt"', (False, True)),
        ('from="9pt,9pt" to="0,0"', (True, False)),
        ('from="0,9pt" to="0,0"', (True, False)),
    ],
)
def test_the_arrow_of_a_line_stands_at_its_end(
    tree: Tree, word: SimpleNamespace, ends: str, heads: tuple[bool, bool]
) -> None:
    line = f'<v:line {ends}><v:stroke startarrow="none" endarrow="block"/></v:line>'
    assert only(tree(word.paragraph(f"<w:r><w:pict>{line}</w:pict></w:r>"))).heads == heads


@pytest.mark.parametrize(
    ("kind", "drawn_as", "steps", "warnings"),
    [
        ("202", "rect", 0, 0),
        ("3", "ellipse", 0, 0),
        ("110", "diamond", 5, 0),
        ("32", "line", 0, 0),
        ("87", "rect", 0, 1),
    ],
)
def test_a_shape_has_the_form_of_its_type_or_is_told(
    tree: Tree, word: SimpleNamespace, kind: str, drawn_as: str, steps: int, warnings: int
) -> None:
    shape = f'<v:shape type="#_x0000_t{kind}" style="width:100pt;height:50pt"/>'
    document = tree(word.paragraph(f"<w:r><w:pict>{shape}</w:pict></w:r>"))
    found = only(document)
    assert (found.kind, len(found.path), len(document.warnings)) == (drawn_as, steps, warnings)


def test_a_shape_drawn_freely_is_told(tree: Tree, word: SimpleNamespace) -> None:
    shape = '<v:shape style="width:100pt;height:50pt" coordsize="2,2" path="m0,0l2,2e"/>'
    assert len(tree(word.paragraph(f"<w:r><w:pict>{shape}</w:pict></w:r>")).warnings) == 1


def test_a_connector_may_be_turned_over(tree: Tree, word: SimpleNamespace) -> None:
    style, arrow = "width:100pt;height:50pt;flip:x", '<v:stroke endarrow="block"/>'
    shape = f'<v:shape type="#_x0000_t32" style="{style}">{arrow}</v:shape>'
    found = only(tree(word.paragraph(f"<w:r><w:pict>{shape}</w:pict></w:r>")))
    assert (found.flip, found.heads) == (True, (True, False))


def test_the_ground_of_a_canvas_draws_nothing(tree: Tree, word: SimpleNamespace) -> None:
    ground = '<v:shape type="#_x0000_t75" style="position:absolute;width:100;height:100"/>'
    canvas = f'<v:group editas="canvas" style="width:100pt;height:50pt">{ground}</v:group>'
    (block,) = tree(word.paragraph(f"<w:r><w:pict>{canvas}</w:pict></w:r>")).sections[0].blocks
    assert isinstance(block, Paragraph)
    (group,) = block.content
    assert isinstance(group, Group)
    (part,) = group.parts
    assert isinstance(part.item, Shape)
    assert (part.item.line, part.item.fill) == (None, None)


def test_the_text_of_a_box_keeps_as_far_from_its_edges_as_it_says(tree: Tree, word: SimpleNamespace) -> None:
    box = '<w:r><w:pict><v:rect style="width:100pt;height:50pt"><v:textbox inset="1pt,,0,2mm"/></v:rect></w:pict></w:r>'
    insets = only(tree(word.paragraph(box))).insets
    assert (insets.left, insets.top, insets.right, round(insets.bottom, 2)) == (1.0, 3.6, 0.0, 5.67)


def test_a_watermark_of_the_header_stands_behind_every_page(laid_out: Callable, word: SimpleNamespace) -> None:
    body = word.paragraph("甲") + word.paragraph("乙", "<w:pageBreakBefore/>")
    section = word.section('<w:headerReference w:type="default" r:id="header1"/>')
    pages = word.pages(laid_out(body + section, header1=word.paragraph(MARK)).pdf)
    assert [sorted(page) for page in pages] == [["征求意见稿", "甲"], ["乙", "征求意见稿"]]
