import pytest

from docgen.clauses.choosing import choose, numbers, standing
from docgen.clauses.library import Clause, Paragraph, Part, Point
from docgen.clauses.wording import BLANK, Facts


def part(*clauses: dict) -> Part:
    return Part(part="章", clauses=tuple(Clause.model_validate({"title": "条", **clause}) for clause in clauses))


@pytest.mark.parametrize(("when", "count"), [("old", 1), ("not old", 0), (None, 1)])
def test_a_unit_stands_when_its_condition_holds(when, count):
    assert len(list(standing([Point(text="甲", when=when)], Facts({"old": True})))) == count


def test_a_unit_stands_once_for_each_of_a_list():
    chosen = list(standing([Point(text="{{ it }}", each="names")], Facts({"names": ["甲", "乙"]})))
    assert [unit.facts.values["it"] for unit in chosen] == ["甲", "乙"]


def test_numbers_continue_over_chapters_and_skip_what_does_not_stand():
    first = part({"id": "a", "text": ["甲"]}, {"id": "b", "when": "no", "text": ["乙"]})
    chosen = choose(
        [first, part({"id": "c", "when": "no", "text": ["丙"]}), part({"id": "d", "text": ["丁"]})],
        Facts({"no": False}),
    )
    assert numbers(chosen) == {("a",): "第一条", ("d",): "第二条"}
    assert len(chosen) == 2


def test_a_paragraph_and_an_item_are_cited_by_their_place_among_those_that_stand():
    text = [
        {"text": "一", "when": "no"},
        {"text": "二"},
        {
            "id": "p",
            "text": "三：",
            "points": [{"text": "甲", "when": "no"}, {"text": "乙"}, {"id": "q", "text": "丙"}],
        },
    ]
    cited = numbers(choose([part({"id": "a", "text": text})], Facts({"no": False})))
    assert cited[("a", "p")] == "第一条第二款"
    assert cited[("a", "p", "q")] == "第一条第二款第（二）项"


def test_an_article_of_one_paragraph_is_cited_without_its_paragraph():
    text = [{"id": "p", "text": "一：", "points": [{"id": "q", "text": "甲"}]}]
    cited = numbers(choose([part({"id": "a", "text": text})], Facts({})))
    assert cited[("a", "p")] == "第一条"
    assert cited[("a", "p", "q")] == "第一条第（一）项"


def test_a_choice_that_is_not_made_leaves_a_blank_paragraph_first():
    clause = {"id": "a", "options": ["owner"], "text": [{"when": "owner == 'x'", "text": "甲"}, "乙"]}
    ((only,),) = (chosen.clauses for chosen in choose([part(clause)], Facts({"owner": None})))
    assert len(only.paragraphs) == 2
    ((only,),) = (chosen.clauses for chosen in choose([part(clause)], Facts({"owner": "x"})))
    assert [paragraph.paragraph.unit.text for paragraph in only.paragraphs] == ["甲", "乙"]


def test_a_list_without_members_leaves_a_blank_item():
    paragraph = Paragraph(text="如下：", points=(Point(text="{{ it }}", each="names"),))
    clause = Clause(id="a", title="条", text=(paragraph,))
    ((only,),) = (chosen.clauses for chosen in choose([Part(part="章", clauses=(clause,))], Facts({"names": []})))
    assert [point.unit.text for point in only.paragraphs[0].points] == [BLANK]
