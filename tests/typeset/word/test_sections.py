from collections.abc import Callable
from types import SimpleNamespace

import pytest

from docgen.typeset import text
from docgen.typeset.tree import Document

Tree = Callable[..., Document]


def test_a_section_takes_the_page_setup_that_ends_it(tree: Tree, word: SimpleNamespace) -> None:
    wide = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    first, second = tree(word.paragraph("甲", wide) + word.paragraph("乙") + word.section()).sections
    assert first.page.width == pytest.approx(841.9)
    assert second.page.width == pytest.approx(595.3)
    assert (len(first.blocks), len(second.blocks)) == (1, 1)


def test_headers_are_inherited_kind_by_kind(tree: Tree, word: SimpleNamespace) -> None:
    first = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    second = word.section('<w:headerReference w:type="first" r:id="header2"/><w:titlePg/>')
    document = tree(
        word.paragraph("甲", first) + word.paragraph("乙") + second,
        header1=word.paragraph("页眉"),
        header2=word.paragraph("首页"),
    )
    assert document.sections[0].headers.first is None
    assert document.sections[1].headers.default == document.sections[0].headers.default
    assert document.sections[1].title_page
    assert text.margins(document) == ["页眉", "首页"]


def test_the_grid_is_read_in_points(tree: Tree, word: SimpleNamespace) -> None:
    grid = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/>'
    found = tree(word.paragraph() + word.section(word.A4 + grid)).sections[0].grid
    assert found.pitch == pytest.approx(28.95)
    assert found.character == pytest.approx(-0.207, abs=0.001)


def test_a_default_grid_is_no_grid(tree: Tree, word: SimpleNamespace) -> None:
    found = tree(word.paragraph() + word.section(word.A4 + '<w:docGrid w:linePitch="312"/>')).sections[0].grid
    assert (found.pitch, found.character) == (None, 0.0)


def test_page_numbers_begin_and_look_as_the_section_says(tree: Tree, word: SimpleNamespace) -> None:
    numbers = '<w:pgNumType w:fmt="upperRoman" w:start="3"/>'
    section = tree(word.paragraph() + word.section(word.A4 + numbers)).sections[0]
    assert (section.first_number, section.numbering) == (3, "upperRoman")
