"""What was read in one file and is met again in another: it reads the same, and nothing of one file is in the other."""

import gc
import io
import zipfile
from collections.abc import Callable
from types import SimpleNamespace
from typing import TypeVar

import corpus
import drawnml
import pytest
import wordml
from hypothesis import given
from hypothesis import strategies as st

from docgen.shipped import TEMPLATES
from docgen.typeset import text
from docgen.typeset.memory import Memory
from docgen.typeset.tree import Document, Link, Note, Paragraph, Picture
from docgen.typeset.word import memory, read

Found = TypeVar("Found")


def begin(instruction: str) -> str:
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r></w:p>'
    )


def mark(kind: str) -> str:
    return f'<w:p><w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{wordml.run(kind)}</w:p>'


def item(words: str, list_id: int = 1, level: int = 0) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return wordml.paragraph(words, numbered)


def notes(words: str) -> str:
    return f'<w:footnote w:id="2">{wordml.paragraph(words)}{item("一条")}</w:footnote>'


def templates() -> list[bytes]:
    return [path.read_bytes() for path in sorted(TEMPLATES.rglob("*.docx"))]


def renamed(file: bytes, part: str, name: str) -> bytes:
    """A file whose relationships call a part of it by another name."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    relations = "word/_rels/document.xml.rels"
    return wordml.packed({**parts, relations: parts[relations].replace(part.encode(), name.encode())})


def first(document: Document) -> Paragraph:
    block = document.sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    return block


def only(kind: type[Found], document: Document) -> Found:
    (found,) = (inline for inline in first(document).content if isinstance(inline, kind))
    return found


LISTS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:suff w:val="nothing"/><w:lvlText w:val="第%1条"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:lvlText w:val="%2"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId '
    'w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
NOTED = f'{wordml.run("见注")}<w:r><w:footnoteReference w:id="2"/></w:r>'
LINKED = f'<w:hyperlink r:id="footnotes">{wordml.run("链接")}</w:hyperlink>'
WIDE = wordml.table(wordml.row(wordml.cell("宽")), properties='<w:tblW w:w="100%" w:type="pct"/>', grid=(3000,))
LINE_BEFORE = wordml.paragraph("段前一行", '<w:spacing w:beforeLines="100"/>')
GRID = '<w:docGrid w:type="lines" w:linePitch="400"/>'
PIECES = (
    wordml.paragraph("各成员单位"),
    wordml.paragraph(wordml.field("SEQ 图", "1")),
    wordml.paragraph(wordml.run("变", "<w:glow/>")),
    wordml.paragraph(wordml.run("变"), "<w:glow/>"),
    wordml.paragraph("", "<w:rPr><w:vanish/></w:rPr>"),
    wordml.paragraph('<w:bookmarkStart w:id="1" w:name="此处"/><w:ins><w:r><w:t>新</w:t></w:r></w:ins>'),
    item("约定"),
    item("约定", 2),
    item("其一", 1, 1),
    item("约定" * 9, 2),
    item(NOTED),
    item(drawnml.shape("rect", "框")),
    wordml.paragraph(NOTED),
    wordml.paragraph(LINKED),
    wordml.paragraph(drawnml.picture("p_png")),
    wordml.paragraph(drawnml.vml("框")),
    begin("HYPERLINK https://example.org"),
    begin("PAGE"),
    mark("separate"),
    mark("end"),
    wordml.table(wordml.row(wordml.cell("甲"), wordml.cell(item("约定")))),
    wordml.table(wordml.row(wordml.cell("甲"), wordml.cell("乙", "<w:noWrap/>"))),
    wordml.table(wordml.row(wordml.cell(begin("PAGE")), wordml.cell(mark("end")))),
    WIDE,
    LINE_BEFORE,
    wordml.paragraph("另起一节", wordml.section('<w:pgSz w:w="16838" w:h="11906"/>')),
    wordml.paragraph("另起一节", wordml.section(wordml.A4 + GRID)),
    wordml.paragraph("浮", '<w:framePr w:w="2000" w:hSpace="180" w:wrap="around" w:x="1500" w:y="900"/>'),
)


@pytest.fixture
def forget(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Forget all that was read."""
    return lambda: monkeypatch.setattr(memory, "_MEMORY", Memory(memory.ROOM))


