"""The commands by which scores come back, where they are told what they cannot do."""

import pytest


@pytest.mark.parametrize("command", [("sheet",), ("form",), ("collect", "x.pdf")])
def test_a_round_with_errors_gives_no_sheets_and_takes_none(unmarked, run, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    unmarked.write_text(unmarked.read_text("utf-8").replace("leader: true", "leader: false"), "utf-8")
    done = run("scores", command[0], unmarked, *command[1:])
    assert done.exit_code == 4
    assert "PANEL-03" in done.output
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_file_that_is_not_there_is_named(unmarked, run):
    done = run("scores", "collect", unmarked, "lost.pdf")
    assert done.exit_code == 3
    assert "打不开 lost.pdf" in done.output


def test_the_answers_are_in_english_when_that_is_asked_for(unmarked, run, tmp_path):
    done = run("scores", "sheet", unmarked, "-o", tmp_path / "s.xlsx", "--lang", "en")
    assert done.exit_code == 0
    done = run("scores", "collect", unmarked, tmp_path / "s.xlsx", "--lang", "en")
    assert "0 sheets entered, 0 completed, 0 recusals; 0 sheets were in it already" in done.output
    assert "still to come for 厦门市半导体照明产业技术创新战略联盟: 陆示例, 康示例" in done.output
