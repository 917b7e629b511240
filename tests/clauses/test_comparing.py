import pytest

from docgen.clauses import compare


@pytest.fixture
def changes(write):
    """What differs from the sample in an agreement with other choices."""

    def find(choices, others=None):
        return compare(write(others or {}), write(choices))

    return find


def test_an_agreement_does_not_differ_from_itself(changes):
    assert changes({}) == ()


def test_another_choice_changes_its_article_and_no_other(changes):
    (only,) = changes({"mechanisms.ip.risk": "each_bears_own"})
    assert (only.kind, only.before, only.after) == (
        "changed",
        "第四十五条　研究开发的风险",
        "第四十五条　研究开发的风险",
    )
    assert [line[-20:] for line in only.removed] == [
        "由项目参与方按照各自承诺对该项目的投入占承诺总投入的比例分担。"[-20:]
    ]
    assert only.added[0].endswith("由项目参与方各自承担，互不补偿。")


def test_articles_that_only_move_to_other_numbers_have_not_changed(changes):
    (only,) = changes({"mechanisms.ip.text": "专利许可须登记。"})
    assert (only.kind, only.before) == ("added", None)
    assert only.after == "第四十六条　知识产权的其他约定"


def test_what_is_gone_stands_where_it_stood(changes):
    found = changes({"agreement.extra_articles": ()})
    assert [(change.kind, change.before) for change in found] == [("removed", "第六十五条　设备收费")]
    assert found[0].removed == ("设备收费", "各方开放大型仪器设备的收费，不高于设备的运行成本。")


def test_what_a_party_gives_is_compared_with_its_rights_and_duties(changes):
    found = changes({"members.3.contribution": {"cash": "120", "in_kind": "40", "staff": 4}})
    assert [(change.after, change.removed, change.added) for change in found] == [
        ("厦门A&D检测仪器有限公司", ("投入：现金100，实物40，人员4名",), ("投入：现金120，实物40，人员4名",))
    ]


def test_a_task_is_compared_by_who_works_until_when_for_how_much(changes):
    found = changes({"tasks.0.budget": "700", "tasks.0.partners": ["minda"]})
    task = next(change for change in found if change.after == "任务“大尺寸外延片均匀性关键技术”")
    assert task.removed == ("参加单位：福建示范大学、厦门A&D检测仪器有限公司", "经费：620")
    assert task.added == ("参加单位：福建示范大学", "经费：700")


def test_an_added_item_does_not_change_the_item_before_it(changes):
    (sheet,) = changes({"members.0.duties": ("每年向联盟成员开放中试线不少于60个工作日", "每年召开一次会议")})
    assert (sheet.removed, sheet.added) == ((), ("每年召开一次会议。",))


def test_a_change_for_tools_has_its_kind_headings_and_lines(changes):
    (only,) = changes({"agreement.extra_articles": ()})
    assert only.as_dict() == {
        "change": "removed",
        "before": "第六十五条　设备收费",
        "after": None,
        "removed": list(only.removed),
        "added": [],
    }
