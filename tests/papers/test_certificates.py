"""Certificates as they are framed: one page whatever the names, room for every seal, numerals as on paper."""

import io
import re
import zipfile
from datetime import date

import pypdf
import pytest

from docgen.certificates import Look
from docgen.documents import Issue, Issued, plan
from docgen.documents.plan import filters
from docgen.programme import load
from docgen.render import Image, Template
from docgen.seal import qr
from docgen.shipped import TEMPLATES
from docgen.typeset import typeset
from tests.papers.conftest import alliance_of, bare

XIAMEN = load("xiamen-2008", [TEMPLATES])
UNIT = (
    "厦门海沧嘉泽海洋生物活性物质提取与制剂工程技术开发和中试服务及知识产权运营有"
    "限责任公司福建省海洋生物资源综合利用分公司第一研究院"
)
ALLIANCE = "厦门市海洋生物活性物质提取与制剂及海洋微生物资源综合利用产业技术创新战略联盟"
SEAL = 2552  # 45 mm in twips


def certificate(unit, alliance=None, kind="pilot", design=None, **paper):
    """One certificate of the second sample, with other names; as DOCX and as set."""
    sample = alliance_of("biomedicine")
    profile = sample.profile.model_copy(update={"name": alliance or sample.profile.name})
    member = sample.members[0].model_copy(update={"name": unit})
    changed = sample.model_copy(update={"profile": profile, "members": (member, *sample.members[1:])})
    issued = Issue(kind, "厦科联〔2009〕7号", {member.id: Issued("厦联试〔2009〕2-1号（补）", **paper)})
    (copy,) = plan(changed, XIAMEN, only=[f"{kind}-certificates"], as_of=date(2009, 10, 30), issue=issued)
    template = Look(design).template(copy.template)
    docx = Template(template, filters=filters(XIAMEN)).render(copy.context, created=copy.date)
    (laid_out,) = typeset([docx])
    return docx, laid_out


def words(laid_out):
    return bare("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(laid_out.pdf)).pages))


@pytest.mark.parametrize("length", [2, 22, 23, 24, 29, 30, 57, 58, 59, 60, len(UNIT)])
def test_a_certificate_is_one_page_however_long_the_name(length):
    _, laid_out = certificate(UNIT[:length], ALLIANCE, reissued_on=date(2010, 3, 1))
    assert laid_out.pages == 1
    assert UNIT[:length] in words(laid_out)
    assert f"{ALLIANCE}试点单位" in words(laid_out)
    assert "（二〇一〇年三月一日补发）" in words(laid_out)


@pytest.mark.parametrize("kind", ["pilot", "demonstration"])
@pytest.mark.parametrize("design", ["gold", "ink"])
def test_every_design_says_the_same_on_one_page(kind, design):
    long = {"unit": UNIT[:60], "alliance": ALLIANCE, "kind": kind, "reissued_on": date(2010, 3, 1)}
    usual, other = certificate(**long)[1], certificate(**long, design=design)[1]
    assert (usual.pages, other.pages) == (1, 1)
    assert said(other, kind) == said(usual, kind)
    assert other.warnings == ()


def said(laid_out, kind):
    """The characters of a certificate in no order: where a design puts its heading is its own affair."""
    sort = {"pilot": "试点单位", "demonstration": "示范单位"}[kind]
    text = words(laid_out).replace("：", "")
    return sorted(text.replace(f"证书{sort}", "证书", 1))


@pytest.mark.parametrize("kind", ["pilot", "demonstration"])
def test_every_issuer_has_room_for_a_seal_that_touches_no_other(kind):
    docx, _ = certificate("厦门示范公司", kind=kind)
    body = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    row = next(part for part in re.findall("<w:tr>.*?</w:tr>", body, re.DOTALL) if "厦门市发展和改革委员会" in part)
    assert int(re.search(r'w:trHeight w:val="(\d+)"', row)[1]) >= SEAL
    widths = [int(width) for width in re.findall(r'w:tcW w:w="(\d+)"', row)]
    assert len(widths) == 3
    assert min(widths) > SEAL


def test_the_date_is_in_chinese_numerals_and_the_place_for_a_code_is_empty_without_one():
    docx, laid_out = certificate("厦门示范公司")
    assert "二〇〇九年十月三十日" in words(laid_out)
    assert pictures(docx) == []


def test_a_code_stands_in_its_place_and_moves_nothing():
    picture = Image(qr.png("DOCGEN:" + "X" * 400), width=28 * 36000, description="验证码")
    docx, laid_out = certificate(UNIT[:60], ALLIANCE, qr=picture, reissued_on=date(2010, 3, 1))
    assert len(pictures(docx)) == 1
    assert laid_out.pages == 1
    (page,) = pypdf.PdfReader(io.BytesIO(laid_out.pdf)).pages
    assert len(page.images) == 1
    without = words(certificate(UNIT[:60], ALLIANCE, reissued_on=date(2010, 3, 1))[1])
    assert words(laid_out).replace("扫码查验", "") == without


def pictures(docx):
    """The pictures of a certificate but for its frame."""
    names = zipfile.ZipFile(io.BytesIO(docx)).namelist()
    return [name for name in names if name.startswith("word/media/") and not name.startswith("word/media/frame.")]


@pytest.mark.office
@pytest.mark.parametrize("design", [None, "gold", "ink"])
def test_libreoffice_sets_the_longest_on_one_page_too(office, design):
    docx, _ = certificate(UNIT[:60], ALLIANCE, design=design, reissued_on=date(2010, 3, 1))
    assert len(pypdf.PdfReader(io.BytesIO(office(docx, "pdf"))).pages) == 1
