"""Papers in English, and in both languages side by side."""

import pytest

from docgen.documents import plan, require_english
from docgen.documents.editions import twinned
from docgen.errors import InputError
from docgen.programme import load
from docgen.shipped import TEMPLATES


@pytest.fixture(scope="module")
def programme():
    return load("xiamen-2008", [TEMPLATES])


def test_an_english_edition_sees_english_values_and_the_same_numbers(led, programme):
    (paper,) = plan(led, programme, only=["agreement-english"])
    luguang = paper.context["members"][0]
    assert luguang["name"] == "Xiamen Luguang Semiconductor Lighting Co., Ltd."
    assert (luguang["uscc"], luguang["contribution"]["cash"]) == ("91350200MA2XN0LG0D", 800)
    assert paper.context["tasks"][0]["lead"]["name"] == luguang["name"]
    assert paper.context["money"]["unit"] == "RMB 10,000"


def test_a_bilingual_edition_has_the_english_beside_each_value(led, programme):
    (paper,) = plan(led, programme, only=["agreement-bilingual"])
    article, member = paper.context["text"]["chapters"][0]["articles"][0], paper.context["members"][3]
    assert (article["title"], article["english"]["title"]) == ("定义", "Definitions")
    assert (member["name"], member["english"]["name"]) == (
        "厦门A&D检测仪器有限公司",
        "Xiamen A&D Testing Instruments Co., Ltd.",
    )


def test_without_english_in_the_file_there_is_no_english_edition(led, programme):
    without = led.model_copy(update={"english": ()})
    assert plan(without, programme, only=["agreement-english"]) == []
    with pytest.raises(InputError, match="english"):
        require_english(without, programme, ["agreement-english"])
    require_english(without, programme, ["agreement"])


def test_what_has_no_english_stays_as_it_is(led, programme):
    few = led.model_copy(update={"english": led.english[:1]})
    (paper,) = plan(few, programme, only=["agreement-english"])
    assert [member["name"] for member in paper.context["members"][:2]] == [
        "Xiamen Luguang Semiconductor Lighting Co., Ltd.",
        "厦门海曜光电（集团）有限公司",
    ]


def test_lists_of_other_length_and_tables_by_year_have_no_twins_inside():
    value = {"pieces": ["甲", "乙"], "money": {2009: 1}, "rows": [{"name": "丙"}]}
    english = {"pieces": ["a"], "money": {2009: 1}, "rows": [{"name": "c"}]}
    made = twinned(value, english)
    assert made["pieces"] == ["甲", "乙"]
    assert made["money"] == {2009: 1}
    assert made["rows"] == [{"name": "丙", "english": {"name": "c"}}]
    assert made["english"] is english
