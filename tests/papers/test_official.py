"""Official papers measured in the PDF, a test for each clause of GB/T 9704—2012, and of 1999 where it differs.

Millimetres from the upper left corner. Where the standard gives no tolerance, a millimetre is allowed.
"""

import re
from itertools import pairwise

import pytest

from docgen import rounds
from docgen.documents.plan import filters
from docgen.model.award import Rectification
from docgen.programme import load
from docgen.render import Template
from docgen.shipped import SAMPLES, TEMPLATES
from docgen.typeset import typeset
from tests.papers.conftest import Paper, alliance_of, make
from tests.papers.measuring import BODY, BOTTOM, LEFT, LINE, MM, PITCH, RIGHT, TOP, Page, pages

NEW, OLD, SINGLE = "removal-decision/2012-2", "pilot-notice/1", "liaison-dispatch/dai"


def near(value: float, within: float = 1.0) -> object:
    return pytest.approx(value, abs=within)


@pytest.fixture(scope="module")
def sheets(life: list[Paper]):
    """The measured pages of a paper, by its path."""
    measured: dict[str, list[Page]] = {}

    def of(path: str) -> list[Page]:
        if path not in measured:
            (paper,) = (paper for paper in life if str(paper.copy.path) == path)
            measured[path] = pages(paper.set.pdf)
        return measured[path]

    return of


@pytest.fixture(scope="module")
def full() -> list[Page]:
    """A paper with pages full of Chinese text: an order with sixty long items."""
    alliance = alliance_of("machinery")
    last = alliance.assessments[-1]
    items = ("逐项落实变速箱任务的投入人员设备和场地" * 3,) * 60
    order = Rectification(
        notice={"number": "厦科联〔2013〕10号", "issued_on": "2013-07-12"}, items=items, due_on="2013-12-31"
    )
    changed = alliance.model_copy(update={"assessments": (last.model_copy(update={"rectification": order}),)})
    (paper,) = make(changed, "rectification-order")
    return pages(paper.set.pdf)


@pytest.fixture(scope="module")
def official(life: list[Paper], sheets) -> dict[str, list[Page]]:
    """All papers with a number, by path; a sheet of a size of its own (a plaque) is no such paper."""
    numbered = [paper for paper in life if paper.copy.context["document"]["number"] and paper.copy.size is None]
    return {str(paper.copy.path): sheets(str(paper.copy.path)) for paper in numbered}


def right_end(line) -> float:
    """Where a line of size 3 ends: Chinese characters are as wide as the pitch, digits half a character."""
    last = line.marks[-1]
    return last.x + sum(PITCH if ord(each) > 0x2E7F else BODY / 2 for each in last.text.strip())


# 5 paper and type area


def test_5_1_the_sheet_is_a4(official):
    for sheets in official.values():
        for page in sheets:
            assert (page.width, page.height) == (near(210), near(297))


def test_5_2_1_the_type_area_is_156_by_225_with_37_above_and_28_to_the_left(full):
    page = full[1]
    above = (LINE - BODY) / 2  # the leading of a line is shared by both its sides
    assert min(line.first.x for line in page.body) == near(LEFT)
    assert max(right_end(line) for line in page.body) == near(RIGHT)
    assert page.body[0].base - 0.88 * BODY - above == near(TOP)
    assert page.body[-1].base + 0.12 * BODY + above == near(BOTTOM)


def test_5_2_3_a_page_has_22_lines_of_28_characters(full):
    for page in full[1:-1]:
        assert len(page.body) == 22
        assert max(len(line.text) for line in page.body) == 28
        steps = [after.base - before.base for before, after in pairwise(page.body)]
        assert steps == [near(LINE, 0.1)] * 21


def test_5_2_2_the_body_is_in_size_3_of_fangsong(full):
    faces = {(mark.size, mark.face) for line in full[1].body for mark in line.marks}
    assert {size for size, _ in faces} == {16}
    assert {face for _, face in faces} <= {"FandolFang-Regular-Identity-H", "DocgenHei-Regular", "LiberationSerif"}


# 7.2 the head


@pytest.mark.parametrize(("path", "below"), [(NEW, 35), (OLD, 25)])
def test_7_2_4_the_mark_stands_35_below_the_type_area_and_25_by_the_older_standard(sheets, path, below):
    first = sheets(path)[0].lines[0].first
    assert first.top == near(TOP + below)
    assert first.face == "DocgenTitleSong-Regular"


