import datetime as dt
import io
import re
from collections.abc import Callable
from types import SimpleNamespace
from xml.sax.saxutils import escape

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.typeset import Typeset, typeset

LaidOut = Callable[..., Typeset]
GRID = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/>'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>联盟协议</dc:title><dc:creator>市科技局</dc:creator>'
    "<cp:keywords>联盟；协议</cp:keywords></cp:coreProperties>"
)


def opened(result: Typeset) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(result.pdf))


def test_the_official_grid_has_22_lines_of_28_characters(laid_out: LaidOut, word: SimpleNamespace) -> None:
    body = word.paragraph("国" * (28 * 22 + 1), '<w:widowControl w:val="0"/>')
    result = laid_out(body + word.section(word.A4 + GRID))
    first, second = word.pages(result.pdf)
    assert first == ["国" * 28] * 22
    assert second == ["国"]


def test_the_same_document_and_day_give_the_same_bytes(word: SimpleNamespace) -> None:
    file = word.docx(word.paragraph("同一份文件") + word.table(word.row(word.cell("甲"), word.cell("乙"))), core=CORE)
    one, other = typeset([file, file], created=dt.date(2012, 4, 28))
    assert one.pdf == other.pdf


def test_without_a_day_the_file_carries_no_clock(word: SimpleNamespace) -> None:
    (result,) = typeset([word.docx(word.paragraph("无日期"))])
    assert b"CreateDate" not in result.pdf
    assert b"CreationDate" not in result.pdf


def test_the_day_becomes_the_date_of_an_archival_file(laid_out: LaidOut, word: SimpleNamespace) -> None:
    result = laid_out(word.paragraph("归档"))
    assert b"2009-01-02" in result.pdf
    assert b"pdfaid:part" in result.pdf


def test_title_author_keywords_and_language_travel_along(laid_out: LaidOut, word: SimpleNamespace) -> None:
    reader = opened(laid_out(word.paragraph("正文"), core=CORE))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("联盟协议", "市科技局")
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_headings_become_bookmarks_with_their_numbers(laid_out: LaidOut, word: SimpleNamespace) -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    properties = '<w:outlineLvl w:val="0"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = word.paragraph("总则", properties) + word.paragraph("正文") + word.paragraph("附则", properties)
    outline = opened(laid_out(body, numbering=lists)).outline
    assert [entry.title for entry in outline] == ["一、总则", "二、附则"]


def test_only_the_shipped_faces_are_used(laid_out: LaidOut, word: SimpleNamespace) -> None:
    runs = [word.run(f"{face} Latin 123", f'<w:rFonts w:eastAsia="{face}"/>') for face in ("黑体", "楷体", "宋体")]
    names = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in opened(laid_out(word.paragraph("".join(runs)))).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names
    assert all(re.match(r"Docgen|Fandol|Liberation", name) for name in names)


@pytest.mark.parametrize(
    "text",
    [
        '#let x = 1; #panic("no")',
        "*bold* _italic_ `code` $x^2$ @label &lt;label&gt; = heading - item + item / term",
        "]]}}))] #{ } \\u{41} \\n \\\\ &quot;quoted&quot; 'single'",
        "// comment /* comment */ https://example.com ~ -- --- ...",
        "A&amp;D &lt;检测&gt; {{ 7*7 }} {% if %}",
    ],
)
def test_text_is_never_taken_for_markup(laid_out: LaidOut, word: SimpleNamespace, text: str) -> None:
    plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    result = laid_out(word.paragraph(text) + word.section())
    assert "".join("".join(page) for page in word.pages(result.pdf)) == "".join(plain.split())


def test_a_character_without_a_glyph_is_named_and_the_file_still_made(laid_out: LaidOut, word: SimpleNamespace) -> None:
    result = laid_out(word.paragraph("姓名\U0002b820某"))
    (warning,) = result.warnings
    assert "U+2B820" in warning.say("zh")
    assert "姓名" in warning.say("zh")
    assert result.pages == 1