def test_a_file_reads_the_same_whatever_was_read_before_it(forget: Callable[[], None]) -> None:
    files = [(file, markup) for file in corpus.FEATURES.values() for markup in (False, True)]
    files += [(file, False) for file in templates()]
    cold = []
    for file, markup in files:
        forget()
        cold.append(read(file, markup=markup))
    for _ in range(3):  # the memory of the last one, then that of all, which keeps what is met again
        assert [
            number for number, (file, markup) in enumerate(files) if read(file, markup=markup) != cold[number]
        ] == []


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.booleans())
def test_nothing_of_one_file_is_in_another_that_has_the_same_blocks(pieces: list[str], markup: bool) -> None:
    file = wordml.docx("".join(pieces), numbering=LISTS, footnotes=notes("甲"), **corpus.MEDIA)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "_MEMORY", Memory(memory.ROOM))
        cold = read(file, markup=markup)
    assert read(file, markup=markup) == cold


def test_blocks_that_two_files_share_are_the_same_objects(tree: Callable[..., Document], word: SimpleNamespace) -> None:
    shared = word.table(word.row(word.cell("签章"), word.cell("日期"))) + word.paragraph("各方") + item("约定")
    names = ("甲", "乙", "丙")  # they are kept in the second
    _, one, other = (tree(word.paragraph(name) + shared, numbering=LISTS).sections[0].blocks for name in names)
    assert [block is same for block, same in zip(one, other, strict=True)] == [False, True, True, True]


def test_lists_count_anew_in_each_file_and_on_within_it(tree: Callable[..., Document]) -> None:
    body = item("约定") * 3 + item("约定", 2)
    for _ in range(3):
        assert text.paragraphs(tree(body, numbering=LISTS)) == ["第一条约定", "第二条约定", "第三条约定", "第一条约定"]


def test_a_note_a_link_and_a_picture_are_those_of_their_own_file(tree: Callable[..., Document]) -> None:
    for words in ("甲", "甲", "乙"):
        (block, _) = only(Note, tree(wordml.paragraph(NOTED), footnotes=notes(words))).blocks
        assert isinstance(block, Paragraph)
        assert text.content_text(block.content) == words
    for address in ("footnotes.xml", "footnotes.xml", "notes.xml"):
        file = wordml.docx(wordml.paragraph(LINKED), footnotes=notes("甲"))
        assert only(Link, read(renamed(file, "footnotes.xml", address))).address == f"word/{address}"
    for kind in ("PNG", "PNG", "BMP"):
        drawn = corpus.saved(kind)
        assert only(Picture, tree(wordml.paragraph(drawnml.picture("p_png")), p_png=drawn)).content == drawn


def test_the_same_words_look_as_the_styles_of_their_own_file_say(tree: Callable[..., Document]) -> None:
    sizes = [first(tree(wordml.paragraph("各方"), styles=styles)).mark.size for styles in ("", "", wordml.FANGSONG, "")]
    assert sizes == [10.0, 10.0, 16.0, 10.0]


def test_the_same_blocks_follow_the_page_and_the_grid_of_their_own_section(tree: Callable[..., Document]) -> None:
    sheet = '<w:pgSz w:w="16838" w:h="11906"/>'
    ends = [
        wordml.paragraph("", wordml.section(inside))
        for inside in ("<w:pgSz/>", "<w:pgSz/>", sheet, sheet, sheet + GRID)
    ]
    found = [section.blocks for section in tree("".join(WIDE + LINE_BEFORE + end for end in ends)).sections]
    assert [round(table.columns[0], 1) for table, *_ in found] == [415.3, 415.3, 661.9, 661.9, 661.9]
    assert [paragraph.format.before for _, paragraph, _ in found] == [15.6, 15.6, 15.6, 15.6, 20.0]


def test_what_is_left_out_is_told_in_each_file(tree: Callable[..., Document]) -> None:
    body = wordml.paragraph("前") + wordml.table(wordml.row(wordml.cell("甲", "<w:noWrap/>")))
    body += wordml.paragraph(wordml.run("变", "<w:glow/>")) * 2
    one, two, three = (tree(body).warnings for _ in range(3))
    assert one == two == three
    assert [warning.where.zh for warning in one] == ["在“甲”一段", "在“变”一段"]


def test_nothing_of_a_file_waits_to_be_collected_once_it_was_read() -> None:
    file = wordml.docx("".join(PIECES), numbering=LISTS, footnotes=notes("甲"), **corpus.MEDIA)
    read(file)
    gc.collect()
    gc.disable()
    try:
        read(file)
        assert gc.collect() == 0
    finally:
        gc.enable()
