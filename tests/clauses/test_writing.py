import re
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen import clauses, text
from docgen.clauses import lint_agreement
from docgen.clauses.terms import words
from docgen.model import Alliance

GOLDEN = Path(__file__).parents[1] / "golden" / "agreement-clauses-led.txt"

OPTIONS = {
    "alliance.route": ["guided", "voluntary"],
    "alliance.form": ["contractual", "entity", "hybrid"],
    "alliance.entity_kind": [None, "social_org", "private_nonenterprise", "company"],
    "alliance.external_liability": ["luguang", "minda", "several_only"],
    "members.0.equipment": [(), ({"name": "光谱仪", "terms": "预约使用"},)],
    "members.0.state_owned": [False, True],
    "mechanisms.funds.option": ["none", "annual_fee", "project_contribution", "government"],
    "mechanisms.funds.fees": [(), ({"seat": "chair", "amount": "10"}, {"seat": "member", "amount": "0.5"})],
    "mechanisms.funds.text": [None, "专户管理，每年报告。"],
    "mechanisms.projects.option": ["council_approval", "committee_approval", "lead_approval"],
    "mechanisms.projects.text": [None, "实行合同管理。"],
    "mechanisms.information.option": ["shared_directory", "shared_platform", "on_request"],
    "mechanisms.information.text": [None, "建立情报库。"],
    "mechanisms.diffusion.option": ["members_first", "open_licence", "per_project"],
    "mechanisms.diffusion.text": [None, "每年举办一次推介会。"],
    "mechanisms.ip.ownership": [
        "developer",
        "joint_by_project",
        "by_contribution",
        "lead_unit",
        "entity",
        "commissioned",
    ],
    "mechanisms.ip.member_use": ["free_internal", "preferential_licence", "market_licence", "project_only"],
    "mechanisms.ip.joint_exercise": ["each_alone", "all_consent"],
    "mechanisms.ip.improvements": ["improver_owns", "shared_on_terms", "option_licence"],
    "mechanisms.ip.income": ["by_contribution", "per_project", "equal"],
    "mechanisms.ip.risk": ["shared_equally", "by_input", "each_bears_own"],
    "mechanisms.ip.text": [None, "专利许可须登记。\n\n登记由秘书处办理。"],
    "governance.council.votes": ["one_unit_one_vote", "by_contribution"],
    "governance.council.quorum": ["1/2", "2/3", "1/1"],
    "governance.council.pass": ["1/2", "2/3", "1/1"],
    "governance.council.special_pass": ["2/3", "3/4", "1/1"],
    "governance.council.special_matters": [(), ("解散联盟。",)],
    "agreement.effect": ["all_signed", "core_signed", "on_date", "on_approval"],
    "agreement.effective_on": ["2008-12-01"],
    "agreement.core_signers": [3],
    "agreement.execution": ["signature_and_seal", "signature_or_seal"],
    "agreement.secrecy_years": [3, "until_public"],
    "agreement.exit_notice_days": [30, 90],
    "agreement.liquidated_damages_percent": [None, "12.5"],
    "agreement.dispute": [
        {"mode": "arbitration", "institution": "厦门仲裁委员会"},
        {"mode": "litigation", "place": "厦门市"},
    ],
    "agreement.extra_articles": [(), ({"title": "设备", "text": "甲。\n\n乙"}, {"title": "会议", "text": "丙"})],
}
DATES = [date(2008, 11, 20), date(2009, 3, 1), date(2016, 1, 1), date(2021, 6, 1), date(2026, 4, 1)]

any_choices = st.fixed_dictionaries({path: st.sampled_from(values) for path, values in OPTIONS.items()})
fully = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)

_NUMERALS = {text.counting(number): number for number in range(1, 200)}
_REFERENCE = re.compile(r"第([一二三四五六七八九十百]+)条(?:第([一二三四五六七八九十]+)款)?")


def whole(agreement) -> str:
    return "\n".join(words(agreement))


@given(choices=any_choices, on=st.sampled_from(DATES))
@fully
def test_every_choice_of_options_gives_an_agreement_that_leaves_nothing_open(write, programme, choices, on):
    assert lint_agreement(write(choices, on), programme) == []


@given(choices=any_choices, on=st.sampled_from(DATES))
@fully
def test_articles_and_chapters_are_numbered_without_a_gap_and_every_reference_is_to_one_of_them(write, choices, on):
    agreement = write(choices, on)
    assert [chapter.number for chapter in agreement.chapters] == list(range(1, len(agreement.chapters) + 1))
    assert [article.number for article in agreement.articles] == list(range(1, len(agreement.articles) + 1))
    for number, paragraph in _REFERENCE.findall(whole(agreement)):
        article = agreement.articles[_NUMERALS[number] - 1]
        assert not paragraph or _NUMERALS[paragraph] <= len(article.paragraphs)


