import pytest

from docgen.consistency.comparing import Change, Span, compare
from docgen.consistency.reading import Body, Line
from docgen.diagnostics import Wording


def body(*lines: str, joint: str = "\n") -> Body:
    return Body([Line(text, Wording(f"第{n}段", f"paragraph {n}")) for n, text in enumerate(lines, start=1)], joint)


def span(text: str, value: str, key: int = 0) -> Span:
    start = text.index(value)
    return Span(start, start + len(value), key)


def changes(before: Body, after: Body, *values: str) -> list[tuple[str, str, int | None]]:
    spans = [span(before.text, value, key) for key, value in enumerate(values)]
    return [(change.expected, change.printed, change.key) for change in compare(before, after, spans)]


def test_equal_texts_have_no_change():
    assert compare(body("甲", "乙"), body("甲", "乙"), []) == []


@pytest.mark.parametrize(
    ("after", "printed"),
    [
        ("现金900万元", "900"),
        ("现金80万元", "80"),
        ("现金8001万元", "8001"),
        ("现金1800万元", "1800"),
        ("现金万元", ""),
    ],
)
def test_a_value_is_told_whole_whichever_of_its_characters_changed(after, printed):
    assert changes(body("一", "现金800万元", "三"), body("一", after, "三"), "800") == [("800", printed, 0)]


def test_two_values_of_one_paragraph_are_told_each():
    before, after = body("甲公司投入800万元，占三分之一"), body("甲公司投入900万元，占二分之一")
    assert changes(before, after, "甲公司", "800", "三分之一") == [("800", "900", 1), ("三分之一", "二分之一", 2)]


def test_words_of_the_template_are_told_with_what_stands_around_them():
    [change] = compare(body("本协议一式三份，由各方签署。"), body("本协议一式四份，由各方签署。"), [])
    assert change == Change("本协议一式三份，由各方签署。", "本协议一式四份，由各方签署。", change.at)


def test_rows_in_another_order_are_told_for_the_values_that_moved():
    before, after = body("序号", "甲公司", "乙大学", "丙院"), body("序号", "乙大学", "甲公司", "丙院")
    assert {key for *_, key in changes(before, after, "甲公司", "乙大学", "丙院")} & {0, 1}


def test_a_paragraph_that_is_gone_is_told_as_lacking():
    assert changes(body("甲", "投入800万元", "乙"), body("甲", "乙"), "800") == [("800", "", 0)]


def test_a_paragraph_too_many_is_told():
    [(expected, printed, key)] = changes(body("甲", "乙"), body("甲", "另加一条", "乙"))
    assert ("另加一条" in printed, key) == (True, None)
    assert "另加一条" not in expected


def test_of_a_long_value_only_what_differs_is_shown():
    text = "一二三四五六七八九十" * 5
    assert Change(text, text[:20] + "甲" + text[21:], 0).shown() == (
        "…九十一二三四五六七八九十一二三四五六七八九十一二三…",
        "…九十一二三四五六七八九十甲二三四五六七八九十一二三…",
    )


def test_a_place_is_that_of_the_piece_in_which_the_character_stands():
    text = body("甲乙", "丙")
    assert [text.at(offset).zh for offset in (0, 1, 3)] == ["第1段", "第1段", "第2段"]
    assert body().at(0).en == "the whole text"
