from datetime import date

import pytest

from docgen.errors import InputError
from docgen.model import Record
from docgen.programme import Law
from docgen.programme.dated import Dated

LAW = Law.model_validate(
    {
        "instruments": [
            {
                "id": "old",
                "title": "中华人民共和国旧法",
                "short": "旧法",
                "english": "Old Law",
                "since": "1999-10-01",
                "until": "2021-01-01",
                "source": "全文",
                "articles": {
                    "26": {"says": "约定归属。", "now": "new"},
                    "annex": {"place": "附一", "place_en": "annex 1", "says": "写法。"},
                },
            },
            {
                "id": "new",
                "title": "新规定",
                "short": "新规定",
                "english": "New Rule",
                "number": "国科发〔2020〕1号",
                "since": "2021-01-01",
                "source": "全文",
            },
        ]
    }
)


def test_an_article_is_cited_by_its_number_in_words() -> None:
    assert LAW.text("old-26") == "《旧法》第二十六条"
    assert LAW.find("old-26").wording.en == "Old Law, art. 26"


def test_an_article_without_a_number_is_cited_by_its_place() -> None:
    assert LAW.find("old-annex").wording == ("《旧法》附一", "Old Law, annex 1")


def test_a_document_is_cited_with_its_number() -> None:
    assert LAW.find("new").wording == ("《新规定》（国科发〔2020〕1号）", "New Rule")


def test_nothing_is_cited_from_the_day_on_which_it_is_no_longer_in_force() -> None:
    assert LAW.cite("old-26", on=date(2020, 12, 31)).says == "约定归属。"
    with pytest.raises(InputError) as caught:
        LAW.cite("old-26", on=date(2021, 1, 1))
    assert caught.value.hint is not None
    assert caught.value.hint.zh == "现行规定见 new"


def test_nothing_is_cited_before_it_is_in_force() -> None:
    with pytest.raises(InputError, match="not in force on 2020-12-31"):
        LAW.cite("new", on=date(2020, 12, 31))


def test_an_unknown_citation_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(InputError) as caught:
        LAW.find("old-27")
    assert caught.value.hint is not None
    assert "old-26" in caught.value.hint.en


def test_a_fact_spans_another_only_if_it_holds_all_the_while() -> None:
    def dated(since: str, until: str | None) -> Dated:
        return Dated.model_validate({"since": since, "until": until})

    whole = dated("2000-01-01", None)
    part = dated("2001-01-01", "2002-01-01")
    assert whole.spans(part)
    assert part.spans(part)
    assert not part.spans(whole)
    assert not part.spans(dated("2001-06-01", None))
    assert issubclass(Dated, Record)
