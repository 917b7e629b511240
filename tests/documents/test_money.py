from decimal import Decimal

from docgen.documents.money import money


def test_sums_agree_by_year_by_source_and_by_use(led, programme):
    table = money(led, programme)
    assert table["years"] == [2009, 2010, 2011]
    assert table["by_year"] == [Decimal(770), Decimal(750), Decimal(360)]
    assert table["total"] == table["used"] == table["tasks"] == sum(table["by_year"]) == Decimal(1880)
    assert table["yuan"] == Decimal(18_800_000)


def test_a_year_without_money_from_a_source_is_nought_in_its_line(led, programme):
    line = next(source for source in money(led, programme)["sources"] if source["name"] == "厦门市光电示范研究所")
    assert line["amounts"] == [Decimal(30), Decimal(30), Decimal(0)]


def test_a_source_that_is_no_member_has_its_own_word(led, programme):
    assert "政府资助" in [source["name"] for source in money(led, programme)["sources"]]


def test_shares_of_uses_add_up_to_the_whole(led, programme):
    assert sum(use["share"] for use in money(led, programme)["uses"]).quantize(Decimal("0.0001")) == 1


def test_the_unit_is_the_word_of_the_file(led, programme):
    in_yuan = led.investment.model_copy(update={"unit": "1"})
    assert money(led, programme)["unit"] == "万元"
    assert money(led.model_copy(update={"investment": in_yuan}), programme)["unit"] == "元"
