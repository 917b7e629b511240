import io
from dataclasses import astuple, replace
from datetime import date
from itertools import pairwise, product

import pikepdf
import pypdf
import pytest

from docgen import documents
from docgen.assemble import enlarged
from docgen.certificates import Look
from docgen.certificates.pressing import bound
from docgen.documents import Issue, Issued
from docgen.errors import InputError
from docgen.model import CHINESE_KEYS, Alliance
from docgen.pipeline import Press
from docgen.programme import load
from docgen.render import Image
from docgen.seal import qr
from docgen.shipped import SAMPLES, TEMPLATES
from docgen.source import fit, read

MM = 72 / 25.4

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


@pytest.mark.parametrize(("copies", "said"), [(1, "AB"), (3, "AAABBB")])
def test_one_pdf_holds_all_pages_each_in_so_many_copies(copies, said):
    made = bound([page(842, 595, "A"), page(842, 595, "B")], copies)
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    assert "".join(leaf.extract_text().strip() for leaf in pages) == said
    assert bound([page(842, 595, "A"), page(842, 595, "B")], copies) == made


def test_a_page_can_be_enlarged_without_being_distorted():
    (leaf,) = pypdf.PdfReader(io.BytesIO(enlarged(page(850, 567), 2))).pages
    assert [float(side) for side in leaf.mediabox[2:]] == [1700, 1134]
    places = []
    leaf.extract_text(visitor_text=lambda text, cm, tm, *_: places.append((cm, tm)) if text.strip() else None)
    (cm, _), *_ = places
    assert cm == [2, 0, 0, 2, 0, 0]


@pytest.mark.parametrize("size", ["a9", "600", "0x0", "600 mm", "99999x1"])
def test_what_is_no_size_is_told(size):
    with pytest.raises(InputError) as told:
        Look(size=size).sheet  # noqa: B018 - it is reading it that refuses
    assert "600x400" in told.value.hint.zh


def test_a_design_is_a_template_beside_the_usual_one():
    assert Look().template(PILOT) == PILOT
    assert Look("gold").template(PILOT).name == "template-gold.docx"
    assert Look(bilingual=True).template(PILOT).name == "template-bilingual.docx"
    with pytest.raises(InputError) as told:
        Look("silver").template(PILOT)
    assert told.value.hint.zh == "可以写：gold、ink"


LONG_UNIT = (
    "厦门市半导体照明与新型显示关键材料装备协同创新研究中心"
    "（厦门大学国家集成电路产教融合创新平台附属联合工程实验室）有限"
)
LONG_ENGLISH = (
    "Xiamen Collaborative Innovation Research Centre for Key Materials and Equipment of Semiconductor Lighting and "
    "New Displays (Joint Engineering Laboratory) Co., Ltd."
)
LONG_ALLIANCE = "厦门市新一代信息技术与智能装备及高端半导体照明材料器件产业技术创新战略联盟"
SIZES = {"a4": (297, 210), "a3": (420, 297), "600x400": (600, 400), "800x600": (800, 600)}


@pytest.fixture(scope="module")
def xiamen(led):
    return load(led.programme, [TEMPLATES])


@pytest.fixture(scope="module")
def marine():
    alliance, findings = fit(read(SAMPLES / "shili-2021/marine.yaml", spellings=CHINESE_KEYS), Alliance)
    assert alliance is not None, findings
    return alliance


@pytest.fixture(scope="module")
def shili(marine):
    return load(marine.programme, [TEMPLATES])


def certificate(led, xiamen, look, *, long, sort="pilot"):
    """A certificate as PDF, with everything on it that there can be; its code is only a square."""
    name, english = (LONG_UNIT, LONG_ENGLISH) if long else (led.members[0].name, "Xiamen Luguang Co., Ltd.")
    member = led.members[0].model_copy(update={"name": name, "english_name": english})
    profile = led.profile.model_copy(update={"name": LONG_ALLIANCE} if long else {})
    alliance = led.model_copy(update={"members": (member, *led.members[1:]), "profile": profile})
    paper = Issued(
        "厦联试〔2009〕128-128号（补）", date(2009, 3, 1), Image(qr.png("DG1:"), width=round(35 * 36000 * scale(look)))
    )
    issue = Issue(sort, "厦科联〔2009〕1号", {member.id: paper})
    day = date(2009, 1, 12) if xiamen.id == "xiamen-2008" else date(2021, 7, 22)
    (copy,) = documents.plan(alliance, xiamen, only=[f"{sort}-certificates"], as_of=day, issue=issue)
    sheet = look.sheet_of(copy.template)
    size = astuple(sheet.reduced()) if sheet else None
    copy = replace(copy, template=look.template(copy.template), size=size)
    (paper,) = Press(xiamen, ["pdf"]).papers([copy])
    (leaf,) = pypdf.PdfReader(io.BytesIO(paper.content)).pages
    return leaf


