"""How much of what we print LibreOffice prints, too: the rates over a corpus of features and over every kind of paper.

Run ``python benchmarks/differential.py [--write]``. The corpus is ``tests/typeset/corpus.py``, where the reasons of all
differences are named; the papers are one of each kind that docgen makes of its samples.
"""

import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "tests" / "typeset")]

import corpus
import every_paper
import printed
from report import publish, table

from docgen.typeset import Typeset, office, read, typeset
from docgen.typeset.office import Foreign
from docgen.typeset.text import paragraphs

NEAR = 2.0  # points
DIGIT = re.compile(r"[0-9.…]")


class Rates(NamedTuple):
    """Of how many files how many are alike."""

    files: int
    text: int
    said: int
    pages: int
    places: int
    warned: int


def main() -> None:
    """Print the rates, and each file that differs."""
    features = measured(corpus.FEATURES, {**corpus.DIFFERS, **corpus.PLACED_APART})
    papers = measured(every_paper.papers(), {})
    both = Rates(*(one + other for one, other in zip(features, papers, strict=True)))
    rows = [row("a file for each feature", features), row("a paper of each kind", papers), row("**together**", both)]
    heads = [
        "",
        "files",
        "all text of the file",
        "what LibreOffice prints",
        "as many pages",
        "each line within 2 pt",
        "warned",
    ]
    publish("typeset-differential", table(heads, rows))


def measured(files: Mapping[str, bytes], reasons: Mapping[str, str]) -> Rates:
    """Return the rates of some files; print those that differ with the reason, where one is named."""
    theirs = office.convert([Foreign(".docx", file) for file in files.values()])
    alike = []
    for (name, file), ours, other in zip(files.items(), typeset(files.values()), theirs, strict=True):
        alike.append((holds(ours, file), *compared(name, ours, other, reasons)))
    return Rates(len(files), *(sum(column) for column in zip(*alike, strict=True)))


def holds(made: Typeset, file: bytes) -> bool:
    """Return whether a PDF has every character of the file's body, but for numbers that its pages give."""
    wanted = "".join(text for paragraph in paragraphs(read(file)) for text in paragraph.split())
    shown = "".join(printed.in_order(made.pdf))
    of_file, of_pdf = (Counter(DIGIT.sub("", text.casefold())) for text in (wanted, shown))  # capitals are a look
    return not of_file - of_pdf


def compared(name: str, ours: Typeset, theirs: Typeset | None, reasons: Mapping[str, str]) -> tuple[bool, ...]:
    """Return whether two PDFs are alike in text, count of pages and places, and whether ours has a warning."""
    if theirs is None:
        raise SystemExit(f"LibreOffice cannot set {name}")
    for warning in ours.warnings:
        print(f"{name}: {warning.say('en')}")
    said = [sorted("".join(printed.in_order(made.pdf))) for made in (ours, theirs)]
    found = said[0] == said[1], ours.pages == theirs.pages, not printed.far(ours, theirs, within=NEAR)
    if not all(found[:2]) or (name in reasons and not all(found)):
        print(f"{name}: {ours.pages} pages, LibreOffice {theirs.pages}. {reasons.get(name, '')}")
    return (*found, bool(ours.warnings))


def row(name: str, rates: Rates) -> list[str]:
    shares = [f"{count} ({count / rates.files:.1%})" for count in rates[1:]]
    return [name, str(rates.files), *shares]


if __name__ == "__main__":
    main()
