"""Many short documents on one plate, cut apart: each is as if it had been laid out alone."""

import datetime as dt
import io
from types import SimpleNamespace

import pikepdf
import pypdf
import pytest

from docgen.errors import ConversionError
from docgen.typeset import Demands, cutting, fill_fields, plated, typeset, typeset_together
from tests.typeset.test_tags import TITLED, elements, faults

DAY = dt.date(2009, 1, 2)


def paper(word: SimpleNamespace, text: str, **parts: str) -> bytes:
    """A short paper: a paragraph and a table on one page."""
    body = word.paragraph(text) + word.table(word.row(word.cell(text), word.cell("乙")))
    return word.docx(body, core=TITLED, **parts)


def tags(pdf: bytes) -> list[tuple[str, str]]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [(parent, str(element.S)) for parent, element in elements(opened.Root.StructTreeRoot)]


def words(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture
def papers(word: SimpleNamespace) -> list[bytes]:
    return [paper(word, name) for name in ("甲厂", "乙厂䶮", "丙厂")]


def test_each_has_the_words_tags_and_pages_that_it_has_alone(papers: list[bytes]) -> None:
    plate, alone = typeset_together(papers, created=DAY), list(typeset(papers, created=DAY))
    assert len(plate.pdfs) == 1
    assert [sheet.pages for sheet in plate.sheets] == [1, 1, 1]
    for one, other in zip(plate.sheets, alone, strict=True):
        assert (words(one.pdf), tags(one.pdf), one.warnings) == (words(other.pdf), tags(other.pdf), other.warnings)


def test_each_is_archival_and_has_a_name_of_its_own(papers: list[bytes]) -> None:
    found = [
        pypdf.PdfReader(io.BytesIO(sheet.pdf)).xmp_metadata for sheet in typeset_together(papers, created=DAY).sheets
    ]
    assert len({(one.xmpmm_document_id, one.xmpmm_instance_id) for one in found}) == len(papers)
    for sheet in typeset_together(papers, created=DAY).sheets:
        for mark in (b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<", b"<xmpTPg:NPages>1<"):
            assert mark in sheet.pdf


def test_nothing_of_the_others_stays_in_a_document_and_all_that_it_marks_is_in_its_structure(
    papers: list[bytes],
) -> None:
    for sheet in typeset_together(papers, created=DAY).sheets:
        assert faults(sheet.pdf) == []
        with pikepdf.open(io.BytesIO(sheet.pdf)) as pdf:
            held = list(elements(pdf.Root.StructTreeRoot))
            assert sum(_is(found, "/Page") for found in pdf.objects) == 1
            assert sum(_is(found, "/StructElem") for found in pdf.objects) == len(held)
            assert len(pdf.Root.StructTreeRoot.ParentTree.Nums) == 2


def _is(obj: pikepdf.Object, kind: str) -> bool:
    return isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == kind


def test_the_same_papers_give_the_same_bytes(papers: list[bytes]) -> None:
    assert typeset_together(papers, created=DAY) == typeset_together(papers, created=DAY)


def test_the_pdf_of_all_holds_them_in_order(papers: list[bytes]) -> None:
    plate = typeset_together(papers, created=DAY)
    assert words(plate.pdfs[0]) == [page for sheet in plate.sheets for page in words(sheet.pdf)]


@pytest.mark.parametrize("field", ["NUMPAGES", "PAGE"])
def test_papers_that_know_of_pages_are_laid_out_alone(word: SimpleNamespace, field: str) -> None:
    counted = word.docx(word.paragraph(word.field(field)), core=TITLED)
    plate = typeset_together([counted, counted], created=DAY)
    assert plate.pdfs == tuple(sheet.pdf for sheet in plate.sheets)
    assert plate.sheets == tuple(typeset([counted, counted], created=DAY))


def test_what_fits_on_a_plate_has_nothing_to_be_filled_and_all_else_is_given_back(
    word: SimpleNamespace, papers: list[bytes]
) -> None:
    plate = plated(papers, created=DAY)
    assert plate == typeset_together(papers, created=DAY)
    assert [fill_fields(docx) for docx in papers] == papers
    assert plated(papers[:1], created=DAY) is None
    numbered = word.docx(word.paragraph(word.field("NUMPAGES")), core=TITLED)
    assert plated([*papers, numbered], created=DAY) is None


def test_papers_of_different_titles_are_laid_out_alone(word: SimpleNamespace) -> None:
    files = [word.docx(word.paragraph("一"), core=TITLED), word.docx(word.paragraph("二"))]
    assert typeset_together(files, created=DAY).sheets == tuple(typeset(files, created=DAY))


def test_one_that_cannot_be_archived_does_not_take_that_from_the_others(word: SimpleNamespace) -> None:
    files = [paper(word, "甲"), paper(word, "\U00020b9f\U0002a6d6")]
    plate = typeset_together(files, created=DAY)
    assert plate.sheets == tuple(typeset(files, created=DAY))
    assert b"<pdfaid:part>" in plate.sheets[0].pdf
    with pytest.raises(ConversionError):
        typeset_together(files, created=DAY, demands=Demands(strict_fonts=True))


def test_papers_of_several_pages_are_laid_out_alone(word: SimpleNamespace, papers: list[bytes]) -> None:
    files = [*papers, word.docx(word.paragraph("国" * 900), core=TITLED)]
    assert typeset_together(files, created=DAY).sheets == tuple(typeset(files, created=DAY))


def test_a_pdf_of_another_number_of_pages_is_not_cut(papers: list[bytes]) -> None:
    with pytest.raises(ValueError, match="3 pages instead of 2"):
        list(cutting.cut(typeset_together(papers, created=DAY).pdfs[0], 2))
