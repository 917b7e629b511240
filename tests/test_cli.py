import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace

import pytest

from docgen import finishing
from docgen.diagnostics import Wording
from docgen.publish import Shelf
from docgen.shipped import SAMPLES, TEMPLATES
from docgen.typeset.tree import Approximation

LED = SAMPLES / "xiamen-2008" / "led.yaml"
PLAN = TEMPLATES / "xiamen-2008" / "work-plan" / "template.docx"


@pytest.fixture
def broken(tmp_path):
    """A file that breaks one rule."""
    path = tmp_path / "broken.yaml"
    path.write_text(LED.read_text("utf-8").replace("seat: chair ", "seat: director "), "utf-8")
    return path


@pytest.fixture
def garbled(tmp_path):
    """A file that cannot be read."""
    path = tmp_path / "garbled.yaml"
    path.write_text("alliance: {name: x\n", "utf-8")
    return path


def word_text(path):
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


def test_help_needs_none_of_the_heavy_libraries():
    script = (
        "import sys; sys.argv = ['docgen', '--help']\n"
        "from docgen.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'lxml', 'typst', 'jinja2', 'ruamel.yaml', 'rich', 'babel', 'fontTools'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "check" in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        "check",
        "build",
        "render",
        "typeset",
        "keys",
        "template restyle",
        "agreement explain",
        "agreement diff",
        "agreement read",
        "law list",
    ],
)
def test_every_command_explains_itself_in_chinese_and_english(run, command):
    output = run(*command.split(), "--help").output
    assert any("\u4e00" <= character <= "\u9fff" for character in output)
    assert command.split()[-1] in output


def test_a_sound_file_passes_the_check_and_says_so(run):
    result = run("check", LED)
    assert (result.exit_code, result.output) == (0, "没有发现问题\n")


@pytest.mark.parametrize("arguments", [("--lang", "en", "check"), ("check", "--lang", "en")])
def test_the_language_may_stand_before_or_after_the_command(run, arguments):
    assert run(*arguments, LED).output == "nothing wrong was found\n"


def test_the_language_may_come_from_the_environment(run, monkeypatch):
    monkeypatch.setenv("DOCGEN_LANG", "en")
    assert run("check", LED).output == "nothing wrong was found\n"
    assert run("check", LED, "--lang", "zh").output == "没有发现问题\n"


def test_a_broken_rule_ends_with_four_and_a_garbled_file_with_three(run, broken, garbled):
    assert run("check", broken).exit_code == 4
    assert run("check", garbled).exit_code == 3
    assert run("check", garbled, broken, LED).exit_code == 4


def test_findings_show_place_line_caret_hint_article_and_a_summary(run, garbled):
    output = run("check", garbled).output
    assert output.startswith(f"{garbled}:1:11: error SRC-21 ")
    assert "\n    alliance: {name: x\n              ^^^^^^^^\n    怎么办：" in output
    assert output.endswith("1 个错误，0 个警告\n")


def test_tools_get_one_list_of_objects_for_all_files(run, broken, garbled):
    result = run("check", garbled, broken, "--format", "json")
    findings = json.loads(result.stdout)
    assert [finding["file"] for finding in findings] == [str(garbled), str(broken)]
    assert set(findings[0]) == {"file", "line", "column", "severity", "code", "message", "hint", "cite"}
    assert json.loads(run("check", LED, "--format", "json").stdout) == []


