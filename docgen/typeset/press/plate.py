"""Short documents on one plate: laid out in one go, the fonts cut to size once for all of them."""

import datetime as dt
from collections.abc import Sequence

from docgen.typeset.press.compiler import compile_pdf
from docgen.typeset.press.job import Job
from docgen.typeset.press.pages import PageWriter, imprint
from docgen.typeset.press.standards import Standard
from docgen.typeset.press.typecase import Typecase
from docgen.typeset.tree import Approximation, Break, Document, Drawn, Story, Tab, Text, shapes, walk

_PLAIN = Text | Break | Tab | Drawn
"""What knows nothing of other pages, numbers or documents."""


def fit_together(documents: Sequence[Document]) -> bool:
    """Return whether documents may stand on one plate: they say the same of themselves, and know no other pages."""
    return len({document.properties for document in documents}) == 1 and all(map(_is_plain, documents))


def compile_plate(
    documents: Sequence[Document], faces: Typecase, *, created: dt.date | None, standards: tuple[Standard, ...]
) -> tuple[bytes, list[tuple[Approximation, ...]]]:
    """Return one PDF of documents that fit together, and the warnings of each.

    Raises ConversionError when Typst refuses one of them, or they cannot satisfy ``standards``.
    """
    plate, bodies, warnings = Job(frozenset(), faces), [], []
    for document in documents:
        job = plate.beside()
        bodies.append(PageWriter(job, document).body())
        warnings.append(document.warnings + job.warnings)
    source = "\n".join([plate.definitions(), *bodies, imprint(documents[0].properties, created)])
    return compile_pdf(source, plate, created=created, standards=standards), warnings


def _is_plain(document: Document) -> bool:
    section, *others = document.sections
    if others or section.title_page or document.settings.even_and_odd:
        return False
    margins = (story for kept in (section.headers, section.footers) for story in (kept.first, kept.default, kept.even))
    return all(_keep_to_themselves(story) for story in (section.blocks, *margins) if story)


def _keep_to_themselves(story: Story) -> bool:
    return all(
        paragraph.format.outline is None
        and all(isinstance(inline, _PLAIN) for inline in paragraph.content)
        and all(
            _keep_to_themselves(shape.blocks)
            for inline in paragraph.content
            if isinstance(inline, Drawn)
            for shape in shapes(inline)
        )
        for paragraph in walk(story)
    )
