import io
from pathlib import PurePosixPath

import pikepdf
import pypdf
import pytest

from docgen.certificates import Look
from docgen.certificates.look import bound
from docgen.errors import InputError
from docgen.publish import Paper
from docgen.shipped import TEMPLATES

PILOT = TEMPLATES / "xiamen-2008" / "pilot-certificates" / "template.docx"


def page(width, height, text="A"):
    """A PDF of one page with a letter in its lower left corner."""
    with pikepdf.new() as book:
        book.add_blank_page(page_size=(width, height))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        book.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        book.pages[0].Contents = book.make_stream(f"BT /F 10 Tf 10 10 Td ({text}) Tj ET".encode())
        target = io.BytesIO()
        book.save(target, deterministic_id=True)
        return target.getvalue()


def papers():
    yield Paper(PurePosixPath("1.pdf"), page(842, 595, "A"), "cert 1", "t")
    yield Paper(PurePosixPath("1.docx"), b"", "cert 1", "t")
    yield Paper(PurePosixPath("2.pdf"), page(842, 595, "B"), "cert 2", "t")
    yield Paper(PurePosixPath("list.pdf"), page(595, 842, "C"), "list x", "t")


def book(size):
    *_, last = bound(papers(), "cert", "all.pdf", Look(size=size).points())
    return last, pypdf.PdfReader(io.BytesIO(last.content))


def test_one_pdf_holds_the_certificates_and_nothing_else():
    made, pages = book("a4")
    assert made.path == PurePosixPath("all.pdf")
    assert [leaf.extract_text().strip() for leaf in pages.pages] == ["A", "B"]
    assert book("a4")[0].content == made.content


@pytest.mark.parametrize(("size", "millimetres"), [("a4", (297, 210)), ("A3", (420, 297)), ("600x400", (600, 400))])
def test_certificates_fill_sheets_of_any_size_without_being_distorted(size, millimetres):
    _, pages = book(size)
    leaf = pages.pages[0]
    assert [round(float(side) * 25.4 / 72) for side in leaf.mediabox[2:]] == list(millimetres)
    places = []
    leaf.extract_text(visitor_text=lambda text, cm, tm, *_: places.append((cm, tm)) if text.strip() else None)
    (cm, _), *_ = places
    assert cm[0] == pytest.approx(cm[3])
    assert cm[0] == pytest.approx(min(millimetres[0] / 297, millimetres[1] / 210), rel=0.01)
    assert cm[4] >= 0
    assert cm[5] >= 0


@pytest.mark.parametrize("size", ["a9", "600", "0x0", "600 mm", "99999x1"])
def test_what_is_no_size_is_told(size):
    with pytest.raises(InputError) as told:
        Look(size=size).points()
    assert "600x400" in told.value.hint.zh


def test_a_design_is_a_template_beside_the_usual_one():
    assert Look().template(PILOT) == PILOT
    assert Look("gold").template(PILOT).name == "template-gold.docx"
    with pytest.raises(InputError) as told:
        Look("silver").template(PILOT)
    assert told.value.hint.zh == "可以写：gold、ink"


def test_both_sorts_of_certificate_have_every_design():
    designs = {
        kind: {path.name for path in (TEMPLATES / "xiamen-2008" / kind).glob("template*.docx")}
        for kind in ("pilot-certificates", "demonstration-certificates")
    }
    assert designs["pilot-certificates"] == designs["demonstration-certificates"]
