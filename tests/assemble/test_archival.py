"""Packets for the archives: what may go in, and what a reader is told of them."""

import datetime as dt
import io

import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from docgen import typeset
from docgen.assemble import Attachment, Packet, Part, Protection, assemble
from docgen.errors import AssemblyError
from docgen.render import Template
from docgen.shipped import TEMPLATES
from tests.assemble.conftest import add_page, plain, saved

DAY = dt.date(2008, 12, 1)


@pytest.fixture(scope="module")
def paper():
    """A PDF/A-2a of our own."""
    template = Template(TEMPLATES / "xiamen-2008" / "packet-contents" / "template.docx")
    (made,) = typeset.typeset([template.render({"packet": {"title": "x"}, "lines": []})], created=DAY)
    return made.pdf


def altered(content, change):
    with Pdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        return saved(pdf)


def of_part(part):
    def change(pdf):
        with pdf.open_metadata() as metadata:
            metadata["pdfaid:part"] = part

    return change


def picture(mode):
    made = io.BytesIO()
    Image.new(mode, (40, 30)).save(made, "JPEG")
    return made.getvalue()


def archived(*contents, **settings):
    attachments = tuple(Attachment(f"file-{number}", content) for number, content in enumerate(contents, start=1))
    settings = {"created": DAY, "properties": {"Author": "厦门市科学技术局", "Creator": "docgen"}, **settings}
    made = io.BytesIO()
    assemble(Packet("汇编", (Part("甲", attachments),), archival=True, **settings), made)
    return made.getvalue()


def refused(*contents, **settings):
    with pytest.raises(AssemblyError) as error:
        archived(*contents, **settings)
    return f"{error.value.message.zh}\n{error.value.hint.zh}"


def not_embedded(pdf):
    """The fonts of a PDF that have no program."""
    fonts = [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/Type") == "/Font"]
    assert fonts
    simple = [font for font in fonts if font.Subtype not in ("/Type0", "/Type3")]
    return [font.BaseFont for font in simple if not {"/FontFile2", "/FontFile3"} & font.FontDescriptor.keys()]


def test_a_packet_of_archival_papers_and_pictures_is_a_pdf_a_2b(paper):
    made = archived(paper, picture("RGB"), picture("L"), watermark="评审专用")
    with Pdf.open(io.BytesIO(made)) as pdf:
        with pdf.open_metadata() as told:
            assert told.pdfa_status == "2B"
            assert (told["dc:title"], told["dc:creator"]) == ("汇编", ["厦门市科学技术局"])
            assert told["xmp:CreatorTool"] == pdf.docinfo.Creator == "docgen"
            assert told["xmp:CreateDate"].startswith("2008-12-01T00:00:00")
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        with Pdf.open(io.BytesIO(paper)) as source:
            profile = source.Root.OutputIntents[0].DestOutputProfile.read_bytes()
        assert intent.DestOutputProfile.read_bytes() == profile
        assert not_embedded(pdf) == []
        assert not pdf.is_encrypted


def test_the_same_archival_packet_has_the_same_bytes(paper):
    assert archived(paper, picture("RGB")) == archived(paper, picture("RGB"))


def test_a_packet_that_nobody_asked_to_be_archival_does_not_say_so(paper, bind):
    pdf, _ = bind(paper)
    assert "/Metadata" not in pdf.Root
    assert "/OutputIntents" not in pdf.Root


def test_all_plain_attachments_are_refused_at_once_by_name(paper):
    told = refused(plain(), paper, plain(2))
    assert "file-1：没有声明是 PDF/A" in told
    assert "file-3：没有声明是 PDF/A" in told
    assert "file-2" not in told
    assert "导出为 PDF/A" in told


@pytest.mark.parametrize("part", ["1", "2", "3"])
def test_the_first_three_parts_of_the_standard_may_go_in(paper, part):
    assert archived(altered(paper, of_part(part)))


def test_the_fourth_part_of_the_standard_is_refused(paper):
    assert "file-1：没有声明" in refused(altered(paper, of_part("4")))


def test_a_file_that_says_it_is_archival_but_lacks_a_font_is_refused(paper):
    told = refused(altered(paper, lambda pdf: add_page(pdf, "plain", font="Arial")))
    assert "file-1：说是 PDF/A，字体却没有嵌入：Arial" in told


def test_the_colours_of_a_press_are_refused_in_pictures_and_in_papers(paper):
    def press(pdf):
        profile = pdf.Root.OutputIntents[0].DestOutputProfile
        content = bytearray(profile.read_bytes())
        content[16:20] = b"CMYK"
        profile.write(bytes(content))

    told = refused(altered(paper, press), picture("CMYK"), paper)
    assert "file-1：用印刷色" in told
    assert "file-2：用印刷色" in told
    assert "file-3" not in told


def test_pictures_alone_say_nothing_of_their_colours():
    with pytest.raises(AssemblyError, match="OutputIntent"):
        archived(picture("RGB"))


def test_an_archival_packet_is_never_protected(paper):
    assert "不能加密" in refused(paper, protection=Protection("secret"))


def test_nothing_stands_in_for_what_the_archives_refuse(paper):
    told = refused(paper, plain(), stand_in=lambda attachment, reason: plain())
    assert "file-2：没有声明" in told


def test_the_layers_of_an_archival_packet_have_a_name(paper):
    def layered(pdf):
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="批注"))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(Name="x"))

    with Pdf.open(io.BytesIO(archived(altered(paper, layered)))) as pdf:
        shown = pdf.Root.OCProperties.D
        assert shown.Name == "docgen"
        assert "/Order" not in shown  # one that lists some layers would have to list all (ISO 19005-2, 6.9)
