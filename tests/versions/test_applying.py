"""Changed values go back into the file, and only what prints as people wrote it."""

import difflib
import shutil

import pytest

from docgen.agreements import apply
from docgen.shipped import SAMPLES
from docgen.versions.applying import _numbers

LED = SAMPLES / "xiamen-2008" / "led.yaml"


@pytest.fixture
def applied(edited, tmp_path):
    """What becomes of the sample: the lines that changed, and the keys that were left."""

    def go():
        (tmp_path / "edited.docx").write_bytes(edited.blob)
        outcome = apply(tmp_path / "edited.docx", LED).outcome
        lines = difflib.unified_diff(LED.read_text("utf-8").splitlines(), outcome.text.splitlines(), n=0, lineterm="")
        changed = [line[1:].strip() for line in lines if line.startswith("+") and not line.startswith("+++")]
        return changed, [edit.key for edit in outcome.left]

    return go


def test_every_sort_of_value_is_written_back_as_the_file_writes_it(edited, applied):
    edited.change("应当提前三十日书面通知", "三十", "六十")
    edited.change("二〇〇八年十一月二十日", "二十日", "二十五日")
    edited.change(
        "福建示范大学、厦门A&D", "福建示范大学、厦门A&D检测仪器有限公司", "厦门A&D检测仪器有限公司、鹭岛示范理工学院"
    )
    edited.change("620", "620", "1,650")
    edited.change("专户管理", "单独核算", "独立核算")
    edited.change("2010年12月", "2010年12月", "2011年3月")
    edited.change("全体理事会成员的三分之二以上出席", "三分之二", "四分之三")
    assert applied() == (
        [
            "partners: [wuda, ligong]",
            "end: 2011-03",
            "budget: 1650                        # 万元",
            "funds: {option: project_contribution, host: luguang, text: 专户管理、独立核算，每年向理事会报告。}",
            "quorum: 3/4                        # 出席比例，含本数",
            "signed_on: 2008-11-25",
            "exit_notice_days: 60",
        ],
        [],
    )


def test_what_is_worked_out_or_does_not_agree_is_left(edited, applied):
    edited.change("1,760", "1,760", "1,800")
    edited.change("示例大道22号", "22", "28", place=0)
    edited.change("示例大道22号", "22", "30", place=0)
    assert applied() == ([], ["members.1.address", ""])


def test_a_value_that_the_file_may_not_have_is_left(edited, applied):
    edited.change("应当提前三十日书面通知", "三十", "若干")
    assert applied() == ([], ["agreement.exit_notice_days"])


def test_a_party_that_is_no_member_is_left(edited, applied):
    edited.change("联盟经费委托", "厦门鹭光半导体照明股份有限公司", "某某有限公司")
    assert applied() == ([], ["mechanisms.funds.host"])


def test_a_file_with_chinese_keys_keeps_them(edited, tmp_path, run):
    edited.change("应当提前三十日书面通知", "三十", "六十")
    (tmp_path / "edited.docx").write_bytes(edited.blob)
    file = tmp_path / "led.yaml"
    shutil.copy(LED, file)
    run("keys", file, "--to", "zh", "--in-place")
    before = file.read_text("utf-8")
    result = run("agreement", "read", tmp_path / "edited.docx", "--apply", file)
    assert "已写回" in result.output
    assert file.read_text("utf-8") == before.replace("退出通知天数: 30", "退出通知天数: 60") != before


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("2008年11月5日", "2008-11-05"),
        ("二〇〇八年十一月二十五日", "2008-11-25"),
        ("2011年3月", "2011-03"),
        ("1,650.5", "1650.5"),
        ("一百二十", "120"),
        ("两", "2"),
        ("的四分之三以上", "3/4"),
        ("的过半数", "1/2"),
        ("过半数", "1/2"),
        ("一致", "1/1"),
    ],
)
def test_what_people_write_is_turned_into_what_the_file_writes(printed, written):
    assert written in list(_numbers(printed))
