from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen import rules, source
from docgen.diagnostics import Finding
from docgen.errors import InputError
from docgen.model import CHINESE_KEYS, Alliance
from docgen.programme import Programme, Setting, load
from docgen.rules import RULES
from docgen.shipped import SAMPLES, TEMPLATES

LED = source.read(SAMPLES / "xiamen-2008" / "led.yaml", spellings=CHINESE_KEYS)
XIAMEN = load("xiamen-2008", [TEMPLATES])


def checked(values: Any, programme: Programme = XIAMEN, on: date = date(2008, 11, 25)) -> list[Finding]:
    return rules.check(Alliance.model_validate(values), programme, on=on, locate=LED.locate)


def switched(code: str, **setting: Any) -> Programme:
    dated = Setting.model_validate({"since": "2008-10-08", "severity": "error", **setting})
    return XIAMEN.model_copy(update={"rules": {code: (dated,)}})


@pytest.mark.parametrize("on", [date(2008, 11, 25), date(2009, 6, 1), date(2026, 11, 22)])
def test_the_sample_breaks_no_rule(on: date) -> None:
    assert checked(LED.values, on=on) == []


def test_findings_stand_at_their_place_in_the_order_of_the_file() -> None:
    values = deepcopy(LED.values)
    values["tasks"][0]["lead"] = "lugang"
    values["members"][0]["uscc"] = "91350200MA2XN0LG0E"
    findings = checked(values)
    assert [finding.code for finding in findings] == ["CODE-01", "REF-01"]
    assert findings[0].location.text.strip().startswith("uscc: 91350200MA2XN0LG0D")
    assert findings[1].location.text.strip() == "lead: luguang"


def test_a_finding_says_the_same_in_both_languages_and_names_its_article() -> None:
    values = deepcopy(LED.values)
    values["alliance"]["term"]["years"] = "2"
    (finding,) = [finding for finding in checked(values) if finding.code == "DATE-05"]
    assert finding.message.zh == "协议期限到2010年11月19日为止，不到下一次考核（方案编制后满2年，2010年11月25日）"
    assert finding.message.en == (
        "the term ends on 2010-11-19, before the next assessment (2 years after the plan, on 2010-11-25)"
    )
    assert finding.cite is not None
    assert "跟踪考核" in finding.cite.zh
    assert "assessment" in finding.cite.en


def test_a_rule_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="no rule ELEM-99"):
        checked(LED.values, switched("ELEM-99"))


@pytest.mark.parametrize("value", [None, "many"])
def test_a_rule_without_the_value_that_it_needs_is_refused(value: str | None) -> None:
    with pytest.raises(InputError, match="value of rule ELEM-01"):
        checked(LED.values, switched("ELEM-01", value=value))


def test_how_bad_a_breach_is_and_the_value_are_the_programmes() -> None:
    (finding,) = checked(LED.values, switched("ELEM-01", value="4", severity="warning"))
    assert (finding.severity, finding.message.zh) == ("warning", "产业核心企业只有3家，至少要有4家")
    assert finding.cite is None


def test_values_with_braces_are_printed_as_they_are() -> None:
    values = deepcopy(LED.values)
    values["members"][7]["name"] = "厦门{0}(协会){{x}}"
    messages = [finding.message.zh for finding in checked(values) if finding.code == "NAME-01"]
    assert messages == ["名称“厦门{0}(协会){{x}}”用了半角括号"]


def without(values: Any, path: source.Path) -> None:
    """Take a key away, if it is still there."""
    *before, last = path
    for part in before:
        if isinstance(values, dict) and part not in values:
            return
        values = values[part]
    values.pop(last, None)


def fits_without(path: source.Path) -> bool:
    values = deepcopy(LED.values)
    without(values, path)
    return source.fit(source.Source("draft.yaml", values=values), Alliance)[0] is not None


OPTIONAL = [path for path in LED.places if path and isinstance(path[-1], str) and fits_without(path)]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(OPTIONAL), max_size=40), st.dates(date(2008, 10, 8), date(2030, 1, 1)))
def test_a_draft_of_any_shape_is_judged_without_a_crash(paths: list[source.Path], on: date) -> None:
    values = deepcopy(LED.values)
    for path in paths:
        without(values, path)
    findings = checked(values, on=on)
    assert all(finding.code in RULES for finding in findings)


def test_what_certificates_make_of_their_units_is_called_as_each_city_calls_it() -> None:
    marine = source.read(SAMPLES / "shili-2021" / "marine.yaml", spellings=CHINESE_KEYS)
    award = rules.Award("demonstration", "无号")
    (told,) = (
        finding
        for finding in rules.check(
            Alliance.model_validate(marine.values),
            load("shili-2021", [TEMPLATES]),
            on=date(2023, 1, 1),
            locate=marine.locate,
            award=award,
        )
        if finding.code == "CERT-01"
    )
    assert told.message.zh == "文件中没有授予引领单位的通知 无号"
    assert told.message.en == "the file has no notice 无号 that names demonstration units"
