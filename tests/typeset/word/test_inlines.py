from collections.abc import Callable
from types import SimpleNamespace

import pytest

from docgen.typeset import text
from docgen.typeset.tree import Document, Inline, Link, Note, PageField, Paragraph, Tab, Text

Tree = Callable[..., Document]


@pytest.fixture
def content(tree: Tree) -> Callable[..., tuple[Inline, ...]]:
    def content(body: str, **parts: str) -> tuple[Inline, ...]:
        first = tree(body, **parts).sections[0].blocks[0]
        assert isinstance(first, Paragraph)
        return first.content

    return content


def said(content: tuple[Inline, ...]) -> str:
    return text.content_text(content)


def test_runs_of_one_look_become_one(content: Callable, word: SimpleNamespace) -> None:
    found = content(word.paragraph(word.run("厦门") + word.run("市") + word.run("科技局", "<w:b/>")))
    assert [inline.text for inline in found] == ["厦门市", "科技局"]


def test_tracked_changes_read_as_accepted_and_comments_are_left_out(content: Callable, word: SimpleNamespace) -> None:
    body = word.paragraph(
        word.run("甲")
        + "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        + f"<w:ins>{word.run('加入')}</w:ins>"
        + '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    )
    assert said(content(body)) == "甲加入"


def test_hidden_text_is_not_shown(content: Callable, word: SimpleNamespace) -> None:
    assert said(content(word.paragraph(word.run("见") + word.run("不见", "<w:vanish/>")))) == "见"


def test_content_controls_are_seen_through(content: Callable, word: SimpleNamespace) -> None:
    inner = f"<w:sdt><w:sdtPr/><w:sdtContent>{word.run('控件')}</w:sdtContent></w:sdt>"
    assert said(content(word.paragraph(inner + word.run("之后")))) == "控件之后"


def test_of_two_alternatives_the_known_one_is_read(content: Callable, word: SimpleNamespace) -> None:
    def offer(required: str) -> str:
        choice = f'<mc:Choice Requires="{required}"><w:t>新</w:t></mc:Choice>'
        return f"<w:r><mc:AlternateContent>{choice}<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>"

    assert said(content(word.paragraph(offer("wps")))) == "新"
    assert said(content(word.paragraph(offer("future")))) == "旧"


def test_special_characters_have_their_unicode(content: Callable, word: SimpleNamespace) -> None:
    body = word.paragraph(
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:noBreakHyphen/><w:softHyphen/><w:cr/><w:tab/></w:r>'
    )
    assert said(content(body)) == "☑\u2011\n\t"


def test_page_numbers_are_live_and_other_fields_keep_their_result(content: Callable, word: SimpleNamespace) -> None:
    page, sequence = content(word.paragraph(word.field("PAGE \\* ROMAN", "IV") + word.field("SEQ 表", "3")))
    assert isinstance(page, PageField)
    assert (page.kind, page.numbering, page.cached) == ("page", "upperRoman", "IV")
    assert isinstance(sequence, Text)
    assert sequence.text == "3"


def test_a_simple_field_is_a_field(content: Callable, word: SimpleNamespace) -> None:
    (pages,) = content(word.paragraph(f'<w:fldSimple w:instr=" NUMPAGES ">{word.run("9")}</w:fldSimple>'))
    assert isinstance(pages, PageField)
    assert (pages.kind, pages.cached) == ("pages", "9")


def test_the_result_of_a_link_field_is_a_link_with_its_page_number_live(
    content: Callable, word: SimpleNamespace
) -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = '<w:r><w:instrText>HYPERLINK \\l "_Toc1"</w:instrText></w:r>'
    body = begin + code + separate + word.run("第一章") + word.field("PAGEREF _Toc1", "5") + end
    (link,) = content(word.paragraph(body))
    assert isinstance(link, Link)
    assert link.anchor == "_Toc1"
    assert isinstance(link.content[1], PageField)
    assert link.content[1].target == "_Toc1"


def test_a_field_may_run_over_paragraphs(tree: Tree, word: SimpleNamespace) -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = "<w:r><w:instrText>TOC \\o</w:instrText></w:r>"
    first = word.paragraph(begin + code + separate + word.run("目录一"))
    assert text.paragraphs(tree(first + word.paragraph(word.run("目录二") + end))) == ["目录一", "目录二"]


def test_a_field_that_never_ends_swallows_no_more_than_its_instruction(tree: Tree, word: SimpleNamespace) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    assert text.paragraphs(tree(word.paragraph(begin + word.run("甲")) + word.paragraph("乙"))) == ["甲", "乙"]


def test_a_footnote_stands_where_its_mark_stands(content: Callable, word: SimpleNamespace) -> None:
    notes = f'<w:footnote w:id="2">{word.paragraph("注文")}</w:footnote>'
    (note,) = content(word.paragraph('<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=notes)
    assert isinstance(note, Note)
    assert said(note.blocks[0].content) == "注文"


def test_whitespace_that_the_file_does_not_preserve_is_dropped(content: Callable) -> None:
    found = content('<w:p><w:r><w:t>  甲\n乙 </w:t></w:r><w:r><w:t xml:space="preserve"> a\tb</w:t></w:r></w:p>')
    assert said(found) == "甲 乙 a\tb"
    assert any(isinstance(inline, Tab) for inline in found)


def test_a_formula_is_a_named_warning(tree: Tree, word: SimpleNamespace) -> None:
    formula = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:t>E=mc</m:t></m:oMath>'
    document = tree(word.paragraph(word.run("甲") + formula))
    assert text.paragraphs(document) == ["甲E=mc"]
    assert [warning.what.zh for warning in document.warnings] == ["公式"]
