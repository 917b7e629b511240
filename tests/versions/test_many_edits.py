"""Two hundred edits of every sort in Word files that LibreOffice then saves again: each is told for what it is."""

import io
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import count
from typing import Final, NamedTuple

import docx
import pytest
from lxml import etree

from docgen.revision import Passage, Record, body_of, lines, recover
from docgen.shipped import SAMPLES
from docgen.versions import Edits, read
from tests.versions.conftest import W, made

FILES: Final = ("led.yaml", "machinery.yaml", "led.yaml", "machinery.yaml")
A_FILE: Final = {
    "row gone": 1,
    "row copied": 1,
    "row new": 1,
    "removed": 4,
    "added": 3,
    "moved": 2,
    "wording": 16,
    "value": 22,
}
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_BREAKS: Final = (f"{W}br", f"{W}tab", f"{W}cr")


class Told(NamedTuple):
    """An edit as the reading tells it: its sort, a key or the id of a clause, what was there, what is."""

    sort: str
    where: str
    before: str
    after: str


def told(edits: Edits) -> Counter[Told]:
    values = [Told("value", each.key, each.before, "/".join(each.after)) for each in edits.values]
    wording = [Told("wording", each.place, each.before, each.after) for each in edits.wording]
    return Counter([*values, *wording, *(Told(each.kind, each.place, "", each.text) for each in edits.structure)])


