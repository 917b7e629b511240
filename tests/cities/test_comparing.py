"""How two programmes differ, in words."""

import json

import pytest

from docgen.cities import compare
from docgen.cities.labels import LABELS, SECTIONS
from docgen.programme import load
from docgen.programme.scheme import OWN, Scheme
from docgen.shipped import TEMPLATES


@pytest.fixture(scope="module")
def told(xiamen):
    return {
        (each.section.zh, each.what.zh): (each.one, each.other)
        for each in compare(xiamen, load("shili-2021", [TEMPLATES]))
    }


@pytest.mark.parametrize(
    ("section", "what", "one", "other"),
    [
        ("考核", "考核周期（年）", "2", "1"),
        ("考核", "评分表，等次", "优秀、良好、合格、不合格", "一等、二等、三等、四等"),
        ("份数", "联盟协议", "3", "5"),
        ("规则", "CERT-09（授予…的通知印发时，…还没有运行满…年），数值", "1", "2"),
        ("规则", "规则", "COND-02", None),
        ("文书", "文书", "联合申报书封面和成员分工表", "诚信承诺书"),
        ("评审会", "总分合成，方法", "trimmed_mean", "mean"),
        ("支持措施", "支持措施", "产学研重大项目专项资金", "办公用房租金补贴"),
        ("文书", "试点单位证书，式样", "xiamen-2008", "shili-2021"),
    ],
)
def test_each_thing_that_differs_is_told(told, section, what, one, other):
    assert told[section, what] == (one, other)


def test_criteria_are_told_with_their_points(told):
    one, other = told["专家评估", "指标"]
    assert "组成要素齐备（20）" in one
    assert "产业需求（30）" in other


def test_papers_in_another_order_are_told_with_what_stands_between(told):
    one, other = told["文书", "排列次序"]
    assert one.startswith("工作方案、联盟协议")
    assert other.startswith("联盟协议")
    assert other.endswith("工作方案")


def test_a_programme_does_not_differ_from_itself(run, xiamen):
    assert compare(xiamen, xiamen) == []
    assert "没有不同" in run("programme", "diff", "xiamen-2008", "xiamen-2008").output


def test_the_command_says_it_in_both_languages_and_for_programs(run):
    said = run("programme", "diff", "xiamen-2008", "shili-2021").output
    assert "考核周期（年）：xiamen-2008：2；shili-2021：1" in said
    assert "规则：只有 xiamen-2008 有：COND-02" in said
    english = run("--lang", "en", "programme", "diff", "xiamen-2008", "shili-2021").output
    assert "cycle in years: xiamen-2008: 2; shili-2021: 1" in english
    plain = json.loads(run("programme", "diff", "xiamen-2008", "shili-2021", "--format", "json").output)
    assert {"section": "考核", "what": "考核周期（年）", "one": "2", "other": "1"} in plain


def test_every_section_of_a_programme_has_its_words():
    assert set(Scheme.model_fields) - {*OWN} - {"title_words"} <= set(SECTIONS)
    assert set(SECTIONS) <= set(LABELS)
