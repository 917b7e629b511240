import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from docgen.assemble import Attachment, Frontispiece, Packet, Part, Protection, Section, assemble
from docgen.assemble.binding import roman
from docgen.errors import AssemblyError
from tests.assemble.conftest import form, plain, saved


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(saved(pdf)))


def linked(pages, *targets):
    """A PDF whose first page has a link for each target; targets may use the PDF."""
    pdf = Pdf.open(io.BytesIO(plain(pages)))
    pdf.pages[0].obj.Annots = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Link,
                    Rect=Array([0, 0, 10, 10]),
                    P=pdf.pages[0].obj,
                    **target(pdf),
                )
            )
            for target in targets
        ]
    )
    return saved(pdf)


def with_bookmarks():
    pdf = Pdf.open(io.BytesIO(plain(3)))
    with pdf.open_outline() as outline:
        chapter = OutlineItem("chapter", 1)
        chapter.children.append(OutlineItem("section", 2))
        outline.root.append(chapter)
    return saved(pdf)


def test_every_part_starts_on_a_right_hand_page_and_blanks_bear_no_number(bind):
    pdf, assembled = bind(plain(3, "a"), plain(1, "b"), plain(2, "c"))
    words = [page.extract_text() for page in read(pdf).pages]
    assert [word.split()[0] if word else "" for word in words] == ["a", "a", "a", "", "b", "", "c", "c"]
    assert [f"— {number} —" in word for number, word in enumerate(words, 1)] == [bool(word) for word in words]
    assert [line.page for line in assembled.lines] == [1, 5, 7]


def test_the_number_stands_at_the_outer_side(bind):
    pdf, _ = bind(plain(2))
    first, second = read(pdf).pages

    def places(page):
        found = []
        page.extract_text(visitor_text=lambda text, cm, tm, *_: found.append(tm[4]) if "—" in text else None)
        return found

    assert min(places(first)) > 300 > max(places(second))


def test_the_number_may_say_total_title_and_copy(bind):
    pdf, _ = bind(plain(2), stamp="第 {page} 页 共 {total} 页 {copy}《{title}》", copy="正本")
    assert "第 2 页 共 2 页 正本《汇编》" in read(pdf).pages[1].extract_text()


@pytest.mark.parametrize("stamp", ["{seite}", "{", "}", "{page", "{0}", "{page!r}"])
def test_a_stamp_with_other_places_is_refused(bind, stamp):
    with pytest.raises(AssemblyError) as refusal:
        bind(plain(), stamp=stamp)
    assert stamp in refusal.value.message.zh


def test_a_character_without_a_glyph_is_refused(bind):
    with pytest.raises(AssemblyError, match="\U0001f600"):
        bind(plain(), watermark="\U0001f600")


def test_a_rare_name_in_the_watermark_is_drawn(bind):
    pdf, _ = bind(plain(), watermark="张䶮犇")
    assert "张䶮犇" in read(pdf).pages[0].extract_text()


def test_the_font_is_in_the_packet_once(bind):
    pdf, _ = bind(plain(4), plain(4))
    fonts = {page.obj.Resources.Font.objgen for page in pdf.pages if "/Resources" in page.obj}
    assert len({number for number in fonts if number != (0, 0)}) == 1


def test_an_outline_has_parts_sections_files_and_their_own_bookmarks():
    part = Part("part", (), (Section("section", (Attachment("a", with_bookmarks()), Attachment("b", plain()))),))
    made = io.BytesIO()
    assembled = assemble(Packet("汇编", (Part("first", (Attachment("x", plain()),)), part)), made)
    reader = pypdf.PdfReader(made)

    def titles(items):
        return [titles(item) if isinstance(item, list) else item.title for item in items]

    assert titles(reader.outline) == ["first", "part", ["section", ["a", ["chapter", ["section"]], "b"]]]
    assert reader.get_destination_page_number(reader.outline[2][1][1][1][0]) == 4
    assert [(line.level, line.title, line.page) for line in assembled.lines] == [
        (1, "first", 1),
        (1, "part", 3),
        (2, "section", 3),
        (3, "a", 3),
        (3, "b", 6),
    ]


def test_links_within_an_attachment_lead_to_its_pages_in_the_packet(bind):
    def named(pdf):
        pdf.Root.Dests = Dictionary(end=Array([pdf.pages[2].obj, Name.Fit]))
        return {"Dest": Name.end}

    source = linked(
        3,
        lambda pdf: {"Dest": Array([pdf.pages[2].obj, Name.XYZ, 0, 0, 0])},
        lambda pdf: {"A": Dictionary(S=Name.GoTo, D=Array([1, Name.Fit]))},
        named,
        lambda _: {"A": Dictionary(S=Name.URI, URI=String("https://example.org"))},
    )
    pdf, _ = bind(plain(), source)
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    first, second, third, outward = pdf.pages[2].obj.Annots
    assert [pages[link.Dest[0].objgen] for link in (first, second, third)] == [4, 3, 4]
    assert str(outward.A.URI) == "https://example.org"


