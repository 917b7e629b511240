"""Anchors become fields in the boxes that are ruled around them, and what is filled in is read back to the letter."""

import io
import shutil
import subprocess

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image

from docgen import forms

FIELDS = {
    "mark": forms.Choice("得分", ["2", "1", "0"]),
    "opinion": forms.Lines("意见"),
    "reason": forms.Line("理由"),
    "verdict": forms.Tick("结论", ["yes", "no"]),
}
ANCHORS = [
    ("mark", "", (145, 695, 155, 705)),
    ("opinion", "", (210, 740, 220, 750)),
    ("reason", "", (240, 655, 250, 665)),
    ("verdict", "yes", (60, 600, 70, 610)),
    ("verdict", "no", (60, 580, 70, 590)),
]
BOX = (
    "100 650 m 100 750 l S 200 650 m 200 750 l S 400 650 m 400 750 l S "
    "100 650 m 400 650 l S q 1 0 0 -1 0 800 cm 100 50 m 400 50 l S Q"
)


def sheet(code="a", anchors=ANCHORS, fields=FIELDS):
    """A page with two ruled boxes side by side: 100 to 200 and 200 to 400 across, 650 to 750 up."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pdf.make_stream(BOX.encode())
        links = [
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array(rect),
                A=Dictionary(S=Name.URI, URI=forms.anchor(name, option)),
            )
            for name, option, rect in anchors
        ]
        page.Annots = Array([pdf.make_indirect(link) for link in links])
        made = io.BytesIO()
        pdf.save(made)
    return forms.Sheet(f"联盟{code}", made.getvalue(), code, fields)


@pytest.fixture(scope="module")
def blank():
    return forms.form([sheet("a"), sheet("b")], title="评估表")


def filled(blank, values):
    """Fill as a reader does: values into the fields, ticks into the states of their boxes."""
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        for name, value in values.items():
            top, _, own = name.partition(".")
            (root,) = [each for each in pdf.Root.AcroForm.Fields if top == each.T]
            (field,) = [each for each in root.Kids if own == each.T]
            field.V = Name(f"/{value}") if Name.Btn == field.FT else pikepdf.String(value)
        done = io.BytesIO()
        pdf.save(done)
    return done.getvalue()


def widgets(blank, name):
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        (field,) = [each for each in pdf.Root.AcroForm.Fields[0].Kids if name == each.T]
        return [[float(each) for each in kid.Rect] for kid in field.get("/Kids", [field])]


def test_a_field_takes_the_ruled_box_that_its_anchor_stands_in(blank):
    assert widgets(blank, "mark") == [[101, 651, 199, 749]], "an anchor in the middle has the box for itself"
    assert widgets(blank, "opinion") == [[210, 651, 399, 750]], "lines go from the anchor to the end of the box"
    assert widgets(blank, "reason") == [[240, 651, 399, 669]], "one line stays on its line"
    assert widgets(blank, "verdict") == [[60, 600, 70, 610], [60, 580, 70, 590]]


def test_without_rules_around_it_a_field_stands_where_its_anchor_is():
    lone = forms.form(
        [sheet(anchors=[("reason", "", (240, 455, 250, 465))], fields={"reason": FIELDS["reason"]})], title="x"
    )
    assert widgets(lone, "reason") == [[240, 451, 420, 469]]


def test_what_readers_show_of_a_form_is_there(blank):
    reader = pypdf.PdfReader(io.BytesIO(blank))
    fields = reader.get_fields()
    assert fields["s1.mark"]["/_States_"] == ["", "2", "1", "0"]
    assert fields["s1.opinion"]["/TU"] == "意见"
    assert fields["s1.opinion"]["/Ff"] == 1 << 12
    assert [item.title for item in reader.outline] == ["联盟a", "联盟b"]
    assert reader.metadata.title == "评估表"
    assert all(widget.get_object()["/Subtype"] == "/Widget" for page in reader.pages for widget in page["/Annots"])


def test_the_same_sheets_give_the_same_bytes(blank):
    assert forms.form([sheet("a"), sheet("b")], title="评估表") == blank


def test_what_is_filled_in_is_read_back_with_its_sheet_and_page(blank):
    done = filled(blank, {"s2.mark": "1", "s2.opinion": "一\r二\n𠮷䶮", "s2.verdict": "no"})
    first, second = forms.answers(done)
    assert (first.code, {each.text for each in first.fields.values()}) == ("a", {""})
    assert second.code == "b"
    assert {name: each.text for name, each in second.fields.items()} == {
        "mark": "1", "opinion": "一\n二\n𠮷䶮", "reason": "", "verdict": "no"
    }  # fmt: skip
    assert {each.page for each in second.fields.values()} == {2}
    assert second.fields["opinion"].label == "意见"


def test_what_pypdf_fills_in_is_read_back_too(blank):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(blank))
    values = {"s1.mark": "2", "s1.opinion": "good", "s1.verdict": "/yes"}
    writer.update_page_form_field_values(writer.pages[0], values, auto_regenerate=False)
    done = io.BytesIO()
    writer.write(done)
    said = forms.answers(done.getvalue())[0].fields
    assert [said[name].text for name in ("mark", "opinion", "verdict")] == ["2", "good", "yes"]


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])).map(str.strip)


@settings(max_examples=40, deadline=None)
@given(texts)
def test_no_character_of_an_answer_is_lost(text):
    done = filled(BLANK, {"s1.opinion": text})
    assert forms.answers(done)[0].fields["opinion"].text == text


BLANK = forms.form([sheet("a")], title="x")


def encrypted():
    with pikepdf.open(io.BytesIO(BLANK)) as pdf:
        made = io.BytesIO()
        pdf.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"%PDF-1.7 broken", "broken"), (BLANK[:2000], "broken"), (encrypted(), "locked"), (sheet().pdf, "flat")],
    ids=["nonsense", "cut off", "encrypted", "without fields"],
)
def test_what_is_no_form_is_refused_by_its_reason(content, reason):
    with pytest.raises(forms.FormError) as refused:
        forms.answers(content)
    assert refused.value.reason == reason


def test_a_form_of_somebody_else_has_no_sheets():
    with pikepdf.open(io.BytesIO(BLANK)) as pdf:
        del pdf.Root.AcroForm.Fields[0].Kids[-1]
        made = io.BytesIO()
        pdf.save(made)
    assert forms.answers(made.getvalue()) == []


@pytest.mark.parametrize(
    ("fields", "names"),
    [({**FIELDS, "more": forms.Line("多")}, ("more",)), ({"mark": FIELDS["mark"]}, ("opinion",))],
)
def test_a_field_without_an_anchor_and_an_anchor_without_a_field_are_mistakes(fields, names):
    with pytest.raises(forms.AnchorError) as refused:
        forms.form([sheet(fields=fields)], title="x")
    assert refused.value.names == names


@pytest.mark.poppler
@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler (pdftoppm) is not installed")
def test_what_is_filled_in_is_shown_in_chinese_and_the_box_is_ticked(tmp_path):
    done = filled(BLANK, {"s1.opinion": "产业链完整，核心企业居行业前列。", "s1.verdict": "no"})
    with pikepdf.open(io.BytesIO(done)) as pdf:
        (verdict,) = [each for each in pdf.Root.AcroForm.Fields[0].Kids if each.T == "verdict"]
        verdict.Kids[1].AS = Name.no
        pdf.save(tmp_path / "filled.pdf")
    (tmp_path / "blank.pdf").write_bytes(BLANK)
    shown = {name: picture(tmp_path, name) for name in ("blank", "filled")}
    for box in ((210, 740, 390, 750), (60, 580, 70, 590)):
        inked = {name: ink(page, box) for name, page in shown.items()}
        assert inked["filled"] > inked["blank"] + 5, (box, inked)


def picture(folder, name):
    command = ["pdftoppm", "-r", "72", "-png", "-singlefile", f"{folder}/{name}.pdf", f"{folder}/{name}"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    assert told == "", "the reader finds a glyph for every character"
    return Image.open(folder / f"{name}.png").convert("L")


def ink(page, box):
    """Count the dark pixels of a place on the page, in points from its lower left corner."""
    left, bottom, right, top = box
    return sum(page.crop((left, 842 - top, right, 842 - bottom)).histogram()[:128])
