"""An alliance of each city from its draft to the spread of its experience, through every paper; no clock but the input.

The file grows as life goes on: on each day it holds what was known then, and is checked, stood, built and audited
through the command line. Before its joint review it is reviewed by experts: those papers come from a round.
"""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from docgen.documents import OF_ALLIANCES, OF_ROUNDS, documents
from docgen.model import CHINESE_KEYS, Alliance, Month
from docgen.programme import load
from docgen.shipped import SAMPLES, TEMPLATES
from docgen.source import fit, read
from docgen.status.known import known


class Day(NamedTuple):
    """A day of a journey: the step that is reached, and the papers of the day."""

    on: str
    reached: str
    papers: tuple[str, ...]


def day(on: str, reached: str, *papers: str) -> Day:
    return Day(on, reached, papers)


DRAFT = ("work-plan", "agreement", "evaluation-sheet", "accession-form", "support-list")
SENT = ("liaison-dispatch", "liaison-registration", "liaison-card", "liaison-agreement")
TITLED = ("pilot-notice", "pilot-certificates", "certificate-list", "certificate-receipts", "plaque")
VISITED = ("visit-plan", "visit-record", "visit-opinion")
HELPED = ("centre-application", "granted-list")
LEFT = ("withdrawal-decision", "removal-decision")
HELD = ("assessment-sheet", "assessment-decision")
JOURNEYS = {
    "xiamen-2008/machinery": [
        day("2009-03-16", "plan", *DRAFT),
        day("2009-04-17", "review", "revision-notice"),
        day("2009-04-29", "revision", "revision-check"),
        day("2009-05-05", "revision-check", "revision-check"),
        day("2009-05-21", "joint-review"),
        day("2009-06-01", "public-notice", "public-notice"),
        day("2009-06-08", "pilot", *TITLED),
        day("2009-07-02", "liaison", *SENT),
        day("2009-10-26", "liaison", "joint-project", "project-recommendation", "liaison-log"),
        day("2010-01-20", "liaison", "liaison-report", "liaison-appraisal"),
        day("2010-04-22", "visit", *VISITED),
        day("2010-09-28", "visit", *HELPED, "accession-decision"),
        day("2010-12-20", "visit", "liaison-change"),
        day("2011-06-03", "self-assessment", "assessment-notice", "self-assessment"),
        day("2011-07-12", "assessment", *HELD, "rectification-order"),
        day("2012-10-29", "rectification", *LEFT),
        day("2013-08-20", "demonstration-application", *HELD, "demonstration-application", "demonstration-review"),
        day("2013-09-16", "demonstration", "demonstration-notice", "demonstration-certificates"),
        day("2013-11-20", "experience", "experience-summary", "experience-sheet"),
    ],
    "shili-2021/marine": [
        day("2021-06-15", "plan", *DRAFT, "commitment-letter"),
        day("2021-06-24", "review", "revision-notice"),
        day("2021-06-30", "revision", "revision-check"),
        day("2021-07-03", "revision-check", "revision-check"),
        day("2021-07-07", "joint-review"),
        day("2021-07-15", "public-notice", "public-notice"),
        day("2021-07-20", "pilot", *TITLED),
        day("2021-08-03", "liaison", *SENT),
        day("2021-10-27", "liaison", "project-recommendation", "liaison-log"),
        day("2022-02-08", "visit", *VISITED, "liaison-report", "liaison-appraisal"),
        day("2022-06-28", "self-assessment", *HELPED, "assessment-notice", "self-assessment"),
        day("2022-07-25", "assessment", *HELD, "rectification-order"),
        day("2024-03-22", "rectification", "liaison-change", "accession-decision", *LEFT),
        day("2024-08-20", "demonstration-application", *HELD, "demonstration-application", "demonstration-review"),
        day("2024-09-18", "demonstration", "demonstration-notice", "demonstration-certificates"),
        day("2024-11-12", "experience", "experience-summary", "experience-sheet"),
    ],
}  # fmt: skip
DAYS = [(sample, day) for sample, days in JOURNEYS.items() for day in days]
BY_LANGUAGE_OR_DEPUTY = {"agreement-english", "agreement-bilingual", "authorization-letter"}


