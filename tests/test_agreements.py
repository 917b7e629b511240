"""Journeys of agreements that were made before."""

import re
import zipfile
from datetime import date

import docx
import pytest

from docgen.agreements import account, differences, opened, read, redline
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


def spoiled(agreement, part, spoil):
    """The agreement with one part of its package spoiled, beside it."""
    other = agreement.with_name("spoiled.docx")
    with zipfile.ZipFile(agreement) as whole, zipfile.ZipFile(other, "w") as bad:
        for name in whole.namelist():
            content = whole.read(name)
            bad.writestr(name, spoil(content) if name.startswith(part) else content)
    return other


def half(content):
    return content[: len(content) // 2]


@pytest.mark.parametrize("journey", [read, lambda file: differences(LED, file), lambda file: marked(LED, file)])
def test_a_word_file_whose_text_is_broken_off_is_told_as_such(agreement, journey):
    with pytest.raises(InputError) as stopped:
        journey(spoiled(agreement, "word/document.xml", half))
    assert "不是完好的 Word 文件" in stopped.value.message.zh


def marked(old, new):
    return redline(old, new, author="王律师", on=date(2008, 12, 1))


def test_a_record_that_is_broken_off_counts_as_none(agreement):
    broken = spoiled(agreement, "customXml/item1.xml", half)
    with pytest.raises(InputError):
        read(broken)
    assert not read(broken, of=LED).edits


def test_bookmarks_of_another_version_do_not_mislead_where_the_record_is_gone(agreement):
    shift = re.compile(b'w:name="_dg([0-9]+)"')
    later = spoiled(
        agreement, "word/document.xml", lambda xml: shift.sub(lambda it: b'w:name="_dg%d"' % (int(it[1]) + 7), xml)
    )
    gone = spoiled(later.rename(later.with_name("later.docx")), "customXml/item1.xml", half)
    assert not read(gone, of=LED).edits


def test_a_stranger_is_told_as_such(tmp_path):
    stranger = docx.Document()
    stranger.add_paragraph("这不是协议。")
    stranger.save(tmp_path / "stranger.docx")
    with pytest.raises(InputError) as stopped:
        read(tmp_path / "stranger.docx", of=LED)
    assert "没有一段相同" in stopped.value.message.zh


@pytest.mark.parametrize("content", ["docgen: 1\nalliance: [\n", "docgen: 1\nprogramme: xiamen-2008\n"])
def test_an_alliance_file_that_cannot_be_read_is_told_with_what_is_wrong(agreement, tmp_path, content):
    (tmp_path / "bad.yaml").write_text(content, "utf-8")
    for of in (tmp_path / "bad.yaml", tmp_path / "none.yaml"):
        with pytest.raises(InputError) as stopped:
            read(agreement, of=of)
        assert stopped.value.findings


def test_a_draft_with_gaps_can_be_read_back_too(tmp_path):
    text = LED.read_text("utf-8").replace("  exit_notice_days: 30\n", "")
    (tmp_path / "draft.yaml").write_text(text, "utf-8")
    build(tmp_path / "draft.yaml", tmp_path, Order(only=["agreement"], formats=["docx"], draft=True))
    assert not read(tmp_path / "agreement.docx").edits
    assert "agreement.exit_notice_days" in {
        part.of for passage in opened(tmp_path / "agreement.docx")[0].passages for part in passage.stretches
    }
