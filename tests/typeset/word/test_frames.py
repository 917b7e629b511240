from collections.abc import Callable
from types import SimpleNamespace

import pytest

from docgen.typeset.tree import Document, Paragraph, Shape, Table

Tree = Callable[..., Document]


def shapes(document: Document) -> list[Shape]:
    blocks = [block for block in document.sections[0].blocks if isinstance(block, Paragraph)]
    return [inline for block in blocks for inline in block.content if isinstance(inline, Shape)]


@pytest.mark.parametrize(
    ("inside", "across", "down"),
    [
        (
            'w:hAnchor="margin" w:xAlign="center" w:vAnchor="text" w:y="20"',
            ("margin", 0.0, "center"),
            ("paragraph", 1.0),
        ),
        ('w:hAnchor="page" w:x="1000" w:vAnchor="page" w:y="2000"', ("page", 50.0, None), ("page", 100.0)),
        ("", ("column", 0.0, None), ("paragraph", 0.0)),
    ],
)
def test_a_framed_paragraph_floats_at_its_place(
    tree: Tree, word: SimpleNamespace, inside: str, across: tuple[str, float, str | None], down: tuple[str, float]
) -> None:
    (shape,) = shapes(tree(word.paragraph("框", f"<w:framePr {inside}/>") + word.paragraph("后")))
    anchor = shape.anchor
    assert anchor is not None
    assert (anchor.horizontal.relative, anchor.horizontal.offset, anchor.horizontal.align) == across
    assert (anchor.vertical.relative, anchor.vertical.offset) == down


def test_paragraphs_of_one_frame_share_it(tree: Tree, word: SimpleNamespace) -> None:
    frame = '<w:framePr w:w="2000"/>'
    (shape,) = shapes(tree(word.paragraph("一", frame) + word.paragraph("二", frame) + word.paragraph("后")))
    assert len(shape.blocks) == 2
    assert shape.width == 100


def test_a_frame_at_the_end_is_not_lost(tree: Tree, word: SimpleNamespace) -> None:
    assert len(shapes(tree(word.paragraph("前") + word.paragraph("框", "<w:framePr/>")))) == 1


def test_a_floating_table_is_a_frame_of_its_width(tree: Tree, word: SimpleNamespace) -> None:
    table = word.table(word.row(word.cell("表")), properties='<w:tblpPr w:tblpX="200"/>', grid=(3000,))
    (shape,) = shapes(tree(table + word.paragraph("后")))
    assert shape.width == 150
    assert isinstance(shape.blocks[0], Table)
