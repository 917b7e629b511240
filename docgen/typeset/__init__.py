"""DOCX to PDF, embedded: a Word document is read into a tree, written as Typst source and laid out.

::

    for result in typeset([docx_bytes], created=date(2012, 4, 28)):
        result.pdf, result.pages, result.warnings

No office suite and no installed font takes part: a document comes out the same on every machine.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from docgen.diagnostics import Wording
from docgen.errors import ConversionError
from docgen.typeset.cutting import cut
from docgen.typeset.filling import fill_fields, renew_contents
from docgen.typeset.press.attachments import Attachment, attached
from docgen.typeset.press.compiler import compile_pdf, page_count
from docgen.typeset.press.job import Job
from docgen.typeset.press.pages import PageWriter, bookmarks, styles_referred
from docgen.typeset.press.plate import compile_plate, fit_together
from docgen.typeset.press.standards import BEST, STANDARDS, Standard
from docgen.typeset.press.typecase import Typecase, typecase
from docgen.typeset.result import Typeset
from docgen.typeset.tree import Approximation, Document
from docgen.typeset.word import read

__all__ = [
    "STANDARDS",
    "Attachment",
    "Demands",
    "Plate",
    "Standard",
    "Typeset",
    "fill_fields",
    "free_foot",
    "plated",
    "read",
    "renew_contents",
    "set_document",
    "typeset",
    "typeset_together",
]

_FACES_LACK = Wording("字体不齐，没有排版：{zh}", "it was not set, since faces are lacking: {en}")
_GIVE_FACES = Wording(
    "用 --fonts 给出这些字体，或去掉 --strict-fonts", "give the faces with --fonts, or drop --strict-fonts"
)


@dataclass(frozen=True, slots=True)
class Demands:
    """What is asked of a PDF beyond its looks.

    ``standards``: what it must satisfy; without them it is PDF/A-2a and PDF/UA-1 where the document allows it.
    ``fonts``: a folder of faces that win over the shipped ones, and ``system_fonts``: so do those of this machine after
    them. ``strict_fonts``: a replaced face or a missing character is an error. ``markup``: tracked changes and comments
    are shown. ``attachments`` ride along, for which a PDF/A is one of the third part.
    """

    standards: tuple[Standard, ...] = ()
    fonts: Path | None = None
    system_fonts: bool = False
    strict_fonts: bool = False
    markup: bool = False
    attachments: tuple[Attachment, ...] = ()


def typeset(
    documents: Iterable[bytes], *, created: dt.date | None = None, demands: Demands = Demands()
) -> Iterator[Typeset]:
    """Yield the PDF of each DOCX, in order; the same bytes, ``created`` and ``demands`` always give the same PDF.

    ``created`` becomes the PDF's date, without which it is no PDF/A.
    Raises ConversionError for a file that is no DOCX, goes beyond the limits, or cannot be set as demanded.
    """
    for docx in documents:
        yield set_document(read(docx, markup=demands.markup), created=created, demands=demands)


@dataclass(frozen=True, slots=True)
class Plate:
    """Documents that were laid out together: each for itself, and the PDFs that hold all of them, in order."""

    sheets: tuple[Typeset, ...]
    pdfs: tuple[bytes, ...]


def typeset_together(documents: Sequence[bytes], *, created: dt.date, demands: Demands = Demands()) -> Plate:
    """Lay DOCX of one page out in one go, which costs little more than one of them, and cut them apart.

    They share the parts of the fonts, so that more than some dozens make large files. Those that have more pages, are
    not plain (bookmarks, links, notes, page numbers) or do not share their properties are laid out one by one.
    Raises ConversionError like ``typeset``.
    """
    read_in = [read(docx, markup=demands.markup) for docx in documents]
    return _plated(read_in, created, demands) or _apart(read_in, created, demands)


def plated(documents: Sequence[bytes], *, created: dt.date, demands: Demands = Demands()) -> Plate | None:
    """Lay DOCX of one page out in one go, or return nothing where they do not fit together.

    What fits together has no tables of contents, page references or counts of pages to be filled.
    Raises ConversionError for a file that cannot be read.
    """
    if len(documents) < 2:
        return None
    return _plated([read(docx, markup=demands.markup) for docx in documents], created, demands)


def _apart(documents: Sequence[Document], created: dt.date, demands: Demands) -> Plate:
    sheets = tuple(set_document(document, created=created, demands=demands) for document in documents)
    return Plate(sheets, tuple(sheet.pdf for sheet in sheets))


def _plated(documents: Sequence[Document], created: dt.date, demands: Demands) -> Plate | None:
    alone = demands.strict_fonts or demands.attachments
    if not alone and len(documents) > 1 and fit_together(documents):
        with suppress(ConversionError, ValueError):  # one of them cannot be set so: it will be, alone
            return _plate(documents, created, demands)
    return None


def _plate(documents: Sequence[Document], created: dt.date, demands: Demands) -> Plate:
    standards = demands.standards or BEST
    pdf, warnings = compile_plate(documents, _faces(demands), created=created, standards=standards)
    parts = zip(cut(pdf, len(documents)), warnings, strict=True)
    return Plate(tuple(Typeset(part, 1, warned) for part, warned in parts), (pdf,))


def set_document(document: Document, *, created: dt.date | None = None, demands: Demands = Demands()) -> Typeset:
    """Return the PDF of a document tree; raise ConversionError when it cannot be set as demanded."""
    job = Job(bookmarks(document), _faces(demands), styles_referred(document))
    files = attached(job, demands.attachments)
    source = "\n".join([PageWriter(job, document).source(created), *files])
    if demands.strict_fonts:
        _refuse_lack([warning for warning in job.warnings if warning.face])
    pdf = compile_pdf(source, job, created=created, standards=demands.standards)
    return Typeset(pdf, page_count(pdf), document.warnings + job.warnings)


def _faces(demands: Demands) -> Typecase:
    return typecase(demands.fonts, system=demands.system_fonts)


def free_foot(document: Document) -> float:
    """Return how many points at the foot of every page of a document hold nothing."""
    return min(min(section.page.bottom, section.page.footer) for section in document.sections)


def _refuse_lack(lacking: list[Approximation]) -> None:
    if lacking:
        told = {"zh": "；".join(one.say("zh") for one in lacking), "en": "; ".join(one.say("en") for one in lacking)}
        raise ConversionError(_FACES_LACK.fill(**told), _GIVE_FACES)
