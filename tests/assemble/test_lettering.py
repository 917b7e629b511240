import io

from fontTools.ttLib import TTFont
from pikepdf import Pdf

from docgen.assemble import lettering
from docgen.assemble.lettering import Lettering
from docgen.shipped import FONTS


def test_only_the_letters_needed_are_embedded():
    pdf = Pdf.new()
    letters = Lettering(pdf, ("第 1 页",))
    (font,) = letters.fonts.values()
    descendant = font.DescendantFonts[0]
    with TTFont(io.BytesIO(descendant.FontDescriptor.FontFile2.read_bytes())) as program:
        assert set(program.getBestCmap()) == set(map(ord, "第 1页"))
    assert len(descendant.FontDescriptor.FontFile2.read_bytes()) < 20_000


def test_a_letter_is_as_wide_as_its_face_says():
    letters = Lettering(Pdf.new(), ("第1",))
    assert letters.width("第第", 10) == 20
    assert 4 < letters.width("1", 10) < 7


def test_letters_of_two_faces_stand_in_one_line():
    usual, rest = ({*characters(face)} for face in lettering._FACES)
    rare = min(rest - usual)
    shown = Lettering(Pdf.new(), (f"第{rare}页",)).show(f"第{rare}页", 10)
    assert (shown.count("Tf"), shown.count("Tj")) == (3, 3)


def characters(face):
    with TTFont(FONTS / face, lazy=True) as font:
        return map(chr, font.getBestCmap())
