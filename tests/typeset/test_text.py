from collections.abc import Callable
from types import SimpleNamespace

from docgen.typeset import text
from docgen.typeset.tree import Document


def test_the_text_comes_in_reading_order_with_cells(tree: Callable[..., Document], word: SimpleNamespace) -> None:
    inner = word.table(word.row(word.cell("内")), grid=(500,))
    body = word.paragraph("前") + word.table(word.row(word.cell("甲"), word.cell(inner + word.paragraph("乙"))))
    assert text.paragraphs(tree(body + word.paragraph("后"))) == ["前", "甲", "内", "乙", "后"]


def test_a_header_that_sections_share_is_told_once(tree: Callable[..., Document], word: SimpleNamespace) -> None:
    first = '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    body = word.paragraph("甲", first) + word.paragraph("乙") + word.section()
    document = tree(body, footer1=word.paragraph(word.run("第") + word.field("PAGE", "3") + word.run("页")))
    assert text.margins(document) == ["第3页"]
    assert text.paragraphs(document) == ["甲", "乙"]
