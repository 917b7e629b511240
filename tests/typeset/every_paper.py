"""One paper of every kind that docgen makes of its samples, as the DOCX that a person gets."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

import printed

from docgen import documents, pipeline, rounds
from docgen.documents import Copy
from docgen.documents.plan import filters
from docgen.programme import Programme
from docgen.render import Template
from docgen.render.resizing import Sheet, reduction, resize
from docgen.rounds.papers import copies
from docgen.shipped import SAMPLES
from docgen.typeset import fill_fields, read
from docgen.typeset.tree import PageField, walk

HEAD, FOOT = 75.0, 765.0  # points from the upper edge of A4: what stands beyond is no part of the text


def papers(*, holding: bytes = b"") -> dict[str, bytes]:
    """The papers by programme and kind, their fields filled in; only those whose template says ``holding``.

    A kind that several samples have is made of one.
    """
    made: dict[str, bytes] = {}
    for programme, copy in _copies():
        name = f"{programme.id}/{copy.kind}"
        if name not in made and reduction(copy.size) == 1:
            blob = pipeline.contents(copy.template)
            if holding in _said(blob):
                sized = resize(blob, Sheet(*copy.size).reduced()) if copy.size else blob
                docx = Template(sized, filters=filters(programme)).render(copy.context, created=copy.date)
                made[name] = fill_fields(docx)
    return made


def counts_of_pages(docx: bytes) -> list[str]:
    """What the NUMPAGES fields of a file say."""
    found = []
    for section in read(docx).sections:
        kept = (story for each in (section.headers, section.footers) for story in (each.default, each.first, each.even))
        for story in (section.blocks, *filter(None, kept)):
            fields = (inline for block in walk(story) for inline in block.content if isinstance(inline, PageField))
            found += [field.cached for field in fields if field.kind == "pages"]
    return found


def references(pdf: bytes) -> Counter[str]:
    """What a PDF says of numbered articles and chapters, and how often."""
    body = "".join(line.text for line in printed.lines(pdf) if HEAD < line.y < FOOT)
    return Counter(re.findall(r"第[一二三四五六七八九十百]+[条章]|Article\d+", body))


def _said(template: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".xml"))


def _copies() -> Iterator[tuple[Programme, Copy]]:
    for file in sorted(SAMPLES.glob("*/*.yaml")):
        alliance, programme = pipeline.check(file).cleared()
        kinds = [document.kind for document in documents.documents(programme, about=documents.OF_ALLIANCES)]
        for copy in documents.plan(alliance, programme, only=kinds, as_of=programme.in_force):
            yield programme, copy
    for file in sorted(SAMPLES.glob("*/rounds/*/*.yaml")):
        if rounds.is_round(file):
            checked = rounds.check(file)
            for copy in copies(checked):
                yield checked.cleared()[2], copy
