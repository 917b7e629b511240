"""Tables of contents, made anew from headings and filled with our page numbers."""

import datetime as dt
import shutil
from types import SimpleNamespace

import pytest

from docgen.typeset import fill_fields, office, read, renew_contents, typeset
from docgen.typeset.office import Foreign
from docgen.typeset.text import paragraphs

LEVELS = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="a"/>'
    f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    f'<w:style w:type="paragraph" w:styleId="T{level}"><w:name w:val="toc {level}"/><w:basedOn w:val="a"/>'
    f'<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8840"/></w:tabs><w:ind w:left="{level * 200}"/></w:pPr>'
    "</w:style>"
    for level in (1, 2, 3)
)
LISTS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:suff w:val="space"/><w:lvlText w:val="第%1章"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def heading(word: SimpleNamespace, text: str, level: int = 1, inside: str = "") -> str:
    return word.paragraph(text, f'<w:pStyle w:val="H{level}"/>{inside}')


def paper(word: SimpleNamespace, instruction: str, before: str = "") -> bytes:
    """A cover, a table of contents that says nothing yet, and three chapters on pages of their own."""
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    new_page = "<w:pageBreakBefore/>"
    body = (
        word.paragraph("封面")
        + word.paragraph("目录", new_page)
        + (before or word.paragraph(word.field(instruction, "（更新目录）")))
        + heading(word, "总则", 1, new_page + number)
        + heading(word, "目的", 2)
        + word.paragraph("正文")
        + heading(word, "组织A&amp;B", 1, new_page + number)
        + heading(word, "细目", 3)
        + word.table(word.row(word.cell(heading(word, "表中", 2))))
        + heading(word, "", 1)
        + heading(word, "附则", 1, new_page)
    )
    return word.docx(body + word.section(word.A4), styles=word.FANGSONG + LEVELS, numbering=LISTS)


def listed(docx: bytes) -> list[str]:
    """The entries: what stands between the title of the table and the first chapter."""
    found = paragraphs(read(docx))
    start = found.index("目录") + 1
    return found[start : next(index for index, text in enumerate(found) if index > start and "\t" not in text)]


@pytest.mark.parametrize(
    ("instruction", "entries"),
    [
        (
            'TOC \\o "1-3" \\h \\z \\u',
            ["第一章 总则\t3", "目的\t3", "第二章 组织A&B\t4", "细目\t4", "表中\t4", "附则\t5"],
        ),
        ('TOC \\o "1-1"', ["第一章 总则\t3", "第二章 组织A&B\t4", "附则\t5"]),
        ('TOC \\t "heading 3,1"', ["细目\t4"]),
        ("TOC \\u", ["第一章 总则\t3", "目的\t3", "第二章 组织A&B\t4", "细目\t4", "表中\t4", "附则\t5"]),
    ],
)
def test_the_headings_become_entries_with_their_pages(
    word: SimpleNamespace, instruction: str, entries: list[str]
) -> None:
    filled = fill_fields(paper(word, instruction))
    assert listed(filled) == entries
    assert fill_fields(filled) == filled


def test_the_old_entries_go_and_the_field_stays_live(word: SimpleNamespace) -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    code = '<w:r><w:instrText> TOC \\o "1-1" \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    look = '<w:pStyle w:val="T1"/><w:ind w:left="77"/>'
    old = word.paragraph(begin + code + word.run("旧"), look) + word.paragraph("更旧", look) + word.paragraph(end)
    filled = fill_fields(paper(word, "", old))
    assert listed(filled) == ["第一章 总则\t3", "第二章 组织A&B\t4", "附则\t5"]
    document = read(filled)
    lines = [block for block in document.sections[0].blocks if getattr(block, "style", "") == "toc 1"]
    assert [line.format.left for line in lines] == [3.85] * 3
    assert fill_fields(filled) == filled


def test_a_table_of_figures_is_left_as_it_is(word: SimpleNamespace) -> None:
    file = paper(word, 'TOC \\h \\c "图"')
    assert "（更新目录）" in paragraphs(read(fill_fields(file)))


def test_a_file_without_contents_is_not_touched(word: SimpleNamespace) -> None:
    file = word.docx(word.paragraph("甲"))
    assert renew_contents(file) is file


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_finds_nothing_to_bring_up_to_date(word: SimpleNamespace) -> None:
    filled = fill_fields(paper(word, 'TOC \\o "1-3" \\h \\z \\u'))
    (ours,) = typeset([filled], created=dt.date(2009, 1, 2))
    (theirs,) = office.convert([Foreign(".docx", filled)], update=True)
    assert theirs is not None
    lines = [[line.replace(".", "") for line in word.pages(pdf)[1]] for pdf in (theirs.pdf, ours.pdf)]
    assert lines[0] == lines[1] == ["目录", "第一章总则3", "目的3", "第二章组织A&B4", "细目4", "表中4", "附则5"]
