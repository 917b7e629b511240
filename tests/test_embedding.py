import io

import pikepdf
import pypdf

from docgen.embedding import Face, embed


def test_readers_know_every_character_of_a_face_and_its_width():
    face = Face(b"program", {"甲": 3, "a": 7, "𠮷": 9}, {"甲": 1000, "a": 500, "𠮷": 1000})
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary({"/F": embed(pdf, face, "Face")}))
        page.Contents = pdf.make_stream(b"BT /F 10 Tf <000300070009> Tj ET")
        assert page.Resources.Font.F.DescendantFonts[0].W.as_list()[0] == 7
        assert page.Resources.Font.F.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes() == b"program"
        made = io.BytesIO()
        pdf.save(made)
    assert pypdf.PdfReader(made).pages[0].extract_text() == "甲a𠮷"