def test_7_2_4_the_lead_bureau_comes_first_and_document_stands_beside_the_middle_of_all_names(sheets):
    page = sheets(NEW)[0]
    names = [page.line(name) for name in ("厦门市科学技术局", "厦门市发展和改革委员会", "厦门市经济发展局")]
    assert names == sorted(names, key=lambda line: line.base)
    assert page.line("文件").base == near((names[0].base + names[-1].base) / 2)
    assert page.line("文件").first.x > names[1].first.x + 8 * 30 / MM


def test_7_2_5_the_number_stands_two_lines_below_the_mark_in_the_middle_with_its_brackets(official):
    for path, sheets in official.items():
        number = next(line for line in sheets[0].lines if re.fullmatch(r"厦科\w〔\d{4}〕[1-9]\d*号", line.text))
        assert number.first.size == 16
        if sheets[0].rules[0].width < 160:
            above = max(
                line.base
                for line in sheets[0].lines
                if line.first.face == "DocgenTitleSong-Regular" and line.base < number.base
            )
            assert number.base - above == near(2 * LINE + BODY, 6), path
            assert number.first.x - LEFT == near(RIGHT - right_end(number), 1.5)


def test_7_2_7_a_red_rule_as_wide_as_the_type_area_stands_4_below_the_number(sheets):
    for path in (NEW, OLD):
        page = sheets(path)[0]
        (rule,) = (rule for rule in page.rules if rule.is_red)
        assert (rule.x, rule.width) == (near(LEFT), near(156))
        assert rule.y - page.line("厦科联").first.bottom == near(4)


# 7.3 the paper itself


def test_7_3_1_the_title_is_size_2_two_lines_below_the_rule_in_the_middle(sheets):
    for path in (NEW, OLD):
        page = sheets(path)[0]
        (rule,) = (rule for rule in page.rules if rule.is_red)
        title = page.line("关于")
        assert (title.first.size, title.first.face) == (22, "DocgenTitleSong-Regular")
        assert title.first.top - rule.y == near(2 * LINE, 4)


def test_7_3_2_the_addressee_stands_one_line_below_the_title_flush_left_with_a_colon(sheets):
    page = sheets(NEW)[0]
    addressee = page.line("厦门市工程机械产业技术创新战略联盟各成员单位")
    last = max(line.base for line in page.lines if line.first.size == 22)
    assert addressee.first.x == near(LEFT)
    assert addressee.text.endswith("：")
    assert addressee.base - last == near(2 * LINE)


def test_7_3_3_the_first_page_shows_body_text(official):
    for path, sheets in official.items():
        addressee = next(line for line in sheets[0].body if line.text.endswith("："))
        after = [line for line in sheets[0].body if line.base > addressee.base]
        assert len(after) >= 2, path
        assert after[0].first.x == near(LEFT + 2 * PITCH, 0.5)


def test_7_3_3_levels_have_their_numbers_and_faces(sheets):
    page = sheets(SINGLE)[0]
    assert page.line("一、工作职责").first.face == "DocgenHei-Regular"
    assert page.line("（一）").first.face == "FandolFang-Regular-Identity-H"


def test_7_3_4_the_note_of_an_annex_stands_a_line_below_the_body_two_characters_in(sheets):
    page = sheets(NEW)[1]
    note = page.line("附件：")
    above = max(line.base for line in page.body if line.base < note.base)
    assert note.first.x == near(LEFT + 2 * PITCH, 0.5)
    assert note.base - above == near(2 * LINE, 0.5)
    assert note.text[-1] not in "。，；"


def test_7_3_5_1_each_bureau_has_room_for_a_seal_that_touches_no_other(sheets):
    for path in (NEW, OLD):
        page = next(
            page for page in sheets(path) if any(line.text.startswith("厦门市厦门市发展") for line in page.lines)
        )
        row = page.line("厦门市厦门市发展")
        middles = [mark.x + len(mark.text.strip()) * PITCH / 2 for mark in row.marks]
        assert len(middles) == 3
        assert min(after - before for before, after in pairwise(middles)) >= 45
        assert middles[0] - 22.5 >= LEFT
        assert middles[-1] + 22.5 <= RIGHT
        above = max(line.base for line in page.body if line.base < row.base)
        seal_top = row.base + LINE / 3 - 22.5
        assert seal_top - above <= LINE


def test_7_3_5_1_the_date_stands_four_characters_from_the_right(sheets):
    date = sheets(NEW)[1].line("2012年10月29日")
    assert right_end(date) == near(RIGHT - 4 * PITCH)