def written(value: Any) -> Any:
    """A plain value as it is written in a file; what is missing is left out."""
    match value:
        case dict():
            return {str(key): written(part) for key, part in value.items() if part is not None and part != []}
        case list():
            return [written(part) for part in value]
        case date() | Decimal() | Fraction() | Month():
            return str(value)
        case _:
            return value


@pytest.fixture(scope="module")
def life(tmp_path_factory) -> Iterator[Any]:
    """Write the file of a sample as it was on a day, and return its path."""
    folder = tmp_path_factory.mktemp("life")

    def on(sample: str, day: str) -> Path:
        whole, _ = fit(read(SAMPLES / f"{sample}.yaml", spellings=CHINESE_KEYS), Alliance)
        file, then = folder / f"{sample.partition('/')[2]}-{day}.yaml", known(whole.plain(), date.fromisoformat(day))
        sent = {officer["id"] for officer in then["liaison"]}
        for officer in then["liaison"]:
            officer["successor"] = officer["successor"] if officer["successor"] in sent else None
        YAML().dump(written(then), file)
        return file

    return on


@pytest.mark.parametrize(("sample", "day"), DAYS, ids=[f"{sample} {day.on}" for sample, day in DAYS])
def test_on_each_day_the_file_is_sound_stands_where_it_should_and_its_papers_agree_with_it(
    run, life, tmp_path, sample, day
):
    file = life(sample, day.on)
    (stands,) = json.loads(run("status", file, "--on", day.on, "--json").output)
    assert stands["reached"]["step"] == day.reached
    last = day is JOURNEYS[sample][-1]
    wanted = [option for kind in day.papers for option in ("--only", kind)]
    formats = () if last else ("--format", "docx")
    if wanted:
        built = run("build", file, "-o", tmp_path, *wanted, *formats, "--as-of", day.on)
        assert built.exit_code == 0, built.output
        for kind in day.papers:
            assert [*tmp_path.glob(f"{kind}.docx"), *tmp_path.glob(f"{kind}/*.docx")], f"{kind} is not made on {day.on}"
        assert len([*tmp_path.rglob("*.pdf")]) == (2 if last else 0)
        audited = run("audit", tmp_path, "--data", file, "--format", "json")
        assert json.loads(audited.output) == []
    else:
        assert json.loads(run("check", file, "--format", "json").output) == []


@pytest.mark.parametrize("sample", JOURNEYS)
def test_the_journey_passes_through_every_paper_and_every_step(sample):
    programme = load(sample.partition("/")[0], [TEMPLATES])
    made = {kind for day in JOURNEYS[sample] for kind in day.papers}
    assert {kind.kind for kind in documents(programme, about=OF_ALLIANCES)} - made == BY_LANGUAGE_OR_DEPUTY
    assert {day.reached for day in JOURNEYS[sample]} == {step.id for step in programme.life if not step.months}


@pytest.mark.parametrize("round_file", ["xiamen-2008/rounds/2008-2", "shili-2021/rounds/2021-1"])
def test_the_papers_of_the_review_are_all_made_and_agree_with_the_round_and_its_alliances(run, tmp_path, round_file):
    file = SAMPLES / round_file / "round.yaml"
    assert run("review", file, "-o", tmp_path, "--format", "docx").exit_code == 0
    programme = load(round_file.partition("/")[0], [TEMPLATES])
    made = {path.relative_to(tmp_path).parts[0].removesuffix(".docx") for path in tmp_path.rglob("*.docx")}
    assert made == {kind.kind for kind in documents(programme, about=OF_ROUNDS)}
    audited = run("audit", tmp_path, "--data", file, "--format", "json")
    assert json.loads(audited.output) == []


def test_before_its_day_no_paper_of_the_record_is_made(run, life, tmp_path):
    built = run("build", life("xiamen-2008/machinery", "2009-03-16"), "-o", tmp_path, "--record", "--format", "docx")
    assert built.exit_code == 0
    made = {path.relative_to(tmp_path).parts[0].removesuffix(".docx") for path in tmp_path.rglob("*.docx")}
    record = {kind.kind for kind in documents(load("xiamen-2008", [TEMPLATES])) if kind.sheet.record}
    assert made & record == {"support-list", "granted-list"}
