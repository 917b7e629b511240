import pytest

from docgen.source import parse


def codes(source):
    return [finding.code for finding in source.findings]


@pytest.mark.parametrize(
    "written",
    ["no", "null", "~", "1e3", "0123", "2008-11-20", "true", "0x1F", "1_000", ".5", "=", "厦门A&D"],
)
def test_every_scalar_stays_the_text_that_was_written(written):
    source = parse(f"a: {written}\n", file="f.yaml")
    assert source.values == {"a": written}
    assert not source.findings


@pytest.mark.parametrize("written", ["'no'", '"no"', "|-\n  no", ">-\n  no"])
def test_quoted_and_block_styles_are_text_too(written):
    assert parse(f"a: {written}\n", file="f.yaml").values == {"a": "no"}


def test_nothing_written_is_nothing_and_empty_quotes_are_empty_text():
    assert parse('a:\nb: ""\nc: [x, ]\nd: {e: }\n', file="f").values == {
        "a": None,
        "b": "",
        "c": ["x"],
        "d": {"e": None},
    }


def test_year_keys_stay_keys():
    assert parse("amounts: {2009: 1, 2010: 2}", file="f").values == {"amounts": {"2009": "1", "2010": "2"}}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: {text: 专户管理,每年报告。}", "专户管理,每年报告。"),
        ("a: {text: 专户管理, 每年报告, host: x}", "专户管理, 每年报告"),
        ("a: {text: 甲,乙,丙}", "甲,乙,丙"),
        ("a: {text: 甲,\n    乙}", "甲, 乙"),
        ("a: {text: 金额1,000元, host: x}", "金额1,000元"),
        ("a: {text: 见附件,说明：另附}", "见附件,说明：另附"),
    ],
)
def test_a_comma_inside_braces_does_not_cut_a_text_and_is_a_warning(text, value):
    source = parse(text, file="f.yaml")
    assert source.values["a"]["text"] == value
    assert codes(source) == ["SRC-15"]
    assert source.findings[0].location.column == 11


def test_the_warning_covers_the_text_that_was_joined():
    assert parse("a: {text: 甲,乙, host: x}", file="f").findings[0].location.width == 3


@pytest.mark.parametrize(
    "text", ["a: {x: 甲, name}", "a: {x: 甲, 名称}", "a: {x: 甲, y:}", "a: {x: 甲, y: }", 'a: {x: "甲", 乙}']
)
def test_a_known_key_or_a_colon_or_a_quoted_text_before_it_is_not_joined(text):
    source = parse(text, file="f.yaml", spellings={"名称": "name"})
    assert source.values["a"]["x"] == "甲"
    assert len(source.values["a"]) == 2
    assert not source.findings


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: 1\na: 2\n", "SRC-10", (2, 1)),
        ("a: {b: 1, b: 2}\n", "SRC-10", (1, 11)),
        ("名称: 1\nname: 2\n", "SRC-10", (2, 1)),
        ("a: &x y\n", "SRC-11", (1, 4)),
        ("a: &x {b: 1}\n", "SRC-11", (1, 4)),
        ("a: *重要\n", "SRC-11", (1, 4)),
        ("<<: x\n", "SRC-11", (1, 1)),
        ("a: !重要 的\n", "SRC-12", (1, 4)),
        ("a: !!int 3\n", "SRC-12", (1, 4)),
        ("a: 1\n---\nb: 2\n", "SRC-13", (2, 1)),
        ("a: {{ 7*7 }}\n", "SRC-16", (1, 4)),
        ("a: {[x]: y}\n", "SRC-16", (1, 4)),
        ("a: 示例路 #3号楼\n", "SRC-17", (1, 8)),
        ("a:\n\u3000\u3000b: 1\n", "SRC-09", (2, 1)),
        ('a: "x\\0"\n', "SRC-05", (1, 4)),
        ('a: "\\ud800"\n', "SRC-05", (1, 4)),
    ],
)
def test_what_yaml_would_lose_or_change_is_told_at_its_place(text, code, place):
    source = parse(text, file="f.yaml", spellings={"名称": "name"})
    assert codes(source) == [code]
    assert (source.findings[0].location.line, source.findings[0].location.column) == place


def test_what_is_refused_is_kept_as_it_was_written():
    text = "a: {{ 7*7 }}\nb: !x 1\nc: *d\n"
    assert parse(text, file="f").values == {"a": "{{ 7*7 }}", "b": "!x 1", "c": "*d"}


def test_several_faults_are_told_at_once():
    source = parse("a: 1\na: 2\nb: &x 3\nc: {t: 甲,乙}\nd: !y 4\n", file="f")
    assert sorted(codes(source)) == ["SRC-10", "SRC-11", "SRC-12", "SRC-15"]
    assert source.values["c"] == {"t": "甲,乙"}


def test_an_ordinary_comment_is_not_a_fault():
    assert not parse("a: 1 # 说明\nb: 2  #\nc: 一#二\n", file="f").findings


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 5000, "{" * 5000, "a: " + "{b: " * 50 + "1" + "}" * 50, "? " * 50 + "a"]
)
def test_brackets_too_deep_stop_the_reading_at_once(text):
    source = parse(text, file="f.yaml")
    assert source.values is None
    assert "SRC-14" in codes(source)
