import pytest

from docgen.clauses.choosing import choose, numbers, standing
from docgen.clauses.library import Clause, Paragraph, Part, Point
from docgen.clauses.pieces import Piece, pieces, plain
from docgen.clauses.wording import BLANK, Facts


def part(*clauses: dict) -> Part:
    return Part(part="章", clauses=tuple(Clause.model_validate({"title": "条", **clause}) for clause in clauses))


def cited(*args, **facts) -> dict:
    """The references to what stands of one part, as they print."""
    return {address: plain(pieces(words)) for address, words in numbers(choose(args, Facts(facts))).items()}


@pytest.mark.parametrize(("when", "count"), [("old", 1), ("not old", 0), (None, 1)])
def test_a_unit_stands_when_its_condition_holds(when, count):
    assert len(list(standing([Point(text="甲", when=when)], Facts({"old": True})))) == count


def test_a_unit_stands_once_for_each_of_a_list():
    chosen = list(standing([Point(text="{{ it }}", each="names")], Facts({"names": ["甲", "乙"]})))
    assert [unit.facts.values["it"] for unit in chosen] == ["甲", "乙"]


def test_numbers_continue_over_chapters_and_skip_what_does_not_stand():
    first = part({"id": "a", "text": ["甲"]}, {"id": "b", "when": "no", "text": ["乙"]})
    parts = [first, part({"id": "c", "when": "no", "text": ["丙"]}), part({"id": "d", "text": ["丁"]})]
    assert cited(*parts, no=False) == {("a",): "第一条", ("d",): "第二条"}
    assert len(choose(parts, Facts({"no": False}))) == 2


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
    found = cited(part({"id": "a", "text": text}), no=False)
    assert found[("a", "p")] == "第一条第二款"
    assert found[("a", "p", "q")] == "第一条第二款第（二）项"


def test_a_reference_is_alive_in_the_numbers_that_word_keeps_and_plain_in_the_others():
    text = ["一", {"id": "p", "text": "二：", "points": [{"id": "q-r", "text": "甲"}]}]
    found = numbers(choose([part({"id": "a-b", "text": text})], Facts({})))
    assert pieces(found[("a-b", "p", "q-r")]) == (
        Piece("第一条", "_Ref_a_b"),
        Piece("第二款第"),
        Piece("（一）", "_Ref_a_b_p_q_r"),
        Piece("项"),
    )


def test_a_clause_that_stands_twice_has_two_bookmarks():
    clause = {"id": "a", "each": "names", "text": ["{{ it }}"]}
    (only,) = choose([part(clause)], Facts({"names": ["甲", "乙"]}))
    assert [chosen.anchor for chosen in only.clauses] == ["_Ref_a", "_Ref_a_2"]


def test_an_article_of_one_paragraph_is_cited_without_its_paragraph():
    text = [{"id": "p", "text": "一：", "points": [{"id": "q", "text": "甲"}]}]
    found = cited(part({"id": "a", "text": text}))
    assert found[("a", "p")] == "第一条"
    assert found[("a", "p", "q")] == "第一条第（一）项"


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
