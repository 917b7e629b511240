import io
from collections.abc import Callable
from itertools import pairwise
from types import SimpleNamespace

import pypdf
import pytest

from docgen.typeset import Typeset

LaidOut = Callable[..., Typeset]
LEFT, RIGHT = 1588 / 20, (11906 - 1474) / 20
EXACT = '<w:spacing w:line="400" w:lineRule="exact"/>'


@pytest.fixture
def placed(laid_out: LaidOut, word: SimpleNamespace) -> Callable[..., dict[str, tuple[float, float]]]:
    """Where each piece of text begins on the first page, in points from the lower left corner."""

    def placed(body: str, **parts: str) -> dict[str, tuple[float, float]]:
        found: dict[str, tuple[float, float]] = {}

        def visit(text: str, matrix: list[float], position: list[float], *_: object) -> None:
            if text.strip():
                x = position[4] * matrix[0] + position[5] * matrix[2] + matrix[4]
                y = position[4] * matrix[1] + position[5] * matrix[3] + matrix[5]
                found.setdefault(text.strip(), (x, y))

        result = laid_out(body + word.section(word.A4), **parts)
        pypdf.PdfReader(io.BytesIO(result.pdf)).pages[0].extract_text(visitor_text=visit)
        return found

    return placed


def test_a_first_line_of_two_characters_stands_two_characters_in(placed: Callable, word: SimpleNamespace) -> None:
    (x, _), *_ = placed(word.paragraph("首行", '<w:ind w:firstLineChars="200"/>')).values()
    assert x == pytest.approx(LEFT + 32, abs=0.1)


def test_a_centred_line_stands_in_the_middle(placed: Callable, word: SimpleNamespace) -> None:
    (x, _), *_ = placed(word.paragraph("居中", '<w:jc w:val="center"/>')).values()
    assert x + 16 == pytest.approx((LEFT + RIGHT) / 2, abs=0.1)


def test_lines_with_exact_spacing_are_that_far_apart(placed: Callable, word: SimpleNamespace) -> None:
    found = placed(word.paragraph("甲", EXACT) + word.paragraph("乙", EXACT))
    assert found["甲"][1] - found["乙"][1] == pytest.approx(20, abs=0.01)


@pytest.mark.parametrize(
    ("settings", "gap"), [("<w:compat/>", 15), ("<w:compat><w:doNotUseHTMLParagraphAutoSpacing/></w:compat>", 25)]
)
def test_between_paragraphs_the_larger_space_counts_unless_spaces_add(
    placed: Callable, word: SimpleNamespace, settings: str, gap: float
) -> None:
    exact = '<w:spacing w:line="400" w:lineRule="exact" {}/>'
    first = word.paragraph("甲", exact.format('w:after="300"'))
    second = word.paragraph("乙", exact.format('w:before="200"'))
    found = placed(first + second, settings=settings)
    assert found["甲"][1] - found["乙"][1] == pytest.approx(20 + gap, abs=0.01)


def test_paragraphs_of_one_style_may_stand_close(placed: Callable, word: SimpleNamespace) -> None:
    close = '<w:spacing w:line="400" w:lineRule="exact" w:after="300"/><w:contextualSpacing/>'
    found = placed(word.paragraph("甲", close) + word.paragraph("乙", close))
    assert found["甲"][1] - found["乙"][1] == pytest.approx(20, abs=0.01)


def test_tabs_go_to_their_stops(placed: Callable, word: SimpleNamespace) -> None:
    stops = (
        '<w:tabs><w:tab w:val="left" w:pos="2000"/><w:tab w:val="center" w:pos="4000"/>'
        '<w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs>'
    )
    tab = "<w:r><w:tab/></w:r>"
    found = placed(word.paragraph(tab.join(word.run(text) for text in ("起", "左", "中", "右边")), stops))
    assert found["左"][0] == pytest.approx(LEFT + 100, abs=0.1)
    assert found["中"][0] + 8 == pytest.approx(LEFT + 200, abs=0.1)
    assert found["右边"][0] + 32 == pytest.approx(LEFT + 400, abs=0.1)


def test_a_tab_without_a_stop_goes_to_the_next_default_one(placed: Callable, word: SimpleNamespace) -> None:
    body = word.paragraph(word.run("甲乙丙") + "<w:r><w:tab/></w:r>" + word.run("丁"))
    found = placed(body, settings='<w:defaultTabStop w:val="640"/>')
    assert found["丁"][0] == pytest.approx(LEFT + 64, abs=0.1)


def test_a_hanging_label_is_followed_by_text_at_the_indent(placed: Callable, word: SimpleNamespace) -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/><w:pPr><w:ind w:left="800" w:hanging="800"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    found = placed(word.paragraph("条文", numbered), numbering=lists)
    assert found["1."][0] == pytest.approx(LEFT, abs=0.1)
    assert found["条文"][0] == pytest.approx(LEFT + 40, abs=0.1)


