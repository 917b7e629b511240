from decimal import Decimal

import pytest

from docgen.model import CHINESE_KEYS, Alliance
from docgen.source import fit, parse

COUNCIL = "term_years: 3, meetings_per_year: 2, votes: by_contribution, pass: 1/2, special_pass: 2/3, "
HEAD = "docgen: 1\nprogramme: x\nalliance: {name: 甲}\n"


def misfits(text, head=HEAD):
    source = parse(head + text, file="f.yaml", spellings=CHINESE_KEYS)
    assert not source.findings
    model, findings = fit(source, Alliance)
    assert (model is None) == bool(findings)
    return findings


def test_text_becomes_what_the_model_says_it_is():
    text = (
        HEAD
        + "members:\n- {id: '007', name: 乙, kind: institute, core: 是, org_code: 0123, contribution: {cash: 1.50}}\n"
    )
    alliance, findings = fit(parse(text, file="f", spellings=CHINESE_KEYS), Alliance)
    assert not findings
    member = alliance.members[0]
    assert (member.id, member.core, member.org_code, member.contribution.cash) == (
        "007",
        True,
        "0123",
        Decimal("1.50"),
    )


CASES = {
    "unknown key": ("membres: []\n", "FIT-01", (4, 1), "members"),
    "unknown key in Chinese": ("主要目标: {概叙: x, summary: y}\n", "FIT-01", (4, 8), "概述"),
    "unknown key far from any other": ("agreement: {zzz: 1}\n", "FIT-01", (4, 13), "signed_at"),
    "unknown key with nothing after it": ("zzz:\n", "FIT-01", (4, 1), "members"),
    "key with a full-width colon": ("agreement: {signed_at：厦门}\n", "FIT-01", (4, 13), "半角冒号"),
    "missing key": ("objectives: {indicators: []}\n", "FIT-02", (4, 1), "summary: ……"),
    "missing key in a Chinese section": ("主要目标: {指标: []}\n", "FIT-02", (4, 1), "概述: ……"),
    "missing key of a list item": ("members:\n- id: a\n  kind: enterprise\n", "FIT-02", (5, 3), "name"),
    "blank for a needed key": ("objectives:\n  summary:\n", "FIT-03", (5, 3), "删去"),
    "blank in quotes": ("objectives: {summary: ''}\n", "FIT-03", (4, 23), "填写"),
    "blank list item": ("support_requested:\n- a\n-\n", "FIT-03", (6, 2), "填写"),
    "word not in the list": ("agreement: {effect: on_approvel}\n", "FIT-04", (4, 21), "on_approval"),
    "neither yes nor no": ("members: [{id: a, name: b, kind: institute, core: 好}]\n", "FIT-04", (4, 51), None),
    "union": ("agreement: {secrecy_years: until_publik}\n", "FIT-04", (4, 28), "until_public"),
    "not a number": ("agreement: {liquidated_damages_percent: 20%}\n", "FIT-05", (4, 41), None),
    "not a whole number": ("alliance: {name: 甲, term: {start: 2008-11-20, years: 五}}\n", "FIT-05", (3, 54), None),
    "out of range": ("agreement: {exit_notice_days: 0}\n", "FIT-06", (4, 31), None),
    "too many decimal places": ("agreement: {liquidated_damages_percent: 0.1234567}\n", "FIT-06", (4, 41), None),
    "no such day": ("agreement: {signed_on: 2009-02-30}\n", "FIT-07", (4, 24), None),
    "no such month": (
        "objectives: {summary: s, indicators: [{kind: paper, name: n, baseline: 0, target: 1, unit: 篇, by: 2009.6}]}",
        "FIT-07",
        (4, 99),
        None,
    ),
    "not a fraction": (
        "governance: {council: {" + COUNCIL + "quorum: 50%}}",
        "FIT-08",
        (4, 123),
        None,
    ),
    "key that is no short name": ("support_requested: [a b]\n", "FIT-09", (4, 21), None),
    "list with full-width commas": ("support_requested: [甲，乙]\n", "FIT-09", (4, 21), "半角逗号"),
    "list without brackets": ("members: 甲、乙\n", "FIT-10", (4, 10), "半角逗号"),
    "key too long": (f"support_requested: [{'a' * 41}]\n", "FIT-09", (4, 21), None),
    "text for a list": ("members: 甲\n", "FIT-10", (4, 10), None),
    "text for a section": ("objectives:\n  summary：甲\n", "FIT-10", (5, 3), "半角冒号"),
    "section for a text": ("agreement: {signed_at: {a: b}}\n", "FIT-10", (4, 13), None),
    "list for a section": ("objectives: [a]\n", "FIT-10", (4, 1), None),
    "year that is none": ("investment: {sources: [{source: a, amounts: {二〇〇九: 3}}]}\n", "FIT-05", (4, 46), None),
}


@pytest.mark.parametrize(("text", "code", "place", "hint"), CASES.values(), ids=CASES)
def test_a_misfit_is_one_finding_at_its_place_with_what_to_do(text, code, place, hint):
    head = "docgen: 1\nprogramme: x\n" if text.startswith("alliance") else HEAD
    (finding,) = misfits(text, head)
    assert finding.code == code
    assert (finding.location.line, finding.location.column) == place
    assert hint is None or hint in finding.hint.zh


def test_an_optional_key_with_nothing_after_it_counts_as_left_out():
    assert not misfits("members:\nobjectives: {summary: s, indicators: }\nagreement:\n")


def test_a_word_list_is_shown_in_full():
    (finding,) = misfits("agreement: {effect: 签字后}\n")
    assert "all_signed、core_signed、on_date、on_approval" in finding.message.zh
    assert "all_signed, core_signed, on_date, on_approval" in finding.message.en
    assert finding.hint is None


def test_the_key_is_named_as_the_user_wrote_it():
    (finding,) = misfits("协议: {违约金比例: 两成}\n")
    assert "“违约金比例”" in finding.message.zh


def test_an_item_of_a_list_is_named_by_its_number():
    (finding,) = misfits("support_requested: [a, b c]\n")
    assert "support_requested第2项" in finding.message.zh
    assert "support_requested, item 2" in finding.message.en


def test_all_misfits_are_told_at_once():
    findings = misfits("agreement: {effect: x, exit_notice_days: y, signed_on: z, other: 1}\nobjectives: {}\n")
    assert [finding.code for finding in findings] == ["FIT-02", "FIT-07", "FIT-04", "FIT-05", "FIT-01"]


def test_text_that_was_not_read_does_not_fit_and_says_nothing_more():
    assert fit(parse("a: @", file="f"), Alliance) == (None, [])
