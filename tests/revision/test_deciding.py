from datetime import date

import pytest
from lxml import etree

from docgen.render.word import W, w
from docgen.revision import lines
from docgen.revision.deciding import accepted, rejected
from docgen.revision.tracking import Tracker

DAY = date(2026, 3, 1)


def body(content: str):
    return etree.fromstring(f'<w:body xmlns:w="{W}">{content}</w:body>')


def both(content: str):
    return tuple([line.text for line in lines(decide(body(content)))] for decide in (accepted, rejected))


def p(content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def r(text: str, tag: str = "t") -> str:
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


CAME_MARK = '<w:rPr><w:ins w:id="3" w:author="a"/></w:rPr>'
CAME, WENT = '<w:ins w:id="1" w:author="a"{}', '<w:del w:id="2" w:author="a"{}'


@pytest.mark.parametrize(
    ("content", "then", "before"),
    [
        (p(r("甲") + f"{CAME.format('>')}{r('乙')}</w:ins>"), ["甲乙"], ["甲"]),
        (p(r("甲") + f"{WENT.format('>')}{r('乙', 'delText')}</w:del>"), ["甲"], ["甲乙"]),
        (
            p(f"{CAME.format('>')}{r('甲')}</w:ins>", f"<w:rPr>{CAME.format('/>')}</w:rPr>") + p(r("乙")),
            ["甲", "乙"],
            ["乙"],
        ),
        (p(r("甲"), f"<w:rPr>{WENT.format('/>')}</w:rPr>") + p(r("乙")), ["甲乙"], ["甲", "乙"]),
    ],
)
def test_changes_are_made_or_undone(content, then, before):
    assert both(content) == (then, before)


def test_a_row_that_went_is_gone_and_its_table_with_the_last():
    cell = f"<w:tc>{p(r('甲'))}</w:tc>"
    row = f"<w:tr><w:trPr>{WENT.format('/>')}</w:trPr>{cell}</w:tr>"
    assert both(f"<w:tbl>{row}<w:tr>{cell}</w:tr></w:tbl>") == (["甲"], ["甲", "甲"])
    assert accepted(body(f"<w:tbl>{row}</w:tbl>")).find(w("tbl")) is None


def test_a_look_that_changed_is_kept_or_put_back():
    paragraph = body(p(r("甲"), '<w:pStyle w:val="a"/>'))[0]
    Tracker("甲", DAY).look(paragraph, etree.fromstring(f'<w:pPr xmlns:w="{W}"><w:pStyle w:val="b"/></w:pPr>'))
    for decide, style in ((accepted, "b"), (rejected, "a")):
        root = etree.Element(w("body"))
        root.append(etree.fromstring(etree.tostring(paragraph)))
        assert [each.get(w("val")) for each in decide(root).iter(w("pStyle"))] == [style]
        assert not list(root.iter(w("pPrChange")))


def test_a_change_bears_its_author_and_day():
    mark = Tracker("王律师", DAY, first=7).mark("ins")
    assert dict(mark.attrib) == {w("id"): "7", w("author"): "王律师", w("date"): "2026-03-01T00:00:00Z"}


def test_a_simple_field_is_tracked_as_runs():
    field = etree.fromstring(f'<w:fldSimple xmlns:w="{W}" w:instr=" REF a ">{r("一")}</w:fldSimple>')
    (mark,) = Tracker("甲", DAY).runs("del", [field])
    assert {run.tag for run in mark} == {w("r")}
    assert mark.findtext(f".//{w('delInstrText')}") == " REF a "
    assert mark.findtext(f".//{w('delText')}") == "一"


def test_a_link_keeps_its_runs_marked_inside_of_it():
    link = etree.fromstring(f'<w:hyperlink xmlns:w="{W}">{r("甲")}</w:hyperlink>')
    (kept,) = Tracker("甲", DAY).runs("ins", [link])
    assert kept.tag == w("hyperlink")
    assert [child.tag for child in kept] == [w("ins")]
