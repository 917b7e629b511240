import io
import zipfile

import pytest
from lxml import etree

from docgen.render import Template
from docgen.render.resizing import Sheet, resize
from docgen.shipped import TEMPLATES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
CERTIFICATE = (TEMPLATES / "xiamen-2008" / "pilot-certificates" / "template.docx").read_bytes()
MM = 36_000


def part(docx, name):
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read(name))


def sizes(docx, name="word/document.xml"):
    return [int(size.get(W + "val")) for size in part(docx, name).iter(W + "sz")]


def frame(docx):
    """Where a drawing that spans the sheet begins and ends: left, top, width, height in millimetres."""
    anchor = next(part(docx, "word/header1.xml").iter(WP + "anchor"))
    left, top = (int(place.text) / MM for place in anchor.iter(WP + "posOffset"))
    extent = next(anchor.iter(WP + "extent"))
    return left, top, int(extent.get("cx")) / MM, int(extent.get("cy")) / MM


@pytest.mark.parametrize(
    ("sheet", "scale"), [(Sheet(420, 297), 1.414), (Sheet(300, 200), 0.952), (Sheet(400, 300), 1.347)]
)
def test_type_grows_with_the_sheet_and_a_frame_spans_it(sheet, scale):
    resized = resize(CERTIFICATE, sheet)
    for name in ("word/document.xml", "word/styles.xml"):
        assert sizes(resized, name) == pytest.approx([size * scale for size in sizes(CERTIFICATE, name)], abs=1)
    assert frame(resized) == pytest.approx((0, 0, sheet.width, sheet.height), abs=0.2)
    size = next(part(resized, "word/document.xml").iter(W + "pgSz"))
    assert int(size.get(W + "w")) == pytest.approx(sheet.width * 56.693, abs=1)


def test_the_same_size_changes_nothing_but_roundings():
    assert sizes(resize(CERTIFICATE, Sheet(297, 210))) == sizes(CERTIFICATE)


def test_a_resized_template_is_a_template():
    Template(resize(CERTIFICATE, Sheet(420, 297)), filters={"titled": str, "chinese_date": str, "counting": str})


@pytest.mark.parametrize(
    ("sheet", "times", "held"), [(Sheet(420, 297), 1, 420), (Sheet(600, 400), 2, 300), (Sheet(1200, 800), 3, 400)]
)
def test_a_sheet_that_word_cannot_hold_is_reduced_by_a_whole_number(sheet, times, held):
    assert (sheet.reduction, sheet.reduced().width) == (times, held)