class Hand:
    """Someone at work in one file: ``done`` has what the reading must tell, one for each edit."""

    def __init__(self, blob: bytes, record: Record, seed: int) -> None:
        self.file = docx.Document(io.BytesIO(blob))
        self.done: list[Told] = []
        self._chance = random.Random(seed)
        self._ways = count(seed)
        self._passages = record.passages
        starts = {mark.get(f"{W}name"): mark for mark in self.file.element.body.iter(f"{W}bookmarkStart")}
        self._paragraphs = [next(starts[each.mark].iterancestors(f"{W}p")) for each in record.passages]
        self._used: set[int] = set()
        self._keys: set[str] = set()

    def work(self) -> bytes:
        ways: dict[str, Callable[[int], bool]] = {
            "row gone": self.row_gone,
            "row copied": self.row_copied,
            "row new": self.row_new,
            "removed": self.removed,
            "added": self.added,
            "moved": self.moved,
            "wording": self.wording,
            "value": self.value,
        }
        wanted = A_FILE
        for sort, way in ways.items():
            free = self._chance.sample(range(2, len(self._passages) - 2), len(self._passages) - 4)
            takers = (number for number in free if self._is_free(number) and way(number))
            for _ in range(wanted[sort]):
                self._used.add(next(takers))
        buffer = io.BytesIO()
        self.file.save(buffer)
        return buffer.getvalue()

    def _is_free(self, number: int) -> bool:
        return not self._used & {number - 1, number, number + 1}

    def _is_clause(self, number: int) -> bool:
        passage = self._passages[number]
        return bool(passage.place and not passage.row and len(passage.text) >= 12)

    # Values

    def value(self, number: int) -> bool:
        passage = self._passages[number]
        of = [n for n, part in enumerate(passage.stretches) if part.kind == "value" and part.of not in self._keys]
        if not of:
            return False
        place = self._chance.choice(of)
        part = passage.stretches[place]
        new = other(part.text, next(self._ways))
        if not self._write(number, start_of(passage, place), part.text, new):
            return False
        self._keys.add(part.of)
        self.done.append(Told("value", part.of, part.text, new))
        return True

    # Standing wording

    def wording(self, number: int) -> bool:
        passage = self._passages[number]
        of = [n for n, part in enumerate(passage.stretches) if part.kind == "wording" and len(part.text) >= 10]
        if not of or not passage.place:
            return False
        place = self._chance.choice(of)
        part, start = passage.stretches[place], start_of(passage, place)
        middle = self._chance.randrange(2, len(part.text) - 5)
        length, new = self._chance.choice([(2, "另行"), (0, "书面"), (3, ""), (0, "（含本数）"), (1, "45")])
        old = part.text[middle : middle + length]
        if not self._write(number, start + middle, old, new):
            return False
        text = passage.text
        after = text[: start + middle] + new + text[start + middle + length :]
        self.done.append(Told("wording", passage.place, text, after))
        return True

    # Structure

    def removed(self, number: int) -> bool:
        if not self._is_clause(number):
            return False
        self._paragraphs[number].getparent().remove(self._paragraphs[number])
        self.done.append(Told("removed", self._passages[number].place, "", self._passages[number].text))
        return True

    def added(self, number: int) -> bool:
        if not self._is_clause(number):
            return False
        text = f"{next(self._ways)}号提案由秘书处另行登记。"
        new = etree.Element(f"{W}p")
        new.extend(deepcopy(look) for look in self._paragraphs[number].iterchildren(f"{W}pPr"))
        new.append(run(text))
        self._paragraphs[number].addnext(new)
        self.done.append(Told("added", self._passages[number].place, "", text))
        return True

    def moved(self, number: int) -> bool:
        target = number + 40
        if target >= len(self._passages) or not (self._is_clause(number) and self._is_clause(target)):
            return False
        if not self._is_free(target):
            return False
        self._paragraphs[target].addnext(self._paragraphs[number])
        self._used.add(target)
        self.done.append(Told("moved", self._passages[number].place, "", self._passages[number].text))
        return True

    def row_gone(self, number: int) -> bool:
        row = self._row(number)
        if row is None:
            return False
        row.getparent().remove(row)
        self.done.append(Told("removed", self._passages[number].place, "", self._cells(number)))
        return True

    def row_copied(self, number: int) -> bool:
        row = self._row(number)
        if row is None:
            return False
        row.addnext(deepcopy(row))
        self.done.append(Told("added", self._passages[number].place, "", self._cells(number)))
        return True

    def row_new(self, number: int) -> bool:
        row = self._row(number)
        if row is None:
            return False
        new = deepcopy(row)
        for paragraph in new.iter(f"{W}p"):
            look = paragraph.findall(f"{W}pPr")
            paragraph[:] = [*look, run("另议")]
        row.addnext(new)
        self.done.append(Told("added", self._passages[number].place, "", " | ".join("另议" for _ in row.iter(f"{W}p"))))
        return True

    def _row(self, number: int) -> etree._Element | None:
        """Return the row of a list that a passage stands in, and take it; nothing for other tables and for heads."""
        mine = self._passages[number].row
        cells = [n for n, passage in enumerate(self._passages) if passage.row == mine]
        row = next(self._paragraphs[number].iterancestors(f"{W}tr"), None)
        if row is None or len(cells) < 3 or any(part.text == "" for n in cells for part in [self._passages[n]]):
            return None
        one_each = all(len(cell.findall(f"{W}p")) == 1 for cell in row.iterchildren(f"{W}tc"))
        merged = any(True for _ in row.iter(f"{W}vMerge", f"{W}gridSpan", f"{W}tblHeader"))
        values = any(part.kind == "value" for n in cells for part in self._passages[n].stretches)
        if not one_each or merged or not values or self._used & set(cells):
            return None
        self._used |= set(cells)
        return row

    def _cells(self, number: int) -> str:
        mine = self._passages[number].row
        return " | ".join(passage.text for passage in self._passages if passage.row == mine)

    # Typing

    def _write(self, number: int, start: int, old: str, new: str) -> bool:
        """Put new words in the place of old ones, every third time with changes tracked; not across runs."""
        found = at(self._paragraphs[number], start, old)
        if found is None:
            return False
        text, offset = found
        home = text.getparent()
        if [part.tag for part in home if part.tag != f"{W}rPr"] != [f"{W}t"] or home.getparent().tag != f"{W}p":
            return False
        look, said = home.find(f"{W}rPr"), text.text
        went, came = run(old, look), run(new, look)
        middle = [came] if new else []
        if next(self._ways) % 3 == 0:
            middle = [*([tracked("del", went)] if old else []), *([tracked("ins", came)] if new else [])]
        for each in [run(said[:offset], look), *middle, run(said[offset + len(old) :], look)]:
            home.addprevious(each)
        home.getparent().remove(home)
        return True


