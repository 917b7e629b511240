"""Each paper of the sample round as its reader gets it: what it says, in both formats, and what a code on it names."""

import io
from functools import cache
from pathlib import Path

import pypdf
import pytest
import zxingcpp

from docgen import rounds
from docgen.documents import OF_ROUNDS, Copy, documents
from docgen.documents.plan import filters
from docgen.programme import load
from docgen.render import Template
from docgen.rounds.topics import decode
from docgen.shipped import SAMPLES, TEMPLATES
from docgen.typeset import typeset
from docgen.typeset.text import paragraphs
from docgen.typeset.word import read as read_docx
from tests.papers.conftest import Paper, bare, in_order, without_repeats

GOLDEN = Path(__file__).parent.parent / "golden"
XIAMEN = load("xiamen-2008", [TEMPLATES])
KINDS = [document.kind for document in documents(XIAMEN, about=OF_ROUNDS) if not document.sheet.on_request]
SHOWN = {"application": "software", "expert": "e4", "sheet": "e1-software", "round": ""}


@cache
def copies() -> list[Copy]:
    return rounds.copies(rounds.check(SAMPLES / "xiamen-2008/rounds/2008-2/round.yaml"))


@cache
def paper(kind: str) -> Paper:
    (document,) = [each for each in documents(XIAMEN, about=OF_ROUNDS) if each.kind == kind]
    name = SHOWN[document.sheet.about]
    (copy,) = [each for each in copies() if each.kind == kind and (not name or each.path.name == name)]
    docx = _filled(copy)
    return Paper(copy, docx, next(iter(typeset([docx]))))


every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
def test_the_paper_says_what_was_read_and_approved(kind, update_golden):
    page, said = GOLDEN / f"round-{kind}.txt", "\n".join(paper(kind).paragraphs()) + "\n"
    if update_golden:
        page.write_text(said, "utf-8")
    assert said == page.read_text("utf-8"), "read the difference; if it is right, run make golden"


@every_kind
def test_docx_and_pdf_say_the_same_and_nothing_is_approximated(kind):
    wanted = paper(kind).paragraphs()
    text = without_repeats(paper(kind).pdf_text(), bare("".join(wanted)), paper(kind).repeated_rows())
    assert in_order(wanted, text) == []
    assert [str(warning.what) for warning in paper(kind).set.warnings] == []


def test_there_is_a_copy_for_each_topic_and_none_for_the_recused():
    counts = {kind: sum(copy.kind == kind for copy in copies()) for kind in KINDS}
    assert counts == {
        "review-agenda": 1,
        "review-guide": 7,
        "review-experts": 1,
        "review-pledge": 7,
        "review-applications": 1,
        "review-sheet": 18,
        "review-formalities": 3,
        "review-ranking": 1,
        "review-summary": 3,
        "review-opinion": 3,
        "review-changes": 3,
        "review-recheck": 3,
        "review-joint": 3,
        "review-minutes": 1,
        "review-notice": 1,
    }
    assert "e2-led" not in {copy.path.name for copy in copies()}


def test_the_code_on_a_printed_sheet_names_round_expert_and_alliance():
    picture = pypdf.PdfReader(io.BytesIO(paper("review-sheet").set.pdf)).pages[0].images[0].image
    (found,) = zxingcpp.read_barcodes(picture)
    assert decode(found.text) == ("2008-2", "e1", "software")
    assert decode("https://example.org") is None


@pytest.mark.parametrize("kind", ["review-sheet", "review-summary", "review-joint"])
def test_forms_keep_to_their_pages(kind):
    assert paper(kind).set.pages == {"review-sheet": 2, "review-summary": 2, "review-joint": 1}[kind]


def test_recused_experts_leave_a_row_in_the_summary_and_raw_marks_are_shown():
    lines = paper("review-summary").paragraphs()
    assert "邵样例" in lines
    assert any("邵样例回避（任成员单位厦门港通物流软件有限公司技术顾问）" in line for line in lines)
    assert "68.50" in lines
    assert [lines[lines.index("蒙样例") + n] for n in range(1, 8)] == ["18", "13", "17", "13", "17", "9", "87"]


def test_dissent_is_recorded_in_the_opinion_of_the_panel():
    assert any(
        line.startswith("不同意见（沈样例）：产业带动目标缺少依据") for line in paper("review-opinion").paragraphs()
    )


def test_a_place_a_host_and_a_telephone_that_are_not_known_yet_are_left_blank(copied):
    written = copied.read_text("utf-8")
    for line in ("  place: 厦门市科技局三楼会议室\n", "  host: 周样例\n"):
        written = written.replace(line, "")
    copied.write_text(written.replace(", phone: 0592-0000400}", "}"), "utf-8")
    made = [copy for copy in rounds.copies(rounds.check(copied)) if copy.kind in {"review-agenda", "review-experts"}]
    said = ["".join(paragraphs(read_docx(_filled(copy)))) for copy in made]
    assert len(said) == 2
    assert not any(word in each for each in said for word in ("三楼会议室", "0592-0000400", "None"))


def _filled(copy: Copy) -> bytes:
    return Template(copy.template, filters=filters(XIAMEN)).render(copy.context, created=copy.date)
