from docgen import rounds


def test_a_round_file_is_told_by_its_keys_in_either_language(sample_round, samples, tmp_path):
    assert rounds.is_round(sample_round)
    assert not any(rounds.is_round(path) for path in samples)
    chinese = tmp_path / "r.yaml"
    chinese.write_text("文件格式: 1\n评审会:\n  代号: a\n", "utf-8")
    assert rounds.is_round(chinese)
    assert not rounds.is_round(tmp_path / "nothing.yaml")


def test_the_sample_round_has_nothing_wrong_and_holds_its_alliances(sample_round):
    checked = rounds.check(sample_round)
    assert checked.findings == []
    review, alliances, programme = checked.cleared()
    assert list(alliances) == ["led", "machinery", "software"]
    assert programme.id == review.programme == "xiamen-2008"


def test_a_file_that_is_not_there_is_named_where_the_round_names_it(copied, run):
    copied.write_text(copied.read_text("utf-8").replace("attachments/led-letter.pdf", "attachments/lost.pdf"), "utf-8")
    done = run("check", copied)
    assert done.exit_code == 3
    assert "round.yaml:21:16: error SRC-25 找不到文件 attachments/lost.pdf" in done.output


def test_what_is_wrong_with_an_alliance_stands_at_its_place_in_its_own_file(copied, run):
    led = copied.parent.parent.parent / "led.yaml"
    led.write_text(led.read_text("utf-8").replace("uscc: 91350200MA2XN0LG0D", "uscc: 91350200MA2XN0LG0E"), "utf-8")
    done = run("check", copied)
    assert done.exit_code == 4
    assert "/samples/led.yaml:29:11: error CODE-01" in done.output


def test_a_misread_round_is_told_like_any_file(copied, run):
    copied.write_text(copied.read_text("utf-8").replace("experts:  ", "expert:  "), "utf-8")
    done = run("check", copied)
    assert done.exit_code == 3
    assert "FIT-01" in done.output
