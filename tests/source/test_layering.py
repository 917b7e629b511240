from pathlib import Path

from docgen.source import Source, layer, parse

BENEATH = """\
title: 甲市
rules:
  A-1: [{value: 3}]
  A-2: [{value: 4}]
words:
  seat: {chair: 理事长单位, member: 成员单位}
laws:
  - {id: one, says: 一, articles: {"1": 甲}}
  - {id: two, says: 二}
needed:
  - {path: alliance.name, name: 名称}
  - {path: alliance.term, name: 期限}
conclusions: [同意, 不同意]
"""


def laid(over: str, beneath: str = BENEATH) -> Source:
    return layer(parse(over, file="over.yaml"), parse(beneath, file="beneath.yaml"))


def test_what_the_file_does_not_say_stands_as_beneath():
    assert laid("docgen: 1\n").values == {**parse(BENEATH, file="").values, "docgen": "1"}


def test_keys_are_taken_one_by_one_however_deep():
    values = laid("words: {seat: {chair: 会长单位}}\n").values
    assert values["words"]["seat"] == {"chair": "会长单位", "member": "成员单位"}


def test_an_item_with_a_name_takes_the_place_of_its_namesake_whole_and_new_ones_follow():
    values = laid("laws:\n  - {id: three, says: 三}\n  - {id: one, says: 壹}\n").values
    assert values["laws"] == [{"id": "one", "says": "壹"}, {"id": "two", "says": "二"}, {"id": "three", "says": "三"}]


def test_items_are_known_by_a_path_too():
    values = laid("needed: [{path: alliance.term, name: 协议期限}]\n").values
    assert [item["name"] for item in values["needed"]] == ["名称", "协议期限"]


def test_lists_without_names_are_replaced_whole():
    values = laid("conclusions: [推荐]\nrules: {A-1: [{value: 9}]}\n").values
    assert values["conclusions"] == ["推荐"]
    assert values["rules"] == {"A-1": [{"value": "9"}], "A-2": [{"value": "4"}]}


def test_what_is_removed_is_not_taken():
    read = laid("removes: [rules/A-2, laws/one, words/seat/member, needed]\nneeded: [{path: x, name: 乙}]\n")
    assert "removes" not in read.values
    assert list(read.values["rules"]) == ["A-1"]
    assert [law["id"] for law in read.values["laws"]] == ["two"]
    assert read.values["words"]["seat"] == {"chair": "理事长单位"}
    assert read.values["needed"] == [{"path": "x", "name": "乙"}]
    assert read.findings == ()


def test_removing_what_is_not_there_is_a_finding_at_its_place():
    [finding] = laid("removes:\n  - rules/A-2\n  - rules/A-7\n").findings
    assert (finding.code, finding.location.file, finding.location.line) == ("LAYER-01", "over.yaml", 3)
    assert "rules/A-7" in finding.message.zh


def test_every_value_keeps_its_place_in_the_file_that_it_comes_from():
    read = laid("laws:\n  - {id: two, says: 贰}\nrules: {A-3: [{value: 5}]}\n")
    places = {
        path: (where.file, where.line, where.column)
        for path in [("laws", 0, "says"), ("laws", 1, "says"), ("rules", "A-2", 0, "value"), ("rules", "A-3", 0)]
        for where in [read.locate(path)]
    }
    assert places == {
        ("laws", 0, "says"): ("beneath.yaml", 8, 21),
        ("laws", 1, "says"): ("over.yaml", 2, 21),
        ("rules", "A-2", 0, "value"): ("beneath.yaml", 4, 17),
        ("rules", "A-3", 0): ("over.yaml", 3, 15),
    }
    assert read.spell(("laws", 0, "says")) == "says"


def test_a_missing_value_is_sought_in_the_section_around_it():
    read = laid("laws:\n  - {id: two, says: 贰}\n")
    assert read.locate(("laws", 1, "number")).file == "over.yaml"
    assert read.locate(("laws", 0, "number")).file == "beneath.yaml"


def test_three_files_are_laid_one_over_the_other():
    middle = laid("title: 乙市\nrules: {A-1: [{value: 8}]}\n")
    top = layer(parse("title: 丙市\n", file="top.yaml"), middle)
    assert (top.values["title"], top.values["rules"]["A-1"]) == ("丙市", [{"value": "8"}])
    assert top.locate(("rules", "A-2")).file == "beneath.yaml"
    assert top.locate(("rules", "A-1")).file == "over.yaml"


def test_a_file_that_cannot_be_read_is_not_laid_over_anything(tmp_path: Path):
    broken = parse("a: [", file="over.yaml")
    assert layer(broken, parse(BENEATH, file="beneath.yaml")) is broken


def test_a_list_in_which_a_name_stands_twice_replaces_the_one_beneath_so_that_the_fault_is_seen():
    values = laid("laws: [{id: one, says: 壹}, {id: one, says: 弌}]\n").values
    assert [law["says"] for law in values["laws"]] == ["壹", "弌"]
