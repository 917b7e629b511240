"""A text of the finished papers traced to its value: where that stands in the data, and where it is printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.consistency.places import Place
from docgen.consistency.reading import Line, bare
from docgen.consistency.remaking import PaperSet, Remade, remake
from docgen.consistency.spans import Printed, in_pdf
from docgen.diagnostics import Location, Wording
from docgen.publish import Entry as Filed

_TEMPLATE = Wording("模板的文字", "the template's own words")


@dataclass(frozen=True)
class Print:
    """Where a value is printed: in which file, where in it, and in which words."""

    file: str
    place: Wording
    text: str


@dataclass(frozen=True)
class Traced:
    """A value that is printed with the words that were sought, and every place that prints it."""

    name: Wording
    location: Location
    prints: tuple[Print, ...]


def trace(folder: Path, words: str, *, data: Path | None = None, templates: Path | None = None) -> list[Traced]:
    """Return which values the papers of a folder print as ``words`` or with them, most exact first.

    Blanks do not count. Raises InputError where there is no manifest or no data.
    """
    papers = remake(folder, data=data, templates=templates)
    sought = bare(words)
    found: dict[Location, tuple[Place | None, list[Print], bool]] = {}
    for paper in papers.papers:
        for place, line, value in _hits(paper, sought):
            location = place.location if place else Location(str(paper.copy.template), line.number, 1)
            known = found.setdefault(location, (place, [], False))
            exact = known[2] or (value is not None and bare(value.entry.text) == sought)
            found[location] = (known[0], [*known[1], *_prints(papers, paper, line, value)], exact)
    ranked = sorted(found.items(), key=lambda each: not each[1][2])
    return [
        Traced(place.said() if place else _TEMPLATE, location, tuple(dict.fromkeys(prints)))
        for location, (place, prints, _) in ranked
    ]


def _hits(paper: Remade, sought: str) -> Iterator[tuple[Place | None, Line, Printed | None]]:
    """Yield the values of a paper that hold the words, and the paragraphs in which its template says them."""
    for line, values in paper.by_line:
        if not sought or sought not in bare(line.text):
            continue
        holding = [value for value in values if sought in bare(value.entry.text)]
        within = holding or [
            value for value in values if len(value.entry.text) > 1 and bare(value.entry.text) in sought
        ]
        for value in within:
            yield paper.place(value.entry), line, value
        if not within:
            yield None, line, None


def _prints(papers: PaperSet, paper: Remade, line: Line, value: Printed | None) -> Iterator[Print]:
    """Yield where the files of a paper print a value: the paragraph of a Word file, the page of a PDF."""
    text = value.entry.text if value else line.text
    for filed in paper.files:
        if not filed.path.endswith(".pdf"):
            yield Print(filed.path, line.place, text)
        elif (papers.folder / filed.path).is_file():
            yield Print(filed.path, _page(papers, paper, filed, line), text)


def _page(papers: PaperSet, paper: Remade, filed: Filed, line: Line) -> Wording:
    """Return the page on which the PDF in the folder has the paragraph."""
    body = paper.finished(papers.folder / filed.path).body
    start = in_pdf(paper.word, body).get((line.part, line.number))
    return body.at(start) if start is not None else Wording("页码不明", "page unknown")
