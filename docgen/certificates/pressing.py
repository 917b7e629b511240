"""Certificates are pressed a plate at a time, in this process or another, and bound for the printer."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pikepdf

from docgen import building, finishing, pipeline, publish, typeset
from docgen.assemble import enlarged
from docgen.batch import Job, Product
from docgen.certificates.marks import Marks
from docgen.certificates.overlay import Offset, moved, stripped
from docgen.documents import Copy
from docgen.documents.plan import Filters
from docgen.publish import Desk, Filed
from docgen.render.resizing import Sheet, resize

PLATE = 25
"""How many certificates stand on a plate: more of them share larger fonts, fewer take longer each."""


class Overlay(NamedTuple):
    """A print for stock: how far it is moved, and the styles of what the stock bears already."""

    offset: Offset
    stock: tuple[str, ...]


@dataclass(frozen=True)
class Pressing:
    """The work of making papers of one template, all of one day and size; signed where there are ``marks``.

    ``plates`` keeps the plates aside for whoever binds them; with an ``overlay``, plates for printed stock.
    The PDFs are so many ``times`` as large as the Word files.
    """

    copies: Sequence[Copy] = field(repr=False)
    template: bytes = field(repr=False)
    digest: str
    filters: Filters = field(repr=False)
    marks: Marks | None = field(default=None, repr=False)
    sort: str = ""
    plates: bool = False
    overlay: Overlay | None = None
    times: int = 1

    def __call__(self, desk: Desk) -> Product:
        """Make the papers."""
        first = self.copies[0]
        if first.date is None:
            raise AssertionError("a certificate is issued on a day")
        words, pdfs, plates = self._laid_out([*self._rendered()], first.date)
        bound = self._overlaid(words, first.date) if self.overlay else map(self._sized, plates * self.plates)
        aside = tuple(desk.put(f"{first.path} {n}", pdf, kind="") for n, pdf in enumerate(bound))
        papers = zip(self.copies, words, pdfs, strict=True)
        return Product(tuple(filed for paper in papers for filed in self._put(desk, *paper)), aside=aside)

    @staticmethod
    def _laid_out(words: Sequence[bytes], day: date) -> tuple[Sequence[bytes], Sequence[bytes], tuple[bytes, ...]]:
        """Return the Word files with their fields filled, the PDF of each, and the PDFs that hold all of them."""
        if plate := typeset.plated(words, created=day):
            return words, [sheet.pdf for sheet in plate.sheets], plate.pdfs
        laid_out = [finishing.lay_out(docx, pipeline.FORMATS, created=day).files for docx in words]
        pdfs = [files[".pdf"] for files in laid_out]
        return [files[".docx"] for files in laid_out], pdfs, tuple(pdfs)

    def _overlaid(self, words: Sequence[bytes], day: date) -> Iterator[bytes]:
        if self.overlay:
            bare = [stripped(docx, self.overlay.stock) for docx in words]
            for pdf in typeset.typeset_together(bare, created=day).pdfs:
                yield moved(self._sized(pdf), self.overlay.offset)

    def _rendered(self) -> Iterator[bytes]:
        called = "/".join(self.copies[0].template.parts[-2:])
        template = building.compiled(self.template, called, self.filters)

        def render(copy: Copy) -> bytes:
            return template.render(copy.context, created=copy.date)

        for copy in self.copies:
            yield render(self.marks.mark(copy, self.sort, render) if self.marks else copy)

    def _put(self, desk: Desk, copy: Copy, docx: bytes, pdf: bytes) -> list[Filed]:
        return [
            desk.put(f"{copy.path}{suffix}", content, kind=copy.kind, template=self.digest)
            for suffix, content in ((".docx", docx), (".pdf", self._sized(pdf)))
        ]

    def _sized(self, pdf: bytes) -> bytes:
        """Return a PDF at its true size where Word could only hold a reduced one."""
        return enlarged(pdf, self.times) if self.times > 1 else pdf


@dataclass(frozen=True)
class Binding:
    """Binds the plates of an issue to one PDF for the printer, with so many ``copies`` of each certificate."""

    name: str
    copies: int

    def __call__(self, desk: Desk, products: Sequence[Product]) -> Product:
        """Bind them."""
        plates = [desk.read(filed) for product in products for filed in product.aside]
        template = next(filed.template for product in products for filed in product.files)
        return Product((desk.put(self.name, bound(plates, self.copies), kind=self.name, template=template),))


def bound(pdfs: Iterable[bytes], copies: int = 1) -> bytes:
    """Return one PDF with all pages of several, each page in so many copies."""
    with pikepdf.new() as book:
        for content in pdfs:
            with pikepdf.open(io.BytesIO(content)) as plate:
                for page in plate.pages:
                    book.pages.extend([page] * copies)
        book.Root.Lang = pikepdf.String("zh-CN")
        target = io.BytesIO()
        book.save(target, deterministic_id=True, min_version="1.7")
        return target.getvalue()


def jobs(copies: Sequence[Copy], pressing: Callable[..., Pressing]) -> Iterator[Job]:
    """Yield the work of making papers of one template, a plate at a time; ``pressing`` knows all but copies."""
    template, digest = _prepared(copies[0].template, copies[0].size)
    for start in range(0, len(copies), PLATE):
        some = copies[start : start + PLATE]
        wanted = tuple(f"{copy.path}.{form}" for copy in some for form in pipeline.FORMATS)
        yield Job(f"{some[0].path}", wanted, pressing(some, template, digest), recipe={})


def _prepared(path: Path, size: tuple[float, float] | None) -> tuple[bytes, str]:
    """Return a template on sheets of a size (mm), and the digest of its file."""
    blob = pipeline.contents(path)
    return resize(blob, Sheet(*size).reduced()) if size else blob, publish.digest(blob)
