"""Every value of the file that a wording prints knows its place there."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from docgen.clauses.origins import element
from docgen.clauses.pieces import Piece
from docgen.clauses.tree import AgreementText
from docgen.model.values import Month

COMPOSED = {"term", "counterparts", "expert_committee", "members", "guided_by"}
PLAIN = (str, int, Decimal, date, Fraction, Month)


def pieces(text: AgreementText) -> Iterator[Piece]:
    points = [point for sheet in text.sheets for point in (*sheet.rights, *sheet.duties)]
    for article in text.articles:
        points += [point for paragraph in article.paragraphs for point in paragraph.points]
        yield from (*article.heading, *(piece for paragraph in article.paragraphs for piece in paragraph.pieces))
    yield from (piece for point in (*text.recitals, *points) for piece in point.pieces)


def values(text: AgreementText) -> dict[str, str]:
    return {".".join(map(str, piece.source)): piece.text for piece in pieces(text) if piece.source}


def at(values, path):
    for step in path:
        values = values[step]
    return values


def test_what_a_wording_prints_leads_back_to_a_value_of_the_file(write, changed):
    file = changed({}).plain()
    found = [piece for piece in pieces(write()) if piece.source]
    assert len(found) > 40
    for piece in found:
        value = at(file, piece.source)
        assert isinstance(value, PLAIN) or piece.source[-1] in COMPOSED, piece


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("agreement.exit_notice_days", "三十"),
        ("governance.council.special_pass", "的三分之二以上"),
        ("governance.council.special_matters.1", "吸收或除名成员"),
        ("objectives.indicators.1.unit", "项"),
        ("alliance.external_liability", "厦门鹭光半导体照明股份有限公司"),
        ("agreement.extra_articles.0.title", "设备收费"),
        ("agreement.extra_articles.0.text", "各方开放大型仪器设备的收费，不高于设备的运行成本。"),
        ("members.4.duties.0", "每年为联盟成员培养硕士以上研究生不少于12名"),
        ("alliance.term.start", "2008年11月20日"),
    ],
)
def test_a_value_is_marked_with_its_place_in_the_file(write, key, said):
    assert values(write())[key] == said


def test_a_value_that_is_missing_in_a_draft_knows_where_to_be_filled_in(write):
    assert values(write({"agreement.exit_notice_days": None}))["agreement.exit_notice_days"] == "＿＿＿＿＿＿"


def test_what_the_library_says_by_itself_is_no_value(write):
    defaults = write({"governance.council.special_matters": []})
    assert not [key for key in values(defaults) if "special_matters" in key]
    assert not [piece for piece in pieces(defaults) if piece.source and piece.anchor]


def test_each_paragraph_of_a_text_leads_to_the_text(write):
    two = write({"mechanisms.ip.text": "甲。\n\n乙。"})
    assert [piece.text for piece in pieces(two) if piece.source == ("mechanisms", "ip", "text")] == ["甲。", "乙。"]


def test_a_member_of_a_list_stands_under_its_number_or_where_the_list_says():
    assert element(("a", "b"), 2) == ("a", "b", 2)
    assert element([("a",), ("c",)], 1) == ("c",)
    assert element(None, 0) is None
