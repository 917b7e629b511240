"""Attachments as people send them: each lands right or is refused by name, and the rest is unharmed."""

import gc
import hashlib
import io
import zlib

import pypdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Permissions, String
from PIL import Image

from docgen.assemble import Attachment, Intake, Packet, Part, assemble
from docgen.assemble.placing import SHEET_HEIGHT, SHEET_WIDTH
from docgen.errors import AssemblyError
from tests.assemble.conftest import add_page, form, plain, saved


def changed(change, pages=1):
    pdf = Pdf.open(io.BytesIO(plain(pages)))
    change(pdf)
    return saved(pdf)


def on_page(**entries):
    def change(pdf):
        for key, value in entries.items():
            pdf.pages[0].obj[f"/{key}"] = value(pdf) if callable(value) else value

    return changed(change)


def on_root(**entries):
    def change(pdf):
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return changed(change)


def annotated(**entries):
    return on_page(Annots=Array([Dictionary(Type=Name.Annot, Rect=Array([10, 10, 50, 50]), **entries)]))


def picture(kind, mode="RGB", size=(60, 80), **settings):
    made = io.BytesIO()
    Image.new(mode, size).save(made, kind, **settings)
    return made.getvalue()


def rotated_photo():
    exif = Image.Exif()
    exif[0x0112] = 6
    return picture("JPEG", exif=exif)


def many_frames():
    made = io.BytesIO()
    frames = [Image.new("1", (80, 100)) for _ in range(3)]
    frames[0].save(made, "TIFF", save_all=True, append_images=frames[1:], compression="group4")
    return made.getvalue()


def bomb():
    """A PNG that says it has 40,000 x 40,000 pixels."""
    head = (40_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(99))))
    written = (
        len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big") for kind, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def signed():
    pdf, field = form()
    field.FT = Name.Sig
    field.V = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"))
    return saved(pdf)


def dynamic_form():
    pdf, _ = form()
    pdf.Root.AcroForm.XFA = String("<xdp/>")
    pdf.Root.NeedsRendering = True
    return saved(pdf)


def inherited_everything():
    def change(pdf):
        page, tree = pdf.pages[0].obj, pdf.Root.Pages
        for key in ("/MediaBox", "/Resources"):
            tree[key] = page[key]
            del page[key]
        tree["/Rotate"] = 180

    return changed(change)


def one_content_for_all():
    pdf = Pdf.open(io.BytesIO(plain(3)))
    for page in pdf.pages:
        page.obj.Contents = pdf.pages[0].obj.Contents
    return saved(pdf)


def one_page_thrice():
    pdf = Pdf.open(io.BytesIO(plain()))
    page = pdf.pages[0].obj
    pdf.Root.Pages.Kids = Array([page, page, page])
    pdf.Root.Pages.Count = 3
    return saved(pdf)


def looping_bookmarks():
    def change(pdf):
        item = pdf.make_indirect(Dictionary(Title="again", Dest=Array([pdf.pages[0].obj, Name.Fit])))
        item.Next = item.First = item
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item))

    return changed(change)


def names_in_a_circle():
    def change(pdf):
        node = pdf.make_indirect(Dictionary())
        node.Kids = Array([node])
        pdf.Root.Names = Dictionary(Dests=node)
        pdf.pages[0].obj.Annots = Array(
            [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Dest=String("x"))]
        )

    return changed(change)


def page_tree_in_a_circle():
    return plain().replace(b"/Kids [ 3 0 R ]", b"/Kids [ 2 0 R ]")


def form_without_look():
    pdf, field = form()
    del field.AP
    pdf.Root.AcroForm.NeedAppearances = True
    return saved(pdf)


def without_cross_references():
    whole = plain()
    return whole[: whole.rindex(b"startxref")] + b"startxref\n9\n%%EOF"


def encrypted(**settings):
    return saved(Pdf.open(io.BytesIO(plain())), encryption=Encryption(**settings))


