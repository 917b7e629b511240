import json
import shutil

import pytest

from docgen import building, pipeline
from docgen.shipped import SAMPLES


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    home = tmp_path_factory.mktemp("papers")
    shutil.copy(SAMPLES / "shili-2021/marine.yaml", home)
    building.build(home / "marine.yaml", home / "out", pipeline.Order(only=["evaluation-sheet"], formats=("docx",)))
    return home / "out"


def test_trace_tells_the_line_and_the_papers(run, papers):
    told = run("trace", str(papers), "海洋装备")
    assert told.exit_code == 0
    assert "alliance.industry" in told.output
    assert "evaluation-sheet.docx" in told.output
    [first, *_] = json.loads(run("trace", str(papers), "海洋装备", "--format", "json").output)
    assert (first["value"], first["line"]) == ("alliance.industry", 10)


def test_trace_tells_that_nothing_prints_it(run, papers):
    told = run("--lang", "en", "trace", str(papers), "nowhere")
    assert told.exit_code == 1
    assert "no paper prints “nowhere”" in told.output


def test_audit_is_clean_and_then_tells_what_the_data_say_now(run, papers):
    told = run("audit", str(papers))
    assert told.exit_code == 0
    assert "完全一致" in told.output
    data = papers.parent / "marine.yaml"
    data.write_text(data.read_text("utf-8").replace("industry: 海洋装备", "industry: 新能源", 1), "utf-8")
    told = run("audit", str(papers))
    assert told.exit_code == 4
    assert "AUDIT-01" in told.output
    assert "在生成文书以后改过" in told.output
    [finding] = json.loads(run("audit", str(papers), "--format", "json").output)
    assert finding["code"] == "AUDIT-01"


def test_audit_of_a_folder_without_a_manifest_is_refused(run, tmp_path):
    assert run("audit", str(tmp_path)).exit_code == 3
