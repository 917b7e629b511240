"""Text beside pictures, frames and floating tables, as its lines come out on the page."""

import io
from collections.abc import Callable
from types import SimpleNamespace

import pypdf
import pytest
from PIL import Image

from docgen.typeset import Typeset
from docgen.typeset.press.wrapping import pieces

LaidOut = Callable[..., Typeset]
SENTENCE = "各成员单位应当按照联盟协议约定的任务分工组织实施技术攻关，并定期向理事会报告进展情况。"


def png() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(drawn, "PNG")
    return drawn.getvalue()


def picture(place: str, *, wrap: str = "Square", down: int = 0) -> str:
    """A picture of 100 by 100 points; ``place`` is an alignment or an offset in points."""
    axis = f"<wp:posOffset>{int(place) * 12700}</wp:posOffset>" if place.isdigit() else f"<wp:align>{place}</wp:align>"
    return (
        f'<w:r><w:drawing><wp:anchor behindDoc="0"><wp:positionH relativeFrom="column">{axis}</wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{down * 12700}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="1270000" cy="1270000"/><wp:wrap{wrap}/><wp:docPr id="1" name="p" descr="图"/><a:graphic>'
        '<a:graphicData uri="x"><pic:pic><pic:blipFill><a:blip r:embed="pic_png"/></pic:blipFill><pic:spPr/></pic:pic>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def lines(result: Typeset) -> list[tuple[float, float, str]]:
    """The lines of the first page: left edge and height above the foot in points, and text."""
    found: dict[float, tuple[float, str]] = {}

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            x, y = tm[4] + cm[4], round(tm[5] + cm[5], 1)
            left, before = found.get(y, (x, ""))
            found[y] = min(left, x), before + text.strip()

    pypdf.PdfReader(io.BytesIO(result.pdf)).pages[0].extract_text(visitor_text=note)
    return [(x, y, text) for y, (x, text) in sorted(found.items(), reverse=True)]


@pytest.mark.parametrize("count", [1, 3])
def test_text_stands_beside_a_picture_and_below_it_has_the_whole_line(
    laid_out: LaidOut, word: SimpleNamespace, count: int
) -> None:
    body = word.paragraph(picture("right") + word.run(SENTENCE * 9 if count == 1 else SENTENCE * 3))
    body += word.paragraph(SENTENCE * 3) * (count - 1) + word.section(word.A4)
    result = laid_out(body, pic_png=png())
    lengths = [len(text) for _, _, text in lines(result)]
    short = [length for length in lengths if length <= 21]
    assert max(lengths) == 27
    assert 5 <= len(short) <= 7
    text = "".join(text for _, _, text in lines(result))
    assert text == SENTENCE * 9
    assert result.warnings == ()


def test_a_picture_on_the_left_moves_the_text(laid_out: LaidOut, word: SimpleNamespace) -> None:
    body = word.paragraph(picture("left") + word.run(SENTENCE * 6)) + word.section(word.A4)
    edges = [round(x) for x, _, _ in lines(laid_out(body, pic_png=png()))]
    assert edges[0] == 79 + 100
    assert edges[-1] == 79


def test_lines_above_the_picture_are_whole(laid_out: LaidOut, word: SimpleNamespace) -> None:
    body = word.paragraph(picture("right", down=45) + word.run(SENTENCE * 6)) + word.section(word.A4)
    lengths = [len(text) for _, _, text in lines(laid_out(body, pic_png=png()))]
    assert lengths[0] == 27
    assert lengths[3] <= 21


def test_where_too_little_room_is_left_the_text_goes_on_below(laid_out: LaidOut, word: SimpleNamespace) -> None:
    body = word.paragraph(picture("60", wrap="TopAndBottom") + word.run("甲")) + word.section(word.A4)
    ((_, height, _),) = lines(laid_out(body, pic_png=png()))
    assert height < 842 - 105 - 100


def test_text_on_both_sides_is_told(laid_out: LaidOut, word: SimpleNamespace) -> None:
    (warning,) = laid_out(
        word.paragraph(picture("150") + word.run(SENTENCE)) + word.section(word.A4), pic_png=png()
    ).warnings
    assert "两侧" in warning.say("zh")


def test_latin_words_and_punctuation_are_not_torn(laid_out: LaidOut, word: SimpleNamespace) -> None:
    text = "Semiconductor lighting alliance，半导体照明（LED）。" * 12
    body = word.paragraph(picture("right") + word.run(text)) + word.section(word.A4)
    found = [text for _, _, text in lines(laid_out(body, pic_png=png()))]
    assert not any(line[0] in "，。）" for line in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_a_floating_table_stands_beside_the_text(laid_out: LaidOut, word: SimpleNamespace) -> None:
    place = '<w:tblpPr w:horzAnchor="margin" w:vertAnchor="text" w:tblpXSpec="right" w:tblpY="1"/>'
    table = word.table(word.row(word.cell("表")), properties=place, grid=(2000,))
    result = laid_out(table + word.paragraph(SENTENCE * 3) + word.section(word.A4))
    first = lines(result)[0][2]
    assert len(first.replace("表", "")) <= 21
    assert result.warnings == ()


def test_a_floating_table_as_wide_as_the_column_stands_in_the_text(laid_out: LaidOut, word: SimpleNamespace) -> None:
    table = word.table(word.row(word.cell("表")), properties='<w:tblpPr w:vertAnchor="text"/>', grid=(8800,))
    found = lines(laid_out(word.paragraph("前") + table + word.paragraph("后") + word.section(word.A4)))
    assert [text for _, _, text in found] == ["前", "表", "后"]


def test_a_framed_page_number_takes_no_line_of_the_footer(laid_out: LaidOut, word: SimpleNamespace) -> None:
    frame = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/>'
    footer = word.paragraph(word.field("PAGE"), frame) + word.paragraph("尾")
    reference = '<w:footerReference w:type="default" r:id="footer1"/>'
    result = laid_out(word.paragraph("甲") + word.section(reference + word.A4), footer1=footer)
    (number,) = [(x, y) for x, y, text in lines(result) if "1" in text]
    (foot,) = [(x, y) for x, y, text in lines(result) if "尾" in text]
    assert abs(number[1] - foot[1]) < 12
    assert result.warnings == ()


def test_a_dropped_initial_has_the_text_beside_it(laid_out: LaidOut, word: SimpleNamespace) -> None:
    frame = '<w:framePr w:dropCap="drop" w:lines="2" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>'
    initial = word.paragraph(word.run("首", '<w:sz w:val="80"/>'), frame)
    found = lines(laid_out(initial + word.paragraph(SENTENCE * 4) + word.section(word.A4)))
    assert any("首" in text for _, _, text in found)
    assert max(x for x, _, text in found if "首" not in text) > 79 + 30


def test_a_body_is_taken_apart_where_its_statements_end() -> None:
    assert pieces('{t1("a; b"); t2("c"); mark("x")}') == '((t1, "a; b"), (t2, "c"), (it => it, mark("x")),)'
    assert pieces('box(t1("a"))') == '((it => it, box(t1("a"))),)'
