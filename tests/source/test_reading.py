import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.model import CHINESE_KEYS, Alliance
from docgen.source import fit, parse, read
from docgen.source.reading import SIZE_LIMIT

CONTRACT = Path(__file__).parent / "contract.yaml"
FULL_WIDTH = str.maketrans(",;:()", "，；：（）")


@pytest.fixture
def written(tmp_path):
    def write(content):
        path = tmp_path / "alliance.yaml"
        path.write_bytes(content)
        return path

    return write


def only(source):
    assert len(source.findings) == 1, source.findings
    return source.findings[0]


def test_a_file_is_read_with_its_name_in_every_place(written):
    path = written("联盟:\n  名称: 甲\n".encode())
    source = read(path, spellings=CHINESE_KEYS)
    assert source.values == {"alliance": {"name": "甲"}}
    assert str(source.locate(("alliance", "name"))) == f"{path}:2:7"


def test_a_byte_order_mark_is_accepted_and_shifts_nothing(written):
    source = read(written(b"\xef\xbb\xbfa: 1\n"))
    assert source.values == {"a": "1"}
    assert not source.findings
    assert source.locate(("a",)).column == 4


@pytest.mark.parametrize(("encoding", "guess"), [("gb18030", "GB18030"), ("gbk", "GB18030"), ("utf-16", "UTF-16")])
def test_another_encoding_is_named_with_the_way_to_mend_it(written, encoding, guess):
    finding = only(read(written("name: 1\n联盟: 厦门\n".encode(encoding))))
    assert finding.code == "SRC-04"
    assert guess in finding.message.zh
    assert "UTF-8" in finding.hint.zh


def test_what_is_in_no_encoding_is_no_text_file(written):
    finding = only(read(written("name: 1\n联盟: 厦门\n".encode("utf-16-be"))))
    assert finding.code == "SRC-25"
    assert "不是文字文件" in finding.message.zh


def test_the_first_bytes_that_are_not_utf_8_are_shown_readably(written):
    place = only(read(written("a: 1\nb: 厦门\n".encode("gbk")))).location
    assert (place.line, place.column, place.text) == (2, 4, "b: 厦门")


def test_bytes_of_no_encoding_are_told_by_their_line(written):
    place = only(read(written(b"a: 1\nb: \xff\xff\xff\n"))).location
    assert place.line == 2


@pytest.mark.parametrize(
    ("character", "name"), [("\x00", "U+0000"), ("\x1b", "U+001B"), ("\u2028", "U+2028"), ("\ufeff", "U+FEFF")]
)
def test_every_invisible_character_is_told_and_the_rest_is_read(written, character, name):
    source = read(written(f"a: x{character}y\nb: {character}\n".encode()))
    assert [finding.code for finding in source.findings] == ["SRC-05", "SRC-05"]
    assert name in source.findings[0].message.zh
    assert str(source.findings[0].location).endswith(":1:5")
    assert source.values["a"] == "x\ufffdy"


@pytest.mark.parametrize("content", [b"", b"\n\n", "# 只有注释\n".encode(), b"---\n"])
def test_an_empty_file_says_so(written, content):
    assert only(read(written(content))).code == "SRC-06"


@pytest.mark.parametrize("content", [b"- a\n", b"hello\n", b"[a, b]\n"])
def test_a_list_or_a_word_at_the_top_says_so(written, content):
    source = read(written(content))
    assert only(source).code == "SRC-07"
    assert source.values is None


def test_a_missing_file_a_folder_and_a_huge_file_are_findings(written, tmp_path):
    assert only(read(tmp_path / "none.yaml")).code == "SRC-01"
    assert only(read(tmp_path)).code == "SRC-02"
    assert only(read(written(b"#" * (SIZE_LIMIT + 1)))).code == "SRC-03"


def plain(alliance):
    return json.dumps(alliance.model_dump(mode="json"), ensure_ascii=False).translate(FULL_WIDTH)


def test_the_contract_as_it_stands_is_read_whole(samples):
    """Its commas inside braces cut three texts in two; the sample has full-width ones, and an article of its own.

    The sample also lists what members bring, which came later.
    """
    source = read(CONTRACT, spellings=CHINESE_KEYS)
    contract, misfits = fit(source, Alliance)
    assert not misfits
    assert [finding.code for finding in source.findings] == ["SRC-15"] * 3
    led = next(path for path in samples if path.stem == "led")
    sample, _ = fit(read(led, spellings=CHINESE_KEYS), Alliance)
    bare = [member.model_copy(update={"existing_ip": (), "equipment": ()}) for member in sample.members]
    article = sample.agreement.model_copy(update={"extra_articles": contract.agreement.extra_articles})
    since = {"joint_review": (), "grants": (), "english": (), "members": tuple(bare), "agreement": article}
    assert plain(contract) == plain(sample.model_copy(update=since))


def test_samples_are_read_without_a_word(samples):
    assert samples
    for path in samples:
        source = read(path, spellings=CHINESE_KEYS)
        alliance, misfits = fit(source, Alliance)
        assert alliance is not None
        assert [*source.findings, *misfits] == []


@given(st.text(alphabet="ab:, \n\t-[]{}'\"|>#&*!%@`\\?甲：，\u3000\x00\u2028\ufeff", max_size=60))
def test_any_text_gives_values_or_findings_and_every_place_is_in_the_file(text):
    source = parse(text, file="f.yaml")
    _, misfits = fit(source, Alliance)
    assert source.values is not None or source.findings
    for finding in (*source.findings, *misfits):
        assert finding.location.line <= text.count("\n") + text.count("\r") + 1
        assert finding.location.column <= len(finding.location.text) + 1
