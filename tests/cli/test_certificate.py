"""The clerk's week: issued on Monday, replaced on Tuesday, asked about on Wednesday, handed over on Friday."""

import json
import os
import signal
import subprocess
import sys

import pypdf
import pytest
from PIL import Image

from docgen import publish
from docgen.registry import Register
from docgen.shipped import SAMPLES
from tests.alliances import alliance
from tests.seal.photocopy import turned_and_grainy

LED = SAMPLES / "xiamen-2008" / "led.yaml"
NOTICE = "厦科联〔2009〕1号"
SECOND = "厦联试〔2009〕1-2号"
COMMANDS = ("issue", "reissue", "correct", "revoke", "expire", "list", "show", "due", "export", "import", "calibrate")


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


@pytest.fixture
def sealed(clerk, tmp_path, monkeypatch):
    """The clerk, who has keys."""
    monkeypatch.setenv("DOCGEN_SEAL", str(tmp_path / "seal"))
    monkeypatch.setenv("DOCGEN_SEAL_PASSPHRASE", "correct horse")
    clerk("certificate", "keys", "new", "--holder", "厦门市科学技术局", "--since", "2009-01-01")
    return clerk


def photocopy(pdf, folder):
    """Return a photocopy of a certificate: printed, laid askew on the glass, scanned at 150 dpi, grainy."""
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", pdf, folder / "page"], check=True)
    copy = folder / f"{pdf.stem} photocopy.png"
    turned_and_grainy(Image.open(folder / "page.png"), angle=3).save(copy)
    return copy


def test_the_clerks_week(sealed, tmp_path):
    clerk, out, file = sealed, tmp_path / "papers" / "0002", alliance(tmp_path / "data", 2, members=40)
    # Monday: forty are issued
    issue = ["--kind", "pilot", "--on", "2009-01-12", "--basis", NOTICE, "-o", tmp_path / "papers"]
    said = clerk("certificate", "issue", file, *issue)
    assert f"{SECOND}　厦门海曜光电（集团）有限公司：发证" in said
    assert len(list(out.glob("厦联试*.pdf"))) == len(list(out.glob("厦联试*.docx"))) == 40
    assert len(pypdf.PdfReader(out / f"all-{NOTICE}.pdf").pages) == 40
    # Tuesday: one is lost and replaced
    lost = ["--on", "2009-01-13", "--basis", "遗失声明", "--why", "遗失"]
    assert f"{SECOND}　厦门海曜光电（集团）有限公司：补发" in clerk(
        "certificate", "reissue", SECOND, file, *lost, "-o", out.parent
    )
    # Wednesday: two photocopies are asked about
    first, second = (photocopy(out / f"{name}.pdf", tmp_path) for name in (SECOND, f"{SECOND}（补） 2009-01-13"))
    said = clerk("certificate", "verify", first, code=1)
    assert f"真实，但已于 2009-01-13 由 {SECOND}（补） 代替：遗失" in said
    said = clerk("certificate", "verify", second)
    assert "真实，现行有效" in said
    for fact in ("厦门海曜光电（集团）有限公司", f"{SECOND}（补）", "种类：试点单位", "撤销名单截至 2009-01-13"):
        assert fact in said
    shown = clerk("certificate", "show", SECOND)
    assert shown.startswith(f"{SECOND}　有效\n")
    assert "2009-01-13　补发　遗失声明　遗失　周样例" in shown


def test_the_rest_of_the_clerks_year(clerk, tmp_path):
    out = tmp_path / "papers"
    clerk("certificate", "issue", LED, "--kind", "pilot", "--on", "2009-01-12", "--basis", NOTICE, "-o", out)
    left = ["--on", "2009-01-14", "--basis", "厦科联〔2009〕3号", "--why", "退出联盟"]
    assert "已撤销" in clerk("certificate", "revoke", "厦联试〔2009〕1-4号", *left)
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

    assert "登记簿完好：9 条" in clerk("register", "verify")
    assert "7 张" in clerk("certificate", "expire", "--on", "2011-01-12")
    assert "登记簿完好：16 条" in clerk("register", "verify")


def test_several_alliances_are_issued_at_once_by_several_processes(clerk, tmp_path):
    files = [alliance(tmp_path / "data", number, members=9) for number in (1, 2)]
    broken = tmp_path / "data" / "broken.yaml"
    broken.write_text("alliance: 1\n", "utf-8")
    order = ["--kind", "pilot", "--on", "2009-01-12", "--basis", NOTICE, "-o", tmp_path / "papers", "--jobs", "2"]
    said = clerk("certificate", "issue", files[0], broken, files[1], *order, code=3)
    assert "broken.yaml" in said
    listed = json.loads(clerk("certificate", "list", "--format", "json"))
    assert {each["number"] for each in listed} == {f"厦联试〔2009〕{a}-{m}号" for a in (1, 2) for m in range(1, 10)}
    for each in listed:
        (pdf,) = (tmp_path / "papers").glob(f"*/{each['number']}.pdf")
        assert publish.digest(pdf.read_bytes()) == each["file"]
    assert "登记簿完好：18 条" in clerk("register", "verify")


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


def test_stock_that_is_printed_already_is_calibrated_and_printed_on(clerk, tmp_path):
    clerk("certificate", "calibrate", "-o", tmp_path / "page.pdf", "--size", "a3")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    issue = ["certificate", "issue", LED, "--kind", "pilot", "--on", "2009-01-12", "--basis", NOTICE, "-o", tmp_path]
    assert "偏移“三”读不懂" in clerk(*issue, "--overlay", "三", code=3)
    clerk(*issue, "--overlay", "1.5,-2")
    assert (tmp_path / "led" / f"overlay-{NOTICE}.pdf").exists()


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
        "from docgen.certificates import pressing\n"
        "from docgen.cli import main\n"
        "pressing.Pressing.__call__ = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
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
