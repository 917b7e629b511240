"""Agreements of two to sixty parties: no block split, room for each seal, each party once in every place, in order."""

import io
from functools import cache

import pypdf
import pytest

from docgen.model import Alliance
from docgen.shipped import SAMPLES
from docgen.source import read
from tests.papers.conftest import Paper, bare, in_order, make, without_repeats

POINTS_PER_MM = 72 / 25.4
SEAL_MM = 45
NAMES = ["厦门示例科技有限公司", "厦门海沧嘉泽海洋生物活性物质提取与制剂工程技术开发有限责任公司", "福建示范大学"]


@cache
def agreement(parties: int) -> Paper:
    """An agreement of so many parties, some with long names and long addresses, every third signed by a deputy."""
    values = read(SAMPLES / "xiamen-2008" / "led.yaml").values
    values["members"] = (values["members"] + [_member(number) for number in range(8, parties)])[:parties]
    known = {member["id"] for member in values["members"]}
    values["tasks"] = [task | {"lead": "luguang", "partners": []} for task in values["tasks"]]
    values["investment"]["sources"] = [
        source for source in values["investment"]["sources"] if source["source"] in known
    ]
    return make(Alliance.model_validate(values), "agreement")[0]


def _member(number: int) -> dict:
    deputy = {"signatory": {"name": "代示例", "authorization_no": f"示授〔2008〕{number}号"}} if number % 3 == 0 else {}
    return deputy | {
        "id": f"m{number}",
        "name": f"{NAMES[number % 3]}第{number}分院",
        "kind": "enterprise",
        "uscc": "91350200MA2XN0LG0D",
        "legal_representative": "林示范",
        "contact": {"name": "陈样本", "phone": "0592-0000001", "email": f"long.address.number{number}@example.example"},
        "address": "厦门市火炬高新区示例路1号创业大厦综合楼北座第十八层科研管理处" if number % 2 else "厦门市示例路2号",
        "contribution": {"cash": "1", "in_kind": "0", "staff": 1},
    }


def lines(paper: Paper) -> list[tuple[int, float, float, str]]:
    """The lines of the PDF: page, left edge and height of the baseline in points, text."""
    found: list[tuple[int, float, float, str]] = []
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(paper.set.pdf)).pages):

        def see(text, matrix, own, font, size, number=number):
            if text.strip():
                x = own[4] * matrix[0] + own[5] * matrix[2] + matrix[4]
                y = own[4] * matrix[1] + own[5] * matrix[3] + matrix[5]
                found.append((number, x, y, text.strip()))

        page.extract_text(visitor_text=see)
    return found


@cache
def blocks(parties: int) -> list[dict[str, tuple[int, float, float, str]]]:
    """The signature blocks as laid out, row by row: the line of the seal, of the code and of the last field."""
    placed = lines(agreement(parties))
    found = []
    for seal in (line for line in placed if line[3] == "（盖章）"):
        column = [line for line in placed if line[:2] == seal[:2] and line[2] < seal[2]]
        block = {"seal": seal}
        for key, words in (("code", "统一社会信用代码："), ("last", "电子邮箱：")):
            block[key] = next(line for line in column if line[3].startswith(words))
        found.append(block)
    return sorted(found, key=lambda block: (block["seal"][0], -block["seal"][2], block["seal"][1]))


every_size = pytest.mark.parametrize("parties", [2, 8, 24, 60])


@every_size
def test_every_block_stands_whole_on_one_page(parties):
    assert len(blocks(parties)) == parties
    for upper in blocks(parties):
        others = (block["seal"] for block in blocks(parties) if block is not upper)
        below = [line[2] for line in others if line[:2] == upper["seal"][:2] and line[2] < upper["seal"][2]]
        assert upper["seal"][2] > upper["code"][2] > upper["last"][2] > max(below, default=0)


@every_size
def test_forty_five_millimetres_are_free_for_each_seal(parties):
    size, small = 12, 10.5
    for block in blocks(parties):
        free = (block["seal"][2] - size * 0.25) - (block["code"][2] + small)
        assert free >= SEAL_MM * POINTS_PER_MM, f"{free / POINTS_PER_MM:.1f} mm"


def between(paragraphs: list[str], first: str, last: str) -> list[str]:
    start = next(number for number, text in enumerate(paragraphs) if text.startswith(first))
    end = next(number for number, text in enumerate(paragraphs) if number > start and text.startswith(last))
    return paragraphs[start:end]


@every_size
def test_each_party_stands_once_and_in_order_wherever_all_parties_stand(parties):
    paper = agreement(parties)
    names = [member["name"] for member in paper.copy.context["members"]]
    assert len(set(names)) == parties
    paragraphs = paper.paragraphs()
    annexes = paragraphs[next(number for number, text in enumerate(paragraphs) if text == "附件一") :]
    for part in (
        between(paragraphs, "缔约方", "鉴于"),
        between(paragraphs, "（本页为", "附件一"),
        between(annexes, "附件一", "附件二"),
        between(annexes, "表1", "表2"),
        between(annexes, "下表概括", "1. "),
    ):
        assert [text for text in part if text in names] == names
    heads = [text for text in annexes if text.endswith("单位）")]
    assert [head.partition(". ")[2].rpartition("（")[0] for head in heads] == names


@every_size
def test_the_pdf_says_what_the_docx_says(parties):
    paper = agreement(parties)
    wanted = paper.paragraphs()
    text = without_repeats(paper.pdf_text(), bare("".join(wanted)), paper.repeated_rows())
    assert in_order(wanted, text) == []


def test_a_deputy_signs_by_the_number_of_the_letter_and_no_one_else_does():
    paragraphs = agreement(24).paragraphs()
    assert paragraphs.count("授权委托书编号：示授〔2008〕9号") == 1
    assert sum(text.startswith("授权代表代示例（签字）") for text in paragraphs) == sum(
        n % 3 == 0 for n in range(8, 24)
    )
    assert "法定代表人林示范（签字）：" in paragraphs


def test_every_page_bears_the_version_of_the_text():
    paper = agreement(8)
    version = paper.copy.context["text"]["version"]
    pages = pypdf.PdfReader(io.BytesIO(paper.set.pdf)).pages
    assert all(f"执行版本{version}" in bare(page.extract_text()) for page in list(pages)[1:])
    assert agreement(2).copy.context["text"]["version"] != version


@every_size
def test_every_signing_page_says_which_agreement_it_belongs_to(parties):
    pages = pypdf.PdfReader(io.BytesIO(agreement(parties).set.pdf)).pages
    name = agreement(parties).copy.context["alliance"]["name"]
    for number in {block["seal"][0] for block in blocks(parties)}:
        assert f"（本页为《{name}协议书》签署页，无正文）" in bare(pages[number].extract_text())


def test_an_odd_number_of_parties_leaves_the_last_place_empty():
    assert len(blocks(3)) == 3
    assert agreement(3).paragraphs().count("（盖章）") == 3


def test_a_draft_in_which_a_deputy_is_all_that_is_known_can_be_printed():
    members = ({"id": "a", "name": "厦门示例有限公司", "kind": "enterprise", "signatory": {"name": "代示例"}},)
    profile = {"name": "厦门市试验产业技术创新战略联盟"}
    draft = Alliance.model_validate(
        {"docgen": "1", "programme": "xiamen-2008", "alliance": profile, "members": members}
    )
    for paper in make(draft, "agreement", "authorization-letter", "accession-form", draft=True):
        assert "代示例" in "".join(paper.paragraphs()) or paper.copy.kind == "accession-form"
