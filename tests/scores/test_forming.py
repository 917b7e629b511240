"""Forms are made of whatever template the programme has; one that leaves a field out is named."""

import pytest

from docgen import rounds
from docgen.documents.plan import filters
from docgen.errors import InputError, TemplateError
from docgen.scores import forming
from docgen.scores.forming import Filling, _fillable
from docgen.scores.questions import questions
from docgen.shipped import SAMPLES
from tests.conftest import ROUND

CHECKED = rounds.check(SAMPLES / "xiamen-2008" / ROUND)
PROGRAMME = CHECKED.cleared()[2]


def test_a_template_without_a_place_for_a_field_is_told_by_the_field():
    (copy, *_) = rounds.copies(CHECKED, only=["review-sheet"])
    blank = _fillable(copy, PROGRAMME)
    blank.context["fields"]["total"] = ""
    work = Filling("e1.pdf", "表", [blank], ["code"], filters(PROGRAMME), questions(PROGRAMME))
    with pytest.raises(TemplateError) as refused:
        work(None)
    assert refused.value.message.zh == "评估表的模板 review-sheet 没有印出填写栏 total"


def test_a_programme_without_a_sheet_has_no_forms(monkeypatch, tmp_path):
    monkeypatch.setattr(forming, "documents", lambda *_, **__: [])
    with pytest.raises(InputError, match="no sheet for experts"):
        forming._lot(CHECKED.file, tmp_path, None)
