import io
import json

import docx
import pytest

from docgen.building import build
from docgen.pipeline import Order
from docgen.shipped import SAMPLES

LED = SAMPLES / "xiamen-2008" / "led.yaml"


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    folder = tmp_path_factory.mktemp("agreement")
    build(LED, folder, Order(only=["agreement"], formats=["docx"]))
    file = docx.Document(io.BytesIO((folder / "agreement.docx").read_bytes()))
    for paragraph in file.paragraphs:
        for run in paragraph.runs:
            if "应当提前" in run.text and "退出联盟" in paragraph.text:
                run._r.getnext().find("{*}t").text = "六十"
            run.text = run.text.replace("无法克服", "难以克服") if "无法克服" in run.text else run.text
    next(paragraph for paragraph in file.paragraphs if "联盟保持开放" in paragraph.text)._p.clear()
    file.save(folder / "edited.docx")
    return folder / "edited.docx"


def test_what_people_changed_is_told_with_place_key_and_clause(run, edited):
    told = run("agreement", "read", edited, "--of", LED)
    assert told.exit_code == 0
    assert "led.yaml:234:21: agreement.exit_notice_days　三十 → 六十　第二十五条　退出" in told.output
    assert "第四十五条　研究开发的风险 [risk]" in told.output
    assert "删除　第十三条　人才培养与对外交流" in told.output


def test_the_same_for_tools(run, edited):
    told = json.loads(run("agreement", "read", edited, "--of", LED, "--format", "json").output)
    assert told["values"][0]["at"].endswith("led.yaml:234:21")
    assert [len(told[key]) for key in ("values", "wording", "structure")] == [1, 1, 1]


def test_in_english(run, edited):
    assert "values changed (1)" in run("agreement", "read", edited, "--lang", "en").output


def test_changed_values_are_written_back_and_nothing_else(run, edited, tmp_path):
    file = tmp_path / "led.yaml"
    file.write_bytes(LED.read_bytes())
    told = run("agreement", "read", edited, "--apply", file)
    assert f"已写回 {file}：1 个值" in told.output
    assert file.read_text("utf-8") == LED.read_text("utf-8").replace("exit_notice_days: 30", "exit_notice_days: 60")
    again = json.loads(run("agreement", "read", edited, "--apply", file, "--format", "json").output)
    assert again["written"] == ["agreement.exit_notice_days"]


def test_an_agreement_as_it_was_made_has_no_changes(run, edited):
    assert run("agreement", "read", edited.with_name("agreement.docx")).output == "没有改动\n"
