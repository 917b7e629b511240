import pytest

from docgen.revision.attributing import attribute

NAMES = frozenset({"甲公司", "乙公司"})


def now(passage, line, *parts, said):
    before = passage("_1", *parts)
    after = line(said) if isinstance(said, str) else line(*said)
    return {outcome.stretch.text: outcome.text for outcome in attribute(before, after, NAMES) if outcome.is_changed}


@pytest.mark.parametrize(
    ("parts", "said", "changed"),
    [
        (("提前", ("三十", "days"), "日"), "提前六十日", {"三十": "六十"}),
        (("提前", ("三十", "days"), "日"), "提前三十五日", {"三十": "三十五"}),
        (("提前", ("三十", "days"), "日"), "至少提前三十日", {"提前": "至少提前"}),
        (("提前", ("三十", "days"), "日"), "提前至少三十日", {"提前": "提前至少"}),
        ((("620", "budget"),), "1,620", {"620": "1,620"}),
        (("基数", ("8", "base"), ("件", "unit"), "。"), "基数18件。", {"8": "18"}),
        (("于", ("2008年11月20日", "on"), "签订"), "于2008年11月25日签订", {"2008年11月20日": "2008年11月25日"}),
        (("委托", ("甲公司", "host"), "管理"), "委托乙公司管理", {"甲公司": "乙公司"}),
        (("委托", ("甲公司", "host"), "管理"), "委托甲公司单独管理", {"管理": "单独管理"}),
        (("名称为", ("甲公司", "name"), "。"), "名称为甲公司（集团）。", {"甲公司": "甲公司（集团）"}),
        (
            ("提交", ("示例仲裁会", "at"), "，"),
            "提交示例仲裁会海沧分会，",
            {"示例仲裁会": "示例仲裁会海沧分会"},
        ),
        (("提交", ("示例仲裁会", "at"), "仲裁"), "提交示例仲裁会，由其仲裁", {"仲裁": "，由其仲裁"}),
        (("提前", ("三十", "days"), "日通知"), "提前两个月通知", {"三十": "两个月", "日通知": "通知"}),
        ((("甲公司", "a"),), "", {"甲公司": ""}),
        ((), "新编号", {"": "新编号"}),
    ],
)
def test_an_edit_belongs_to_the_value_or_to_the_wording(passage, line, parts, said, changed):
    assert now(passage, line, *parts, said=said) == changed


def test_a_reference_that_was_renumbered_is_no_edit(passage, line):
    parts = ("依照", ("第五条", "_Ref_exit"), "办理")
    assert now(passage, line, *parts, said=("依照", ("第六条", "_Ref_exit"), "办理")) == {}
    assert now(passage, line, *parts, said="依照第五条办理") == {}
    assert now(passage, line, *parts, said="依照第六条办理") == {"第五条": "第六条"}


def test_where_lines_break_is_no_edit(passage, line):
    assert now(passage, line, ("厦门\n联盟", "name"), said="厦门联盟") == {}


def test_what_was_written_right_beside_a_value_is_marked(passage, line):
    outcomes = attribute(passage("_1", "提交", ("甲会", "at"), "仲裁"), line("提交甲会分会仲裁"), NAMES)
    assert [(outcome.text, outcome.at_edge) for outcome in outcomes if outcome.is_changed] == [("甲会分会", True)]