def test_a_file_of_an_unknown_programme_is_told_at_its_line(run, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(LED.read_text("utf-8").replace("programme: xiamen-2008", "programme: xiamen-2009"), "utf-8")
    result = run("check", path)
    assert result.exit_code == 3
    assert f"{path}:5:12: error FIT-12" in result.output
    assert "xiamen-2008" in result.output


def test_the_rules_of_another_day_can_be_asked_for(run, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(LED.read_text("utf-8").replace("  liquidated_damages_percent: 20\n", ""), "utf-8")
    assert "COND-03" not in run("check", path).output
    assert "COND-03" in run("check", path, "--as-of", "2009-06-01").output
    assert run("check", path, "--as-of", "tomorrow").exit_code == 2


def test_building_writes_every_paper_and_shows_a_table(run, tmp_path):
    result = run("build", LED, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    names = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.*")}
    single = {f"{kind}.{form}" for kind in ("work-plan", "agreement", "evaluation-sheet") for form in ("docx", "pdf")}
    assert single | {"manifest.json", "pilot-certificates/luguang.pdf"} <= names
    assert "试点单位证书 pilot-certificates" in result.output
    assert " 16 " in result.output


def test_kinds_and_formats_can_be_chosen(run, tmp_path):
    result = run("build", LED, "-o", tmp_path, "--only", "evaluation-sheet", "--format", "docx")
    assert result.exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [".docgen", "evaluation-sheet.docx", "manifest.json"]


def test_an_unknown_kind_is_told_with_the_one_that_was_meant(run, tmp_path):
    result = run("build", LED, "-o", tmp_path / "out", "--only", "work-paln")
    assert result.exit_code == 3
    assert "work-plan" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_file_with_errors_is_refused_with_its_findings_and_writes_nothing(run, broken, tmp_path):
    result = run("build", broken, "-o", tmp_path / "out")
    assert result.exit_code == 4
    assert "SEAT-01" in result.stderr
    assert "--draft" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_draft_is_made_all_the_same_and_is_marked(run, broken, tmp_path):
    result = run("build", broken, "-o", tmp_path / "out", "--draft", "--only", "work-plan", "--format", "docx")
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(tmp_path / "out" / "work-plan.docx") as archive:
        parts = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert "征求意见稿" in parts


def test_a_file_that_cannot_be_read_makes_no_draft_either(run, garbled, tmp_path):
    assert run("build", garbled, "-o", tmp_path / "out", "--draft").exit_code == 3
    assert not (tmp_path / "out").exists()


def test_one_bad_file_does_not_stop_the_others(run, garbled, tmp_path):
    result = run("build", garbled, LED, "-o", tmp_path / "out", "--only", "evaluation-sheet", "--format", "docx")
    assert result.exit_code == 3
    assert "SRC-21" in result.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["led", "report.json"]


def test_two_files_of_one_name_are_refused_before_anything_is_written(run, tmp_path):
    (tmp_path / "LED.yaml").write_bytes(LED.read_bytes())
    result = run("build", LED, tmp_path / "LED.yaml", "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert "led" in result.stderr.lower()
    assert not (tmp_path / "out").exists()


def test_warnings_of_a_file_are_pointed_to_after_a_build(run, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(LED.read_text("utf-8").replace("独核算，每", "独核算,每"), "utf-8")  # there and in its translation
    result = run("build", path, "-o", tmp_path / "out", "--only", "evaluation-sheet", "--format", "docx")
    assert result.exit_code == 0
    assert "2 个警告" in result.stderr


@pytest.fixture
def letter(tmp_path):
    """Anyone's template: one paragraph with a tag."""
    path = tmp_path / "letter.docx"
    office = "http://schemas.openxmlformats.org"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="r1" Type='
        f'"{office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{office}/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>{{ to.name }} {{ n }}</w:t></w:r></w:p></w:body></w:document>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.json", '{"to": {"name": "甲&乙"}, "n": "007"}'), ("a.yaml", "to: {name: 甲&乙}\nn: 007\n")],
)
def test_anyones_template_is_rendered_with_yaml_or_json(run, letter, tmp_path, name, content):
    (tmp_path / name).write_text(content, "utf-8")
    result = run("render", letter, tmp_path / name, "-o", tmp_path / "deep" / "out.docx")
    assert result.exit_code == 0, result.output
    assert "甲&amp;乙 007" in word_text(tmp_path / "deep" / "out.docx")


def test_a_value_that_a_template_asks_for_and_does_not_get_is_told(run, letter, tmp_path):
    (tmp_path / "data.json").write_text("{}", "utf-8")
    result = run("render", letter, tmp_path / "data.json", "-o", tmp_path / "out.docx")
    assert result.exit_code == 5
    assert "letter.docx" in result.stderr
    assert not (tmp_path / "out.docx").exists()


def test_what_the_data_lack_is_told_with_its_line_in_the_data(run, letter, tmp_path):
    (tmp_path / "data.yaml").write_text("to:\n  nmae: 甲\nn:\n", "utf-8")
    result = run("render", letter, tmp_path / "data.yaml", "-o", tmp_path / "out.docx")
    assert result.exit_code == 5
    told = [line.strip() for line in result.stderr.splitlines() if line.startswith("    数据：")]
    assert told == [f"数据：{tmp_path / 'data.yaml'}:{place}" for place in ("1:1", "3:1")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("a.json", '{"a": 1,}', 3), ("a.json", "[1]", 3), ("a.yaml", "a: @", 3), ("a.json", None, 3)],
)
def test_data_that_cannot_be_read_is_told(run, tmp_path, name, content, code):
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    result = run("render", PLAN, tmp_path / name, "-o", tmp_path / "out.docx")
    assert result.exit_code == code
    assert result.stderr


def test_word_files_are_laid_out_beside_themselves_or_where_one_says(run, tmp_path):
    run("build", LED, "-o", tmp_path, "--only", "evaluation-sheet", "--format", "docx")
    word = tmp_path / "evaluation-sheet.docx"
    assert run("typeset", word).exit_code == 0
    assert (tmp_path / "evaluation-sheet.pdf").read_bytes().startswith(b"%PDF")
    assert run("typeset", word, "-o", tmp_path / "b.pdf").exit_code == 0
    assert (tmp_path / "b.pdf").is_file()
    (tmp_path / "copy.docx").write_bytes(word.read_bytes())
    result = run("typeset", word, tmp_path / "copy.docx", tmp_path / "none.docx", "-o", tmp_path / "pdfs")
    assert result.exit_code == 3
    made = sorted(path.name for path in (tmp_path / "pdfs").iterdir() if path.name != ".docgen")
    assert made == ["copy.pdf", "evaluation-sheet.pdf", "report.json"], "the report tells of the file that is not there"


def test_what_is_no_word_file_cannot_be_laid_out(run, tmp_path):
    (tmp_path / "a.docx").write_bytes(b"hello")
    assert run("typeset", tmp_path / "a.docx").exit_code == 6


def test_keys_go_to_the_screen_to_a_file_or_back_into_the_file(run, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes("alliance: # 说明\r\n  name: 甲\r\n".encode())
    chinese = "联盟: # 说明\r\n  名称: 甲\r\n".encode()
    assert run("keys", path, "--to", "zh").stdout_bytes == chinese
    assert run("keys", path, "--to", "zh", "-o", tmp_path / "b.yaml").exit_code == 0
    assert (tmp_path / "b.yaml").read_bytes() == chinese
    assert run("keys", path, "--to", "zh", "--in-place").exit_code == 0
    assert path.read_bytes() == chinese
    assert run("keys", path, "--to", "zh", "--in-place", "-o", "x").exit_code == 2


def test_keys_of_a_file_with_faults_are_not_touched(run, garbled):
    before = garbled.read_bytes()
    assert run("keys", garbled, "--to", "zh", "--in-place").exit_code == 3
    assert garbled.read_bytes() == before


def test_the_house_style_is_copied_into_templates(run, tmp_path):
    folder = tmp_path / "programme" / "paper"
    folder.mkdir(parents=True)
    (folder / "template.docx").write_bytes(PLAN.read_bytes())
    assert run("template", "restyle", folder / "template.docx").exit_code == 3
    house = TEMPLATES / "xiamen-2008" / "house.docx"
    assert run("template", "restyle", "--house", house, folder / "template.docx").exit_code == 0
    (folder.parent / "house.docx").write_bytes(house.read_bytes())
    assert run("template", "restyle", folder / "template.docx").exit_code == 0
    assert word_text(folder / "template.docx") == word_text(PLAN)


@pytest.mark.parametrize(
    "arguments", [["bluid"], ["build"], ["build", "x", "--fromat", "pdf"], ["check", "x", "--lang", "fr"]]
)
def test_what_the_command_line_does_not_know_ends_with_two(run, arguments):
    assert run(*arguments).exit_code == 2


def test_an_interrupt_ends_with_one_line_and_leaves_nothing(run, tmp_path, monkeypatch):
    def interrupted(*arguments, **settings):
        raise KeyboardInterrupt

    monkeypatch.setattr(Shelf, "commit", interrupted)
    result = run("build", LED, "-o", tmp_path / "out")
    assert result.exit_code == 130
    assert result.stderr == "已中断；没有留下写了一半的文件\n"


def test_a_real_interrupt_in_the_middle_of_a_build_leaves_the_old_papers(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "agreement.pdf").write_bytes(b"old")
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # a shell's & turns it off
    script = f"{heeding}; from docgen.cli import main; main()"
    command = [sys.executable, "-c", script, "build", str(LED), "-o", str(out)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "DOCGEN_LANG": "en"})
    while process.poll() is None and len(list(out.iterdir())) == 1:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == "interrupted; no half-written file is left\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert [path.name for path in out.iterdir() if path.name != ".docgen"] == ["agreement.pdf"]
    assert not list(out.rglob("*.partial"))


def test_the_module_runs_like_the_command():
    done = subprocess.run([sys.executable, "-m", "docgen", "--version"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith("docgen")


def test_what_differs_from_words_layout_is_told_once_with_the_files_it_concerns(run, tmp_path, monkeypatch):
    warning = Approximation(Wording("图形", "a drawing"), Wording("正文", "body"), Wording("没有画出", "is left out"))
    lay_out = finishing.typeset.typeset
    monkeypatch.setattr(
        finishing.typeset,
        "typeset",
        lambda files, **how: (replace(result, warnings=(warning,)) for result in lay_out(files, **how)),
    )
    result = run("build", LED, "-o", tmp_path, "--only", "pilot-certificates", "--format", "pdf")
    assert result.exit_code == 0
    assert result.stderr == "pilot-certificates/luguang.pdf (+7): 图形（正文）：没有画出\n"
