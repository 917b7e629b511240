"""Journeys of agreements that were made before."""

import pytest

from docgen.agreements import account, opened, read
from docgen.building import build
from docgen.errors import InputError
from docgen.pipeline import Order
from docgen.shipped import SAMPLES

LED = SAMPLES / "xiamen-2008" / "led.yaml"


@pytest.fixture(scope="module")
def agreement(tmp_path_factory):
    folder = tmp_path_factory.mktemp("agreement")
    build(LED, folder, Order(only=["agreement", "work-plan"], formats=["docx"]))
    return folder / "agreement.docx"


def test_an_agreement_that_nobody_touched_reads_back_as_nothing(agreement):
    assert not read(agreement).edits
    assert not read(agreement, of=LED).edits


def test_where_the_record_was_dropped_the_alliance_file_stands_in_for_it(agreement):
    other = agreement.with_name("work-plan.docx")
    with pytest.raises(InputError) as stopped:
        read(other)
    assert "--of" in stopped.value.hint.zh
    assert read(other, of=LED).edits.structure


def test_values_are_told_with_their_place_in_the_file(agreement, tmp_path):
    text = LED.read_text("utf-8").replace("exit_notice_days: 30", "exit_notice_days: 45")
    (tmp_path / "other.yaml").write_text(text, "utf-8")
    build(tmp_path / "other.yaml", tmp_path, Order(only=["agreement"], formats=["docx"]))
    record, _ = opened(agreement)
    assert record == account(LED)
    assert record != account(tmp_path / "other.yaml")


def test_what_is_no_word_file_is_told_as_such(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"PK")
    with pytest.raises(InputError) as stopped:
        read(tmp_path / "a.docx")
    assert "不是完好的 Word 文件" in stopped.value.message.zh
    with pytest.raises(InputError):
        read(tmp_path / "none.docx")


def test_a_draft_with_gaps_can_be_read_back_too(tmp_path):
    text = LED.read_text("utf-8").replace("  exit_notice_days: 30\n", "")
    (tmp_path / "draft.yaml").write_text(text, "utf-8")
    build(tmp_path / "draft.yaml", tmp_path, Order(only=["agreement"], formats=["docx"], draft=True))
    assert not read(tmp_path / "agreement.docx").edits
    assert "agreement.exit_notice_days" in {
        part.of for passage in opened(tmp_path / "agreement.docx")[0].passages for part in passage.stretches
    }
