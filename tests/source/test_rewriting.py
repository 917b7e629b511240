import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.source import parse
from docgen.source.rewriting import UnwritableError, changed, rewrite

FILE = """\
# 说明
name: 厦门联盟   # 名称
'quoted': '甲''乙'
double: "丙"
address: 路1号
term: {start: 2008-11-20, years: 5}  # 期限
years: {2009: 300, 2010: 300}
partners: [甲, "乙"]
block: |   # 段落
  第一段。

  第二段。

folded: >
  一行
empty:
list:
  - 子
  - 丑
"""


def written(changes, text=FILE):
    return rewrite(parse(text, file="a.yaml"), changes)


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("name",), "福州联盟", "name: 福州联盟   # 名称"),
        (("name",), "a: b", 'name: "a: b"   # 名称'),
        (("name",), "甲 # 乙", 'name: "甲 # 乙"   # 名称'),
        (("quoted",), "它's", "'quoted': '它''s'"),
        (("double",), '丁"戊\\', 'double: "丁\\"戊\\\\"'),
        (("term", "years"), "6", "term: {start: 2008-11-20, years: 6}  # 期限"),
        (("term", "start"), "甲, 乙", 'term: {start: "甲, 乙", years: 5}  # 期限'),
        (("years", 2010), "400", "years: {2009: 300, 2010: 400}"),
        (("partners",), ["丙", "丁, 戊"], 'partners: [丙, "丁, 戊"]'),
        (("partners", 1), "丙", 'partners: [甲, "丙"]'),
        (("list", 1), "寅", "  - 寅"),
        (("empty",), "有", "empty: 有"),
    ],
)
def test_only_the_value_changes(path, value, line):
    new = written({path: value}).splitlines()
    old = FILE.splitlines()
    assert [after for before, after in zip(old, new, strict=True) if before != after] == [line]


def test_a_text_block_keeps_its_head_and_its_depth():
    new = written({("block",): "新的第一段。\n\n第二段。\n\n第三段。", ("folded",): "另一行"})
    assert "block: |   # 段落\n  新的第一段。\n\n  第二段。\n\n  第三段。\n\nfolded: >\n  另一行\nempty:" in new


def test_several_values_are_written_at_once():
    source = parse(written({("name",): "甲", ("term", "years"): "9", ("list", 0): "午"}), file="a.yaml")
    assert (source.values["name"], source.values["term"]["years"], source.values["list"]) == ("甲", "9", ["午", "丑"])


@pytest.mark.parametrize(
    "changes",
    [{("nothing",): "甲"}, {("list",): ["甲"]}, {("term",): "甲"}, {("partners", 7): "甲"}, {("name",): "a\x00"}],
)
def test_what_cannot_be_written_is_refused(changes):
    with pytest.raises(UnwritableError):
        written(changes)


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(str.strip)


@given(texts, st.sampled_from([("name",), ("quoted",), ("double",), ("term", "start"), ("partners", 0), ("list", 0)]))
def test_a_value_is_read_as_it_was_written_and_nothing_else_changes(value, path):
    source = parse(FILE, file="a.yaml")
    try:
        text = rewrite(source, {path: value})
    except UnwritableError:
        return
    assert parse(text, file="a.yaml").values == changed(source.values, {path: value})


@given(st.text("甲乙丙：:#,[]{}'\"-? ", min_size=1).filter(str.strip), st.sampled_from([("name",), ("term", "start")]))
def test_every_ordinary_text_can_be_written(value, path):
    assert written({path: value})