@given(choices=any_choices, on=st.sampled_from(DATES))
@fully
def test_every_term_spoken_is_defined_once_and_every_term_defined_is_spoken(write, choices, on):
    agreement = write(choices, on)
    points = agreement.articles[0].paragraphs[0].points
    terms = [re.match("“(.+?)”，指", point.text)[1] for point in points]
    assert len(terms) == len(set(terms))
    for number, term in enumerate(terms):
        elsewhere = [text for text in words(agreement) if text != points[number].text]
        assert any(term in text for text in elsewhere)
    spoken = {"联盟实体", "经费依托单位", "对外责任主体", "项目合同", "保密信息", "特别事项", "联盟经费"}
    assert {term for term in spoken if term in whole(agreement)} <= set(terms)


@given(choices=any_choices, on=st.sampled_from(DATES))
@fully
def test_no_markup_no_none_no_double_or_half_width_punctuation_is_left(write, choices, on):
    agreement = write(choices, on)
    for line in words(agreement):
        assert not re.search(r"[{}_＿]|None|True|False|Undefined", line), line
        assert not re.search(r"[，。；：、][，。；：、]|[\u4e00-\u9fff][,;:()?]", line), line
        assert line.strip() == line
        assert line[-1] in "。；：”", line


@given(choices=any_choices, on=st.sampled_from(DATES))
@fully
def test_a_paragraph_ends_in_a_colon_exactly_where_items_follow(write, choices, on):
    for article in write(choices, on).articles:
        for paragraph in article.paragraphs:
            assert paragraph.text.endswith("：") == bool(paragraph.points)
            endings = [point.text[-1] for point in paragraph.points]
            assert endings in ([], ["；"] * (len(endings) - 1) + ["。"])


@given(choices=any_choices, on=st.sampled_from(DATES))
@fully
def test_an_agreement_chooses_arbitration_or_the_courts_and_never_speaks_of_the_other(write, article, choices, on):
    agreement = write(choices, on)
    arbitration = choices["agreement.dispute"]["mode"] == "arbitration"
    assert ("仲裁" in whole(agreement)) == arbitration
    assert ("诉讼" in whole(agreement)) == (not arbitration)
    assert "或者" not in article(agreement, "dispute")


@given(choices=any_choices, on=st.sampled_from(DATES))
@fully
def test_only_law_in_force_on_the_day_is_cited(write, programme, choices, on):
    agreement = write(choices, on)
    in_force = {citation.text for citation in programme.law.citations.values() if citation.holds(on)}
    assert set(chain.from_iterable(article.basis for article in agreement.articles)) <= in_force
    assert set(re.findall("《[^》]+法》|《民法典》", agreement.preamble)) <= in_force


@pytest.mark.parametrize(("on", "statute"), [(DATES[0], "《合同法》"), (DATES[3], "《民法典》")])
def test_the_preamble_names_the_contract_statute_of_its_day(write, on, statute):
    assert statute in write(on=on).preamble


WHERE = {
    "alliance.entity_kind": {"alliance.form": "entity"},
    "mechanisms.funds.fees": {"mechanisms.funds.option": "annual_fee"},
}
"""The other choices on which an option has something to say."""


@pytest.mark.parametrize("path", [path for path, values in OPTIONS.items() if len(values) > 1])
def test_every_value_of_an_option_has_wording_of_its_own(write, path):
    made = {whole(write(WHERE.get(path, {}) | {path: value})) for value in OPTIONS[path]}
    assert len(made) == len(OPTIONS[path])


def test_every_word_that_a_file_may_choose_is_among_the_options_tried(programme):
    for path, tried in OPTIONS.items():
        words = programme.vocabulary.get(path, {})
        assert all(word in tried for word in words), path


@pytest.mark.parametrize("bad", ["不得调整", "无偿许可给", "无偿回授", "双方另行商定", "最终解释权", "概不负责"])
def test_no_void_or_empty_phrase_stands_in_any_alternative_of_the_library(bad):
    library = GOLDEN.parents[2] / "templates" / "xiamen-2008" / "clauses"
    for file in library.glob("[0-9]*.yaml"):
        wordings = [line for line in file.read_text("utf-8").splitlines() if not line.strip().startswith("note:")]
        assert bad not in "\n".join(wordings)


