"""A Word file for each feature: what LibreOffice prints on each page, we print too."""

import shutil
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from docgen.typeset import Typeset, office, typeset
from docgen.typeset.office import Foreign

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"),
]
PAGE = '<w:r><w:br w:type="page"/></w:r>'
LINE = "<w:r><w:br/></w:r>"
SENTENCE = "各成员单位应当按照联盟协议约定的任务分工组织实施技术攻关，并定期向理事会报告进展情况。"
LISTS = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="space"/>'
    '<w:lvlText w:val="第%1条"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="Body"/><w:basedOn w:val="a"/><w:pPr>'
    '<w:pageBreakBefore/><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
)
SETTINGS = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat>'
)
LANDSCAPE = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
    'w:left="1440" w:header="851" w:footer="992" w:gutter="0"/>'
)


def numbered(word: SimpleNamespace, text: str, level: int = 0) -> str:
    return word.paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def exact(points: float) -> str:
    return f'<w:spacing w:line="{points * 20:.0f}" w:lineRule="exact"/>'


def footer(word: SimpleNamespace) -> dict[str, str]:
    return {"footer1": word.paragraph(word.run("第") + word.field("PAGE") + word.run("页共") + word.field("NUMPAGES"))}


def corpus(word: SimpleNamespace) -> dict[str, bytes]:
    """The files by feature."""
    p, r, t, row, cell = word.paragraph, word.run, word.table, word.row, word.cell
    end = word.section(word.A4)
    foot = word.section('<w:footerReference w:type="default" r:id="footer1"/>' + word.A4)
    merged = (
        row(cell("甲", '<w:vMerge w:val="restart"/>'), cell("乙")) + row(cell("", "<w:vMerge/>"), cell("丙"))
        + row(cell("丁", '<w:gridSpan w:val="2"/>'))
    )  # fmt: skip
    head = row(cell("名称"), cell("数量"), properties="<w:tblHeader/>")
    many = [row(cell(p(f"第{n}行", exact(30))), cell("一")) for n in range(60)]
    whole = [row(cell(p("甲", exact(250)) * 2), cell("乙"), properties="<w:cantSplit/>")] * 3
    landscape = word.paragraph("甲", f"<w:sectPr>{word.A4}</w:sectPr>") + p("乙") + word.section(LANDSCAPE)
    even = '<w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="first" r:id="header2"/>'
    bodies = {
        "articles in Chinese numerals": "".join(numbered(word, f"条文{n}") for n in range(1, 24)) + end,
        "numbers of two levels": (numbered(word, "条") + numbered(word, "项", 1) * 2) * 2 + end,
        "a number beside letters": p("共3页A4纸，GB/T 9704—2012") + end,
        "first-line indent": p(SENTENCE * 4, '<w:ind w:firstLineChars="200" w:firstLine="640"/>') + end,
        "hanging indent": p(SENTENCE * 3, '<w:ind w:left="1280" w:hanging="640"/>') + end,
        "exact lines over pages": p(SENTENCE * 40, exact(28.95) + '<w:jc w:val="both"/>') + end,
        "multiple lines": p(SENTENCE * 10, '<w:spacing w:line="360" w:lineRule="auto"/>') + end,
        "space around": p("甲", '<w:spacing w:before="6000" w:after="6000"/>') * 3 + end,
        "page break": p(r("甲") + PAGE + r("乙")) + p("丙") + end,
        "page break before": p("甲") + p("乙", "<w:pageBreakBefore/>") + end,
        "a style with its base": p("甲") + p("乙", '<w:pStyle w:val="b"/>') + end,
        "keep with next": p("甲", exact(400)) + p("题", "<w:keepNext/>" + exact(200)) + p("文", exact(200)) + end,
        "keep lines": p("甲", exact(500)) + p(SENTENCE * 3, "<w:keepLines/>" + exact(60)) + end,
        "line breaks and tabs": p(r("甲") + LINE + r("乙") + "<w:r><w:tab/></w:r>" + r("丙")) + end,
        "faces and sizes": p(r("大", '<w:sz w:val="72"/>') + r("黑", '<w:rFonts w:eastAsia="黑体"/>') + r("Aa")) + end,
        "bold, italic, underline": p(r("甲", "<w:b/>") + r("乙", "<w:i/>") + r("丙", '<w:u w:val="single"/>')) + end,
        "hidden text": p(r("甲") + r("乙", "<w:vanish/>") + r("丙")) + end,
        "super- and subscript": p(r("H") + r("2", '<w:vertAlign w:val="subscript"/>') + r("O")) + end,
        "a content control": f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>" + p("乙") + end,
        "a plain table": p("前") + t(row(cell("甲"), cell("乙")), row(cell("丙"), cell("丁"))) + p("后") + end,
        "merged cells": t(merged) + p("后") + end,
        "a nested table": t(row(cell(t(row(cell("内")), grid=(900,)) + p("外")), cell("右"))) + p("后") + end,
        "a header row on each page": t(head, *many) + p("后") + end,
        "rows that stay whole": t(*whole) + p("后") + end,
        "landscape after portrait": landscape,
        "page numbers": (p("甲") + p(PAGE)) * 2 + p("乙") + foot,
        "page numbers from five": p("甲") + foot.replace("</w:sectPr>", '<w:pgNumType w:start="5"/></w:sectPr>'),
        "another first header": p("甲" + "") + p(PAGE) + p("乙") + word.section(even + word.A4 + "<w:titlePg/>"),
        "two columns": p("甲", exact(300)) * 3 + word.section(word.A4 + '<w:cols w:num="2" w:space="400"/>'),
    }  # fmt: skip
    parts = {
        "settings": SETTINGS, "numbering": LISTS, "styles": word.FANGSONG + STYLES,
        "header1": p("眉"), "header2": p("首"), **footer(word),
    }  # fmt: skip
    return {feature: word.docx(body, **parts) for feature, body in bodies.items()}


@pytest.fixture(scope="module")
def printed(word: SimpleNamespace) -> dict[str, tuple[Typeset, Typeset | None]]:
    """Each file as we and as LibreOffice print it, LibreOffice in one start."""
    files = corpus(word)
    theirs = office.convert([Foreign(".docx", file) for file in files.values()])
    return {feature: (ours, next(theirs)) for feature, ours in zip(files, typeset(files.values()), strict=True)}


def on_pages(result: Typeset, pages: Callable[[bytes], list[list[str]]]) -> list[str]:
    """What each page says, character by character: each program writes headers and merged cells in its own order."""
    return ["".join(sorted("".join(lines))) for lines in pages(result.pdf)]


def test_each_page_says_what_libreoffice_prints_on_it(
    printed: dict[str, tuple[Typeset, Typeset | None]], word: SimpleNamespace
) -> None:
    assert len(printed) == 29
    for feature, (ours, theirs) in printed.items():
        assert theirs is not None, feature
        assert on_pages(ours, word.pages) == on_pages(theirs, word.pages), feature


def test_no_feature_of_the_corpus_is_only_approximated(
    printed: dict[str, tuple[Typeset, Typeset | None]],
) -> None:
    assert {feature: ours.warnings for feature, (ours, _) in printed.items() if ours.warnings} == {}
