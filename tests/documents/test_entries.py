from datetime import date

from docgen.documents.entries import day, entries, found

RECORD = {
    "visits": [{"id": "a", "kind": "x"}, {"id": None, "kind": "y"}],
    "liaison": [{"id": "dai", "reports": [{"text": "one"}, {"text": "two"}]}, {"id": "tang", "reports": []}],
}


def names(path, **where):
    return [entry.name for entry in entries(RECORD, path, where)]


def test_an_entry_is_called_by_its_id_or_else_by_its_place():
    assert names("visits") == ["a", "2"]


def test_only_entries_with_the_wanted_values_are_meant():
    assert names("visits", kind="y") == ["2"]


def test_an_entry_inside_another_knows_what_it_is_part_of():
    inner = list(entries(RECORD, "liaison.reports", {}))
    assert [entry.name for entry in inner] == ["dai-1", "dai-2"]
    assert inner[1].values["of"]["id"] == "dai"
    assert inner[1].values["text"] == "two"


def test_a_missing_list_has_no_entries():
    assert list(entries({"visits": None}, "visits", {})) == []


def test_what_stands_at_a_path_may_be_missing():
    values = {"decision": {"issued_on": date(2011, 7, 12)}, "notice": None}
    assert day(values, "decision.issued_on") == date(2011, 7, 12)
    assert found(values, "notice.issued_on") is None
    assert found(values, "") is values
    assert day(values, "decision") is None