def test_values_of_the_user_are_printed_as_they_are_and_never_read_as_a_template(write):
    hostile = "A&D <检测> {{ 7*7 }} {% if %} {{ ref('dispute') }} 㛃𬭎䶮·〇"
    agreement = write({"members.0.name": hostile, "members.0.duties": (hostile,), "alliance.name": hostile})
    assert agreement.sheets[0].member.name == hostile
    assert agreement.sheets[0].duties[-1].text == hostile + "。"
    assert f"理事长单位：{hostile}；" in whole(agreement)
    assert "49" not in agreement.articles[2].paragraphs[0].text


def test_counterparts_add_up(write, article):
    assert "一式二十份，每一成员执二份，秘书处存档一份，报送主管部门三份" in article(write(), "counterparts")


@pytest.mark.parametrize(
    ("share", "quorum", "passing", "special"),
    [
        ("1/2", "全体理事会成员的二分之一以上出席", "出席会议的理事会成员的过半数", "全体理事会成员的过半数"),
        (
            "2/3",
            "全体理事会成员的三分之二以上出席",
            "出席会议的理事会成员的三分之二以上",
            "全体理事会成员的三分之二以上",
        ),
        ("1/1", "全体理事会成员出席", "出席会议的理事会成员一致", "全体理事会成员一致"),
    ],
)
def test_shares_of_votes_say_of_whom_and_a_half_must_be_exceeded(write, article, share, quorum, passing, special):
    council = "governance.council."
    said = article(
        write({council + "quorum": share, council + "pass": share, council + "special_pass": share}), "council-voting"
    )
    assert quorum + "，" in said
    assert passing + "同意" in said
    assert special + "同意" in said


def test_an_entity_without_a_liable_member_names_none(write, article):
    agreement = write({"alliance.form": "entity", "alliance.external_liability": None})
    assert "对外责任主体" not in whole(agreement).replace("变更对外责任主体", "")
    assert "由联盟实体对外承担责任" in article(agreement, "external")


def test_the_term_ends_the_day_before_its_anniversary_also_from_a_leap_day(write, article):
    assert "自2008年11月20日起至2013年11月19日止" in article(write(), "term")
    leap = write({"alliance.term": {"start": "2012-02-29", "years": 3}})
    assert "自2012年2月29日起至2015年2月28日止" in article(leap, "term")


def test_former_names_stand_in_the_recitals_only(write):
    agreement = write({"members.1.former_names": ("厦门旧名厂",)})
    assert [text for text in words(agreement) if "厦门旧名厂" in text] == [
        "厦门海曜光电（集团）有限公司曾用名厦门旧名厂；"
    ]


def test_a_draft_without_choices_shows_blanks_and_keeps_its_numbering(programme, write):
    draft = Alliance.model_validate(
        {"docgen": "1", "programme": "xiamen-2008", "alliance": {"name": "厦门市试验产业技术创新战略联盟"}}
    )
    agreement = clauses.agreement(draft, programme, on=date(2009, 1, 1))
    assert len(agreement.articles) >= 60
    assert any(
        finding.code == "CLS-09" and "ip-new" in finding.message.en for finding in lint_agreement(agreement, programme)
    )
    owner = next(article for article in agreement.articles if article.id == "ip-new")
    assert set(owner.paragraphs[0].text) == {"\uff3f"}


def test_the_same_alliance_gives_the_same_agreement_twice(write):
    assert write() == write()


def test_the_agreement_of_the_sample_reads_as_it_was_last_read_by_a_person(write, update_golden):
    agreement = write()
    lines = [*(point.label + point.text for point in agreement.recitals), agreement.preamble]
    for chapter in agreement.chapters:
        lines += ["", f"{chapter.label}　{chapter.title}"]
        for article in chapter.articles:
            lines.append(f"{article.label}　{article.title}")
            for paragraph in article.paragraphs:
                lines += [f"　　{paragraph.text}", *(f"　　{point.label}{point.text}" for point in paragraph.points)]
    for sheet in agreement.sheets:
        lines += ["", sheet.member.name]
        lines += ["权利", *(point.label + point.text for point in sheet.rights)]
        lines += ["义务", *(point.label + point.text for point in sheet.duties)]
    made = "\n".join(lines) + "\n"
    if update_golden:
        GOLDEN.write_text(made, "utf-8")
    assert made == GOLDEN.read_text("utf-8")


def test_the_agreement_calls_the_seats_as_its_city_does(led, programme):
    seats = programme.vocabulary["members.seat"] | {"director": "常务理事单位"}
    elsewhere = programme.model_copy(update={"vocabulary": {**programme.vocabulary, "members.seat": seats}})
    said = whole(clauses.agreement(led, elsewhere, on=led.agreement.signed_on))
    assert "理事长单位、副理事长单位和常务理事单位" in said
    assert "常务理事单位：厦门" in said
