"""A redline gives back both files: to accept all gives the second, to reject all gives the first."""

import random
from datetime import date

import pytest

from docgen import doctor
from docgen.render.package import read_package
from docgen.render.word import parse, w
from docgen.revision import UnprovenError, body_of, comparing, lines, redline
from docgen.revision.deciding import accepted, rejected

DAY = date(2026, 3, 1)


def tracked(before: bytes, after: bytes):
    made = redline(before, after, author="王律师", on=DAY)
    assert doctor.examine(made, "redline.docx") == []
    return body_of(made, "redline.docx")


def says(root) -> list[str]:
    return [line.text for line in lines(root)]


def canonical(root) -> list[tuple]:
    """What a body is, but for bookmarks, ids, and how words are cut into runs."""
    return [
        (line.text, line.style, line.row, [bit.reference for bit in line.bits if bit.reference]) for line in lines(root)
    ]


def test_words_that_changed_are_tracked_and_nothing_else(word):
    root = tracked(word("甲方应当提前三十日通知。", "不变。"), word("甲方应当提前六十日通知。", "不变。"))
    assert [mark.findtext(f".//{w('delText')}") for mark in root.iter(w("del"))] == ["三十日"]
    assert [mark.findtext(f".//{w('t')}") for mark in root.iter(w("ins"))] == ["六十日"]
    assert {mark.get(w("author")) for mark in root.iter(w("ins"), w("del"))} == {"王律师"}


def test_the_same_file_has_no_changes(word):
    root = tracked(word("甲", rows=(("乙", "丙"),)), word("甲", rows=(("乙", "丙"),)))
    assert not list(root.iter(w("ins"), w("del")))


def test_rows_come_and_go_as_rows(word):
    before = word("表", rows=(("序号", "任务"), ("1", "外延"), ("2", "封装")))
    after = word("表", rows=(("序号", "任务"), ("1", "外延"), ("2", "照明系统"), ("3", "封装")))
    root = tracked(before, after)
    assert len([row for row in root.iter(w("trPr")) if row.find(w("ins")) is not None]) == 1
    assert len([row for row in root.iter(w("trPr")) if row.find(w("del")) is not None]) == 0


def test_a_table_of_other_columns_goes_and_the_other_comes(word):
    root = tracked(word("表", rows=(("甲", "乙"),)), word("表", rows=(("甲", "乙", "丙"),)))
    assert len(list(root.iter(w("tbl")))) == 2
    assert says(accepted(root)) == ["表", "甲", "乙", "丙"]


def sentence(chance: random.Random) -> str:
    words = ["成员应当", "按时", "足额", "投入", "三十日", "六十日", "以内", "，", "理事会", "第十二条", "800", "万元"]
    return "".join(chance.choices(words, k=chance.randrange(0, 9)))


def edited(paragraphs: list[str], chance: random.Random) -> list[str]:
    changed = list(paragraphs)
    for _ in range(chance.randrange(0, 5)):
        place = chance.randrange(len(changed) + 1)
        match chance.randrange(4):
            case 0:
                changed.insert(place, sentence(chance))
            case 1 if len(changed) > 1:
                changed.pop(min(place, len(changed) - 1))
            case 2 if changed:
                changed[min(place, len(changed) - 1)] = sentence(chance)
            case _:
                chance.shuffle(changed)
    return changed


def test_any_two_files_are_given_back(word):
    chance = random.Random(20081125)
    for _ in range(30):
        paragraphs = [sentence(chance) for _ in range(chance.randrange(1, 7))]
        rows = tuple((sentence(chance), sentence(chance)) for _ in range(chance.randrange(0, 4)))
        before = word(*paragraphs, rows=rows)
        other_rows = tuple((cell, sentence(chance)) if chance.random() < 0.5 else (cell, last) for cell, last in rows)
        cut = chance.randrange(0, len(rows) + 1)
        after = word(*edited(paragraphs, chance), rows=other_rows[:cut])
        made = redline(before, after, author="甲", on=DAY)
        assert canonical(accepted(body_of(made, "a"))) == canonical(body_of(after, "a"))
        assert canonical(rejected(body_of(made, "a"))) == canonical(body_of(before, "a"))


def test_what_cannot_be_proved_is_not_written(word, monkeypatch):
    monkeypatch.setattr(comparing, "rejected", lambda root: root)
    with pytest.raises(UnprovenError):
        redline(word("甲方"), word("甲方乙方"), author="甲", on=DAY)


def test_changes_that_a_file_has_tracked_already_count_as_made(word):
    first = redline(word("甲方通知"), word("甲方书面通知"), author="甲", on=DAY)
    root = tracked(first, word("甲方书面通知乙方"))
    assert says(rejected(root)) == ["甲方书面通知"]


def test_the_same_two_files_give_the_same_bytes(word):
    before, after = word("甲方通知"), word("甲方书面通知")
    assert len({redline(before, after, author="甲", on=DAY) for _ in range(2)}) == 1


def test_ids_are_not_used_twice(word):
    root = tracked(word("甲方通知", "乙"), word("甲方书面通知", "丙"))
    ids = [mark.get(w("id")) for mark in root.iter(w("ins"), w("del"))]
    assert len(ids) == len(set(ids)) > 2


def test_a_file_keeps_its_other_parts(word):
    before = word("甲方通知")
    made = redline(before, word("甲方书面通知"), author="甲", on=DAY)
    old, new = (read_package(blob, "a")[1] for blob in (before, made))
    assert {name for name in old if old[name] != new[name]} == {"word/document.xml"}
    assert parse(new["word/document.xml"]) is not None
