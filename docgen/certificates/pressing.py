"""Certificates are pressed a plate at a time, in this process or another, and bound for the printer."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pikepdf

from docgen import building, pipeline, publish, typeset
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


_WRITERS = 8  # the disk is waited for after each file: these wait together


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
        words = [typeset.fill_fields(docx) for docx in self._rendered()]
        plate = typeset.typeset_together(words, created=first.date)
        bound = self._overlaid(words, first.date) if self.overlay else map(self._sized, plate.pdfs * self.plates)
        aside = tuple(desk.put(f"{first.path} {n}", pdf, kind="") for n, pdf in enumerate(bound))
        with ThreadPoolExecutor(_WRITERS) as writers:
            pdfs = [sheet.pdf for sheet in plate.sheets]
            return Product(tuple(chain(*writers.map(partial(self._put, desk), self.copies, words, pdfs))), aside=aside)

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
