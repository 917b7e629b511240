"""What is added to a file stands where it belongs, and nothing else changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.model import CHINESE_KEYS
from docgen.source.adding import append, extend
from docgen.source.reading import parse
from docgen.source.rewriting import UnwritableError

ITEM = {"expert": "e1", "marks": {"tasks": "17"}, "advice": "一，二: {三} # 四", "must_change": ["甲, 乙", "丙"]}
WRITTEN = '{expert: e1, marks: {tasks: 17}, advice: "一，二: {三} # 四", must_change: ["甲, 乙", 丙]}'


def read(text):
    return parse(text, file="r.yaml", spellings=CHINESE_KEYS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n", f"a: 1\n\nscores:\n  - {WRITTEN}\n"),
        ("a: 1", f"a: 1\n\nscores:\n  - {WRITTEN}\n"),
        ("scores: []   # 会后\nb: 2\n", f"scores:   # 会后\n  - {WRITTEN}\nb: 2\n"),
        ("scores:\nb: 2\n", f"scores:\n  - {WRITTEN}\nb: 2\n"),
        ("scores: # 会后\n\nb: 2\n", f"scores: # 会后\n  - {WRITTEN}\n\nb: 2\n"),
        ("scores: [{expert: e0}]  # x\n", f"scores: [{{expert: e0}}, {WRITTEN}]  # x\n"),
        ("scores:\n- {expert: e0}  # x\n\n# b\nb: 2\n", f"scores:\n- {{expert: e0}}  # x\n- {WRITTEN}\n\n# b\nb: 2\n"),
        ("scores:\n    - expert: e0\n      advice: |\n        一\n        二\n\nb: 2\n",
         f"scores:\n    - expert: e0\n      advice: |\n        一\n        二\n\n    - {WRITTEN}\nb: 2\n"),
        ("scores:\n  - expert: e0", f"scores:\n  - expert: e0\n  - {WRITTEN}\n"),
        ("评审会: a\n评分: []\n", "评审会: a\n评分:\n  - {专家: e1, 各项得分: {工作任务: 17}, "
         '修改建议: "一，二: {三} # 四", 须修改内容: ["甲, 乙", 丙]}\n'),
        ("a: 1\r\nscores:\r\n  - {expert: e0}\r\n", f"a: 1\r\nscores:\r\n  - {{expert: e0}}\r\n  - {WRITTEN}\r\n"),
    ],
)  # fmt: skip
def test_an_item_goes_to_the_end_of_its_list_however_that_is_written(before, after):
    assert append(read(before), "scores", [ITEM]) == after


def test_a_long_item_is_broken_between_its_values():
    long = {"expert": "e1", "strengths": "长" * 70, "weaknesses": "短" * 60, "advice": "好"}
    text = append(read("a: 1\n"), "scores", [long])
    assert text.splitlines()[3:] == [
        f"  - {{expert: e1, strengths: {'长' * 70},",
        f"     weaknesses: {'短' * 60}, advice: 好}}",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("scores:\n  - {expert: e0}  # x\n", "scores:\n  - {expert: e0, advice: 好, must_change: [甲]}  # x\n"),
        ("scores:\n  - {expert: e0,\n     alliance: led}\n",
         "scores:\n  - {expert: e0,\n     alliance: led, advice: 好, must_change: [甲]}\n"),
        ("scores:\n  - expert: e0   # x\n  - expert: e1\n",
         "scores:\n  - expert: e0   # x\n    advice: 好\n    must_change: [甲]\n  - expert: e1\n"),
    ],
)  # fmt: skip
def test_keys_are_added_to_an_item_however_it_is_written(before, after):
    assert extend(read(before), ("scores", 0), {"advice": "好", "must_change": ["甲"]}) == after


def test_what_is_no_list_is_left_alone():
    with pytest.raises(UnwritableError):
        append(read("scores: none\n"), "scores", [ITEM])


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff"), min_size=1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fixed_dictionaries({"a": words, "b": st.lists(words), "c": st.dictionaries(words, words)})))
def test_any_text_is_read_back_as_it_was_added(items):
    items = [{**item, "c": {f"k{number}": each for number, each in enumerate(item["c"].values())}} for item in items]
    for before in ("x: 1\n", "x: 1\nscores:\n  - {a: 甲}\n", "scores: [{a: 甲}]\nx: 1"):
        known = read(before).values.get("scores", [])
        assert read(append(read(before), "scores", items)).values.get("scores", []) == [*known, *items]
