import datetime as dt
import io
from types import SimpleNamespace

import pypdf
import pytest

from docgen.errors import ConversionError
from docgen.typeset import STANDARDS, Demands, Standard, typeset

DAY = dt.date(2009, 1, 2)
TITLED = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>联盟协议</dc:title></cp:coreProperties>'
)
MARKS = {
    "a-2b": (b"<pdfaid:part>2<", b"<pdfaid:conformance>B<"),
    "a-2a": (b"<pdfaid:part>2<", b"<pdfaid:conformance>A<"),
    "a-3a": (b"<pdfaid:part>3<", b"<pdfaid:conformance>A<"),
    "ua-1": (b"<pdfuaid:part>1<",),
}


def made(file: bytes, standard: Standard | None, created: dt.date | None = DAY) -> bytes:
    return next(typeset([file], created=created, demands=Demands((standard,) if standard else ()))).pdf


def body(word: SimpleNamespace) -> str:
    heading = word.paragraph("总则", '<w:outlineLvl w:val="0"/>')
    rows = (
        word.row(word.cell("名称"), word.cell("数量"), properties="<w:tblHeader/>"),
        word.row(*map(word.cell, "甲乙")),
    )
    return heading + word.paragraph("正文") + word.table(*rows) + word.paragraph("完")


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_pdf_carries_the_mark_of_the_standard_that_was_asked_for(standard: Standard, word: SimpleNamespace) -> None:
    pdf = made(word.docx(body(word), core=TITLED), standard)
    for mark in MARKS[standard]:
        assert mark in pdf
    assert pdf == made(word.docx(body(word), core=TITLED), standard)


def test_without_a_wish_a_dated_pdf_is_tagged_and_archival(word: SimpleNamespace) -> None:
    pdf = made(word.docx(body(word)), None)
    assert all(mark in pdf for mark in MARKS["a-2a"])


def test_with_a_title_it_is_fit_for_reading_machines_too(word: SimpleNamespace) -> None:
    pdf = made(word.docx(body(word), core=TITLED), None)
    assert all(mark in pdf for mark in (*MARKS["a-2a"], *MARKS["ua-1"]))


def test_two_standards_can_be_demanded_at_once(word: SimpleNamespace) -> None:
    file = word.docx(body(word), core=TITLED)
    (made,) = typeset([file], created=DAY, demands=Demands(("a-3a", "ua-1")))
    assert all(mark in made.pdf for mark in (*MARKS["a-3a"], *MARKS["ua-1"]))


def test_the_tags_name_headings_tables_and_their_header_cells(word: SimpleNamespace) -> None:
    root = pypdf.PdfReader(io.BytesIO(made(word.docx(body(word), core=TITLED), "ua-1"))).trailer["/Root"]
    found: list[str] = []

    def walk(node: object) -> None:
        node = node.get_object() if isinstance(node, pypdf.generic.IndirectObject) else node
        if isinstance(node, pypdf.generic.ArrayObject):
            for child in node:
                walk(child)
        elif isinstance(node, pypdf.generic.DictionaryObject):
            found.append(str(node.get("/S")))
            walk(node.get("/K"))

    walk(root["/StructTreeRoot"]["/K"])
    assert {"/H1", "/P", "/Table", "/TR", "/TH", "/TD"} <= set(found)


@pytest.mark.parametrize(
    ("standard", "created", "paragraphs", "core", "why"),
    [
        ("a-2b", None, ["正文"], TITLED, "日期"),
        ("ua-1", DAY, ["正文"], None, "标题"),
        ("a-2a", DAY, ["字\U0002b820"], TITLED, "字体"),
        ("ua-1", DAY, ["outline"], TITLED, "层级"),
    ],
)
def test_what_cannot_satisfy_a_standard_is_refused_with_the_reason(
    standard: Standard,
    created: dt.date | None,
    paragraphs: list[str],
    core: str | None,
    why: str,
    word: SimpleNamespace,
) -> None:
    look = '<w:outlineLvl w:val="3"/>' if paragraphs == ["outline"] else ""
    parts = {"core": core} if core else {}
    file = word.docx("".join(word.paragraph(text, look) for text in paragraphs), **parts)
    with pytest.raises(ConversionError) as caught:
        made(file, standard, created)
    assert standard.upper() in caught.value.message.zh
    assert why in caught.value.message.zh
    assert caught.value.hint is not None
