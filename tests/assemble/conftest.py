"""PDFs made for the tests of packets, and a packet that is quickly put together."""

import io

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from docgen.assemble import Attachment, Packet, Part, assemble

A4 = (595.276, 841.89)


def add_page(pdf, text, size=A4, font="Helvetica"):
    page = pdf.add_blank_page(page_size=size)
    page.obj.Resources = Dictionary(
        Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{font}")))
    )
    page.obj.Contents = pdf.make_stream(f"BT /F1 12 Tf 40 40 Td ({text}) Tj ET".encode())
    return page


def saved(pdf, **settings):
    made = io.BytesIO()
    pdf.save(made, deterministic_id="encryption" not in settings, **settings)
    return made.getvalue()


def plain(pages=1, text="page", **settings):
    """A PDF whose pages say ``page 1``, ``page 2`` …"""
    pdf = Pdf.new()
    for number in range(1, pages + 1):
        add_page(pdf, f"{text} {number}", **settings)
    return saved(pdf)


def form(value="typed", name="field"):
    """A PDF with one filled field and its look."""
    pdf = Pdf.new()
    page = add_page(pdf, "form")
    look = pdf.make_stream(
        b"BT /F1 12 Tf 2 4 Td (typed) Tj ET",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 100, 20]),
        Resources=page.obj.Resources,
    )
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=name,
            V=value,
            DA="/F1 12 Tf",
            Rect=Array([100, 100, 200, 120]),
            AP=Dictionary(N=look),
            P=page.obj,
        )
    )
    page.obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DR=Dictionary(Font=page.obj.Resources.Font))
    return pdf, field


@pytest.fixture
def bind():
    """Assemble a packet of one part for each content; return the PDF and what was told."""

    def bind(*contents, **settings):
        parts = tuple(
            Part(f"Part {number}", (Attachment(f"file-{number}.pdf", content),))
            for number, content in enumerate(contents, start=1)
        )
        made = io.BytesIO()
        assembled = assemble(Packet("汇编", parts, **settings), made)
        return Pdf.open(io.BytesIO(made.getvalue())), assembled

    return bind