def test_1999_three_seals_and_the_date_two_characters_from_the_right(sheets):
    date = next(
        page.line("二〇〇九年六月八日")
        for page in sheets(OLD)
        if "二〇〇九年六月八日" in [line.text for line in page.lines]
    )
    assert right_end(date) == near(RIGHT - 2 * PITCH)


def test_1999_a_single_bureau_signs_with_its_date_alone_and_room_for_the_seal(sheets):
    page = sheets(SINGLE)[1]
    date = page.line("二〇〇九年六月二十二日")
    above = max(line.base for line in page.body if line.base < date.base)
    assert right_end(date) == near(RIGHT - 4 * PITCH)
    assert date.base - above >= 22.5
    assert "厦门市科学技术局" not in [line.text for line in page.lines]


def test_7_3_5_4_days_are_written_as_the_standard_of_the_day_asks(life):
    for paper in life:
        document = paper.copy.context["document"]
        if document["number"]:
            arabic = paper.copy.date.isoformat() >= "2012-07-01"
            pattern = (
                r"20\d\d年[1-9]\d?月[1-9]\d?日"
                if arabic
                else r"二〇[〇一二三四五六七八九]{2}年[一二三四五六七八九十]+月[一二三四五六七八九十]+日"
            )
            assert re.fullmatch(pattern, document["dated"])


def test_7_3_5_5_the_sign_off_never_stands_alone(official):
    for path, sheets in official.items():
        for page in sheets:
            day = next((line for line in page.body if re.fullmatch(r"(20\d\d|二〇..)年.+月.+日", line.text)), None)
            if day:
                before = [line for line in page.body if line.base < day.base and len(line.text) > 12]
                assert before, path


def test_7_3_6_a_note_stands_two_characters_in_within_brackets(sheets):
    note = sheets(SINGLE)[1].line("（联系电话")
    assert note.first.x == near(LEFT + 2 * PITCH, 0.5)
    assert note.text.endswith("）")


def test_7_3_7_an_annex_begins_a_page_with_its_word_and_has_the_title_that_the_note_says(sheets):
    for path in (NEW, OLD):
        *_, before, annex = sheets(path)
        word = annex.lines[0]
        assert (word.text, word.first.x, word.first.face) == ("附件", near(LEFT), "DocgenHei-Regular")
        title = [line for line in annex.lines if line.first.size == 22]
        assert title[0].base - word.base == near(2 * LINE, 1.5)
        assert "".join(line.text for line in title) == before.line("附件：").text.removeprefix("附件：")


# 7.4 and 7.5 the foot


def test_7_4_the_foot_has_rules_of_035_and_025_and_ends_the_last_page(sheets):
    page = sheets(NEW)[-1]
    first, middle, last = [rule for rule in page.rules if rule.y > 240]
    assert [rule.height for rule in (first, middle, last)] == [near(0.35, 0.03), near(0.25, 0.03), near(0.35, 0.03)]
    assert (first.x, first.width) == (near(LEFT), near(156))
    assert last.y + last.height == near(BOTTOM)
    copies, printed = page.line("抄送："), page.line("厦门市科学技术局办公室")
    assert {copies.first.size, printed.first.size} == {14}
    assert copies.first.x == near(LEFT + 14 / MM, 1.6)
    assert copies.text.endswith("。")
    assert printed.text.endswith("2012年10月29日印发")


def test_1999_the_foot_begins_with_the_subject_words_and_has_a_rule_below_each_line(sheets):
    page = sheets(OLD)[-1]
    words = page.line("主题词：")
    assert (words.first.size, words.first.face) == (16, "DocgenHei-Regular")
    rules = [rule for rule in page.rules if rule.y > 220]
    below = [page.line(text).base for text in ("主题词：", "抄送：", "厦门市科学技术局办公室")]
    assert [rule.y > base for rule, base in zip(rules, below, strict=True)] == [True] * 3
    assert rules[-1].y == near(BOTTOM)


def test_7_5_page_numbers_stand_7_below_outside_between_dashes(official):
    for path, sheets in official.items():
        letter = sheets[0].rules[0].width > 160
        for number, page in enumerate(sheets, start=1):
            foot = [line for line in page.lines if line.base > BOTTOM and line.first.size == 14]
            if letter and number == 1:
                assert foot == [], "the first page of a letter has no number"
                continue
            (line,) = foot
            assert line.text == f"—{number}—"
            dash = line.base - 0.27 * 14 / MM
            assert dash - BOTTOM == near(7), path
            if number % 2:
                assert line.marks[-1].x + 1.5 * 14 / MM == near(RIGHT - 14 / MM, 2)
            else:
                assert line.first.x == near(LEFT + 14 / MM)