def test_rare_characters_that_are_shipped_bring_no_warning(laid_out: LaidOut, word: SimpleNamespace) -> None:
    result = laid_out(word.paragraph("喆堃燚㛃𬭎䶮·〇⑪⑳☑㎡□○√×№"))
    assert result.warnings == ()
    assert b"pdfaid:part" in result.pdf


def test_an_unknown_face_is_named_with_the_one_taken(laid_out: LaidOut, word: SimpleNamespace) -> None:
    (warning,) = laid_out(word.paragraph(word.run("字", '<w:rFonts w:eastAsia="某某手书"/>'))).warnings
    assert "某某手书" in warning.what.zh
    assert "Docgen Song" in warning.how.zh
    assert warning.say("en").startswith('typeface "某某手书"')


def test_each_section_numbers_its_own_pages(laid_out: LaidOut, word: SimpleNamespace) -> None:
    footer = word.paragraph(word.field("PAGE") + word.run("/") + word.field("NUMPAGES"))
    reference = '<w:footerReference w:type="default" r:id="footer1"/>'
    roman = f'<w:sectPr>{reference}<w:pgNumType w:fmt="lowerRoman" w:start="1"/></w:sectPr>'
    body = (
        word.paragraph("目录")
        + word.paragraph('<w:r><w:br w:type="page"/></w:r>')
        + word.paragraph("目录二", roman)
        + word.paragraph("正文")
        + word.section('<w:pgNumType w:start="1"/>')
    )
    result = laid_out(body, footer1=footer)
    assert [page[-1] for page in word.pages(result.pdf)] == ["i/3", "ii/3", "1/3"]


def test_first_even_and_odd_pages_have_their_own_header(laid_out: LaidOut, word: SimpleNamespace) -> None:
    references = "".join(
        f'<w:headerReference w:type="{kind}" r:id="header{index}"/>'
        for index, kind in enumerate(("first", "even", "default"), start=1)
    )
    pages = "".join(word.paragraph("页", "<w:pageBreakBefore/>") for _ in range(3))
    result = laid_out(
        pages + word.section(f"{references}<w:titlePg/>"),
        header1=word.paragraph("首"),
        header2=word.paragraph("双"),
        header3=word.paragraph("单"),
        settings="<w:evenAndOddHeaders/>",
    )
    assert [sorted(page) for page in word.pages(result.pdf)] == [["页", "首"], ["双", "页"], ["单", "页"]]


def test_a_reference_shows_the_page_where_its_bookmark_lies(laid_out: LaidOut, word: SimpleNamespace) -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="there"/>'
    body = (
        word.paragraph(word.run("见第") + word.field("PAGEREF there", "9") + word.field("PAGEREF nowhere", "8"))
        + word.paragraph(mark + word.run("这里"), "<w:pageBreakBefore/>")
        + word.paragraph(mark.replace('"1"', '"2"') + word.run("同名"))
    )
    assert word.pages(laid_out(body).pdf)[0] == ["见第28"]


def test_header_rows_repeat_on_every_page(laid_out: LaidOut, word: SimpleNamespace) -> None:
    head = word.row(word.cell("序号"), word.cell("名称"), properties="<w:tblHeader/>")
    rows = [word.row(word.cell(str(number)), word.cell("单位"), properties="<w:cantSplit/>") for number in range(60)]
    pages = word.pages(laid_out(word.table(head, *rows) + word.section()).pdf)
    assert len(pages) >= 3
    assert all("序号" in "".join(page[:2]) for page in pages)


def test_rows_that_are_kept_together_do_not_part(laid_out: LaidOut, word: SimpleNamespace) -> None:
    kept = word.row(word.cell(word.paragraph("签字", "<w:keepNext/>")), properties='<w:trHeight w:val="2000"/>')
    last = word.row(word.cell("日期"))
    body = word.paragraph() * 27 + word.table(kept, kept, last, grid=(3000,)) + word.section()
    pages = [page for page in word.pages(laid_out(body).pdf) if page]
    assert pages == [["签字", "签字", "日期"]]


