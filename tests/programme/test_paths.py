import pytest

from docgen.programme.paths import is_path, walk

RECORD = {
    "grants": [{"kind": "pilot", "number": "1号"}, {"kind": "demonstration", "number": "2号"}],
    "assessments": [{"grade": "不合格", "goals_done": False}, {"grade": "良好", "goals_done": True}],
    "support_requested": ["policy", "liaison_officer"],
    "demonstration": None,
    "members": [],
}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("grants.number", ["1号", "2号"]),
        ("grants[kind=pilot].number", ["1号"]),
        ("assessments[grade=优秀|良好][goals_done=true].grade", ["良好"]),
        ("support_requested[liaison_officer]", ["liaison_officer"]),
        ("support_requested[special_fund]", []),
        ("demonstration.applied_on", []),
        ("members.name", []),
        ("nothing.there", []),
    ],
)
def test_a_path_finds_what_is_there(path, found):
    assert list(walk(RECORD, path)) == found


def test_a_list_at_the_end_is_each_of_its_entries():
    assert list(walk(RECORD, "support_requested")) == ["policy", "liaison_officer"]


@pytest.mark.parametrize(("text", "right"), [("a.b[c=d].e", True), ("a..b", False), ("a[b", False), ("", False)])
def test_a_path_is_known_by_its_form(text, right):
    assert is_path(text) is right