# 10.1 letters


def test_10_1_a_letter_has_its_mark_at_30_and_double_rules_of_170(sheets):
    page = sheets(SINGLE)[0]
    assert page.lines[0].first.top == near(30)
    rules = page.rules
    assert [rule.is_red for rule in rules] == [True] * 4
    assert [(rule.x, rule.width) for rule in rules] == [(near(20), near(170))] * 4
    assert rules[0].y - page.lines[0].first.bottom == near(4, 1.5)
    assert [rule.height > 0.5 for rule in rules] == [True, False, False, True]
    assert page.height - rules[3].y - rules[3].height == near(20)


def test_10_1_the_number_of_a_letter_stands_right_below_the_first_rule(sheets):
    page = sheets(SINGLE)[0]
    number = page.line("厦科函")
    assert right_end(number) == near(RIGHT)
    assert number.base - 0.88 * BODY - page.rules[1].y == near(BODY * 7 / 8)


# What the papers of this programme have no use for, and must not print


@pytest.mark.parametrize("mark", ["签发人", "绝密", "机密", "秘密★", "特急", "加急"])
def test_7_2_1_to_7_2_6_no_paper_is_secret_urgent_or_goes_upward_and_none_says_so(official, mark):
    """份号, 密级, 紧急程度 stand on secret and urgent papers only, 签发人 on those to a higher body: none is."""
    for path, sheets in official.items():
        top = [line.text for line in sheets[0].lines if line.base < TOP + 40]
        assert not any(mark in text or re.fullmatch(r"\d{6}", text) for text in top), path


# 8 tables on sheets that lie


def test_8_the_number_of_a_sheet_that_lies_stands_where_those_of_other_forms_stand(life):
    forms = {"certificate-receipts": [], "liaison-log": [], "liaison-registration": []}
    for paper in life:
        if paper.copy.kind in forms:
            forms[paper.copy.kind] += pages(paper.set.pdf)
    upright = forms.pop("liaison-registration")
    (foot,) = {round(page.height - page.line("—1—").base, 1) for page in upright}
    for lying in (page for sheets in forms.values() for page in sheets):
        assert (lying.width, lying.height) == (near(297), near(210))
        number = next(line for line in lying.lines if re.fullmatch(r"—\d+—", line.text))
        assert lying.height - number.base == near(foot)
        middle = (number.first.x + number.marks[-1].x + number.marks[-1].size / MM) / 2
        assert middle == near(lying.width / 2, 1.5)


# 10.3 minutes


@pytest.fixture(scope="module")
def minutes() -> list[Page]:
    """The minutes of the second city's joint review, which follow the standard of 2012."""
    checked = rounds.check(SAMPLES / "shili-2021/rounds/2021-1/round.yaml")
    (copy,) = rounds.copies(checked, ["review-minutes"])
    docx = Template(copy.template, filters=filters(load("shili-2021", [TEMPLATES]))).render(copy.context)
    (laid_out,) = typeset([docx])
    return pages(laid_out.pdf)


def test_10_3_the_mark_of_minutes_is_red_35_below_the_type_area_with_number_and_rule(minutes):
    page = minutes[0]
    mark = page.lines[0]
    assert mark.text == "联合审定会议纪要"
    assert mark.first.top == near(TOP + 35)
    assert mark.first.face == "DocgenTitleSong-Regular"
    (rule,) = (rule for rule in page.rules if rule.is_red)
    assert (rule.x, rule.width) == (near(LEFT), near(156))
    assert rule.y - page.line("示科纪〔2021〕2号").first.bottom == near(4)


def test_10_3_who_was_present_stands_below_the_text_its_word_in_black_and_nobody_signs(minutes):
    page = next(page for page in minutes if any(line.text.startswith("出席：") for line in page.lines))
    word = page.line("出席：").first
    assert (word.size, word.face) == (16, "DocgenHei-Regular")
    assert word.x == near(LEFT + 2 * PITCH)
    below = [line for line in page.body if line.base > word.base]
    assert not any(re.fullmatch(r"20\d\d年.+日", line.text) for line in below), "minutes bear no date and no seal"
    foot = [rule for rule in minutes[-1].rules if rule.y > 230]
    assert [rule.height for rule in foot] == [near(0.35, 0.03), near(0.25, 0.03), near(0.35, 0.03)]
    assert foot[-1].y + foot[-1].height == near(BOTTOM)
