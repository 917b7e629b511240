"""What tasks are expected to yield, and who will own it, as the annex on intellectual property says."""

import pytest

LUGUANG, UNIVERSITY, INSTRUMENTS = "厦门鹭光半导体照明股份有限公司", "福建示范大学", "厦门A&D检测仪器有限公司"


@pytest.mark.parametrize(
    ("ownership", "owner"),
    [
        ("developer", f"{LUGUANG}、{UNIVERSITY}、{INSTRUMENTS}中完成有关成果的成员"),
        ("joint_by_project", f"{LUGUANG}、{UNIVERSITY}、{INSTRUMENTS}"),
        ("by_contribution", f"{LUGUANG}、{UNIVERSITY}、{INSTRUMENTS}"),
        ("lead_unit", LUGUANG),
        ("entity", "联盟实体"),
        ("commissioned", "项目合同写明的研究开发方"),
    ],
)
def test_the_owner_of_what_a_task_yields_follows_the_choice_of_ownership(write, ownership, owner):
    first = write({"mechanisms.ip.ownership": ownership}).results[0]
    assert (first.number, first.task.title) == (1, "大尺寸外延片均匀性关键技术")
    assert first.text == owner


def test_who_works_alone_owns_alone(write):
    changes = {"mechanisms.ip.ownership": "developer", "tasks.0.partners": ()}
    assert write(changes).results[0].text == LUGUANG


def test_training_and_exchange_yield_no_intellectual_property(write):
    assert [result.number for result in write().results] == [1, 2, 3]


def test_a_task_without_deliverables_is_left_to_its_contract(write):
    assert [result.number for result in write({"tasks.0.deliverables": ()}).results] == [2, 3]


def test_a_draft_without_a_choice_leaves_the_owner_open(write):
    assert write({"mechanisms.ip": None}).results[0].pieces == ()


def test_the_annex_of_equipment_stands_where_anyone_opens_equipment(write, article):
    without = {f"members.{number}.equipment": () for number in (0, 4)}
    assert [annex.id for annex in write(without).annexes][-1] == "annex-ip"
    assert "附件" not in article(write(without), "equipment")
    assert write().annexes[-1].label == "附件六"
    assert "附件六所列的" in article(write(), "equipment")


def test_each_who_opens_equipment_has_the_duty_and_no_one_else(write):
    duties = [any("附件六" in duty.text for duty in sheet.duties) for sheet in write().sheets]
    assert duties == [number in {0, 4} for number in range(8)]
