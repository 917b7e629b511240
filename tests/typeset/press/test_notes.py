"""Notes, comments, tracked changes, pronunciation and running heads, as they come out on the page."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from docgen.typeset import Demands, Typeset, typeset

LaidOut = Callable[..., Typeset]
HEADING = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'


def reference(kind: str) -> str:
    return f'<w:r><w:{kind}Reference w:id="2"/></w:r>'


def notes(word: SimpleNamespace) -> dict[str, str]:
    return {
        f"{kind}s": f'<w:{kind} w:id="2">{word.paragraph(f"<w:r><w:{kind}Ref/></w:r>{word.run(text)}")}</w:{kind}>'
        for kind, text in (("footnote", "脚注的话"), ("endnote", "尾注的话"))
    }


def test_endnotes_stand_after_the_last_paragraph(laid_out: LaidOut, word: SimpleNamespace) -> None:
    body = word.paragraph(word.run("甲") + reference("endnote")) + word.paragraph("乙", "<w:pageBreakBefore/>")
    first, second = word.pages(laid_out(body + word.section(word.A4), **notes(word)).pdf)
    assert first == ["甲i"]
    assert second[0] == "乙"
    assert "尾注的话" in "".join(second)


@pytest.mark.parametrize(("name", "mark"), [("decimal", "1"), ("decimalEnclosedCircle", "①")])
def test_footnotes_are_numbered_as_the_document_says(
    laid_out: LaidOut, word: SimpleNamespace, name: str, mark: str
) -> None:
    settings = f'<w:footnotePr><w:numFmt w:val="{name}"/></w:footnotePr>'
    result = laid_out(word.paragraph(word.run("甲") + reference("footnote")), settings=settings, **notes(word))
    page = "".join(word.pages(result.pdf)[0])
    assert page.count(mark) == 2
    assert page.endswith("脚注的话")


def changed(word: SimpleNamespace) -> str:
    deleted = "<w:r><w:delText>旧</w:delText></w:r>"
    return word.paragraph(
        f'{word.run("甲")}<w:ins w:id="1">{word.run("新")}</w:ins><w:del w:id="2">{deleted}</w:del>'
        '<w:r><w:commentReference w:id="5"/></w:r>'
    )


def test_changes_and_comments_are_shown_on_request(word: SimpleNamespace) -> None:
    comments = f'<w:comment w:id="5" w:author="李评审">{word.paragraph("请核对")}</w:comment>'
    file = word.docx(changed(word) + word.section(word.A4), comments=comments)
    (plain,), (marked,) = typeset([file]), typeset([file], demands=Demands(markup=True))
    assert word.pages(plain.pdf) == [["甲新"]]
    shown = "".join(word.pages(marked.pdf)[0])
    assert "甲新旧" in shown
    assert "李评审:" in shown
    assert "请核对" in shown
    assert plain.warnings == marked.warnings == ()


def test_pronunciation_stands_above_its_characters(laid_out: LaidOut, word: SimpleNamespace) -> None:
    ruby = (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{word.run('lu')}</w:rt><w:rubyBase>{word.run('鹭')}</w:rubyBase></w:ruby></w:r>"
    )
    result = laid_out(word.paragraph(ruby + word.run("岛")))
    assert sorted("".join(word.pages(result.pdf)[0])) == sorted("lu鹭岛")
    assert result.warnings == ()


def test_a_running_head_names_the_chapter_of_its_page(laid_out: LaidOut, word: SimpleNamespace) -> None:
    def chapter(text: str) -> str:
        return word.paragraph(text, '<w:pStyle w:val="H1"/><w:pageBreakBefore/>')

    body = chapter("总则") + word.paragraph("续", "<w:pageBreakBefore/>") + chapter("组织")
    result = laid_out(
        body + word.section('<w:headerReference w:type="default" r:id="header1"/>' + word.A4),
        header1=word.paragraph(word.run("眉") + word.field('STYLEREF "标题 1"', "旧")),
        styles=word.FANGSONG + HEADING,
    )
    heads = [next(line for line in page if line.startswith("眉")) for page in word.pages(result.pdf)]
    assert heads == ["眉总则", "眉总则", "眉组织"]


def test_only_columns_with_a_section_below_them_are_of_one_height(laid_out: LaidOut, word: SimpleNamespace) -> None:
    columns = '<w:type w:val="continuous"/>' + word.A4 + '<w:cols w:num="2" w:space="400" w:sep="1"/>'
    title = word.paragraph("题", f"<w:sectPr>{word.A4}</w:sectPr>")
    lines = "".join(word.paragraph(text) for text in "甲乙丙丁")
    balanced = title + lines.replace("<w:pPr></w:pPr>", f"<w:pPr><w:sectPr>{columns}</w:sectPr></w:pPr>", 4).replace(
        f"<w:pPr><w:sectPr>{columns}</w:sectPr></w:pPr>", "<w:pPr></w:pPr>", 3
    )
    below = word.paragraph("完") + word.section('<w:type w:val="continuous"/>' + word.A4)
    assert word.pages(laid_out(title + lines + word.section(columns)).pdf)[0] == ["题", "甲", "乙", "丙", "丁"]
    result = laid_out(balanced + below)
    assert sorted("".join(word.pages(result.pdf)[0])) == sorted("题甲乙丙丁完")
    assert result.warnings == ()


@pytest.mark.parametrize("direction", ["tbRl", "btLr"])
def test_vertical_text_is_as_long_as_its_row_and_all_there(
    laid_out: LaidOut, word: SimpleNamespace, direction: str
) -> None:
    cell = word.cell("竖排的说明文字ABC", f'<w:textDirection w:val="{direction}"/>')
    row = word.row(cell, word.cell("横"), properties='<w:trHeight w:val="2000"/>')
    result = laid_out(word.table(row, grid=(1500, 3000)) + word.paragraph("后") + word.section(word.A4))
    assert result.pages == 1
    assert sorted("".join(word.pages(result.pdf)[0])) == sorted("竖排的说明文字ABC横后")
    assert result.warnings == ()


def test_a_note_that_does_not_say_its_number_has_none(laid_out: LaidOut, word: SimpleNamespace) -> None:
    plain = {"footnotes": f'<w:footnote w:id="2">{word.paragraph("脚注的话")}</w:footnote>'}
    page = "".join(word.pages(laid_out(word.paragraph(word.run("甲") + reference("footnote")), **plain).pdf)[0])
    assert page.count("1") == 1