def stream(text):
    return lambda pdf: pdf.make_stream(text)


LANDS = {
    "rotated by 90": (lambda: on_page(Rotate=90), 1, None),
    "rotated by -270": (lambda: on_page(Rotate=-270), 1, None),
    "rotated by 37": (lambda: on_page(Rotate=37), 1, None),
    "landscape": (lambda: plain(size=(841.89, 595.276)), 1, None),
    "A0 poster": (lambda: plain(size=(2384, 3370)), 1, "缩到 A4"),
    "larger than readers allow": (lambda: on_page(MediaBox=Array([0, 0, 30_000, 20_000])), 1, "缩到 A4"),
    "business card": (lambda: plain(size=(240, 150)), 1, None),
    "strip of 3 points": (lambda: plain(size=(3, 800)), 1, None),
    "US Letter": (lambda: plain(size=(612, 792)), 1, "缩到 A4"),
    "corners the other way round": (lambda: on_page(MediaBox=Array([595, 842, 0, 0])), 1, None),
    "origin far away": (lambda: on_page(MediaBox=Array([-9000, 5000, -8405, 5842])), 1, None),
    "cropped": (lambda: on_page(CropBox=Array([20, 20, 300, 400])), 1, None),
    "crop box outside the page": (lambda: on_page(CropBox=Array([9000, 9000, 9100, 9100])), 1, None),
    "unit of an inch": (lambda: on_page(MediaBox=Array([0, 0, 8.27, 11.69]), UserUnit=72), 1, None),
    "page whose size is words": (lambda: on_page(MediaBox=Array([Name.a, Name.b, Name.c, Name.d])), 1, "已修复"),
    "all inherited": (inherited_everything, 1, None),
    "too many Q": (lambda: on_page(Contents=stream(b"Q Q Q 0 0 10 10 re f Q")), 1, None),
    "too many q": (lambda: on_page(Contents=stream(b"q q q 5 0 0 5 0 0 cm q")), 1, None),
    "no content": (lambda: changed(lambda pdf: pdf.pages[0].obj.__delitem__("/Contents")), 1, "没有内容"),
    "no resources": (lambda: changed(lambda pdf: pdf.pages[0].obj.__delitem__("/Resources")), 1, "已修复"),
    "content in pieces": (
        lambda: changed(
            lambda pdf: setattr(
                pdf.pages[0].obj,
                "Contents",
                Array([pdf.make_stream(b"BT /F1 9 Tf"), pdf.make_stream(b"(page 1) Tj ET")]),
            )
        ),
        1,
        None,
    ),
    "one content for all pages": (one_content_for_all, 3, None),
    "one page thrice": (one_page_thrice, 3, "已修复"),
    "font not embedded": (lambda: plain(font="SimSun"), 1, "SimSun"),
    "form filled in": (lambda: saved(form()[0]), 1, None),
    "signed": (signed, 1, "数字签名"),
    "restricted by its owner": (
        lambda: encrypted(owner="o", user="", allow=Permissions(modify_assembly=False)),
        1,
        "限制",
    ),
    "launches a program": (
        lambda: annotated(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("cmd.exe"))),
        1,
        "已去掉",
    ),
    "link to nowhere": (lambda: annotated(Subtype=Name.Link, Dest=String("nowhere")), 1, "不存在"),
    "annotations that are none": (lambda: on_page(Annots=Array([1, Name.X, None])), 1, None),
    "annotations that are a number": (lambda: on_page(Annots=7), 1, "已修复"),
    "embedded files": (
        lambda: on_root(Names=Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))),
        1,
        "内嵌",
    ),
    "bookmarks in a circle": (looping_bookmarks, 1, None),
    "names in a circle": (names_in_a_circle, 1, "不存在"),
    "rotated by a word": (lambda: on_page(Rotate=Name.Quarter), 1, None),
    "form that nobody has drawn": (form_without_look, 1, None),
    "bookmarks that are a number": (lambda: on_root(Outlines=7), 1, None),
    "junk before the head": (lambda: b"GET / HTTP/1.1\n\n" + plain(), 1, None),
    "no cross-reference table": (without_cross_references, 1, "已修复"),
    "cut off at the end": (lambda: plain(4)[:-200], 4, "已修复"),
    "two thousand pages": (lambda: plain(2000), 2000, None),
    "photo turned by its camera": (rotated_photo, 1, None),
    "photo for the press (CMYK)": (lambda: picture("JPEG", "CMYK"), 1, None),
    "transparent picture": (lambda: picture("PNG", "RGBA"), 1, None),
    "picture of 16 bits": (lambda: picture("PNG", "I;16"), 1, None),
    "picture with a palette": (lambda: picture("PNG", "P"), 1, None),
    "fax of three pages": (many_frames, 3, None),
}
REFUSED = {
    "page tree in a circle": (page_tree_in_a_circle, "已损坏"),
    "empty file": (lambda: b"", "空文件"),
    "Word file called PDF": (lambda: b"PK\x03\x04 word", "不是 PDF"),
    "web page called PDF": (lambda: b"<!DOCTYPE html><html>", "不是 PDF"),
    "head and nothing else": (lambda: b"%PDF-1.7\n", "已损坏"),
    "noise after the head": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20, "已损坏"),
    "needs a password": (lambda: encrypted(owner="o", user="u"), "密码"),
    "no page at all": (lambda: saved(Pdf.new()), "一页也没有"),
    "portfolio": (lambda: on_root(Collection=Dictionary(Type=Name.Collection)), "文件包"),
    "dynamic form": (dynamic_form, "动态表单"),
    "page without extent": (lambda: on_page(MediaBox=Array([0, 0, 0, 842])), "第 1 页没有大小"),
    "cut-off photo": (lambda: picture("JPEG", size=(900, 900))[:900], "已损坏"),
    "picture bomb": (bomb, "像素太多"),
    "file that is not there": (lambda: __import__("pathlib").Path("missing.pdf"), "打不开"),
}


