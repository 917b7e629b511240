"""One fact of one finished file changed, as somebody would who edits it by hand."""

import random
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from docgen.consistency.remaking import Remade
from docgen.render import Entry
from docgen.render.word import w
from docgen.typeset import typeset

KINDS = {
    "date": re.compile(r"[〇一二三四五六七八九十]+年.*月.*日|\d{4}年\d+月"),
    "share": re.compile(r"\d+(?:\.\d+)?%|.分之."),
    "number": re.compile(r"[0-9A-Z]{18}|[0-9-]{10,}"),
    "amount": re.compile(r"\d[\d,.]*"),
    "name": re.compile(r"[\u4e00-\u9fff（）]{4,}(?:公司|大学|学院|所|协会|局)|[\u4e00-\u9fff]{2,4}"),
    "title": re.compile(r".*(?:联盟|单位|平台|技术).*"),
}
"""What a changed value is, by how it is printed."""


@dataclass(frozen=True)
class Seed:
    """A change: in which file, of which value, what stood there and what stands there now."""

    file: str
    kind: str
    entry: Entry
    before: str
    after: str


def kind_of(text: str) -> str | None:
    """What sort of fact a printed text is."""
    return next((kind for kind, pattern in KINDS.items() if pattern.fullmatch(text)), None)


def other(text: str, chance: random.Random) -> str:
    """The text with one character changed for another of its sort."""
    places = [n for n, character in enumerate(text) if character.isalnum()]
    place = chance.choice(places)
    pool = "0123456789" if text[place] in "0123456789" else "ABCDEFGH" if text[place].isascii() else "甲乙丙丁戊己庚辛"
    return text[:place] + chance.choice([each for each in pool if each != text[place]]) + text[place + 1 :]


def candidates(paper: Remade) -> list[Entry]:
    """The values of a paper's body that are facts, each once in its paragraph."""
    entries = [entry for entry in paper.ledger.entries if entry.part == "word/document.xml" and entry.paragraph]
    return [entry for entry in entries if kind_of(entry.text) and entry.tag != "{{ loop.index }}"]


def altered(docx: bytes, entry: Entry, after: str) -> bytes:
    """The Word file with another text in the place of a value."""
    package, target = ZipFile(BytesIO(docx)), BytesIO()
    with ZipFile(target, "w") as changed:
        for name in package.namelist():
            content = package.read(name)
            if name == entry.part:
                root = etree.fromstring(content)
                _replace(list(root.iter(w("p")))[entry.paragraph - 1], entry.text, after)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            changed.writestr(name, content)
    return target.getvalue()


def _replace(paragraph: etree._Element, before: str, after: str) -> None:
    """Put one text for another in the runs of a paragraph, wherever they are cut."""
    runs = [run for run in paragraph.iter(w("t")) if next(run.iterancestors(w("p"))) is paragraph]
    whole = "".join(run.text or "" for run in runs)
    assert before in whole, (before, whole)
    start = whole.index(before)
    at, done = 0, False
    for run in runs:
        text, at = run.text or "", at + len(run.text or "")
        first, last = max(0, start - (at - len(text))), min(len(text), start + len(before) - (at - len(text)))
        if first < last:
            run.text = text[:first] + ("" if done else after) + text[last:]
            done = True


def plant(folder: Path, paper: Remade, file: str, entry: Entry, chance: random.Random) -> Seed:
    """Change one value of one finished file of a folder; a PDF is made anew from a changed Word file."""
    after = other(entry.text, chance)
    changed = altered(paper.docx, entry, after)
    if file.endswith(".pdf"):
        (laid_out,) = typeset([changed], created=paper.copy.date)
        changed = laid_out.pdf
    (folder / file).write_bytes(changed)
    return Seed(file, kind_of(entry.text) or "", entry, entry.text, after)
