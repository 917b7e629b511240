"""Every rule has its cases in ``<CODE>.yaml``, which a policy officer can read and write.

A case changes a sample (``led``, or the one that ``sample`` names): ``set`` puts values at paths, then ``remove`` takes
paths away, in order. It is judged ``on`` a day (the sample's own, if none is given), if wanted with an ``award`` about
to be made. ``expect`` lists the findings of this rule alone, in any order: where (``at``), and if wanted how bad
(``severity``), a piece of the message or hint (``says``), of the basis (``cites``). A rule of rounds is judged by the
sample round; its case may change an alliance of the round too: ``alliances: {led: {set: …, remove: …}}``.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from docgen import rules, source
from docgen.diagnostics import Finding, Location
from docgen.model import CHINESE_KEYS, Alliance, Round
from docgen.programme import Programme, load
from docgen.rules import RULES
from docgen.shipped import SAMPLES, TEMPLATES

CASES = Path(__file__).parent
ROUND = source.read(SAMPLES / "xiamen-2008/rounds/2008-2/round.yaml", spellings=CHINESE_KEYS).values
APPLIED = {
    Path(each["file"]).stem: source.read(
        SAMPLES / "xiamen-2008/rounds/2008-2" / each["file"], spellings=CHINESE_KEYS
    ).values
    for each in ROUND["alliances"]
}
KEYS = {"name", "sample", "on", "award", "set", "remove", "alliances", "expect"}


@cache
def sample(name: str) -> Any:
    return source.read(SAMPLES / "xiamen-2008" / f"{name}.yaml").values


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        read = source.read(file)
        assert not read.findings, f"{file.name}: {read.findings}"
        for case in read.values["cases"]:
            yield pytest.param(file.stem, case, id=f"{file.stem} {case['name']}")


ALL = list(cases())


@pytest.fixture(scope="module")
def xiamen() -> Programme:
    return load("xiamen-2008", [TEMPLATES])


def step(value: Any, part: str) -> Any:
    return value[int(part)] if isinstance(value, list) else value[part]


def parent(values: Any, path: str) -> tuple[Any, Any]:
    *before, last = path.split(".")
    for part in before:
        values = step(values, part)
    return values, int(last) if isinstance(values, list) else last


def changed(sample: Any, case: dict[str, Any]) -> Any:
    values = deepcopy(sample)
    for path, value in case.get("set", {}).items():
        holder, key = parent(values, path)
        holder[key] = value
    for path in case.get("remove", []):
        holder, key = parent(values, path)
        del holder[key]
    return values


def place(path: Path) -> Location:
    return Location(".".join(str(part) for part in path), 1, 1)


def found(code: str, case: dict[str, Any], programme: Programme) -> dict[str, Finding]:
    findings = judged_round(case, programme) if RULES[code].about == "round" else judged_alliance(case, programme)
    return {finding.location.file: finding for finding in findings if finding.code == code}


def judged_alliance(case: dict[str, Any], programme: Programme) -> list[Finding]:
    alliance = Alliance.model_validate(changed(values := sample(case.get("sample", "led")), case))
    on = date.fromisoformat(case["on"] if "on" in case else values["alliance"]["prepared_on"])
    award = rules.Award(**case["award"]) if "award" in case else None
    return rules.check(alliance, programme, on=on, locate=place, award=award)


def judged_round(case: dict[str, Any], programme: Programme) -> list[Finding]:
    changes = case.get("alliances", {})
    alliances = {
        name: Alliance.model_validate(changed(values, changes.get(name, {}))) for name, values in APPLIED.items()
    }
    review = Round.model_validate(changed(ROUND, case))
    return rules.check_round(
        review, alliances, programme, locate=place, place=lambda name, path: Location(f"{name}.yaml", 7, 1)
    )


@pytest.mark.parametrize(("code", "case"), ALL)
def test_a_rule_finds_what_its_case_expects(code: str, case: dict[str, Any], xiamen: Programme) -> None:
    assert set(case) <= KEYS
    findings = found(code, case, xiamen)
    assert set(findings) == {expected["at"] for expected in case["expect"]}
    for expected in case["expect"]:
        finding = findings[expected["at"]]
        assert expected.get("severity", finding.severity) == finding.severity
        assert expected.get("says", "") in finding.message.zh + (finding.hint.zh if finding.hint else "")
        assert expected.get("cites", "") in (finding.cite.zh if finding.cite else "")


def test_every_rule_has_a_case_that_passes_and_one_that_fails() -> None:
    judged = {(param.values[0], bool(param.values[1]["expect"])) for param in ALL}
    assert judged == {(code, fails) for code in RULES for fails in (True, False)}


def test_every_rule_is_switched_on_by_the_programme(xiamen: Programme) -> None:
    assert set(xiamen.rules) == set(RULES)


def test_every_message_is_whole_in_both_languages(xiamen: Programme) -> None:
    for param in ALL:
        for finding in found(*param.values, xiamen).values():
            for words in (finding.message, finding.hint):
                assert words is not None
                assert all(words), finding.code
                assert not set("，。：；") & set(words.en), finding.code