@pytest.mark.parametrize("trouble", LANDS)
def test_an_attachment_in_trouble_lands_upright_on_a4_and_is_numbered(bind, trouble):
    make, pages, told = LANDS[trouble]
    pdf, assembled = bind(plain(text="before"), make(), plain(text="after"))
    notices = [notice.message.zh for notice in assembled.notices if notice.name == "file-2.pdf"]
    assert any(told in notice for notice in notices) if told else not notices
    assert not [notice for notice in assembled.notices if notice.name != "file-2.pdf"]
    last = 3 + pages + pages % 2
    assert len(pdf.pages) == assembled.numbered == last
    reader = pypdf.PdfReader(io.BytesIO(saved(pdf)))
    for number in (3, last):
        page = reader.pages[number - 1]
        turned = page.rotation % 180
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
            (SHEET_HEIGHT, SHEET_WIDTH) if turned else (SHEET_WIDTH, SHEET_HEIGHT), abs=0.01
        )
        assert f"— {number} —" in page.extract_text()
    assert "before 1" in reader.pages[0].extract_text()
    assert "after 1" in reader.pages[-1].extract_text()
    assert not pdf.check_pdf_syntax()


@pytest.mark.parametrize("trouble", sorted(LANDS.keys() - {"two thousand pages"}))
def test_a_file_that_stays_open_goes_into_the_next_packet_as_if_it_were_opened_anew(tmp_path, trouble):
    file = tmp_path / "file"
    file.write_bytes(LANDS[trouble][0]())
    attachment = Attachment("file", file, digest=hashlib.sha256(file.read_bytes()).hexdigest())
    packet, kept = Packet("汇编", (Part("甲", (attachment,)), Part("乙", (attachment,)))), Intake(5000)
    bound = []
    for intake in (None, kept, kept, kept):
        made = io.BytesIO()
        told = assemble(packet, made, intake=intake)
        bound.append((made.getvalue(), told))
    assert all(each == bound[0] for each in bound[1:])


