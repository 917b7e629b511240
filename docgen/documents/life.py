"""What a template sees of an alliance's life: references are members, tasks and measures; results stand by their goals.

Each function adds to the plain values of a section what its papers print beside what the file says.
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from docgen.model import Alliance
from docgen.model.alliance import Indicator, Task
from docgen.programme import Programme
from docgen.programme.marking import MarkSheet

Values = dict[str, Any]


def live(values: Values, members: Mapping[str, Values], alliance: Alliance, programme: Programme) -> None:
    """Complete the sections of the record in ``values``, which are otherwise as in the file."""
    for officer in values["liaison"]:
        _officer(officer, values["liaison"], members, programme)
    for case in values["measures"]:
        _case(case, members, programme)
    for visit in values["visits"]:
        visit["hosts"] = [members[key] for key in visit["hosts"] if key in members]
    for assessment in values["assessments"]:
        _assessment(assessment, alliance, programme)
    _titles(values)
    if values["demonstration"]:
        _demonstration(values["demonstration"], values)
    for change in values["changes"]:
        change["member"] = members.get(change["member"] or "")


def marks(sheet: MarkSheet, scores: Mapping[str, Decimal]) -> Values:
    """Return the lines of a sheet with their marks, the total (``None`` while a mark is missing) and the grade."""
    lines = [criterion.plain() | {"score": scores.get(criterion.id)} for criterion in sheet.criteria]
    whole = all(line["score"] is not None for line in lines)
    total = sum((line["score"] for line in lines), Decimal(0)) if whole else None
    return {
        "lines": lines,
        "total": total,
        "note": sheet.note,
        "grades": [grade.plain() | {"scale": sheet.scale(grade)} for grade in sheet.grades],
        "grade": None if total is None else sheet.grade(total).plain(),
    }


def _officer(officer: Values, officers: Iterable[Values], members: Mapping[str, Values], programme: Programme) -> None:
    for service in officer["services"]:
        service["member"] = members.get(service["member"] or "")
    for report in officer["reports"]:
        report["services"] = [
            service for service in officer["services"] if report["starts_on"] <= service["held_on"] <= report["ends_on"]
        ]
    if programme.liaison:
        for appraisal in officer["appraisals"]:
            appraisal["sheet"] = marks(programme.liaison.sheet, appraisal["scores"])
    officer["successor"] = next((other for other in officers if other["id"] == officer["successor"]), None)


def _case(case: Values, members: Mapping[str, Values], programme: Programme) -> None:
    for share in case["shares"]:
        share["member"] = members.get(share["member"])
    case["lead"] = members.get(case["lead"])
    case["own"], case["asked"] = (sum((share[key] for share in case["shares"]), Decimal(0)) for key in ("own", "asked"))
    support = programme.support.get(case["measure"])
    case["support"] = support.plain() if support else None


def _titles(values: Values) -> None:
    """Add to each grant and public notice the units of its annex, with the members that they are today."""
    names = {member["name"]: member for member in values["members"]}
    for grant in values["grants"]:
        grant["units"] = [{"name": name, "member": names.get(name)} for name in grant["members"]]
        grant["first"] = next(iter(grant["members"]), None)
    for notice in values["public_notices"]:
        notice["units"] = _proposed(notice, values)


def _demonstration(application: Values, values: Values) -> None:
    """Add what the application stands on: the pilot's notice, and the last assessment before it."""
    pilots = [grant for grant in values["grants"] if grant["kind"] == "pilot"]
    held = [one for one in values["assessments"] if one["held_on"] <= application["applied_on"]]
    application["pilot"] = min(pilots, key=lambda grant: grant["issued_on"], default=None)
    application["assessment"] = max(held, key=lambda one: one["held_on"], default=None)


def _proposed(notice: Values, values: Values) -> list[Values]:
    """Return the units that a public notice proposes: those that were granted the title after it, or all members."""
    later = (grant for grant in values["grants"] if grant["kind"] == notice["kind"])
    granted = next((grant for grant in later if grant["issued_on"] >= notice["starts_on"]), None)
    if granted and granted["units"]:
        return list(granted["units"])
    return [{"name": member["name"], "member": member} for member in values["members"]]


def _assessment(assessment: Values, alliance: Alliance, programme: Programme) -> None:
    goals = {goal.name: goal for goal in (alliance.objectives.indicators if alliance.objectives else ())}
    assessment["rows"] = [
        goals[result["indicator"]].plain() | result | _progress(goals[result["indicator"]], result["actual"])
        for result in assessment["results"]
        if result["indicator"] in goals
    ]
    tasks = {task.id: task for task in alliance.tasks}
    assessment["task_rows"] = [
        result | _task(tasks[result["task"]], alliance) for result in assessment["tasks"] if result["task"] in tasks
    ]
    if programme.assessment.sheet:
        assessment["sheet"] = marks(programme.assessment.sheet, assessment["scores"])


def _task(task: Task, alliance: Alliance) -> Values:
    lead = alliance.member(task.lead)
    return {"title": task.title, "lead": lead.name if lead else None, "deliverables": list(task.deliverables)}


_CELLS, _WHOLE = 24, 20  # a bar of 24 cells, of which 20 are the whole way: the best results go beyond it


def _progress(goal: Indicator, actual: Decimal) -> Values:
    """Return how much of the way from baseline to target was gone, as a part of one, and as the cells of a bar.

    Where there is no way to go, the target is reached or it is not.
    """
    way = goal.target - goal.baseline
    rate = (actual - goal.baseline) / way if way else Decimal(actual >= goal.target)
    filled = int((rate * _WHOLE).to_integral_value(ROUND_HALF_UP))
    return {
        "rate": rate.quantize(Decimal("0.001"), ROUND_HALF_UP),
        "reached": rate >= 1,
        "bar": [place < filled for place in range(_CELLS)],
    }
