"""An agreement of sixty parties after it was made: read back, written back, redlined, traced."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from docgen import agreements, building, pipeline
from docgen.consistency import trace
from docgen.source import read
from tests.versions.conftest import LED, Edited

OLD, NEW = "厦门市第四十一示例路41号", "厦门市第四十一示例路141号"
SECRET = "泄露保密信息"


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The alliance file of sixty members, with its agreement beside it."""
    values = read(LED).values
    values["members"] += [_member(number) for number in range(len(values["members"]), 60)]
    values["tasks"][4]["partners"] = [member["id"] for member in values["members"][8:]]
    values["english"] = []
    file: Path = tmp_path_factory.mktemp("sixty") / "sixty.yaml"
    file.write_text(json.dumps(values, ensure_ascii=False, indent=1, default=str), "utf-8")
    building.build(file, file.parent, pipeline.Order(only=["agreement"], formats=["docx"], draft=True))
    return file


def _member(number: int) -> dict[str, object]:
    return {
        "id": f"m{number}",
        "name": f"厦门第{number}示例科技有限公司",
        "kind": "enterprise",
        "uscc": "91350200MA2XN0LG0D",
        "legal_representative": "林示范",
        "contact": {"name": "陈样本", "phone": "0592-0000001", "email": f"m{number}@example.example"},
        "address": OLD if number == 41 else f"厦门市示例路{number}号",
        "contribution": {"cash": "0", "in_kind": "1", "staff": 1},
    }


@pytest.fixture(scope="module")
def edited(sixty: Path) -> Path:
    """The agreement in which one address and one sentence were changed by hand."""
    word = Edited((sixty.parent / "agreement.docx").read_bytes())
    for _ in range(3):
        word.change(OLD, "路41号", "路141号")
    word.change("违反保密义务的", "违反保密义务", SECRET)
    other = sixty.parent / "edited.docx"
    other.write_bytes(word.blob)
    return other


def test_each_edit_is_told_once_at_its_key_or_clause(sixty, edited):
    told = agreements.read(edited, of=sixty)
    (value,), (wording,) = told.edits.values, told.edits.wording
    assert (value.key, value.after, value.changed) == ("members.41.address", (NEW,), 3)
    assert wording.place == "misuse"
    assert not told.edits.structure
    assert OLD in told.places[value.key].text


def test_the_value_goes_back_into_the_file_and_nothing_else_changes(sixty, edited):
    outcome = agreements.apply(edited, sixty).outcome
    assert outcome.text == sixty.read_text("utf-8").replace(OLD, NEW)


def test_the_redline_marks_the_edits_alone_and_gives_both_files_back(sixty, edited):
    before = sixty.parent / "agreement.docx"
    redline = Edited(agreements.redline(before, edited, author="王律师", on=date(2008, 12, 1)))
    marked = [
        "".join(text.text for text in mark.iter("{*}t", "{*}delText"))
        for mark in redline.file.element.body.iter("{*}del", "{*}ins")
    ]
    assert Counter(marked) == {"41": 3, "141": 3, "违反保密义务": 1, SECRET: 1}


def test_a_name_is_traced_to_its_line_in_every_place_that_prints_it(sixty):
    traced = trace(sixty.parent, "厦门第59示例科技有限公司", data=sixty)[0]
    assert traced.name.zh == "members[60].name"
    assert len(traced.prints) >= 6
