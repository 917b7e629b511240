"""Where each value of a paper's ledger stands in the text of its Word file and of its PDF."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from docgen.consistency.reading import Body, Line, Reading, bare
from docgen.render import Entry, Ledger


class Printed(NamedTuple):
    """A value as it is printed: from ``start`` to ``end`` in the text of a body."""

    start: int
    end: int
    entry: Entry


def by_line(ledger: Ledger, word: Reading) -> list[tuple[Line, list[Printed]]]:
    """Return every paragraph of the Word file with the values in it, at their places within it."""
    entries: dict[tuple[str, int], list[Entry]] = {}
    for entry in ledger.entries:
        entries.setdefault((entry.part, entry.paragraph), []).append(entry)
    return [(line, list(_within(line.text, entries.get((line.part, line.number), [])))) for line in word.body.lines]


def printed_in_word(lines: Iterable[tuple[Line, list[Printed]]], word: Reading) -> list[Printed]:
    """Return where the values stand in the body of the Word file, in the order of the text."""
    starts = dict(zip(((line.part, line.number) for line in word.body.lines), word.body.starts, strict=True))
    return [
        Printed(starts[line.part, line.number] + start, starts[line.part, line.number] + end, entry)
        for line, found in lines
        for start, end, entry in found
    ]


def printed_in_pdf(lines: Iterable[tuple[Line, list[Printed]]], word: Reading, body: Body) -> list[Printed]:
    """Return where the values stand in the body of the PDF; one of a paragraph that is not there has no place."""
    starts = in_pdf(word, body)
    return [
        Printed(start + len(bare(line.text[:first])), start + len(bare(line.text[:last])), entry)
        for line, values in lines
        if (start := starts.get((line.part, line.number))) is not None
        for first, last, entry in values
    ]


def in_pdf(word: Reading, body: Body) -> dict[tuple[str, int], int]:
    """Return where the paragraphs of the Word file begin in the body of the PDF, whose text has no blanks.

    They are sought one after the other; one that the PDF has elsewhere (a note, a text box) from the beginning.
    """
    text, at = body.text, 0
    starts: dict[tuple[str, int], int] = {}
    for line in word.body.lines:
        plain = bare(line.text)
        start = text.find(plain, at) if plain else -1
        if start >= 0:
            at = start + len(plain)
        elif plain:
            start = text.find(plain)
        if start >= 0:
            starts[line.part, line.number] = start
    return starts


def _within(text: str, entries: list[Entry]) -> Iterator[Printed]:
    at = 0
    for entry in entries:
        words = entry.text.replace("\r\n", "\n").replace("\r", "\n")
        start = text.find(words, at)
        if words and start >= 0:
            at = start + len(words)
            yield Printed(start, at, entry)
