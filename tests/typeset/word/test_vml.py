from collections.abc import Callable
from types import SimpleNamespace

from docgen.typeset.tree import Document, Paragraph, Shape, Text

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
    document = tree(word.paragraph("<w:r><w:pict><v:group/></w:pict></w:r>"))
    assert "group" in document.warnings[0].what.zh


def test_a_watermark_of_the_header_stands_behind_every_page(laid_out: Callable, word: SimpleNamespace) -> None:
    body = word.paragraph("甲") + word.paragraph("乙", "<w:pageBreakBefore/>")
    section = word.section('<w:headerReference w:type="default" r:id="header1"/>')
    pages = word.pages(laid_out(body + section, header1=word.paragraph(MARK)).pdf)
    assert [sorted(page) for page in pages] == [["征求意见稿", "甲"], ["乙", "征求意见稿"]]
