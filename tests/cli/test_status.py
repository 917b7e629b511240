import json

import pypdf

from docgen.shipped import SAMPLES

FILES = [SAMPLES / "xiamen-2008" / f"{name}.yaml" for name in ("machinery", "led")]


def test_status_shows_where_each_alliance_stands(run):
    result = run("status", *FILES, "--on", "2011-07-20")
    assert result.exit_code == 0
    assert "整改复核" in result.output
    assert "已逾期" in result.output


def test_status_gives_everything_as_json(run):
    first, second = json.loads(run("status", *FILES, "--on", "2011-07-20", "--json", "--lang", "en").output)
    assert first["reached"] == {"step": "assessment", "on": "2011-06-28"}
    assert {step["step"]: step["due"] for step in first["ahead"]}["rectification"] == "2011-12-31"
    assert second["ahead"][0]["missing"]
    assert "part 7 on assessment" in second["ahead"][0]["article"]


def test_status_writes_a_report(run, tmp_path):
    target = tmp_path / "report.pdf"
    assert run("status", FILES[0], "--on", "2009-05-20", "-o", target).exit_code == 0
    assert pypdf.PdfReader(target).pages


def test_status_does_not_read_the_clock(run):
    result = run("status", FILES[0])
    assert result.exit_code == 2
    assert "--on" in result.output


def test_a_file_that_cannot_be_read_does_not_hide_the_others(run, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("docgen: [", "utf-8")
    result = run("status", broken, FILES[0], "--on", "2009-05-20")
    assert result.exit_code == 3
    assert "三部门会审" in result.output
