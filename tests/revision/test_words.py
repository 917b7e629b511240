import pytest

from docgen.revision.words import matched, steps, tokens


def shown(before: str, after: str) -> str:
    """The change as lawyers write it: [-out-] and {+in+}."""
    old, new = tokens(before), tokens(after)
    text = ""
    for step in steps(old, new, old):
        if step.same:
            text += "".join(old[step.before])
        else:
            out, came = "".join(old[step.before]), "".join(new[step.after])
            text += f"[-{out}-]" * bool(out) + f"{{+{came}+}}" * bool(came)
    return text


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("应当提前三十日书面通知", "应当提前六十日书面通知", "应当提前[-三十日-]{+六十日+}书面通知"),
        ("专户管理、单独核算", "专户管理、独立核算", "专户管理、[-单独-]{+独立+}核算"),
        ("依照第十二条第二款", "依照第十三条第二款", "依照[-第十二条-]{+第十三条+}第二款"),
        ("现金800万元", "现金1,200万元", "现金[-800-]{+1,200+}万元"),
        ("违约金为20%。", "违约金为15%。", "违约金为[-20%-]{+15%+}。"),
        ("成员可以参加", "成员可以随时参加", "成员可以{+随时+}参加"),
        ("成员可以随时参加", "成员可以参加", "成员可以[-随时-]参加"),
        ("甲乙丙丁", "完全另外一句话", "[-甲乙丙丁-]{+完全另外一句话+}"),
        ("一样", "一样", "一样"),
    ],
)
def test_a_change_reads_as_a_lawyer_would_mark_it(before, after, marked):
    assert shown(before, after) == marked


def test_tokens_lose_nothing():
    text = "第十二条 1,234.50%—A&D公司\n二〇〇八年十一月，𠮷"
    assert "".join(tokens(text)) == text


def test_texts_that_are_alike_go_together_in_order():
    before = [tokens(text) for text in ("成员应当按时投入", "理事会每年开会", "秘书处存档")]
    after = [tokens(text) for text in ("新加的一段话语", "成员应当按时、足额投入", "秘书处负责存档")]
    assert list(matched(before, after)) == [(None, 0), (0, 1), (1, None), (2, 2)]