def scale(look):
    return look.sheet.reduced().scale if look.sheet else 1


def placed(leaf):
    """The words of a page with the place where each run of them begins, in millimetres."""
    found = []

    def visit(text, cm, tm, *_):
        if text.strip():
            found.append((text.strip(), (tm[4] * cm[0] + cm[4]) / MM, (tm[5] * cm[3] + cm[5]) / MM))

    words = leaf.extract_text(visitor_text=visit)
    return "".join(words.split()), found


@pytest.mark.parametrize("long", [False, True], ids=["usual names", "60 characters"])
@pytest.mark.parametrize("bilingual", [False, True], ids=["zh", "zh and en"])
@pytest.mark.parametrize("design", [None, "gold", "ink"])
def test_every_design_holds_the_longest_names_on_one_page_within_its_frame(led, xiamen, design, bilingual, long):
    leaf = certificate(led, xiamen, Look(design, bilingual=bilingual), long=long)
    words, runs = placed(leaf)
    assert (LONG_UNIT if long else led.members[0].name) in words
    assert f"{LONG_ALLIANCE if long else led.profile.name}试点单位" in words
    assert ("".join(LONG_ENGLISH.split()) in words) == (long and bilingual)
    assert "二〇〇九年一月十二日" in words
    assert "补发" in words
    assert all(14 < left < 281 and 17 < below < 196 for _, left, below in runs), runs


@pytest.mark.parametrize("long", [False, True], ids=["usual names", "60 characters"])
@pytest.mark.parametrize("size", ["a4", "a3", "400x600"])
def test_an_upright_design_keeps_its_code_clear_of_every_word_in_every_size(marine, shili, size, long):
    look = Look(size=size)
    leaf = certificate(marine, shili, look, long=long)
    assert leaf.mediabox.height > leaf.mediabox.width
    assert len(leaf.images) == 1
    _, runs = placed(leaf)
    top_of_code = (297 - 243.8) * scale(look)
    assert [text for text, _, below in runs if below < top_of_code] == ["扫码查验"]


@pytest.mark.parametrize(("sort", "heading"), [("pilot", "试点单位证书"), ("demonstration", "引领单位证书")])
def test_the_heading_of_a_certificate_is_that_of_its_kind(marine, shili, sort, heading):
    words, _ = placed(certificate(marine, shili, Look(), long=False, sort=sort))
    assert heading in words
    assert words.count("单位证书") == 1


def test_a_plaque_with_width_and_height_the_other_way_round_is_told():
    with pytest.raises(InputError, match="600x400") as told:
        Look(size="600x400").sheet_of(TEMPLATES / "shili-2021" / "pilot-certificates" / "template.docx")
    assert told.value.hint.zh == "这个式样写作 400x600"


def test_a_city_without_designs_says_that_there_is_only_the_usual_one():
    with pytest.raises(InputError, match="ink") as told:
        Look("ink").template(TEMPLATES / "shili-2021" / "pilot-certificates" / "template.docx")
    assert "通常的式样" in told.value.hint.zh


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("design", [None, "gold", "ink"])
def test_one_template_gives_every_size_with_everything_in_proportion(led, xiamen, design, size):
    look = Look(design, size)
    leaf = certificate(led, xiamen, look, long=False)
    width, height = (side / (look.sheet.reduction if look.sheet else 1) for side in SIZES[size])
    assert [float(side) / MM for side in leaf.mediabox[2:]] == pytest.approx([width, height], abs=0.1)
    small = {text: (left, below) for text, left, below in placed(certificate(led, xiamen, Look(design), long=False))[1]}
    issuers = [issuer.name for issuer in xiamen.issuers_on(date(2009, 1, 12))]
    places = {text: (left, below) for text, left, below in placed(leaf)[1]}
    apart = [places[after][0] - places[before][0] for before, after in pairwise(issuers)]
    usual = [small[after][0] - small[before][0] for before, after in pairwise(issuers)]
    assert apart == pytest.approx([step * scale(look) for step in usual], rel=0.15)
    assert min(step / scale(look) for step in apart) >= 45


def test_seal_places_never_touch(led, xiamen):
    for design, bilingual in product([None, "gold", "ink"], [False, True]):
        _, runs = placed(certificate(led, xiamen, Look(design, bilingual=bilingual), long=True))
        places = {text: (left + len(text) * 15 / MM / 2, below) for text, left, below in runs}
        issuers = [places[issuer.name] for issuer in xiamen.issuers_on(date(2009, 1, 12))]
        assert all(after - before >= 45 for (before, _), (after, _) in pairwise(issuers))
        assert all(middle - 22.5 > 20 and middle + 22.5 < 279 and below - 22.5 > 12 for middle, below in issuers)
