from collections.abc import Callable
from types import SimpleNamespace

import pytest

from docgen.typeset import text
from docgen.typeset.tree import Document, Paragraph

Tree = Callable[..., Document]


def level(index: int, shown: str, inside: str = "", *, name: str = "decimal") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{name}"/>{inside}<w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{shown}"/><w:pPr><w:ind w:left="640" w:hanging="320"/></w:pPr></w:lvl>'
    )


def lists(*levels: str, instances: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{instances}'


@pytest.fixture
def item(word: SimpleNamespace) -> Callable[..., str]:
    def item(index: int = 0, list_id: int = 1) -> str:
        return word.paragraph("", f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{list_id}"/></w:numPr>')

    return item


ARTICLES = lists(
    level(0, "第%1条", name="chineseCountingThousand"), level(1, "%1.%2", "<w:isLgl/>"), level(2, "（%3）")
)


def test_articles_count_in_chinese_and_legal_levels_in_arabic(tree: Tree, item: Callable[..., str]) -> None:
    body = "".join(item(index) for index in (0, 1, 1, 0, 1))
    assert text.paragraphs(tree(body, numbering=ARTICLES)) == ["第一条", "1.1", "1.2", "第二条", "2.1"]


def test_a_level_begins_anew_after_any_level_above_it(tree: Tree, item: Callable[..., str]) -> None:
    body = "".join(item(index) for index in (0, 1, 2, 2, 1, 2))
    assert text.paragraphs(tree(body, numbering=ARTICLES))[2:] == ["（1）", "（2）", "1.2", "（1）"]


def test_a_level_that_never_restarts_goes_on(tree: Tree, item: Callable[..., str]) -> None:
    going_on = lists(level(0, "%1."), level(1, "附%2", '<w:lvlRestart w:val="0"/>'))
    body = "".join(item(index) for index in (0, 1, 0, 1))
    assert text.paragraphs(tree(body, numbering=going_on)) == ["1.", "附1", "2.", "附2"]


def test_an_instance_with_a_start_of_its_own_restarts_once(tree: Tree, item: Callable[..., str]) -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    two = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{override}</w:num>'
    )
    body = item(0, 1) + item(0, 1) + item(0, 2) + item(0, 2)
    assert text.paragraphs(tree(body, numbering=lists(level(0, "%1."), instances=two))) == ["1.", "2.", "1.", "2."]


def test_a_deeper_level_without_its_parent_shows_the_parents_start(tree: Tree, item: Callable[..., str]) -> None:
    assert text.paragraphs(tree(item(1), numbering=ARTICLES)) == ["1.1"]


def test_list_number_zero_switches_the_numbering_of_a_style_off(tree: Tree, word: SimpleNamespace) -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="N"><w:name w:val="N"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    on = word.paragraph("甲", '<w:pStyle w:val="N"/>')
    off = word.paragraph("乙", '<w:pStyle w:val="N"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    document = tree(on + off, numbering=lists(level(0, "%1、")), styles=word.FANGSONG + style)
    assert text.paragraphs(document) == ["1、甲", "乙"]


def test_the_level_lends_its_indent_unless_the_paragraph_has_one(tree: Tree, word: SimpleNamespace) -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = word.paragraph("甲", numbered) + word.paragraph("乙", numbered + '<w:ind w:left="0" w:firstLine="400"/>')
    lent, own = tree(body, numbering=lists(level(0, "%1."))).sections[0].blocks
    assert isinstance(lent, Paragraph)
    assert isinstance(own, Paragraph)
    assert (lent.format.left, lent.format.first) == (32.0, -16.0)
    assert (own.format.left, own.format.first) == (0.0, 20.0)


def test_bullets_of_symbol_fonts_become_characters_that_exist(tree: Tree, item: Callable[..., str]) -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    bullet = level(0, "\uf0d8", name="bullet").replace("</w:lvl>", f"{fonts}</w:lvl>")
    assert text.paragraphs(tree(item(), numbering=lists(bullet))) == ["►"]