def test_a_distributed_line_reaches_both_margins(placed: Callable, word: SimpleNamespace) -> None:
    found = placed(word.paragraph("联系人", '<w:jc w:val="distribute"/>'))
    xs = [x for x, _ in found.values()]
    assert min(xs) == pytest.approx(LEFT, abs=0.1)


def test_chinese_and_latin_are_spaced_unless_the_file_says_no(placed: Callable, word: SimpleNamespace) -> None:
    body = word.run("甲A乙") + word.run("终", "<w:b/>")
    spaced = placed(word.paragraph(body))
    tight = placed(word.paragraph(body, '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'))
    assert spaced["终"][0] - tight["终"][0] == pytest.approx(8, abs=0.1)  # a quarter em on each side of the A


def test_an_entry_of_contents_has_its_number_at_the_right(placed: Callable, word: SimpleNamespace) -> None:
    stop = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs>'
    entry = f'<w:hyperlink w:anchor="there">{word.run("总则")}<w:r><w:tab/></w:r>{word.run("12")}</w:hyperlink>'
    target = '<w:bookmarkStart w:id="1" w:name="there"/>'
    found = placed(word.paragraph(entry, stop) + word.paragraph(target + word.run("章")))
    assert found["12"][0] + 16 == pytest.approx(LEFT + 400, abs=0.1)


def test_a_paragraph_with_nothing_but_a_bookmark_keeps_its_height(placed: Callable, word: SimpleNamespace) -> None:
    marked = word.paragraph('<w:bookmarkStart w:id="1" w:name="here"/>', EXACT)
    found = placed(word.paragraph("甲", EXACT) + marked + word.paragraph("乙", EXACT))
    assert found["甲"][1] - found["乙"][1] == pytest.approx(40, abs=0.01)


def test_a_column_is_where_it_is_whatever_the_indent_of_the_anchor(placed: Callable, word: SimpleNamespace) -> None:
    box = (
        '<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="1800000" cy="720000"/><wp:wrapNone/><a:graphic><a:graphicData uri="x"><wps:wsp><wps:spPr/>'
        f"<wps:txbx><w:txbxContent>{word.paragraph('框')}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr lIns="0" tIns="0"/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>'
    )
    found = placed(word.paragraph(word.run("文") + box, '<w:ind w:left="1000"/>') + word.paragraph(box))
    assert found["框"][0] == pytest.approx(LEFT, abs=0.1)


@pytest.mark.parametrize(
    ("end", "off", "lines"), [("。", "", 1), ("。", '<w:overflowPunct w:val="0"/>', 2), ("国", "", 2)]
)
def test_a_mark_at_the_end_stands_beyond_a_full_line(
    laid_out: LaidOut, word: SimpleNamespace, end: str, off: str, lines: int
) -> None:
    width = 27 * 16 * 20 + 40  # twips: 27 letters, and not quite a half
    narrow = word.A4.replace('w:right="1474"', f'w:right="{11906 - 1588 - width}"')
    (page,) = word.pages(laid_out(word.paragraph("国" * 27 + end, off) + word.section(narrow)).pdf)
    assert len(page) == lines
    assert "".join(page) == "国" * 27 + end


def test_a_word_too_long_for_its_cell_goes_on_in_the_next_line(laid_out: LaidOut, word: SimpleNamespace) -> None:
    cell = word.cell(word.paragraph("Legal representative", '<w:jc w:val="center"/>'))
    (page,) = word.pages(laid_out(word.table(word.row(cell), grid=(1900,)) + word.section(word.A4)).pdf)
    assert page == ["Legal", "representativ", "e"]


def test_words_underlined_one_by_one_leave_the_blanks_without(laid_out: LaidOut, word: SimpleNamespace) -> None:
    result = laid_out(word.paragraph(word.run("一 二", '<w:u w:val="words"/>')))
    assert result.warnings == ()


def test_letters_set_apart_keep_their_distance_to_the_next_run(placed: Callable, word: SimpleNamespace) -> None:
    body = word.paragraph(word.run("国国", '<w:spacing w:val="200"/>') + word.run("家", "<w:b/>"))
    assert placed(body)["家"][0] == pytest.approx(LEFT + 2 * (16 + 10), abs=0.1)


def test_a_digit_keeps_its_distance_from_the_last_word_of_a_paragraph(laid_out: LaidOut, word: SimpleNamespace) -> None:
    result = laid_out(word.paragraph("新增发明专利18件。") + word.section(word.A4))
    edges: list[tuple[str, float]] = []

    def visit(part: str, matrix: list[float], position: list[float], *_: object) -> None:
        if part.strip():
            edges.append((part.strip(), position[4] * matrix[0] + matrix[4]))

    pypdf.PdfReader(io.BytesIO(result.pdf)).pages[0].extract_text(visitor_text=visit)
    (digits, begin), (_, after) = next(pair for pair in pairwise(edges) if pair[0][0] == "18")
    assert after - begin == pytest.approx(len(digits) * 8 + 4, abs=0.1)
