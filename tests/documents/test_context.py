from datetime import date

from docgen import clauses
from docgen.documents.context import context, plain


def test_a_reference_is_the_member_that_it_names(led, programme):
    values = context(led, programme, on=date(2008, 11, 25))
    assert values["tasks"][0]["lead"]["name"] == "厦门鹭光半导体照明股份有限公司"
    assert [member["id"] for member in values["tasks"][0]["partners"]] == ["minda", "wuda"]
    assert values["governance"]["secretariat"]["host"]["id"] == "luguang"


def test_members_keep_the_order_of_the_file(led, programme):
    values = context(led, programme, on=date(2008, 11, 25))
    assert [member["id"] for member in values["members"]] == [member.id for member in led.members]


def test_issuers_bear_the_names_of_the_day(led, programme):
    def names(day):
        return [issuer["name"] for issuer in context(led, programme, on=day)["programme"]["issuers"]]

    assert names(date(2008, 12, 1))[2] == "厦门市经济发展局"
    assert names(date(2026, 1, 1))[2] == "厦门市工业和信息化局"


def test_every_member_is_counted_once(led, programme):
    counts = context(led, programme, on=date(2008, 11, 25))["counts"]
    assert counts["members"] == counts["enterprise"] + counts["university"] + counts["institute"] + counts["other"] == 8


def test_the_term_ends_the_day_before_its_anniversary(led, programme):
    assert context(led, programme, on=date(2008, 11, 25))["alliance"]["term"]["end"] == date(2013, 11, 19)


def test_templates_see_dictionaries_where_the_agreement_has_objects(led, programme):
    tree = plain(clauses.agreement(led, programme, on=date(2008, 11, 20)))
    article = tree["chapters"][0]["articles"][0]
    assert (article["label"], type(article), type(tree["sheets"][0]["member"])) == ("第一条", dict, dict)
