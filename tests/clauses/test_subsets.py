"""Every subset of twelve optional clauses, all 4,096, and every pair of choices: no gap, nothing loose or undefined."""

import re
from datetime import date
from itertools import combinations, product

import pytest

from docgen import clauses, text
from docgen.clauses import lint_agreement
from docgen.clauses.library import load
from docgen.clauses.parallels import differences
from docgen.clauses.terms import spoken, words
from docgen.shipped import SAMPLES
from docgen.source import read
from tests.clauses.pairing import pairwise
from tests.clauses.test_writing import DATES, OPTIONS

OPTIONAL = {
    "mechanisms.funds": ({"option": "none"}, {"option": "annual_fee", "host": "luguang"}),
    "mechanisms.projects.text": (None, "实行合同管理。"),
    "mechanisms.information.text": (None, "建立情报库。"),
    "mechanisms.diffusion.text": (None, "每年举办一次推介会。"),
    "mechanisms.ip.text": (None, "专利许可须登记。\n\n登记由秘书处办理。"),
    "agreement.liquidated_damages_percent": (None, "12.5"),
    "agreement.extra_articles": ((), ({"title": "设备", "text": "甲。\n\n乙"}, {"title": "会议", "text": "丙"})),
    "alliance.form": ("contractual", "entity"),
    "governance.council.special_matters": ((), ("解散联盟。",)),
    "investment.sources": ([], [{"source": "government", "amounts": {"2009": "60"}}]),
    "agreement.dispute": (
        {"mode": "litigation", "place": "厦门市"},
        {"mode": "arbitration", "institution": "厦门仲裁委员会"},
    ),
    "agreement.secrecy_years": ("until_public", 3),
}
DAY = date(2009, 3, 1)
LABELS = {f"第{text.counting(number)}条": number for number in range(1, 100)}
_TERM = re.compile("“(.+?)”，指")


@pytest.fixture(scope="module")
def terms(programme):
    return {definition.term for definition in load(programme.folders).definitions}


def faults(agreement, programme, terms, on) -> list:
    """What is wrong with an agreement of a day: findings, gaps, loose references, terms undefined, unused, old law."""
    found: list = list(lint_agreement(agreement, programme))
    articles = {article.anchor: article.label for article in agreement.articles}
    if [LABELS[label] for label in articles.values()] != list(range(1, len(agreement.articles) + 1)):
        found.append("a gap in the numbers")
    known = articles | {annex.anchor: annex.label for annex in agreement.annexes}
    passages = [part for article in agreement.articles for part in article.paragraphs]
    lines = [line for part in passages for line in (part, *part.points)]
    lines += [point for sheet in agreement.sheets for point in (*sheet.rights, *sheet.duties)]
    found += [
        piece for line in lines for piece in line.pieces if piece.anchor and known.get(piece.anchor) != piece.text
    ]
    definitions = agreement.articles[0].paragraphs[0].points
    defined = {_TERM.match(point.text)[1] for point in definitions}
    everything = set(words(agreement))
    said = "\n".join(everything - {point.text for point in definitions})
    meanings = [_TERM.sub("", point.text) for point in definitions]
    used = spoken(said, terms) | spoken("\n".join(meanings), terms)
    cited = dict.fromkeys(re.findall("《([^《》]+)》", "\n".join(everything)))
    versions = [programme.law.versions(title) for title in cited]
    found += [known[0].title for known in versions if known and not any(version.holds(on) for version in known)]
    return [*found, *(used ^ defined)]


@pytest.mark.parametrize("first", list(product((0, 1), repeat=3)))
def test_no_subset_of_the_optional_clauses_leaves_a_gap_or_a_loose_end(changed, programme, terms, first):
    members = read(SAMPLES / "xiamen-2008" / "led.yaml").values["members"]
    small = {"members": members[:2], "tasks": []}
    for rest in product((0, 1), repeat=len(OPTIONAL) - 3):
        taken = {path: values[bit] for (path, values), bit in zip(OPTIONAL.items(), (*first, *rest), strict=True)}
        agreement = clauses.agreement(changed(small | taken), programme, on=DAY)
        assert faults(agreement, programme, terms, DAY) == [], taken


def test_the_rows_below_hold_every_pair_of_choices():
    rows = list(pairwise(OPTIONS))
    for (path, values), (other, others) in combinations(OPTIONS.items(), 2):
        assert all(
            any(row[path] == one and row[other] == two for row in rows) for one, two in product(values, others)
        ), (path, other)


@pytest.mark.parametrize("number", range(len(list(pairwise(OPTIONS)))))
def test_no_pair_of_choices_leaves_a_gap_or_a_loose_end_in_either_edition(changed, programme, terms, number):
    row, on = list(pairwise(OPTIONS))[number], DATES[number % len(DATES)]
    alliance = changed(row)
    agreement = clauses.agreement(alliance, programme, on=on)
    assert faults(agreement, programme, terms, on) == []
    english = clauses.english_agreement(alliance, programme, on=on)
    goals = agreement.article("goals").label  # 12.5亿元 is 12.5 of RMB 100 million
    assert [found for found in differences(agreement, english) if found.place != goals] == []


@pytest.mark.parametrize(
    ("on", "statute", "gone", "arbitration"),
    [
        (date(2009, 3, 1), "《合同法》", "《民法典》", "《仲裁法》第十六条"),
        (date(2021, 6, 1), "《民法典》", "《合同法》", "《仲裁法》第十六条"),
        (date(2026, 4, 1), "《民法典》", "《合同法》", "《仲裁法》第二十七条"),
    ],
)
def test_an_agreement_cites_the_law_of_its_day_alone(changed, programme, terms, on, statute, gone, arbitration):
    agreement = clauses.agreement(changed({}), programme, on=on)
    assert faults(agreement, programme, terms, on) == []
    assert arbitration in agreement.article("dispute").basis
    said = "\n".join((*words(agreement), *(basis for article in agreement.articles for basis in article.basis)))
    assert statute in said
    assert gone not in said


def test_law_of_another_day_would_be_found(changed, programme, terms):
    alliance = changed({"agreement.extra_articles": ({"title": "法律", "text": "依照《合同法》办理。"},)})
    agreement = clauses.agreement(alliance, programme, on=date(2021, 6, 1))
    assert faults(agreement, programme, terms, date(2021, 6, 1)) == ["中华人民共和国合同法"]
