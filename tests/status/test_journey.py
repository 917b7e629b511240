"""An alliance from its draft to the spread of its experience, through every paper; the clock is only an input.

The file grows as life goes on: on each day it holds what was known then, and is checked, stood and built through the
command line.
"""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from docgen.documents import documents
from docgen.model import Month
from docgen.programme import load
from docgen.shipped import TEMPLATES
from docgen.status.known import known
from tests.papers.conftest import alliance_of

XIAMEN = load("xiamen-2008", [TEMPLATES])
RECORD = {document.kind for document in documents(XIAMEN) if document.sheet.record}
JOURNEY = [
    ("2009-03-16", "plan", ["work-plan", "agreement", "accession-form", "support-list"]),
    ("2009-04-15", "review", ["evaluation-sheet"]),
    ("2009-04-17", "review", ["revision-notice"]),
    ("2009-04-29", "revision", ["revision-check"]),
    ("2009-05-05", "revision-check", ["revision-check"]),
    ("2009-05-21", "joint-review", []),
    ("2009-06-01", "public-notice", ["public-notice"]),
    ("2009-06-08", "pilot", ["pilot-notice", "pilot-certificates", "certificate-receipts", "plaque"]),
    ("2009-07-02", "liaison", ["liaison-dispatch", "liaison-registration", "liaison-card", "liaison-agreement"]),
    ("2009-10-26", "liaison", ["joint-project", "project-recommendation", "liaison-log"]),
    ("2010-01-20", "liaison", ["liaison-report", "liaison-appraisal"]),
    ("2010-04-22", "visit", ["visit-plan", "visit-record", "visit-opinion"]),
    ("2010-09-28", "visit", ["centre-application", "granted-list", "accession-decision"]),
    ("2010-12-20", "visit", ["liaison-change"]),
    ("2011-06-03", "self-assessment", ["assessment-notice", "self-assessment"]),
    ("2011-07-12", "assessment", ["assessment-sheet", "assessment-decision", "rectification-order"]),
    ("2012-01-10", "rectification", []),
    ("2012-10-29", "rectification", ["withdrawal-decision", "removal-decision"]),
    ("2013-07-10", "rectification", ["self-assessment", "assessment-decision"]),
    ("2013-08-20", "demonstration-application", ["demonstration-application", "demonstration-review"]),
    ("2013-09-16", "demonstration", ["demonstration-notice", "demonstration-certificates", "certificate-receipts"]),
    ("2013-11-20", "experience", ["experience-summary", "experience-sheet"]),
]


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
    """Write the file as it was on a day, and return its path."""
    folder, whole = tmp_path_factory.mktemp("life"), alliance_of("machinery").plain()

    def on(day: str) -> Path:
        file, then = folder / f"{day}.yaml", known(whole, date.fromisoformat(day))
        sent = {officer["id"] for officer in then["liaison"]}
        for officer in then["liaison"]:
            officer["successor"] = officer["successor"] if officer["successor"] in sent else None
        YAML().dump(written(then), file)
        return file

    return on


@pytest.mark.parametrize(("day", "reached", "papers"), JOURNEY)
def test_on_each_day_the_file_is_sound_stands_where_it_should_and_gives_its_papers(
    run, life, tmp_path, day, reached, papers
):
    file = life(day)
    checked = run("check", file, "--format", "json")
    assert (checked.exit_code, json.loads(checked.output)) == (0, [])
    (stands,) = json.loads(run("status", file, "--on", day, "--json").output)
    assert stands["reached"]["step"] == reached
    for kind in papers:
        assert run("build", file, "-o", tmp_path, "--only", kind, "--format", "docx", "--as-of", day).exit_code == 0
        made = [*tmp_path.glob(f"{kind}.docx"), *tmp_path.glob(f"{kind}/*.docx")]
        assert made, f"{kind} is not made on {day}"


def test_the_journey_passes_through_every_paper_of_the_record_and_every_step():
    made = {kind for _, _, papers in JOURNEY for kind in papers}
    assert made >= RECORD
    assert {step for _, step, _ in JOURNEY} == {step.id for step in XIAMEN.life}


def test_before_its_day_no_paper_of_the_record_is_made(run, life, tmp_path):
    built = run("build", life("2009-03-16"), "-o", tmp_path, "--record", "--format", "docx")
    assert built.exit_code == 0
    made = {path.relative_to(tmp_path).parts[0].removesuffix(".docx") for path in tmp_path.rglob("*.docx")}
    assert made & RECORD == {"support-list", "granted-list"}
