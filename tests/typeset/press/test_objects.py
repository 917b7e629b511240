import datetime as dt
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from types import SimpleNamespace

import pypdf
import pytest

from docgen.typeset import Typeset, typeset
from docgen.typeset.looks import Insets, Line
from docgen.typeset.press.job import Job
from docgen.typeset.press.objects import Origin, anchored, picture, shape
from docgen.typeset.press.typecase import typecase
from docgen.typeset.tree import Anchor, Axis, Page, Picture, Shape

A4 = Page(width=595, height=842, top=100, left=80, bottom=100, right=70)


def png(colour: tuple[int, int, int] = (200, 30, 30)) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + bytes(colour) * 2) * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def drawing(relation: str, *, anchor: str = "") -> str:
    graphic = (
        '<a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill><a:blip r:embed="'
        f'{relation}"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>'
    )
    size = '<wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="p" descr="徽标"/>'
    kind = "anchor" if anchor else "inline"
    return f"<w:r><w:drawing><wp:{kind}>{anchor}{size}{graphic}</wp:{kind}></w:drawing></w:r>"


def floating(horizontal: Axis, vertical: Axis, *, wrap: str = "None") -> list[str]:
    box = Shape("rect", 100, 50, anchor=Anchor(horizontal, vertical, wrap=wrap))
    return anchored(box, "BODY", Origin(A4, width=445))


def test_a_picture_is_set_in_the_line(laid_out: Callable[..., Typeset], word: SimpleNamespace) -> None:
    result = laid_out(word.paragraph(word.run("前") + drawing("img_png") + word.run("后")), img_png=png())
    assert result.warnings == ()
    assert b"/Subtype /Image" in result.pdf or b"/Subtype/Image" in result.pdf


def test_a_picture_that_is_not_there_is_a_warning(laid_out: Callable[..., Typeset], word: SimpleNamespace) -> None:
    (warning,) = laid_out(word.paragraph(drawing("nowhere"))).warnings
    assert "图片" in warning.what.zh


@pytest.mark.parametrize(
    ("heads", "tips"),
    [((False, False), []), ((False, True), ["(100pt, 0pt)"]), ((True, True), ["(0pt, 0pt)", "(100pt, 0pt)"])],
)
def test_an_arrow_has_its_tip_at_the_end_of_its_line(heads: tuple[bool, bool], tips: list[str]) -> None:
    line = Shape("line", 100.0, 0.0, line=Line("single", 1.0), heads=heads)
    found = re.findall(r"polygon\(fill: [^,]+, (\([^)]*\)), (\([^)]*\)), (\([^)]*\))\)", shape(line, "[]"))
    assert [tip for tip, *_ in found] == tips
    assert all({side[1:].split(",")[0] for side in sides} <= {"6pt", "94pt"} for _, *sides in found)


def test_equal_pictures_are_stored_once() -> None:
    job = Job(frozenset(), typecase())
    picture(job, Picture(png(), "png", 10, 10))
    picture(job, Picture(png(), "png", 20, 20))
    picture(job, Picture(png((0, 0, 0)), "png", 10, 10))
    assert len(job.assets) == 2


def test_all_pictures_lie_in_one_file_that_each_document_calls_the_same() -> None:
    """Typst keeps the name of each file for ever and dies of the 65,536th, so that certificates would have run out."""
    job = Job(frozenset(), typecase())
    contents = [png((0, 0, 0)), png((9, 9, 9))]
    for content in contents:
        picture(job, Picture(content, "png", 10, 10))
    beside = b"".join(job.assets)
    parts = [re.findall(r"\d+", expression) for expression in job.assets.values()]
    assert [beside[int(at) :][: int(size)] for at, size in parts] == contents
    assert job.definitions() == '#let beside = read("beside.bin", encoding: none)'


def test_a_drawing_goes_with_the_source_and_needs_no_file() -> None:
    job = Job(frozenset(), typecase())
    shown = picture(job, Picture(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "svg", 10, 10))
    (name, line) = next(iter(job.used_in(shown).items()))
    assert shown.startswith(f"image({name}, ")
    assert line.startswith(f"#let {name} = bytes(")
    assert not job.assets


