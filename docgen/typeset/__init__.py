"""DOCX to PDF, embedded: a Word document is read into a tree, written as Typst source and laid out.

::

    for result in typeset([docx_bytes], created=date(2012, 4, 28)):
        result.pdf, result.pages, result.warnings

No office suite and no installed font takes part: a document comes out the same on every machine.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docgen.typeset.press.compiler import compile_pdf, page_count, preamble
from docgen.typeset.press.job import Job
from docgen.typeset.press.pages import PageWriter, bookmarks
from docgen.typeset.tree import Approximation, Document
from docgen.typeset.word import read

__all__ = ["Typeset", "read", "set_document", "typeset"]


@dataclass(frozen=True, slots=True)
class Typeset:
    """A laid-out document: the PDF, its number of pages, and what did not come out exactly as Word would have it."""

    pdf: bytes
    pages: int
    warnings: tuple[Approximation, ...]


def typeset(documents: Iterable[bytes], *, created: dt.date | None = None) -> Iterator[Typeset]:
    """Yield the PDF of each DOCX, in order; the same bytes and ``created`` always give the same PDF.

    ``created`` becomes the PDF's date; with it the PDF is PDF/A-2b as long as every character has a glyph.
    Raises ConversionError for a file that is no DOCX, goes beyond the limits, or cannot be set.
    """
    for docx in documents:
        yield set_document(read(docx), created=created)


def set_document(document: Document, *, created: dt.date | None = None) -> Typeset:
    """Return the PDF of a document tree."""
    job = Job(bookmarks(document))
    source = preamble() + PageWriter(job, document).source(created)
    pdf = compile_pdf(source, job.assets, created)
    return Typeset(pdf, page_count(pdf), document.warnings + job.warnings)
