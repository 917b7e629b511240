"""Sheets come back from both kinds of file into the round file: what is right is entered, what is wrong is refused."""

from decimal import Decimal

import openpyxl
import pikepdf
import pytest

from docgen import rounds
from docgen.scores.questions import questions
from docgen.scores.returning import returned
from docgen.shipped import SAMPLES
from tests.conftest import ROUND
from tests.scores.conftest import enter, fill

LED = "厦门市半导体照明产业技术创新战略联盟"
MARKS = (18, 13, 17, 12, 17, 9)
OF_MARKS = ("组成要素齐备", "技术方向与目标", "任务与分工", "科研投入", "合作机制与协议", "管理机构")


def row(marks=MARKS, conclusion="建议会审", **more):
    return {**dict(zip(OF_MARKS, marks, strict=True)), "评估结论": conclusion, **more}


@pytest.fixture
def book(unmarked, run, tmp_path):
    assert run("scores", "sheet", unmarked, "-o", tmp_path / "scores.xlsx").exit_code == 0
    return tmp_path / "scores.xlsx"


@pytest.fixture
def collect(unmarked, run):
    return lambda *files: run("scores", "collect", unmarked, *files)


def scores(file):
    return {(each.expert, each.alliance): each for each in rounds.check(file).cleared()[0].scores}


def test_a_spreadsheet_and_a_pdf_are_entered_with_every_word(unmarked, collect, book, blank_forms, tmp_path):
    entered = enter(book, book, ("陆示例", "半导体", row(优点="产业链完整；=1", 须修改内容="甲，乙\n丙: 丁")))
    form = fill(
        blank_forms["e5"], tmp_path / "e5.pdf", 3,
        marks=(13, 10, 12, 8, 13, 6), total="62", conclusion="reject", recused="no", must_change="无",
        weaknesses="依据不足，\r“强度”不够：𠮷䶮 {x} # 一",
    )  # fmt: skip
    before = unmarked.read_text("utf-8")
    done = collect(entered, form)
    assert done.exit_code == 0, done.output
    assert "录入 2 份评分，补充 0 份，回避 0 项；0 份与文件中的一致" in done.output
    assert "尚缺 厦门市半导体照明产业技术创新战略联盟：康示例、邵样例、沈样例、蒙样例、鲍样例" in done.output
    found = scores(unmarked)
    assert {pair: list(map(int, each.marks.values())) for pair, each in found.items()} == {
        ("e1", "led"): list(MARKS),
        ("e5", "software"): [13, 10, 12, 8, 13, 6],
    }
    assert found["e1", "led"].strengths == "产业链完整；=1"
    assert found["e1", "led"].must_change == ("甲，乙", "丙: 丁")
    assert found["e5", "software"].weaknesses == "依据不足，\n“强度”不够：𠮷䶮 {x} # 一"
    assert found["e5", "software"].conclusion == "reject"
    assert unmarked.read_text("utf-8").startswith(before.rstrip()), "comments and all else stay"


def test_collecting_again_changes_nothing(unmarked, collect, book):
    entered = enter(book, book, ("陆示例", "半导体", row()), ("康示例", "软件", row(回避理由="无")))
    assert collect(entered).exit_code == 0
    once = unmarked.read_bytes()
    done = collect(entered, entered.parent)
    assert "录入 0 份评分" in done.output
    assert "2 份与文件中的一致" in done.output
    assert unmarked.read_bytes() == once


def test_what_one_file_leaves_out_another_completes(unmarked, collect, book, blank_forms, tmp_path):
    assert collect(enter(book, book, ("陆示例", "半导体", row()))).exit_code == 0
    form = fill(
        blank_forms["e1"], tmp_path / "e1.pdf", 1, marks=MARKS, conclusion="recommend", advice="充实", must_change="甲"
    )
    done = collect(form)
    assert "录入 0 份评分，补充 1 份" in done.output
    assert (scores(unmarked)["e1", "led"].advice, scores(unmarked)["e1", "led"].must_change) == ("充实", ("甲",))


def test_a_recusal_at_the_meeting_is_entered_with_its_reason(unmarked, collect, book, blank_forms, tmp_path):
    form = fill(blank_forms["e7"], tmp_path / "e7.pdf", 2, recused="yes", reason="近三年有合作项目")
    done = collect(form, enter(book, book, ("蒙样例", "软件", {"回避理由": "亲属任职"})))
    assert "回避 2 项" in done.output
    review = rounds.check(unmarked).cleared()[0]
    assert review.recusal("e7", "machinery").reason == "近三年有合作项目"
    assert review.recusal("e6", "software").reason == "亲属任职"
    assert collect(form).output.startswith(f"{unmarked}：录入 0 份评分，补充 0 份，回避 0 项")