def test_a_heading_goes_with_the_table_after_it(laid_out: LaidOut, word: SimpleNamespace) -> None:
    heading = word.paragraph("标题", '<w:keepNext/><w:outlineLvl w:val="0"/>')
    row = word.row(word.cell("表格"), properties='<w:trHeight w:val="3000"/><w:cantSplit/>')
    body = word.paragraph("前") + word.paragraph() * 27 + heading + word.table(row, grid=(3000,)) + word.section()
    assert word.pages(laid_out(body).pdf) == [["前"], ["标题", "表格"]]


def test_the_empty_paragraph_after_a_last_table_opens_no_page(laid_out: LaidOut, word: SimpleNamespace) -> None:
    full = word.row(word.cell("整页"), properties='<w:trHeight w:val="12700" w:hRule="exact"/>')
    assert laid_out(word.table(full, grid=(8000,)) + word.paragraph() + word.section(word.A4)).pages == 1


def test_blank_paragraphs_keep_their_height(laid_out: LaidOut, word: SimpleNamespace) -> None:
    exact = '<w:spacing w:line="579" w:lineRule="exact"/>'
    blank = word.paragraph("", exact)
    assert laid_out(blank * 21 + word.paragraph("末行", exact) + word.section(word.A4)).pages == 1
    assert laid_out(blank * 22 + word.paragraph("次页", exact) + word.section(word.A4)).pages == 2


def test_a_page_may_end_inside_a_paragraph(laid_out: LaidOut, word: SimpleNamespace) -> None:
    body = word.paragraph(word.run("前半") + '<w:r><w:br w:type="page"/></w:r>' + word.run("后半"))
    assert word.pages(laid_out(body).pdf) == [["前半"], ["后半"]]


def test_a_section_may_begin_on_an_odd_page(laid_out: LaidOut, word: SimpleNamespace) -> None:
    body = word.paragraph("甲", f"<w:sectPr>{word.A4}</w:sectPr>") + word.paragraph("乙")
    assert laid_out(body + word.section('<w:type w:val="oddPage"/>' + word.A4)).pages == 3


def test_a_word_longer_than_its_cell_is_broken_not_lost(laid_out: LaidOut, word: SimpleNamespace) -> None:
    body = word.table(word.row(word.cell("abcdefghijklmnopqrstuvwxyz"), word.cell("乙")), grid=(1000, 1000))
    assert "".join(word.pages(laid_out(body).pdf)[0]).replace("乙", "") == "abcdefghijklmnopqrstuvwxyz"


def test_what_is_unknown_is_a_warning_in_both_languages(laid_out: LaidOut, word: SimpleNamespace) -> None:
    result = laid_out(word.paragraph(word.run("文字") + "<w:hologram/>"))
    (warning,) = result.warnings
    assert "hologram" in warning.say("zh")
    assert "hologram" in warning.say("en")


def test_twenty_five_narrow_columns_fit(laid_out: LaidOut, word: SimpleNamespace) -> None:
    row = word.row(*(word.cell(str(number % 10)) for number in range(25)))
    result = laid_out(word.table(row, grid=(340,) * 25) + word.section(word.A4))
    assert "".join(word.pages(result.pdf)[0]) == "".join(str(number % 10) for number in range(25))


