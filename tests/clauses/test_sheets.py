from decimal import Decimal


def said(points) -> str:
    return "".join(point.text for point in points)


def test_sheets_stand_in_the_order_of_the_members(write, led):
    assert [sheet.member.id for sheet in write().sheets] == [member.id for member in led.members]


def test_the_chair_presides_a_director_votes_and_a_plain_member_attends(write):
    chair, _, director, plain, *_ = write().sheets
    assert "召集和主持理事会会议" in said(chair.rights)
    assert "召集和主持" not in said(director.rights)
    assert "行使表决权" in said(director.rights)
    assert "列席理事会会议" in said(plain.rights)
    assert "行使表决权" not in said(plain.rights)


def test_a_university_may_publish_and_an_enterprise_industrialises(write):
    enterprise, university = write().sheets[0], write().sheets[4]
    assert "论文发表" in said(university.rights)
    assert "论文发表" not in said(enterprise.rights)
    assert "产业化" in said(enterprise.duties)


def test_host_keeper_of_funds_and_liable_member_have_the_duties_of_their_work(write):
    sheets = write({"governance.secretariat.host": "yuan", "mechanisms.funds.host": "rishen"}).sheets
    duties = {sheet.member.id: said(sheet.duties) for sheet in sheets}
    assert [key for key, words in duties.items() if "秘书处依托单位" in words] == ["yuan"]
    assert [key for key, words in duties.items() if "经费依托单位" in words] == ["rishen"]
    assert [key for key, words in duties.items() if "对外责任主体" in words] == ["luguang"]


def test_what_a_party_wrote_itself_stands_last_and_closes_the_list(write):
    sheet = write().sheets[0]
    assert sheet.rights[-1].text == "优先以成本价使用联盟中试平台。"
    assert sheet.duties[-1].text == "每年向联盟成员开放中试线不少于60个工作日。"
    assert [point.label for point in sheet.duties][:2] == ["（一）", "（二）"]


def test_tasks_and_yearly_money_are_those_of_the_party(write):
    sheet = write().sheets[0]
    assert [task.id for task in sheet.leads] == ["T1"]
    assert [task.id for task in sheet.joins] == ["T3", "T4"]
    assert sheet.money == {2009: Decimal(300), 2010: Decimal(300), 2011: Decimal(200)}


def test_two_sources_of_one_party_are_added_up_by_year(write):
    sources = [
        {"source": "yuan", "amounts": {"2009": "1.5"}},
        {"source": "yuan", "amounts": {"2009": "2", "2008": "1"}},
    ]
    sheet = next(sheet for sheet in write({"investment.sources": sources}).sheets if sheet.member.id == "yuan")
    assert list(sheet.money.items()) == [(2008, Decimal(1)), (2009, Decimal("3.5"))]


def test_the_table_of_all_parties_names_each_right_and_counts_what_a_party_wrote_itself(write):
    chair, _, _, plain, *_ = write().sheets
    assert chair.brief_rights[0] == "主持理事会"
    assert chair.brief_rights[-1] == "另有约定一项"
    assert len(chair.brief_rights) == len(chair.rights)
    assert plain.brief_rights == ("列席理事会", "优先承接产业化")


def test_tasks_are_named_by_their_place_in_the_file(write):
    sheet = write().sheets[0]
    assert (sheet.led, sheet.joined) == ((1,), (3, 4))