def test_everything_that_is_wrong_is_told_at_once_with_its_cell_or_field_and_nothing_is_written(
    unmarked, collect, book, blank_forms, tmp_path
):
    entered = enter(
        book, book,
        ("陆示例", "半导体", row(marks=(21, 13, 17, 12, 17, 9))),
        ("康示例", "半导体", row(marks=("十八", 13.5, 17, 12, 17, 9), conclusion="同意")),
        ("吴样例", "半导体", row()),
        ("邵样例", "半导体", {"组成要素齐备": 18}),
        ("沈样例", "半导体", row(回避理由="亲属")),
    )  # fmt: skip
    fill(blank_forms["e6"], tmp_path / "e6.pdf", 1, marks=MARKS, total="88", conclusion="recommend")
    fill(blank_forms["e6"], tmp_path / "e6.pdf", 2, recused="no", reason="亲属")
    before = unmarked.read_bytes()
    done = collect(entered, tmp_path / "e6.pdf")
    assert done.exit_code == 3
    told = [line.partition(f"{tmp_path}/")[2] for line in done.output.splitlines() if ": error " in line]
    assert told == [
        "e6.pdf:1:1: error FORM-09 第1页“合计”：合计写的是88，各项之和是86",
        "e6.pdf:4:1: error FORM-14 第4页“是否需回避”：“是否需回避”与回避理由不一致",
        "scores.xlsx:5:5: error FORM-08 单元格 E5：“组成要素齐备”的得分21不在0到20之间，或者不是1的整倍数",
        f"scores.xlsx:6:5: error FORM-06 单元格 E6：吴样例回避或者没有评审“{LED}”，不能评分",
        "scores.xlsx:7:5: error FORM-07 单元格 E7：“组成要素齐备”的得分“十八”不是数",
        "scores.xlsx:7:6: error FORM-08 单元格 F7：“技术方向与目标”的得分13.5不在0到15之间，或者不是1的整倍数",
        "scores.xlsx:7:12: error FORM-11 单元格 L7：没有名为“同意”的结论",
        f"scores.xlsx:9:1: error FORM-13 沈样例对“{LED}”既要回避又打了分",
    ]
    assert "收到的评分有问题，没有写入" in done.output
    assert unmarked.read_bytes() == before


def test_a_sheet_that_is_half_filled_is_refused(collect, book):
    done = collect(enter(book, book, ("邵样例", "半导体", {"组成要素齐备": 18})))
    assert (
        "FORM-10 邵样例对“厦门市半导体照明产业技术创新战略联盟”的评分不全，缺：技术方向与目标、任务与分工"
        in done.output
    )
    assert done.exit_code == 3


def test_a_total_alone_is_no_sheet(collect, blank_forms, tmp_path):
    done = collect(fill(blank_forms["e1"], tmp_path / "e1.pdf", 1, total="86", recused="no"))
    assert "FORM-10 陆示例对" in done.output
    assert done.exit_code == 3


def test_what_a_program_lays_beside_an_open_file_is_passed_over(collect, book):
    (book.parent / "back").mkdir()
    enter(book, book.parent / "back/scores.xlsx", ("陆示例", "半导体", row()))
    for name in ("~$scores.xlsx", ".~scores.xlsx", "notes.txt"):
        (book.parent / "back" / name).write_bytes(b"owner")
    assert "录入 1 份评分" in collect(book.parent / "back").output


def test_marks_that_differ_between_two_files_are_refused(collect, book, blank_forms, tmp_path):
    form = fill(blank_forms["e1"], tmp_path / "e1.pdf", 1, marks=(17, *MARKS[1:]), conclusion="recommend")
    done = collect(enter(book, book, ("陆示例", "半导体", row())), form)
    assert done.exit_code == 3
    assert "e1.pdf:1:1: error FORM-12 第1页“组成要素齐备（20分）”：陆示例对" in done.output
    assert "是“17”，而" in done.output
    assert "scores.xlsx 单元格 E5是“18”" in done.output


def test_marks_that_differ_from_the_round_file_are_refused(unmarked, collect, book):
    assert collect(enter(book, book, ("陆示例", "半导体", row()))).exit_code == 0
    done = collect(enter(book, book, ("陆示例", "半导体", row(marks=(17, *MARKS[1:])))))
    line = next(n for n, text in enumerate(unmarked.read_text("utf-8").splitlines(), 1) if "marks:" in text)
    assert f"是“17”，而评审会文件第{line}行是“18”" in done.output
    assert done.exit_code == 3


