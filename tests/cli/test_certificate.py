"""The clerk's week: issued on Monday, replaced on Tuesday, asked about on Wednesday, handed over on Friday."""

import json
import os
import signal
import subprocess
import sys

import pytest

from docgen.registry import Register
from docgen.shipped import SAMPLES

LED = SAMPLES / "xiamen-2008" / "led.yaml"
NOTICE = "厦科联〔2009〕1号"
SECOND = "厦联试〔2009〕1-2号"
COMMANDS = ("issue", "reissue", "correct", "revoke", "expire", "list", "show", "due", "export", "import")


@pytest.fixture
def clerk(run, tmp_path, monkeypatch):
    """Run a command of the clerk's, on her register; with the exit code that it should have."""
    monkeypatch.setenv("DOCGEN_CLERK", "周样例")
    monkeypatch.setenv("DOCGEN_REGISTER", str(tmp_path / "register.sqlite"))

    def clerk(*arguments, code=0):
        result = run(*arguments)
        assert result.exit_code == code, result.output
        return result.output

    return clerk


def test_the_clerks_week(clerk, tmp_path):
    out = tmp_path / "papers"
    said = clerk("certificate", "issue", LED, "--kind", "pilot", "--on", "2009-01-12", "--basis", NOTICE, "-o", out)
    assert f"{SECOND}　厦门海曜光电（集团）有限公司：发证" in said
    assert len(list((out / "led").glob("厦联试*.pdf"))) == 8

    lost = ["--on", "2009-01-13", "--basis", "遗失声明", "--why", "遗失"]
    clerk("certificate", "reissue", SECOND, LED, *lost, "-o", out)
    assert (out / "led" / f"{SECOND}（补） 2009-01-13.docx").exists()

    left = ["--on", "2009-01-14", "--basis", "厦科联〔2009〕3号", "--why", "退出联盟"]
    assert "已撤销" in clerk("certificate", "revoke", "厦联试〔2009〕1-4号", *left)
    shown = clerk("certificate", "show", SECOND)
    assert shown.startswith(f"{SECOND}　有效\n")
    assert "2009-01-13　补发　遗失声明　遗失　周样例" in shown
    listed = json.loads(clerk("certificate", "list", "--format", "json"))
    assert [item["status"] for item in listed].count("revoked") == 1

    falling = json.loads(clerk("certificate", "due", "--until", "2011-12-31", "--format", "json"))
    assert [(item["on"], item["what"], len(item["numbers"])) for item in falling] == [
        ("2011-01-11", "assessment", 7),
        ("2011-01-11", "expiry", 7),
    ]

    clerk("certificate", "export", "-o", tmp_path / "register.xlsx")
    clerk("certificate", "export", "-o", tmp_path / "register.csv")
    assert (tmp_path / "register.csv").read_text("utf-8-sig").count(",已撤销,") == 1

    assert "登记簿完好：10 条" in clerk("register", "verify")
    assert "7 张" in clerk("certificate", "expire", "--on", "2011-01-12")
    assert "登记簿完好：17 条" in clerk("register", "verify")


def test_an_old_register_is_handed_over(clerk, tmp_path):
    (tmp_path / "old.csv").write_text(
        "证书编号,单位名称,联盟名称,称号,颁发单位,发证日期\n厦联试〔2009〕1-1号,甲,软件联盟,软件联盟试点单位,市科技局,2009-01-05\n",
        "utf-8",
    )
    taken = ["--on", "2009-01-06", "--basis", "旧登记簿"]
    assert "1 张" in clerk("certificate", "import", tmp_path / "old.csv", *taken)
    assert "软件联盟试点单位" in clerk("certificate", "show", "厦联试〔2009〕1-1号")
    assert "已经登记过" in clerk("certificate", "import", tmp_path / "old.csv", *taken, code=8)


def test_what_the_gates_and_the_register_refuse_has_its_exit_code(clerk, tmp_path):
    issue = ["certificate", "issue", LED, "-o", tmp_path, "--on", "2009-01-12"]
    assert "CERT-01" in clerk(*issue, "--kind", "pilot", "--basis", "厦科联〔2009〕2号", code=4)
    assert "没有登记簿" in clerk("certificate", "list", code=8)
    clerk(*issue, "--kind", "pilot", "--basis", NOTICE)
    assert "都已经有有效的证书" in clerk(*issue, "--kind", "pilot", "--basis", NOTICE, code=8)
    assert "没有编号 9-9" in clerk("certificate", "show", "9-9", code=8)
    clerk(*issue, "--kind", "pilot", code=2)


def test_the_register_stands_beside_the_data_where_nothing_else_is_said(clerk, tmp_path, monkeypatch):
    monkeypatch.delenv("DOCGEN_REGISTER")
    file = tmp_path / "data" / "led.yaml"
    file.parent.mkdir()
    file.write_text(LED.read_text("utf-8"), "utf-8")
    order = ["--kind", "pilot", "--on", "2009-01-12", "--basis", NOTICE, "-o", tmp_path / "out"]
    clerk("certificate", "issue", file, *order)
    assert (tmp_path / "data" / "register.sqlite").exists()


def test_an_issue_that_is_killed_is_taken_up_with_the_same_numbers(clerk, tmp_path):
    order = [
        "certificate",
        "issue",
        LED,
        "--kind",
        "pilot",
        "--on",
        "2009-01-12",
        "--basis",
        NOTICE,
        "-o",
        tmp_path / "out",
    ]
    killed = (
        "import os, signal\n"
        "from docgen import pipeline\n"
        "from docgen.cli import main\n"
        "pipeline.Press.papers = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", killed, *map(str, order)], env={**os.environ}, check=False)
    assert done.returncode == -signal.SIGKILL
    with Register(str(tmp_path / "register.sqlite")) as register:
        assert len(register.verify().reserved) == 8
    assert f"{SECOND} 已预留" in clerk("register", "verify")
    assert f"已收回 {SECOND}" in clerk("register", "release", SECOND, "没有的号")
    clerk(*order)
    with Register(str(tmp_path / "register.sqlite")) as register:
        assert [found.number for found in register.certificates()] == [f"厦联试〔2009〕1-{n}号" for n in range(1, 9)]
        assert register.verify().reserved == ()


def test_a_register_that_was_changed_is_told(clerk, tmp_path):
    clerk(
        "certificate", "issue", LED, "--kind", "pilot", "--on", "2009-01-12", "--basis", NOTICE, "-o", tmp_path / "out"
    )
    head = clerk("register", "verify").split("校验值 ")[1].strip()
    assert "完好" in clerk("register", "verify", "--head", head)
    assert "删去" in clerk("register", "verify", "--head", "0" * 63 + "1", code=8)


@pytest.mark.parametrize(
    "command", [*(f"certificate {name}" for name in COMMANDS), "register verify", "register release"]
)
def test_every_command_explains_itself_in_chinese_and_english(run, command):
    output = run(*command.split(), "--help").output
    assert any("\u4e00" <= character <= "\u9fff" for character in output)
    assert command.split()[-1] in output
    assert "--lang" in output
