"""The papers about an alliance's life, all of one sample, made once: what each says, in every format."""

import io
from pathlib import Path

import pypdf
import pytest

from tests.papers.conftest import LIFE, Paper, bare, in_order, without_repeats

GOLDEN = Path(__file__).parent.parent / "golden" / "life"
OPEN = ("____", "＿", "XX", "None", "{{", "{%", "待定")


@pytest.fixture(params=LIFE)
def copies(life: list[Paper], request: pytest.FixtureRequest) -> list[Paper]:
    """The copies of one kind."""
    return [paper for paper in life if paper.copy.kind == request.param]


def test_the_papers_say_what_was_read_and_approved(copies, update_golden):
    page = GOLDEN / f"{copies[0].copy.kind}.txt"
    said = "\n".join(f"=== {paper.copy.path}\n" + "\n".join(paper.paragraphs()) + "\n" for paper in copies)
    if update_golden:
        page.parent.mkdir(exist_ok=True)
        page.write_text(said, "utf-8")
    assert said == page.read_text("utf-8"), "read the difference; if it is right, run make golden"


def test_docx_and_pdf_say_the_same_paragraph_by_paragraph(copies):
    for paper in copies:
        wanted = paper.paragraphs()
        text = without_repeats(paper.pdf_text(), bare("".join(wanted)), paper.repeated_rows())
        assert in_order(wanted, text) == []
        assert text == bare("".join(wanted)), "the PDF says more than the DOCX"


def test_nothing_is_approximated_and_nothing_is_left_open(copies):
    for paper in copies:
        assert [str(warning.what) for warning in paper.set.warnings] == []
        assert [mark for mark in OPEN if mark in "\n".join(paper.paragraphs())] == []
        assert pypdf.PdfReader(io.BytesIO(paper.set.pdf)).metadata.title


@pytest.mark.office
def test_libreoffice_sets_every_paper_on_as_many_pages_give_or_take_one_and_says_the_same(life, offices):
    named = {str(paper.copy.path).replace("/", "-"): paper for paper in life}
    files = {name: paper.docx for name, paper in named.items()}
    set_there, said_there = offices(files, "pdf"), offices(files, "txt:Text (encoded):UTF8")
    for name, paper in named.items():
        pages = pypdf.PdfReader(io.BytesIO(set_there[name])).pages
        assert abs(len(pages) - paper.set.pages) <= 1, name
        # Its text file has no text boxes, and its PDF parts what goes over to another page.
        said = bare(said_there[name].decode("utf-8-sig") + "".join(page.extract_text() for page in pages))
        assert [text for text in paper.paragraphs() if bare(text) not in said] == [], name