def test_a_recusal_of_somebody_whose_marks_are_entered_is_refused(collect, book):
    assert collect(enter(book, book, ("陆示例", "半导体", row()))).exit_code == 0
    cleared = dict.fromkeys(row()) | {"回避理由": "亲属"}
    assert "FORM-13" in collect(enter(book, book, ("陆示例", "半导体", cleared))).output


def test_what_the_round_would_break_is_refused_before_it_is_written(unmarked, collect, book):
    names = ("陆示例", "康示例")
    before = unmarked.read_bytes()
    done = collect(enter(book, book, *((name, "半导体", {"回避理由": "亲属"}) for name in names)))
    assert done.exit_code == 4
    assert "error PANEL-04 回避以后，评审“厦门市半导体照明产业技术创新战略联盟”的专家只有4名" in done.output
    assert unmarked.read_bytes() == before


def test_sheets_of_another_round_and_of_strangers_are_refused_once_for_a_file(unmarked, collect, book):
    text = unmarked.read_text("utf-8")
    unmarked.write_text(text.replace("id: 2008-2 ", "id: 2009-1 "), "utf-8")
    assert collect(book).output.count("FORM-04 这是评审会 2008-2 的评分表，不是 2009-1 的") == 1
    unmarked.write_text(text.replace("{id: e7,", "{id: e9,"), "utf-8")
    assert "FORM-05 评审会中没有专家 e7 或者联盟" in collect(book).output


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("a.xlsx", lambda path: openpyxl.Workbook().save(path), "FORM-01"),
        ("a.docx", lambda path: path.write_bytes(b"PK\x03\x04 broken"), "FORM-03"),
        ("a.jpg", lambda path: path.write_bytes(b"\xff\xd8\xff"), "FORM-01"),
        ("a.pdf", lambda path: pikepdf.new().save(path), "FORM-02"),
        ("b.pdf", lambda path: path.write_bytes(b"%PDF-1.4 broken"), "FORM-03"),
    ],
)
def test_files_that_are_not_ours_are_refused_by_name(tmp_path, name, make, code):
    make(tmp_path / name)
    answers, (finding,) = returned(tmp_path / name)
    assert (answers, finding.code, finding.location.file) == ([], code, str(tmp_path / name))


def test_a_printed_form_has_no_fields(blank_forms, tmp_path):
    with pikepdf.open(blank_forms["e1"]) as pdf:
        del pdf.Root.AcroForm
        for page in pdf.pages:
            del page.obj.Annots
        pdf.save(tmp_path / "flat.pdf")
    assert [finding.code for finding in returned(tmp_path / "flat.pdf")[1]] == ["FORM-02"]


def test_columns_may_be_moved_and_rows_sorted(unmarked, collect, book):
    opened = openpyxl.load_workbook(enter(book, book, ("陆示例", "半导体", row())))
    page = opened.active
    lines = [[cell.value for cell in line] for line in page.iter_rows(min_row=3)]
    other = openpyxl.Workbook()
    for line in (*lines[:2], *reversed(lines[2:])):
        other.active.append([*reversed(line)])
    other.save(book)
    assert collect(book).exit_code == 0
    assert [int(mark) for mark in scores(unmarked)["e1", "led"].marks.values()] == list(MARKS)


def test_a_round_file_in_chinese_is_written_on_in_chinese(unmarked, collect, book, run):
    assert run("keys", unmarked, "--to", "zh", "--in-place").exit_code == 0
    assert collect(enter(book, book, ("陆示例", "半导体", row(优点="好")))).exit_code == 0
    assert "\n得分:\n  - {专家: e1, 联盟: led, 各项得分: {" in unmarked.read_text("utf-8")
    assert scores(unmarked)["e1", "led"].strengths == "好"


def test_a_form_offers_every_mark_and_no_other():
    _, _, programme = rounds.check(SAMPLES / "xiamen-2008" / ROUND).cleared()
    fields = questions(programme)
    assert fields["marks:governance"].options == ["10", "9", "8", "7", "6", "5", "4", "3", "2", "1", "0"]
    halves = programme.model_copy(update={"review": programme.review.model_copy(update={"step": Decimal("0.5")})})
    assert questions(halves)["marks:governance"].options[:3] == ["10", "9.5", "9"]


def test_every_expert_has_one_form_with_a_sheet_for_each_alliance(blank_forms):
    assert sorted(blank_forms) == [f"e{number}" for number in range(1, 8)]
    answers, _ = returned(blank_forms["e2"])
    assert [(each.expert, each.alliance, dict(each.said)) for each in answers] == [
        ("e2", "machinery", {}),
        ("e2", "software", {}),
    ]
    with pikepdf.open(blank_forms["e2"]) as pdf:
        assert len(pdf.pages) == 4, "the fields take no room of their own"