def test_what_is_bound_is_let_go_at_once():
    """A packet that waits for the collector of garbage would keep its pages in memory."""
    made, kept = io.BytesIO(), Intake(5000)
    gc.collect()
    gc.disable()
    try:
        before = sum(isinstance(each, Pdf) for each in gc.get_objects())
        for _ in range(3):
            assemble(Packet("汇编", (Part("甲", (Attachment("a", plain()),)),), watermark="张三"), made, intake=kept)
        assert sum(isinstance(each, Pdf) for each in gc.get_objects()) == before
    finally:
        gc.enable()


def test_a_page_stands_in_for_each_that_cannot_go_in():
    parts = tuple(Part(name, (Attachment(name, make()),)) for name, (make, _) in REFUSED.items())
    made = io.BytesIO()
    packet = Packet("汇编", parts, stand_in=lambda attachment, reason: plain(text=f"instead of {attachment.name}"))
    assembled = assemble(packet, made)
    assert [(each.name, REFUSED[each.name][1] in each.message.zh) for each in assembled.refused] == [
        (name, True) for name in REFUSED
    ]
    pages = pypdf.PdfReader(made).pages
    assert [f"instead of {name}" in pages[2 * n].extract_text() for n, name in enumerate(REFUSED)] == [True] * 14


@pytest.mark.parametrize("trouble", REFUSED)
def test_an_attachment_that_cannot_go_in_is_refused_by_name(bind, trouble):
    make, reason = REFUSED[trouble]
    with pytest.raises(AssemblyError) as refusal:
        bind(plain(), make(), plain())
    assert "file-2.pdf：" in refusal.value.message.zh
    assert reason in refusal.value.message.zh
    assert "file-1.pdf" not in refusal.value.message.zh
    assert refusal.value.exit_code == 7


def test_all_that_cannot_go_in_is_told_at_once_and_nothing_is_written():
    parts = tuple(Part(name, (Attachment(name, make()),)) for name, (make, _) in REFUSED.items())
    output = io.BytesIO()
    with pytest.raises(AssemblyError) as refusal:
        assemble(Packet("汇编", parts), output)
    assert all(f"  {name}：" in refusal.value.message.zh for name in REFUSED)
    assert not output.getvalue()


def test_a_new_page_shows_what_the_old_one_did(bind):
    """The page's own text keeps its place, but for the room of the number."""
    pdf, _ = bind(plain())
    words = pypdf.PdfReader(io.BytesIO(saved(pdf))).pages[0].extract_text()
    assert words.split("\n")[0].strip() == "page 1"


def test_what_is_outside_the_crop_box_stays_hidden(bind):
    pdf, _ = bind(on_page(CropBox=Array([20, 30, 300, 400])))
    (shown,) = pdf.pages[0].obj.Resources.XObject.values()
    assert [float(edge) for edge in shown.BBox] == [20, 30, 300, 400]


def test_hidden_layers_stay_hidden(bind):
    def change(source):
        group = source.make_indirect(Dictionary(Type=Name.OCG, Name=String("draft")))
        source.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
        source.pages[0].obj.Resources.Properties = Dictionary(L=group)

    pdf, _ = bind(changed(change))
    (hidden,) = pdf.Root.OCProperties.D.OFF
    (shown,) = pdf.pages[0].obj.Resources.XObject.values()
    assert shown.Resources.Properties.L.objgen == hidden.objgen


def test_pages_added_by_hand_are_counted(bind):
    source = Pdf.open(io.BytesIO(plain()))
    add_page(source, "added")
    _, assembled = bind(saved(source))
    assert assembled.numbered == 2