def test_another_picture_of_the_same_name_is_shown_in_the_next_document(word: SimpleNamespace) -> None:
    files = [word.docx(word.paragraph(drawing("img_png")), img_png=png(colour)) for colour in ((0, 0, 0), (9, 9, 9))]
    results = list(typeset([*files, files[0]], created=dt.date(2009, 1, 2)))
    shown = [pypdf.PdfReader(io.BytesIO(each.pdf)).pages[0].images[0].image.getpixel((0, 0)) for each in results]
    assert shown == [(0, 0, 0), (9, 9, 9), (0, 0, 0)]


def test_a_cropped_picture_shows_its_part_in_full_size() -> None:
    shown = picture(Job(frozenset(), typecase()), Picture(png(), "png", 50, 50, crop=Insets(left=0.5)))
    assert "clip: true" in shown
    assert "width: 100pt" in shown


@pytest.mark.parametrize(
    ("horizontal", "vertical", "shown"),
    [
        (Axis("page", 10), Axis("page", 20), "on-page(10pt, 20pt, BODY)"),
        (Axis("page", align="right"), Axis("page", align="bottom"), "on-page(495pt, 792pt, BODY)"),
        (Axis("margin", align="center"), Axis("margin", 5), "on-page(252.5pt, 105pt, BODY)"),
        (Axis("column", 10), Axis("paragraph", 7), "place(top + left, dx: 10pt, dy: 7pt, BODY)"),
        (Axis("page", 90), Axis("paragraph", 7), "place(top + left, dx: 10pt, dy: 7pt, BODY)"),
        (Axis("column", 10), Axis("page", 7), "on-page(90pt, 7pt, BODY)"),
    ],
)
def test_an_anchor_becomes_a_place(horizontal: Axis, vertical: Axis, shown: str) -> None:
    assert floating(horizontal, vertical) == [shown]


def test_an_object_with_text_above_and_below_takes_its_height() -> None:
    assert floating(Axis("column"), Axis("paragraph", 10), wrap="TopAndBottom")[-1] == "v(60pt)"


@pytest.mark.parametrize("kind", ["rect", "roundRect", "ellipse", "line"])
def test_every_shape_is_drawn_with_its_line(kind: str) -> None:
    drawn = shape(Shape(kind, 100, 50, line=Line("single", 1.5, "FF0000"), fill="EEEEEE"), "[]")
    assert "1.5pt" in drawn
    assert "FF0000" in drawn


def test_a_text_box_is_set_with_its_text(laid_out: Callable[..., Typeset], word: SimpleNamespace) -> None:
    box = (
        '<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="page"><wp:align>center</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="1800000" cy="720000"/><wp:wrapNone/><a:graphic><a:graphicData uri="x"><wps:wsp><wps:spPr>'
        '<a:prstGeom prst="ellipse"/></wps:spPr><wps:txbx><w:txbxContent>'
        f'{word.paragraph("框内")}</w:txbxContent></wps:txbx><wps:bodyPr anchor="ctr"/></wps:wsp></a:graphicData>'
        "</a:graphic></wp:anchor></w:drawing></w:r>"
    )
    (page,) = word.pages(laid_out(word.paragraph(word.run("正文") + box)).pdf)
    assert sorted(page) == ["框内", "正文"]


def test_a_click_on_a_picture_in_the_line_opens_what_it_links_to(word: SimpleNamespace) -> None:
    click = drawing("media_png").replace("/><a:graphic>", '><a:hlinkClick r:id="click"/></wp:docPr><a:graphic>', 1)
    with zipfile.ZipFile(io.BytesIO(word.docx(word.paragraph(click), media_png=png()))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    link = '<Relationship Id="click" Type="hyperlink" Target="https://example.org/" TargetMode="External"/></'
    relations = "word/_rels/document.xml.rels"
    files[relations] = files[relations].decode().replace("</", link).encode()
    (done,) = typeset([word.packed(files)])
    (found,) = pypdf.PdfReader(io.BytesIO(done.pdf)).pages[0]["/Annots"]
    assert found.get_object()["/A"]["/URI"] == "https://example.org/"
    left, bottom, right, top = found.get_object()["/Rect"]
    assert (float(right - left), float(top - bottom)) == pytest.approx((72, 72), abs=0.1)
