"""Sheets: what is a document's own stays out of the styles of its text, so that the engine knows equal text again."""

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from docgen.typeset import Typeset, typeset, typeset_together
from docgen.typeset.press.job import Job
from docgen.typeset.press.pages import PageWriter
from docgen.typeset.press.typecase import typecase
from docgen.typeset.tree import Document

LaidOut = Callable[..., Typeset]
DAY = dt.date(2009, 1, 2)
TITLE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>'
)
HEADED = '<w:headerReference w:type="default" r:id="header1"/>'


@pytest.fixture
def headed(word: SimpleNamespace) -> Callable[[str], bytes]:
    """A paper of one page with a header and properties of its own."""

    def headed(header: str, body: str = "正文") -> bytes:
        sheet = word.paragraph(body) + word.section(word.A4 + HEADED)
        return word.docx(sheet, header1=word.paragraph(header), core=TITLE.format("证书"))

    return headed


def source(document: Document) -> str:
    return PageWriter(Job(frozenset(), typecase()), document).source(DAY)


def test_what_differs_in_headers_and_properties_is_in_no_style_of_the_text(
    word: SimpleNamespace, tree: Callable[..., Document]
) -> None:
    body = word.paragraph("正文") + word.section(word.A4 + HEADED)
    made = [source(tree(body, header1=word.paragraph(name), core=TITLE.format(name))) for name in ("甲", "乙")]
    one, other = ([line for line in each.splitlines() if "set " in line] for each in made)
    assert one[:-1] == other[:-1]
    assert (one[-1], other[-1]) == (made[0].splitlines()[-1], made[1].splitlines()[-1])
    assert one[-1].startswith('#set document(title: "甲"')


def test_each_document_on_a_plate_has_its_own_header(headed: Callable[[str], bytes], word: SimpleNamespace) -> None:
    plate = typeset_together([headed(name) for name in ("甲厂", "乙厂", "丙厂")], created=DAY)
    assert len(plate.pdfs) == 1
    assert [sorted(word.pages(sheet.pdf)[0]) for sheet in plate.sheets] == [
        ["正文", "甲厂"],
        ["乙厂", "正文"],
        ["丙厂", "正文"],
    ]


def test_a_header_that_changed_since_the_last_document_is_set_anew(
    headed: Callable[[str], bytes], word: SimpleNamespace
) -> None:
    results = typeset([headed(name) for name in ("甲厂", "乙厂", "甲厂")], created=DAY)
    assert ["".join(sorted(word.pages(result.pdf)[0])) for result in results] == ["正文甲厂", "乙厂正文", "正文甲厂"]


@pytest.mark.parametrize(
    ("paragraph", "shown"),
    [("", False), ("　", False), ("抬头", True)],
    ids=["nothing", "a blank", "a word"],
)
def test_a_header_without_anything_to_see_repeats_nothing(
    word: SimpleNamespace, tree: Callable[..., Document], paragraph: str, shown: bool
) -> None:
    body = word.paragraph("正文") + word.section(word.A4 + HEADED)
    made = source(tree(body, header1=word.paragraph(paragraph)))
    assert ("foreground: none" not in made) == shown


def test_a_header_that_is_only_a_line_to_write_on_or_a_tint_is_something_to_see(
    word: SimpleNamespace, tree: Callable[..., Document]
) -> None:
    body = word.paragraph("正文") + word.section(word.A4 + HEADED)
    ruled = word.paragraph(word.run("　　", '<w:u w:val="single"/>'))
    tinted = word.paragraph("", '<w:shd w:val="clear" w:fill="DDDDDD"/>')
    for header in (ruled, tinted):
        assert "foreground: none" not in source(tree(body, header1=header))
