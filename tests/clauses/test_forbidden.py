from datetime import date

import pytest

from docgen.clauses import objections

DAY = date(2009, 3, 1)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("改进方应当无偿回授改进的技术", "grant-back"),
        ("后续改进无偿归牵头单位所有", "grant-back"),
        ("成员不得自行研究开发同类技术", "no-research"),
        ("成员不得采购其他单位的原材料", "other-sources"),
        ("违约金一经约定，不得调整", "fixed-damages"),
        ("争议提交仲裁委员会仲裁或者向人民法院起诉", "two-forums"),
        ("争议可以向法院起诉，也可以申请仲裁", None),
        ("联盟对损失概不负责", "disclaimer"),
        ("本协议的最终解释权归理事长单位", "last-word"),
        ("成员三年以内不得退出", "no-exit"),
        ("依照本协议第十二条办理", "typed-number"),
        ("按照附件二执行", "typed-number"),
    ],
)
def test_a_phrase_that_is_void_or_goes_wrong_is_objected_to(programme, words, name):
    assert [objection.id for objection in objections(words, programme, on=DAY)] == ([name] if name else [])


@pytest.mark.parametrize(
    "words",
    [
        "改进的成员以公平、合理的条件有偿许可",
        "任何成员不得限制其他成员改进和使用其他来源的技术",
        "违约金过分高于损失的，可以请求减少",
        "该争议应当提交厦门仲裁委员会仲裁",
        "依照《合同法》第三百四十条办理",
        "成员可以提前三十日退出",
        "收费不高于运行成本",
    ],
)
def test_a_sound_phrase_is_left_alone(programme, words):
    assert list(objections(words, programme, on=DAY)) == []


@pytest.mark.parametrize(
    ("on", "law"), [(DAY, "《合同法》第三百二十九条"), (date(2021, 6, 1), "《民法典》第八百五十条")]
)
def test_the_reason_names_the_law_of_the_day(programme, on, law):
    (objection,) = objections("无偿回授", programme, on=on)
    assert law in objection.reason.zh
