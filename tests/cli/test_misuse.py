"""What people mistype, and files that are not what they should be: plain words, the right exit code, no traceback."""

import pytest

from docgen.cli.misuse import in_chinese
from docgen.shipped import SAMPLES

LED = SAMPLES / "xiamen-2008" / "led.yaml"

MISTYPED = [
    (["chekc", LED], "没有命令“chekc”，是不是 check？"),
    (["certificate", "isue"], "没有命令“isue”，是不是 issue、reissue？"),
    (["build", LED, "--ony", "work-plan"], "没有选项 --ony，是不是 --only？"),
    (["check"], "缺少 FILE…"),
    (["status", LED], "缺少 --on"),
    (["status", LED, "--on"], "--on 后面缺少内容"),
    (["status", LED, "--on", "2009-02-30"], "--on 的“2009-02-30”不是日期，写成 2008-11-20 这样"),
    (["build", LED, "--format", "doc"], "--format 没有“doc”，可以写：docx、pdf"),
    (["check", LED, "--templates", "没有的文件夹"], "--templates：找不到 没有的文件夹"),
    (["build", LED, "-o", LED], "-o / --output：" + str(LED) + " 是文件，这里要文件夹"),
    (["certificate", "issue", LED, "--copies", "50"], "--copies 的 50 不在范围之内：1<=x<=20"),
    (["certificate", "issue", LED, "--copies", "x"], "--copies 的“x”不是数"),
    (["certificate", "calibrate", "甲", "-o", "x.pdf"], "多写了 甲"),
    (["keys", LED, "--to", "zh", "--in-place", "-o", "x"], "-o 和 --in-place 只能写一样"),
    (["scores", "sheet", LED, "-o", "s.csv"], "-o 的文件名要以 .xlsx 结尾"),
    (["certificate", "export", "-o", "x.ods"], "-o 的文件名要以 .xlsx 或 .csv 结尾"),
    (
        ["typeset", LED, "-o", "x.pdf", "--engine", "libreoffice", "--markup"],
        "LibreOffice 只用 -o、--update-fields；其余选项用于 typst 引擎",
    ),
    (["--lang", "fr", "check", LED], "--lang 没有“fr”，可以写：zh、en"),
]


@pytest.mark.parametrize(("command", "said"), MISTYPED, ids=[said for _, said in MISTYPED])
def test_a_command_that_is_written_wrong_is_told_in_chinese_with_where_to_look(run, command, said):
    told = run(*command)
    assert told.exit_code == 2
    assert told.output.splitlines()[0] == f"命令写错了：{said}"
    assert "--help 列出全部写法" in told.output.splitlines()[1]


def test_a_command_that_is_written_wrong_is_told_in_english_when_asked(run):
    told = run("--lang", "en", "check")
    assert told.output.splitlines() == [
        "wrong command: Missing argument 'FILE…'",
        "hint: main check --help tells how to write it",
    ]


def test_words_that_are_not_known_are_told_as_they_are():
    assert in_chinese("Something new.") == "Something new."


def test_a_group_without_a_command_shows_its_help(run):
    assert run("certificate").output.startswith("Usage:")


def test_keys_put_into_english_leave_the_messages_in_chinese(run):
    assert "找不到这个文件" in run("keys", "没有的.yaml", "--to", "en").output


def test_a_picture_given_for_an_alliance_file_is_told_to_be_no_text(run, tmp_path):
    picture = tmp_path / "led.yaml"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff\xfe\xfd" * 9)
    told = run("check", picture)
    assert told.exit_code == 3
    assert "这不是文字文件" in told.output


@pytest.mark.parametrize("command", [("build", LED, "-o"), ("certificate", "calibrate", "-o")], ids=str)
def test_a_path_that_leads_through_a_file_is_told_once_and_without_a_traceback(run, tmp_path, command):
    file = tmp_path / "文件"
    file.write_text("x")
    told = run(*command, file / "下面")
    assert told.exit_code == 1
    assert told.output.count("写不进") == 1
    assert "不是文件夹" in told.output
    assert file.read_text() == "x"


def test_a_file_that_is_not_there_is_told_in_plain_words_in_either_language(run, tmp_path):
    told = run("doctor", tmp_path / "没有.docx")
    assert (told.exit_code, "没有这个文件或者文件夹" in told.output) == (3, True)
    assert "there is no such file or folder" in run("doctor", tmp_path / "没有.docx", "--lang", "en").output


def test_a_register_that_is_another_file_is_told_in_plain_words(run, tmp_path):
    other = tmp_path / "登记簿.sqlite"
    other.write_text("不是登记簿" * 200)
    told = run("register", "verify", "--register", other)
    assert (told.exit_code, "这个文件不是登记簿" in told.output) == (8, True), told.output


def test_an_empty_word_file_is_told_without_words_of_the_machine(run, tmp_path):
    empty = tmp_path / "空.docx"
    empty.touch()
    told = run("doctor", empty)
    assert (told.exit_code, "里面不是 Word、Excel 文件的格式" in told.output) == (4, True)


def test_a_score_sheet_is_no_old_excel_file(run, tmp_path):
    assert run("scores", "sheet", LED, "-o", tmp_path / "x.xls").exit_code == 2


def test_a_register_with_chinese_and_odd_characters_in_its_name_is_found_again(run, tmp_path):
    register = tmp_path / "办公室 50%?#" / "登记簿.sqlite"
    register.parent.mkdir()
    command = ("certificate", "issue", LED, "--kind", "pilot", "--on", "2009-01-12", "--basis", "厦科联〔2009〕1号")
    made = run(*command, "--by", "周样例", "--register", register, "-o", tmp_path / "证书", "-j", "1")
    assert made.exit_code == 0, made.output
    assert register.is_file()
    shown = run("certificate", "show", "厦联试〔2009〕1-1号", "--register", register)
    assert (shown.exit_code, "有效" in shown.output) == (0, True), shown.output
