import io
import shutil
import zipfile
from types import SimpleNamespace

import pytest

from docgen.typeset import fill_fields, office, read, typeset
from docgen.typeset.office import Foreign
from docgen.typeset.text import margins, paragraphs

BREAK = '<w:r><w:br w:type="page"/></w:r>'


def marked(word: SimpleNamespace, name: str, text: str) -> str:
    mark = f'<w:bookmarkStart w:id="7" w:name="{name}"/>{word.run(text)}<w:bookmarkEnd w:id="7"/>'
    return word.paragraph(mark, '<w:outlineLvl w:val="0"/>')


def contents(word: SimpleNamespace) -> str:
    """A paper with a table of contents on a page of its own; its numbers are those of an older version."""
    first, second = (word.field(f"PAGEREF _Toc{number} \\h", "99") for number in (1, 2))
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    code = '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    return (
        word.paragraph(begin + code + word.run("甲 ") + first)
        + word.paragraph(word.run("乙 ") + second + end)
        + word.paragraph(BREAK)
        + marked(word, "_Toc1", "甲")
        + word.paragraph(BREAK)
        + word.paragraph(BREAK)
        + marked(word, "_Toc2", "乙")
        + word.paragraph(word.run("共") + word.field("NUMPAGES", "88") + word.run("页"))
    )


def paper(word: SimpleNamespace, numbering: str = "") -> bytes:
    footer = '<w:footerReference w:type="default" r:id="footer1"/>'
    pages = word.paragraph(word.run("共") + '<w:fldSimple w:instr=" NUMPAGES ">' + word.run("1") + "</w:fldSimple>")
    return word.docx(contents(word) + word.section(footer + word.A4 + numbering), footer1=pages)


def test_contents_and_counts_of_pages_are_right_before_anyone_opens_the_file(word: SimpleNamespace) -> None:
    document = read(fill_fields(paper(word)))
    assert [text for text in paragraphs(document) if text] == ["甲 2", "乙 4", "甲", "乙", "共4页"]
    assert margins(document) == ["共4"]


def test_each_file_gets_its_own_numbers_whichever_was_asked_about_before(word: SimpleNamespace) -> None:
    longer = word.docx(word.paragraph(BREAK) + contents(word))
    files = [paper(word), longer, paper(word)]
    found = [[text for text in paragraphs(read(fill_fields(file))) if "共" in text or "乙 " in text] for file in files]
    assert found == [["乙 4", "共4页"], ["乙 5", "共5页"], ["乙 4", "共4页"]]


def test_the_fields_stay_live_and_nothing_else_changes(word: SimpleNamespace) -> None:
    file = paper(word)
    filled = fill_fields(file)
    before, after = (zipfile.ZipFile(io.BytesIO(archive)) for archive in (file, filled))
    assert before.namelist() == after.namelist()
    changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["word/document.xml", "word/footer1.xml"]
    assert after.read("word/document.xml").count(b"PAGEREF") == 2
    assert fill_fields(filled) == filled == fill_fields(file)
    assert next(typeset([filled])).pdf == next(typeset([file])).pdf


def test_a_reference_is_written_as_the_section_numbers_its_pages(word: SimpleNamespace) -> None:
    numbering = '<w:pgNumType w:fmt="upperRoman" w:start="3"/>'
    found = [text for text in paragraphs(read(fill_fields(paper(word, numbering)))) if text]
    assert found[:2] == ["甲 IV", "乙 VI"]


def test_a_known_count_of_pages_is_taken_unless_a_page_is_referred_to(word: SimpleNamespace) -> None:
    counted = word.docx(word.paragraph(word.field("NUMPAGES", "1")))
    assert paragraphs(read(fill_fields(counted, pages=7))) == ["7"]
    assert fill_fields(paper(word), pages=7) == fill_fields(paper(word))


def test_a_file_without_such_fields_comes_back_as_it_is(word: SimpleNamespace) -> None:
    file = word.docx(word.paragraph(word.field("PAGE", "1")))
    assert fill_fields(file) is file


def test_a_reference_to_what_is_not_there_keeps_its_last_result(word: SimpleNamespace) -> None:
    file = word.docx(word.paragraph(word.field("PAGEREF nowhere", "12")))
    assert paragraphs(read(fill_fields(file))) == ["12"]


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_computes_the_same_numbers(word: SimpleNamespace) -> None:
    filled = fill_fields(paper(word))
    (theirs,) = office.convert([Foreign(".docx", filled)])
    assert theirs is not None
    assert word.pages(theirs.pdf) == word.pages(next(typeset([filled])).pdf)
    assert word.pages(theirs.pdf)[0][:2] == ["甲2", "乙4"]
