"""A sample of another city in the words of this one: its measures, criteria, grades and bureaus put in their place."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from docgen.cities.edges import Values, later
from docgen.programme import Programme
from docgen.programme.marking import MarkSheet


def borrowed(values: Values, programme: Programme) -> Values:
    """Return an alliance's values as a sample for a programme; one of the programme's own stays as it is.

    What is older than the programme comes later by whole years. Marks keep their share of the points.
    """
    if values["programme"] == programme.id:
        return values
    prepared = date.fromisoformat(values["alliance"]["prepared_on"])
    if prepared < programme.in_force:
        values = later(values, programme.in_force.year + 1 - prepared.year)
    moved = {**values, "programme": programme.id}
    if programme.industries:
        moved["alliance"] = {**moved["alliance"], "industry": programme.industries[0]}
    _support(moved, programme)
    _marks(moved, programme)
    bureaus = [issuer.name for issuer in programme.issuers]
    opinions = zip(bureaus, moved.get("joint_review", ()), strict=False)
    moved["joint_review"] = [{**opinion, "agency": bureau} for bureau, opinion in opinions]
    return moved


def _support(values: Values, programme: Programme) -> None:
    """Ask only for what the programme offers; what it does not offer is its first measure instead."""
    offered = list(programme.support)
    asked = values.get("support_requested", ())
    values["support_requested"] = list(dict.fromkeys(each if each in offered else offered[0] for each in asked))
    values["measures"] = [
        {**case, "measure": case["measure"] if case["measure"] in offered else offered[0]}
        for case in values.get("measures", ())
    ]


def _marks(values: Values, programme: Programme) -> None:
    sheet = programme.assessment.sheet
    if sheet:
        values["assessments"] = [_marked(each, sheet) for each in values.get("assessments", ())]
    if programme.liaison:
        values["liaison"] = [
            {
                **officer,
                "appraisals": [_marked(each, programme.liaison.sheet) for each in officer.get("appraisals", ())],
            }
            for officer in values.get("liaison", ())
        ]


def _marked(entry: Mapping[str, Any], sheet: MarkSheet) -> Values:
    """Return an assessment with marks for the criteria of a sheet, as good all in all as they were."""
    scores = [Decimal(str(score)) for score in entry.get("scores", {}).values()]
    share = sum(scores, Decimal(0)) / 100
    marks = {criterion.id: (criterion.points * share).quantize(Decimal("0.5")) for criterion in sheet.criteria}
    grade = sheet.grade(sum(marks.values(), Decimal(0)))
    return {**entry, "scores": {key: str(mark) for key, mark in marks.items()} if scores else {}, "grade": grade.title}


def borrowed_round(values: Values, programme: Programme) -> Values:
    """Return a round's values as a sample for a programme; one of the programme's own stays as it is."""
    if values["programme"] == programme.id:
        return values
    held = date.fromisoformat(values["round"]["held_on"])
    if held < programme.in_force:
        values = later(values, programme.in_force.year + 1 - held.year)
    ends = [*programme.evaluation.conclusions]
    scores = [
        {**score, "marks": _spread(score["marks"], programme), "conclusion": _known(score["conclusion"], ends)}
        for score in values.get("scores", ())
    ]
    opinions = [{**each, "conclusion": _known(each["conclusion"], ends)} for each in values.get("opinions", ())]
    return {**values, "programme": programme.id, "scores": scores, "opinions": opinions, **_joint(values, programme)}


def _joint(values: Values, programme: Programme) -> Values:
    """Return the joint review by the programme's bureaus, each alliance by each."""
    said = {each["alliance"]: each for each in values.get("joint_review", ())}
    bureaus = [issuer.name for issuer in programme.issuers]
    return {"joint_review": [{**each, "agency": bureau} for each in said.values() for bureau in bureaus]}


def _spread(marks: Mapping[str, Any], programme: Programme) -> dict[str, str]:
    """Return marks for the programme's criteria, as good all in all as these are."""
    share = sum((Decimal(str(mark)) for mark in marks.values()), Decimal(0)) / 100
    return {each.id: str((each.points * share).quantize(Decimal(1))) for each in programme.evaluation.criteria}


def _known(conclusion: str, ends: Sequence[str]) -> str:
    return conclusion if conclusion in ends else ends[0]
