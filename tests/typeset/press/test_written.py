"""What was written before: the same block at the same place is not written again, and nothing else is taken for it."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest

from docgen.typeset import set_document, typeset
from docgen.typeset.memory import Memory
from docgen.typeset.press import written
from docgen.typeset.press.job import Job
from docgen.typeset.press.pages import PageWriter, bookmarks
from docgen.typeset.press.paragraphs import ParagraphWriter
from docgen.typeset.press.typecase import typecase
from docgen.typeset.tree import Document, Page, Section

DAY = dt.date(2009, 1, 2)
Tree = Callable[..., Document]


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Forget everything that was written; each test begins so."""

    def forget() -> None:
        monkeypatch.setattr(written, "_MEMORY", Memory(written.ROOM))
        monkeypatch.setattr(written, "_MET", {})

    forget()
    yield forget


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of the paragraphs that are written, in order."""
    texts: list[str] = []
    write = ParagraphWriter.paragraph

    def noted(self: ParagraphWriter, paragraph: object, near: object) -> list[str]:
        texts.append("".join(inline.text for inline in paragraph.content if hasattr(inline, "text")))  # type: ignore[attr-defined]
        return write(self, paragraph, near)  # type: ignore[arg-type]

    monkeypatch.setattr(ParagraphWriter, "paragraph", noted)
    return texts


def source(document: Document) -> str:
    job = Job(bookmarks(document), typecase())
    return PageWriter(job, document).source(DAY)


def written_twice(document: Document) -> str:
    """Remember a document; return its source."""
    source(document)
    return source(document)


def test_a_document_that_is_met_again_is_not_written_again_and_reads_the_same(
    tree: Tree, word: SimpleNamespace, asked: list[str]
) -> None:
    document = tree(
        word.paragraph("甲") + word.table(word.row(word.cell("乙"), word.cell("丙"))) + word.paragraph("丁")
    )
    sources = {source(document) for _ in range(4)}
    assert len(sources) == 1
    assert asked == ["甲", "乙", "丙", "丁"] * 2  # what comes once only takes no room


def test_what_is_remembered_brings_its_definitions_along(tree: Tree, word: SimpleNamespace) -> None:
    document = tree(word.paragraph(word.run("甲", '<w:u w:val="single"/>')))
    first = written_twice(document)
    again = Job(frozenset(), typecase())
    PageWriter(again, document).body()
    assert again.definitions() == first[: first.index("\n#{")]


def test_at_another_place_a_block_is_written_anew(tree: Tree, word: SimpleNamespace, asked: list[str]) -> None:
    document = tree(word.paragraph("甲") + word.paragraph("乙"))
    written_twice(document)
    (section,) = document.sections
    source(replace(document, sections=(Section(section.blocks, Page(width=400)),)))
    assert asked == ["甲", "乙"] * 3


def test_after_another_neighbour_a_block_is_written_anew(tree: Tree, word: SimpleNamespace, asked: list[str]) -> None:
    spaced = word.paragraph("甲", '<w:spacing w:after="400"/>')
    document = tree(spaced + word.paragraph("乙") + word.paragraph("丙"))
    written_twice(document)
    (section,) = document.sections
    alone = replace(section, blocks=section.blocks[1:])
    assert source(replace(document, sections=(alone,))) != source(document)
    assert asked == ["甲", "乙", "丙"] * 2 + ["乙"]


def test_a_warning_is_given_for_each_document(word: SimpleNamespace) -> None:
    file = word.docx(word.paragraph(word.run("㐂", '<w:rFonts w:eastAsia="某某体"/>')))
    warnings = [result.warnings for result in typeset([file] * 5, created=DAY)]
    assert warnings == [warnings[0]] * 5 != [()] * 5


def test_bookmarks_links_and_notes_are_those_of_each_document(word: SimpleNamespace) -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="there"/><w:bookmarkEnd w:id="1"/>'
    body = word.paragraph(mark + word.run("甲")) + word.paragraph(word.run("见") + word.field("PAGEREF there", "9"))
    files = [word.docx(body), word.docx(body.replace(mark, ""))] * 4
    shown = ["".join(word.pages(result.pdf)[0]) for result in typeset(files, created=DAY)]
    assert shown == ["甲见1", "甲见9"] * 4


def test_what_was_set_before_changes_no_byte(tree: Tree, word: SimpleNamespace, forgetful: Callable[[], None]) -> None:
    one = tree(word.paragraph("甲") + word.paragraph("乙"))
    other = tree(word.paragraph("丙") + word.paragraph("乙"))
    for _ in range(3):
        set_document(one, created=DAY)
        set_document(other, created=DAY)
    after = set_document(other, created=DAY).pdf
    forgetful()
    assert set_document(other, created=DAY).pdf == after


def test_equal_definitions_have_one_name_in_every_document() -> None:
    one, other = Job(frozenset(), typecase()), Job(frozenset(), typecase())
    other.define("t", "text(it)", "(it)")
    assert one.define("p", "1pt") == other.define("p", "1pt") != other.define("p", "2pt")


def test_blocks_that_come_only_once_are_not_kept(word: SimpleNamespace) -> None:
    for number in range(12):
        list(typeset([word.docx(word.paragraph("每次一样") + word.paragraph(f"第{number}号"))], created=DAY))
    assert len(written._MEMORY) == 1


def test_what_was_met_is_held_up_to_a_number(word: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written, "_MOST_MET", 5)
    list(typeset([word.docx("".join(word.paragraph(f"第{number}段") for number in range(23)))], created=DAY))
    assert len(written._MET) <= 5
