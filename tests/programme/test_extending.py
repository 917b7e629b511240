"""A programme takes all that it does not say itself from the one that it extends."""

from pathlib import Path

import pytest

from docgen import packets
from docgen.clauses.library import load as load_clauses
from docgen.clauses.lint import lint_library
from docgen.documents import documents
from docgen.errors import InputError
from docgen.programme import Folders, Shelf, load
from docgen.shipped import TEMPLATES

CITY = """\
id: demo
extends: xiamen-2008
title: 示例市创建活动（虚构）
english: Example City (fictional)
city: 示例市
in_force: 2012-07-01
cite: plan
issuers: [{name: 示例市科学技术局, short: 市科技局, role: lead, since: 2012-07-01}]
"""
PLAN = """\
removes: [instruments/mlg-770]
instruments:
  - id: plan
    title: 示例市实施方案（虚构）
    short: 示例市实施方案
    english: Example plan (fictional)
    since: 2012-07-01
    source: 虚构
    articles: {"1": {says: 全部。}}
"""


@pytest.fixture
def write(tmp_path: Path):
    def city(more: str = "", **files: str) -> list[Path]:
        root = tmp_path / "demo"
        for name, text in {"programme.yaml": CITY + more, **files}.items():
            path = root / name.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return [tmp_path, TEMPLATES]

    return city


def codes(search: list[Path]) -> list[str]:
    with pytest.raises(InputError) as caught:
        load("demo", search)
    return [finding.code for finding in caught.value.findings]


def test_rules_words_law_clauses_and_papers_come_from_the_programme_that_is_extended(write):
    xiamen, demo = load("xiamen-2008", [TEMPLATES]), load("demo", write())
    assert (demo.city, len(demo.issuers)) == ("示例市", 1)
    assert demo.rules == xiamen.rules
    assert demo.law == xiamen.law
    assert load_clauses(demo.folders).clauses == load_clauses(xiamen.folders).clauses
    assert documents(demo) == documents(xiamen)
    assert demo.folders.find("house.docx") == xiamen.folders.find("house.docx")


@pytest.mark.parametrize("key", ["title", "english", "city", "in_force", "cite", "issuers"])
def test_what_names_a_city_is_never_taken_from_another(write, key):
    text = "\n".join(line for line in CITY.splitlines() if not line.startswith(f"{key}:"))
    search = write()
    (search[0] / "demo/programme.yaml").write_text(text, "utf-8")
    assert codes(search) == ["FIT-02"]


def test_no_rule_holds_before_the_programme_does(write):
    search = write(**{"law.yaml": PLAN.replace("removes: [instruments/mlg-770]\n", "")})
    found = set(codes(search))
    assert found == {"PROG-01"}, "the articles are missing, but none is cited too early"


def test_a_law_that_rules_still_cite_cannot_be_removed(write):
    search = write(**{"law.yaml": "removes: [instruments/mlg-770]\n"})
    with pytest.raises(InputError) as caught:
        load("demo", search)
    places = {(finding.code, Path(finding.location.file).parent.name) for finding in caught.value.findings}
    assert places == {("PROG-01", "xiamen-2008")}


def test_a_paper_is_removed_by_the_name_of_its_folder(write):
    demo = load("demo", write("removes_files: [evaluation-sheet, clauses/14-extra.yaml]\n"))
    assert "evaluation-sheet" not in [document.kind for document in documents(demo)]
    assert "其他约定" not in [part.part for part in load_clauses(demo.folders).parts]


def test_a_sheet_may_say_only_what_differs(write):
    demo = load("demo", write(**{"work-plan__document.yaml": "title: 实施方案\norder: 22\n"}))
    order = {document.kind: document for document in documents(demo)}
    assert (order["work-plan"].sheet.title, order["work-plan"].sheet.order) == ("实施方案", 22)
    assert order["work-plan"].template == TEMPLATES / "xiamen-2008/work-plan/template.docx"
    assert list(order)[:2] == ["agreement", "authorization-letter"]


def test_a_clause_is_replaced_in_its_place(write):
    text = 'clauses:\n  - {id: secrecy-duty, title: 保守秘密, text: ["各成员保守秘密。"]}\n'
    xiamen = load_clauses(load("xiamen-2008", [TEMPLATES]).folders)
    known = next(clause for clause in xiamen.clauses if clause.title == "保密义务")
    library = load_clauses(
        load("demo", write(**{"clauses__10-secrecy.yaml": text.replace("secrecy-duty", known.id)})).folders
    )
    ids = [clause.id for clause in library.clauses]
    assert ids == [clause.id for clause in xiamen.clauses]
    assert library.clauses[ids.index(known.id)].title == "保守秘密"
    assert library.locate(known.id).file.endswith("demo/clauses/10-secrecy.yaml")


def test_the_programme_beneath_must_be_there(write):
    search = write()
    text = CITY.replace("xiamen-2008", "xiamen-2009")
    (search[0] / "demo/programme.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError, match="there is no programme called xiamen-2009"):
        load("demo", search)


def test_a_programme_cannot_extend_itself_by_a_round_about_way(write):
    search = write()
    (search[0] / "demo/programme.yaml").write_text(CITY.replace("extends: xiamen-2008", "extends: demo"), "utf-8")
    with pytest.raises(InputError, match="extends itself"):
        load("demo", search)


def test_a_removal_holds_for_what_is_beneath_and_not_for_the_folder_s_own_file(tmp_path):
    for name in ("low/a.txt", "low/b/c.txt", "high/a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    folders = Folders((Shelf(tmp_path / "high", frozenset({"a.txt", "b"})), Shelf(tmp_path / "low")))
    assert folders.find("a.txt") == tmp_path / "high/a.txt"
    assert folders.find("b/c.txt") is None
    assert folders.names("**/*.txt") == ["a.txt"]


def test_the_clause_library_is_sound_for_the_programme_that_takes_it(write):
    assert lint_library(load("demo", write())) == []


def test_a_packet_takes_its_cover_from_beneath(write, tmp_path):
    search = write()
    (tmp_path / "a.docx").write_bytes((TEMPLATES / "xiamen-2008/house.docx").read_bytes())
    file = tmp_path / "packet.yaml"
    file.write_text("docgen: 1\nprogramme: demo\ntitle: 申报材料\nparts: [{title: 甲, files: [a.docx]}]\n", "utf-8")
    [made] = packets.make(file, tmp_path / "out.pdf", templates=search[0])
    assert made.path.is_file()
