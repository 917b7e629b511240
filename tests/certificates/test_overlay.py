"""Certificates on stock that is printed already: places are read from the PDF that goes to the printer."""

import io
import subprocess
import zipfile
from dataclasses import replace
from datetime import date

import pypdf
import pytest
from PIL import Image

from docgen import certificates
from docgen.certificates import Look, Order
from docgen.certificates.calibration import calibration
from docgen.certificates.overlay import Offset, stripped
from docgen.certificates.places import places
from docgen.errors import InputError
from docgen.registry import Event
from docgen.render.resizing import Sheet
from docgen.shipped import SAMPLES, TEMPLATES

MM = 72 / 25.4
LED = SAMPLES / "xiamen-2008" / "led.yaml"
NOTICE = "厦科联〔2009〕1号"
UNIT, ISSUERS = "厦门鹭光半导体照明", ["厦门市科学技术局", "厦门市发展和改革委员会"]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """A folder with an issue for stock, moved 1.5 mm to the right and 2 mm up; and its order."""
    home = tmp_path_factory.mktemp("overlay")
    look = Look(overlay="1.5,-2")
    order = Order(date(2009, 1, 12), "周样例", "授予称号", NOTICE, str(home / "register.sqlite"), look=look)
    return certificates.issue(LED, home / "led", "pilot", order).folder, order


def place(page, text):
    """Where words begin on a page, in points from its lower left corner."""
    found = []

    def visit(words, matrix, position, *_):
        if words.strip().startswith(text):
            found.append((position[4] * matrix[0] + matrix[4], position[5] * matrix[3] + matrix[5]))

    page.extract_text(visitor_text=visit)
    return found[0]


def first(path):
    return pypdf.PdfReader(path).pages[0]


def test_what_is_printed_on_stock_stands_where_it_does_on_the_certificate_but_for_the_offset(printed):
    folder, _ = printed
    full, bare = first(folder / "厦联试〔2009〕1-1号.pdf"), first(folder / f"overlay-{NOTICE}.pdf")
    for text in (UNIT, *ISSUERS, "二〇〇九年一月十二日"):
        (left, low), (moved_left, moved_low) = place(full, text), place(bare, text)
        assert (moved_left - left, moved_low - low) == pytest.approx((1.5 * MM, 2 * MM), abs=0.01)


def test_the_frame_is_not_printed_and_the_heading_is_white(printed, tmp_path):
    folder, _ = printed
    full, bare = first(folder / "厦联试〔2009〕1-1号.pdf"), first(folder / f"overlay-{NOTICE}.pdf")
    left, low = place(full, "证　")
    assert place(bare, "证　") == pytest.approx((left + 1.5 * MM, low + 2 * MM), abs=0.01)
    for file, seen in ((folder / "厦联试〔2009〕1-1号.pdf", True), (folder / f"overlay-{NOTICE}.pdf", False)):
        render = ["pdftoppm", "-r", "36", "-png", "-f", "1", "-singlefile", file, tmp_path / "page"]
        subprocess.run(render, check=True)
        page = Image.open(tmp_path / "page.png").convert("L")
        heading = page.crop(
            (round(left / 2), page.height - round(low / 2) - 18, page.width * 6 // 10, page.height - round(low / 2))
        )
        corner = page.crop((0, 0, 40, 40))
        assert [part.getextrema()[0] < 250 for part in (heading, corner)] == [seen, seen]


def body(docx):
    """The XML of a Word file's text."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read("word/document.xml")


def test_the_certificates_themselves_are_whole_and_there_is_a_page_of_each_for_the_printer(printed):
    folder, _ = printed
    assert len(pypdf.PdfReader(folder / f"overlay-{NOTICE}.pdf").pages) == 8
    assert not (folder / f"all-{NOTICE}.pdf").exists()
    assert place(first(folder / "厦联试〔2009〕1-8号.pdf"), "证")


def test_a_border_of_the_page_is_part_of_the_frame_that_the_stock_bears():
    template = (TEMPLATES / "shili-2021/pilot-certificates/template.docx").read_bytes()
    assert [b"pgBorders" in body(docx) for docx in (template, stripped(template, ["证书题名"]))] == [True, False]


def test_a_lost_certificate_is_printed_on_stock_too(printed):
    folder, order = printed
    again = replace(order, on=date(2009, 1, 13), why="遗失", basis="遗失声明")
    made = certificates.renew(Event.REISSUED, "厦联试〔2009〕1-2号", LED, folder, again)
    assert "overlay-厦联试〔2009〕1-2号（补） 2009-01-13.pdf" in made.files
    assert place(first(folder / "overlay-厦联试〔2009〕1-2号（补） 2009-01-13.pdf"), "二〇〇九年一月十二日")


def test_a_plaque_is_moved_by_true_millimetres_too(printed, tmp_path):
    look = Look(size="600x400", overlay="1.5,-2")
    order = replace(printed[1], register=str(tmp_path / "register.sqlite"), look=look)
    folder = certificates.issue(LED, tmp_path / "led", "pilot", order).folder
    full, bare = first(folder / "厦联试〔2009〕1-1号.pdf"), first(folder / f"overlay-{NOTICE}.pdf")
    assert float(bare.mediabox.width) == float(full.mediabox.width) == pytest.approx(600 * MM, abs=1)
    (left, low), (moved_left, moved_low) = place(full, UNIT), place(bare, UNIT)
    assert (moved_left - left, moved_low - low) == pytest.approx((1.5 * MM, 2 * MM), abs=0.02)
    assert [float(side) for side in first(folder / f"list-{NOTICE}.pdf").mediabox[2:]] == pytest.approx(
        [595, 842], abs=1
    )


@pytest.mark.parametrize("text", ["1", "a,b", "21,0", "0,-20.5", "1.5 2", ""])
def test_what_is_no_offset_is_told(text):
    with pytest.raises(InputError, match="offset"):
        Offset.of(text)


@pytest.mark.parametrize("text", ["1.5,-2", " +1.5 ， -2 "])
def test_an_offset_is_read_as_a_clerk_writes_it(text):
    assert Offset.of(text) == Offset(1.5, -2)


@pytest.mark.parametrize("sheet", [Sheet(297, 210), Sheet(420, 297)])
def test_the_scales_of_the_calibration_page_cross_in_the_middle_of_the_sheet(sheet):
    (page,) = pypdf.PdfReader(io.BytesIO(calibration(sheet))).pages
    assert [float(side) for side in page.mediabox[2:]] == pytest.approx([sheet.width * MM, sheet.height * MM], abs=0.01)
    ten, fifteen = place(page, "+10"), place(page, "+15")
    assert fifteen[0] - ten[0] == pytest.approx(5 * MM, abs=0.1)
    assert (ten[0] + 3 - sheet.width * MM / 2) == pytest.approx(10 * MM, abs=4)
    (moved,) = pypdf.PdfReader(io.BytesIO(calibration(sheet, Offset(-3, 4)))).pages
    there = place(moved, "+10")
    assert (there[0] - ten[0], there[1] - ten[1]) == pytest.approx((-3 * MM, -4 * MM), abs=0.01)
    assert calibration(sheet) == calibration(sheet)


def test_signatures_find_their_places_on_a_certificate_for_stock(printed):
    folder, _ = printed
    pdf = (folder / "厦联试〔2009〕1-1号.pdf").read_bytes()
    assert [found.name for found in places(pdf, ISSUERS)] == ISSUERS
