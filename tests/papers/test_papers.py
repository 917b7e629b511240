"""Each paper of each sample as its reader gets it: what it says, and that every format says the same."""

import io
import re
import zipfile
from pathlib import Path

import pypdf
import pytest
from lxml import etree

from docgen.typeset import typeset
from tests.papers.conftest import bare, in_order, without_repeats

GOLDEN = Path(__file__).parent.parent / "golden"


def test_the_paper_says_what_was_read_and_approved(paper, update_golden, request):
    name = request.node.callspec.id
    page, said = GOLDEN / f"{name}.txt", "\n".join(paper.paragraphs()) + "\n"
    if update_golden:
        page.write_text(said, "utf-8")
    assert said == page.read_text("utf-8"), "read the difference; if it is right, run make golden"


def test_docx_and_pdf_say_the_same_paragraph_by_paragraph(paper):
    wanted = paper.paragraphs()
    text = without_repeats(paper.pdf_text(), bare("".join(wanted)), paper.repeated_rows())
    assert in_order(wanted, text) == []
    assert text == bare("".join(wanted)), "the PDF says more than the DOCX"


def test_nothing_in_the_paper_is_approximated(paper):
    assert [str(warning.what) for warning in paper.set.warnings] == []


def test_nothing_is_left_to_fill_but_the_places_for_hands(paper):
    text = "\n".join(paper.paragraphs())
    assert re.findall(r"\{\{|\{%|None|(?<![A-Z0-9])XX|待定|____|＿", text) == []


def test_every_part_is_well_formed_and_every_style_is_there(paper):
    package = zipfile.ZipFile(io.BytesIO(paper.docx))
    parts = {
        name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith((".xml", ".rels"))
    }
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    known = {style.get(f"{w}styleId") for style in parts["word/styles.xml"].iter(f"{w}style")}
    used = {
        use.get(f"{w}val")
        for root in parts.values()
        for kind in ("pStyle", "rStyle", "tblStyle")
        for use in root.iter(w + kind)
    }
    assert used <= known


def test_the_pdf_names_its_subject_and_its_language(paper):
    pdf = pypdf.PdfReader(io.BytesIO(paper.set.pdf))
    assert pdf.metadata.title
    assert pdf.trailer["/Root"]["/Lang"].lower().startswith("zh")


def test_making_it_twice_gives_the_same_bytes(paper):
    assert next(iter(typeset([paper.docx]))).pdf == paper.set.pdf


@pytest.mark.office
def test_libreoffice_opens_it_and_reads_the_same(paper, office):
    text = bare(office(paper.docx, "txt:Text (encoded):UTF8").decode("utf-8-sig"))
    assert in_order(paper.paragraphs(), text) == []


@pytest.mark.office
def test_libreoffice_sets_it_on_as_many_pages_give_or_take_one(paper, office):
    pages = len(pypdf.PdfReader(io.BytesIO(office(paper.docx, "pdf"))).pages)
    assert abs(pages - paper.set.pages) <= max(1, pages // 20)