STRANGE = ["", "-1", "0", "99999999", "nan", "1e400", "一", '"', "\\", "#panic()", "{x}", "auto", "nil"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_strange_values_of_any_property_never_crash(word: SimpleNamespace, data: st.DataObject) -> None:
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="FF0000"/>' for side in ("top", "left", "insideH"))
    look = '<w:rFonts w:eastAsia="黑体"/><w:b w:val="1"/><w:u w:val="single"/><w:w w:val="90"/><w:sz w:val="32"/>'
    layout = '<w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="200"/><w:jc w:val="both"/>'
    cells = word.row(word.cell("甲", '<w:vMerge w:val="restart"/><w:vAlign w:val="center"/>'), word.cell("乙"))
    body = (
        word.paragraph(word.run("文字 text", look), layout + '<w:outlineLvl w:val="0"/>')
        + word.table(cells, cells, properties=f'<w:jc w:val="center"/><w:tblBorders>{lines}</w:tblBorders>')
        + word.section(word.A4 + GRID)
    )
    places = [match.span(1) for match in re.finditer(r'w:\w+="([^"]*)"', body)]
    start, end = data.draw(st.sampled_from(places))
    file = word.docx(body[:start] + escape(data.draw(st.sampled_from(STRANGE)), {'"': "&quot;"}) + body[end:])
    (result,) = typeset([file])
    assert result.pages >= 1


BORDERS = (
    '<w:pgBorders w:offsetFrom="page"><w:top w:val="{0}" w:sz="12"/><w:bottom w:val="{0}" w:sz="12"/></w:pgBorders>'
)
WAVY_TABLE = '<w:tblBorders><w:top w:val="wave" w:sz="6"/></w:tblBorders>'


@pytest.mark.parametrize(
    ("inside", "after", "about"),
    [
        ("cell:<w:noWrap/>", "", "不换行"),
        ("cell:<w:noWrap w:val='0'/>", "", None),
        ("table:" + WAVY_TABLE, "", "wave"),
        ("table:" + WAVY_TABLE.replace("wave", "double"), "", None),
        ("text:甲a", GRID, "字符网格"),
        ("text:甲乙", GRID, None),
        ("text:甲", BORDERS.format("apples"), "apples"),
        ("text:甲", BORDERS.format("double"), None),
        ("text:甲", BORDERS.format("dashed"), None),
    ],
)
def test_what_is_approximated_is_never_silent(
    laid_out: LaidOut, word: SimpleNamespace, inside: str, after: str, about: str | None
) -> None:
    kind, _, what = inside.partition(":")
    if kind == "text":
        body = word.paragraph(what)
    else:
        cell = word.cell("甲", what if kind == "cell" else "")
        body = word.table(word.row(cell), properties=what if kind == "table" else "") + word.paragraph("完")
    warnings = laid_out(body + word.section(word.A4 + after)).warnings
    assert [about in warning.say("zh") for warning in warnings] == ([True] if about else [])


def test_a_dashed_page_border_is_drawn_dashed(laid_out: LaidOut, word: SimpleNamespace) -> None:
    page = opened(laid_out(word.paragraph("甲") + word.section(word.A4 + BORDERS.format("dashed")))).pages[0]
    assert b"[3 3]0 d" in page.get_contents().get_data()


def test_an_outline_level_below_the_first_is_no_heading(laid_out: LaidOut, word: SimpleNamespace) -> None:
    assert opened(laid_out(word.paragraph("甲", '<w:outlineLvl w:val="-1"/>'))).outline == []


def test_rows_that_hold_together_each_keep_their_own_least_height(word: SimpleNamespace) -> None:
    def row(text: str) -> str:
        return word.row(word.cell(word.paragraph(text, "<w:keepNext/>")), properties='<w:trHeight w:val="2000"/>')

    body = word.table(row("甲"), row("乙"), row("丙"), grid=(3000,)) + word.paragraph("末") + word.section()
    heights: dict[str, float] = {}

    def note(text: str, _cm: list[float], matrix: list[float], *_: object) -> None:
        heights.setdefault(text.strip(), matrix[5] + _cm[5])

    pdf = next(iter(typeset([word.docx(body, styles=word.FANGSONG)]))).pdf
    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    steps = [abs(heights[one] - heights[two]) for one, two in ("甲乙", "乙丙")]
    assert steps == pytest.approx([100, 100], abs=1)


@pytest.mark.parametrize("held", ["rows that hold together", "one row that shall not break"])
def test_what_shall_stay_together_and_is_higher_than_a_page_breaks_and_does_not_run_off_it(
    laid_out: LaidOut, word: SimpleNamespace, held: str
) -> None:
    lines = [f"第{number}行" for number in range(1, 61)]
    if held == "rows that hold together":
        rows = [word.row(f"<w:tc>{word.paragraph(line, '<w:keepNext/>')}</w:tc>") for line in lines]
    else:
        cell = "".join(word.paragraph(line) for line in lines)
        rows = [word.row(f"<w:tc>{cell}</w:tc>", properties="<w:cantSplit/>")]
    result = laid_out(word.table(*rows, grid=(6000,)) + word.section())
    found = word.pages(result.pdf)
    assert [line for page in found for line in page] == lines
    assert max(map(len, found)) <= 40, "below the foot of the page"