def test_a_link_moves_with_its_page(bind):
    pdf, _ = bind(linked(1, lambda _: {"A": Dictionary(S=Name.URI, URI=String("x:y"))}))
    (link,) = pdf.pages[0].obj.Annots
    (shown,) = pdf.pages[0].obj.Resources.XObject.values()
    scale, *_, left, bottom = (float(number) for number in shown.Matrix)
    assert [float(edge) for edge in link.Rect] == pytest.approx(
        [left, bottom, left + 10 * scale, bottom + 10 * scale], abs=0.01
    )


def test_form_fields_survive_and_clashing_names_are_changed(bind):
    pdf, _ = bind(saved(form("one")[0]), saved(form("two")[0]))
    fields = read(pdf).get_fields()
    assert sorted(field["/V"] for field in fields.values()) == ["one", "two"]
    assert len(fields) == 2
    assert "typed" in read(pdf).pages[0]["/Annots"][0].get_object()["/AP"]["/N"].get_object().get_data().decode()


def test_a_reader_still_draws_fields_that_have_no_look(bind):
    source, field = form()
    del field.AP
    source.Root.AcroForm.NeedAppearances = True
    pdf, _ = bind(saved(source))
    assert pdf.Root.AcroForm.NeedAppearances is True


def test_a_part_without_files_is_refused():
    with pytest.raises(AssemblyError, match="empty one"):
        assemble(Packet("汇编", (Part("empty one"),)), io.BytesIO())


def test_a_landscape_page_is_turned_with_its_head_to_the_left(bind):
    pdf, _ = bind(plain(2, size=(841.89, 595.276)))
    assert [page.obj.Rotate for page in pdf.pages] == [270, 270]


def test_a_page_with_a_free_foot_keeps_its_size():
    made = io.BytesIO()
    assemble(Packet("汇编", (Part("a", (Attachment("a", plain(), free_foot=40),)),)), made)
    with Pdf.open(made) as pdf:
        (shown,) = pdf.pages[0].obj.Resources.XObject.values()
        assert [float(number) for number in shown.Matrix] == pytest.approx([1, 0, 0, 1, 0, 0], abs=0.01)


def test_cover_and_contents_stand_before_page_one():
    seen = []

    def contents(lines):
        seen.extend(lines)
        return linked(3, lambda _: {"A": Dictionary(S=Name.URI, URI=String("docgen:part-1"))})

    front = Frontispiece(cover=plain(1, "cover"), contents=contents, checksums=lambda lines: plain(len(lines), "sums"))
    made = io.BytesIO()
    assembled = assemble(Packet("汇编", (Part("a", (Attachment("a", plain(2)),)),), front), made)
    reader = pypdf.PdfReader(made)
    assert reader.page_labels == ["封面", "封面", "i", "ii", "iii", "iv", "1", "2", "3"]
    assert [line.title for line in seen] == ["a", "校验页"]
    assert assembled.numbered == 3
    assert "— iii —" in reader.pages[4].extract_text()
    assert "—" not in reader.pages[0].extract_text()
    link = reader.pages[2]["/Annots"][0]
    assert reader.get_destination_page_number(reader.named_destinations[link["/Dest"]]) == 6


def test_the_document_information_is_that_of_the_packet(bind):
    pdf, _ = bind(plain(), properties={"Author": "厦门市科学技术局"}, created=date(2008, 12, 1))
    info = read(pdf).metadata
    assert (info.title, info.author, info.creation_date.date()) == ("汇编", "厦门市科学技术局", date(2008, 12, 1))


def test_the_same_packet_gives_the_same_bytes():
    packet = Packet("汇编", (Part("a", (Attachment("a", saved(form()[0])),)),), watermark="专家")
    one, two, other = io.BytesIO(), io.BytesIO(), io.BytesIO()
    for output, each in ((one, packet), (two, packet), (other, replace(packet, watermark="评审"))):
        assemble(each, output)
    assert one.getvalue() == two.getvalue() != other.getvalue()


def test_a_protected_packet_needs_the_owner_to_be_changed():
    made = io.BytesIO()
    parts = (Part("a", (Attachment("a", plain()),)),)
    assemble(Packet("汇编", parts, protection=Protection("owner", allowed=frozenset({"print"}))), made)
    with Pdf.open(made) as pdf:
        assert pdf.is_encrypted
        assert not pdf.owner_password_matched
        assert (pdf.allow.print_lowres, pdf.allow.modify_other, pdf.allow.accessibility) == (True, False, True)


@settings(deadline=None)
@given(st.integers(1, 300))
def test_roman_numerals_add_up(number):
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    written = [values[sign] for sign in roman(number)]
    following = [*written[1:], 0]
    assert sum(value if value >= after else -value for value, after in zip(written, following, strict=True)) == number