def start_of(passage: Passage, place: int) -> int:
    return sum(len(part.text) for part in passage.stretches[:place])


def other(text: str, way: int) -> str:
    """Return what people may write in the place of a value: another of its sort, a slip, a part, or nothing."""
    if re.fullmatch("[0-9][0-9,.]*", text):
        return str(int(float(text.replace(",", ""))) + 7 + way)
    if re.fullmatch("[〇零一二三四五六七八九十百两]+", text):
        return ("四十五", "十八", "九十")[way % 3]
    if re.fullmatch(".+年.+月.+日", text):
        return "二〇一〇年三月一日" if text[0] in "一二" else "2010年3月1日"
    middle = len(text) // 2
    ways = (
        f"{text[:middle]}某{text[middle + 1 :]}",
        f"{text[:middle]}新{text[middle:]}",
        text[:middle] + text[middle + 1 :],
        "另议",
        "",
    )
    return ways[way % len(ways)] if len(text) > 1 else "某"


def at(paragraph: etree._Element, start: int, words: str) -> tuple[etree._Element, int] | None:
    """Return the text that has these words at a place of the paragraph, and where in it they begin."""
    done = 0
    for each in paragraph.iter(f"{W}t", *_BREAKS):
        said = each.text or "" if each.tag == f"{W}t" else "\n"
        if done <= start and start + len(words) <= done + len(said) and said.startswith(words, start - done):
            return (each, start - done) if each.tag == f"{W}t" else None
        done += len(said)
    return None


def run(words: str, look: etree._Element | None = None) -> etree._Element:
    made_run = etree.Element(f"{W}r")
    made_run.extend([] if look is None else [deepcopy(look)])
    etree.SubElement(made_run, f"{W}t", {_SPACE: "preserve"}).text = words
    return made_run


def tracked(change: str, what: etree._Element, ids: Iterator[int] = count(900_000)) -> etree._Element:  # noqa: B008
    about = {"id": str(next(ids)), "author": "审阅人", "date": "2009-01-05T00:00:00Z"}
    mark = etree.Element(f"{W}{change}", {f"{W}{key}": value for key, value in about.items()})
    mark.append(what)
    for text in what.iter(f"{W}t") if change == "del" else ():
        text.tag = f"{W}delText"
    return mark


@pytest.mark.office
def test_two_hundred_edits_are_told_for_what_they_are_after_libreoffice(saved_by_libreoffice, tmp_path):
    made_once = {name: made(SAMPLES / "xiamen-2008" / name, tmp_path / name) for name in set(FILES)}
    records = {name: recover(blob, name) for name, blob in made_once.items()}
    hands = [Hand(made_once[name], records[name], seed) for seed, name in enumerate(FILES)]
    saved = saved_by_libreoffice(*(hand.work() for hand in hands))
    right, missed, wrong = 0, [], []
    for name, hand, blob in zip(FILES, hands, saved, strict=True):
        found = told(read(records[name], lines(body_of(blob, name))))
        expected = Counter(hand.done)
        right += (expected & found).total()
        wrong += [*(("not told", each) for each in expected - found), *(("told", each) for each in found - expected)]
        noticed = {(each.where, each.before) for each in found if each.sort == "value"}
        missed += [each for each in expected if each.sort == "value" and (each.where, each.before) not in noticed]
    assert sum(len(hand.done) for hand in hands) == 200
    assert missed == []
    assert right >= 198, "\n".join(map(str, wrong))
    assert len(wrong) <= 4, "\n".join(map(str, wrong))
