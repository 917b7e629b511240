"""A template with its faulty tags blanked, so that the tags which are sound can be judged all the same."""

from collections.abc import Iterable, Mapping
from itertools import islice

from lxml import etree

from docgen.diagnostics import Finding, Location, Wording
from docgen.render.parts import read_part, stories
from docgen.render.word import DECLARATION, serialise, w


def without_tags(contents: Mapping[str, bytes], findings: Iterable[Finding], file: str) -> Mapping[str, bytes]:
    """Return the parts of a package with blanks in the place of each tag that a finding points at."""
    said = dict(stories(contents, file))
    roots: dict[str, etree._Element] = {}
    for finding in findings:
        part = _part(finding, said)
        if part:
            roots.setdefault(part, read_part(contents[part], part, file))
            _blank(roots[part], finding.location)
    return {**contents, **{part: (DECLARATION + serialise(root)).encode() for part, root in roots.items()}}


def written(finding: Finding) -> str:
    """Return the tag that a finding points at, as its author wrote it."""
    place = finding.location
    return place.text[place.column - 1 : place.column - 1 + place.width]


def _part(finding: Finding, said: Mapping[str, Wording]) -> str:
    """Return the part that the finding's message begins with, or nothing for one outside paragraphs."""
    named = (part for part, words in said.items() if finding.message.zh.startswith(f"{words.zh}第"))
    return max(named, key=lambda part: len(said[part].zh), default="")


def _blank(root: etree._Element, place: Location) -> None:
    paragraph = next(islice(root.iter(w("p")), place.line - 1, None))
    for kind in ("t", "instrText", "delText"):
        texts = [text for text in paragraph.iter(w(kind)) if next(text.iterancestors(w("p"))) is paragraph]
        if "".join(text.text or "" for text in texts) != place.text:
            continue
        begin, end, offset = place.column - 1, place.column - 1 + place.width, 0
        for text in texts:
            old = text.text or ""
            first, last = (min(max(edge - offset, 0), len(old)) for edge in (begin, end))
            text.text = old[:first] + " " * (last - first) + old[last:]
            offset += len(old)
