from hypothesis import given
from hypothesis import strategies as st

from docgen.documents.titles import titled

WORDS = ("产业技术创新战略联盟", "试点单位")


def test_a_title_that_fits_stays_on_one_line():
    assert titled("工作方案", 10, WORDS) == "工作方案"


def test_a_line_breaks_before_a_word_that_is_read_as_one():
    assert titled("厦门市半导体照明产业技术创新战略联盟", 13, WORDS) == "厦门市半导体照明\n产业技术创新战略联盟"


def test_lines_are_as_few_as_hold_the_title():
    assert titled("厦门市光电产业技术创新战略联盟试点单位", 16, WORDS).count("\n") == 1


def test_a_latin_word_is_not_cut():
    assert all("LED" in line or "L" not in line for line in titled("厦门市LED照明与显示器件", 6).splitlines())


def test_a_line_never_begins_with_a_closing_bracket():
    lines = titled("厦门海曜光电（集团）有限公司半导体照明研究中心", 9).splitlines()
    assert not any(line[0] in "）》，" for line in lines)


def test_a_mark_stays_with_the_word_that_it_closes():
    title = "关于推荐“高压泵联合攻关”项目优先立项的函"
    assert titled(title, 13, ("联合攻关",)) == "关于推荐“高压泵\n联合攻关”项目优先立项的函"


@given(st.text(alphabet="厦门市半导体照明AB（）·", min_size=1, max_size=90), st.integers(4, 30))
def test_no_character_is_lost_or_added(title, width):
    assert titled(title, width, WORDS).replace("\n", "") == title


@given(st.text(alphabet="厦门市半导体照明", min_size=1, max_size=90), st.integers(4, 30))
def test_no_line_is_longer_than_asked(title, width):
    assert all(len(line) <= width for line in titled(title, width).splitlines())
