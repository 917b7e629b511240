"""The record of an alliance's life: days in order, numbers of notices, marks and grades, members that come and go."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from docgen.diagnostics import Wording
from docgen.programme import Step
from docgen.programme.marking import MarkSheet
from docgen.programme.paths import find
from docgen.rules.rule import Breach, Case, Path, at, rule


@rule(
    "LIFE-01",
    Wording(
        "“{title}”的日期{day}早于“{before}”的日期{earlier}",
        "“{title_en}” on {day} comes before “{before_en}” on {earlier}",
    ),
    hint=Wording("核对两处日期；次序见实施方案的程序", "check both days against the order of the procedure"),
)
def steps_in_order(case: Case) -> Iterator[Breach]:
    """No step is taken before the steps that come before it (X6); of those that are later, the latest is told."""
    values, steps = case.words.plain, {step.id: step for step in case.programme.life}
    for step in case.programme.life:
        taken = _first(values, step)
        earlier = ((steps[name], _first(values, steps[name])) for name in step.after)
        later = [(found[1], one) for one, found in earlier if found and taken and taken[1] < found[1]]
        if taken and later:
            day, before = max(later, key=lambda found: found[0])
            words = {"before": before.title, "before_en": before.english, "earlier": day}
            yield at(*taken[0], title=step.title, title_en=step.english, day=taken[1], **words)


def _first(values: Mapping[str, Any], step: Step) -> tuple[Path, date] | None:
    days = (found for found in find(values, step.path) if isinstance(found[1], date))
    return min(days, key=lambda found: found[1], default=None)


@rule(
    "LIFE-02",
    Wording("期限{due}早于通知的日期{issued}", "the day {due} by which it is due comes before the notice of {issued}"),
    hint=Wording("核对期限和 issued_on（印发日期）", "check the day and issued_on"),
)
def due_after_notice(case: Case) -> Iterator[Breach]:
    """Nothing is due before it was asked for."""
    for section, notice, due in _DEMANDS:
        for number, entry in enumerate(case.words.plain[section]):
            for (_, issued), (place, day) in zip(
                find(entry, notice), find(entry, due, (section, number)), strict=False
            ):
                if day < issued:
                    yield at(*place, due=day, issued=issued)


_DEMANDS = (
    ("revisions", "notice.issued_on", "reply_by"),
    ("assessments", "notice.issued_on", "report_by"),
    ("assessments", "rectification.notice.issued_on", "rectification.due_on"),
    ("visits", "notice.issued_on", "reply_by"),
)

_NUMBER = re.compile(r"[\u4e00-\u9fff]+〔(\d{4})〕[1-9]\d*号")


@rule(
    "LIFE-03",
    Wording("文号“{number}”不合规范", "the number “{number}” is not written as an official number is"),
    hint=Wording(
        "机关代字、六角括号〔〕中的年份（{year}）和不加“第”、不补零的序号，例如 厦科联〔2009〕1号",
        "signs of the bureau, the year ({year}) in 〔〕, and a number without 第 or zeros in front",
    ),
)
def numbers_well_formed(case: Case) -> Iterator[Breach]:
    """Numbers of official papers are written as the standard asks, with the year of their day."""
    for place, notice in _notices(case.words.plain):
        found = _NUMBER.fullmatch(notice["number"])
        if not found or int(found[1]) != notice["issued_on"].year:
            yield at(*place, "number", number=notice["number"], year=notice["issued_on"].year)


@rule(
    "LIFE-04",
    Wording("文号 {number} 用了{count}次", "the number {number} is used {count} times"),
    hint=Wording("一个文号只有一份公文：核对这几处", "a number belongs to one paper only: check these places"),
)
def numbers_unique(case: Case) -> Iterator[Breach]:
    """No two papers have one number."""
    notices = list(_notices(case.words.plain))
    counts = Counter(notice["number"] for _, notice in notices)
    for place, notice in notices:
        if counts[notice["number"]] > 1:
            yield at(*place, "number", number=notice["number"], count=counts[notice["number"]])


def _notices(value: Any, place: Path = ()) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield everything that has a number and a day of issue."""
    if isinstance(value, dict):
        if isinstance(value.get("number"), str) and isinstance(value.get("issued_on"), date):
            yield place, value
        for key, part in value.items():
            yield from _notices(part, (*place, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _notices(part, (*place, number))


@rule(
    "LIFE-05",
    Wording("等次写“{said}”，按得分{total}应为“{grade}”", "the grade is “{said}”, but {total} points make “{grade}”"),
    hint=Wording(
        "核对 scores（得分）和 grade（等次）：合计四舍五入到两位小数再定等次",
        "check scores and grade: round, then grade",
    ),
)
def grades_follow_marks(case: Case) -> Iterator[Breach]:
    """Grades are those of the marks (X10)."""
    for place, sheet, entry in _marked(case):
        scores: Mapping[str, Decimal] = entry["scores"]
        if entry["grade"] and scores.keys() == {criterion.id for criterion in sheet.criteria}:
            total = sum(scores.values(), Decimal(0))
            grade = sheet.grade(total).title
            if grade != entry["grade"]:
                yield at(*place, "grade", said=entry["grade"], total=total, grade=grade)


@rule(
    "LIFE-06",
    Wording("{what}的得分 {score} 不在0至{points}分之内", "the mark {score} for {what} is not between 0 and {points}"),
    hint=Wording("核对 scores（得分）；指标和分值见方案", "check scores; criteria and points are the programme's"),
)
def marks_within_points(case: Case) -> Iterator[Breach]:
    """Every mark is for a criterion, and no more than its points."""
    for place, sheet, entry in _marked(case):
        criteria = {criterion.id: criterion for criterion in sheet.criteria}
        for key, score in entry["scores"].items():
            points = criteria[key].points if key in criteria else 0
            if not 0 <= score <= points:
                what = criteria[key].title if key in criteria else key
                yield at(*place, "scores", key, what=what, score=score, points=points)


def _marked(case: Case) -> Iterator[tuple[Path, MarkSheet, Mapping[str, Any]]]:
    values, programme = case.words.plain, case.programme
    if programme.assessment.sheet:
        yield from ((place, programme.assessment.sheet, entry) for place, entry in find(values, "assessments"))
    if programme.liaison:
        yield from ((place, programme.liaison.sheet, entry) for place, entry in find(values, "liaison.appraisals"))


@rule(
    "LIFE-07",
    Wording("工作方案中没有“{name}”", "the plan has no “{name}”"),
    hint=Wording("指标写方案中的名称，任务写代号", "write the indicator by its name in the plan, the task by its id"),
)
def results_name_the_plan(case: Case) -> Iterator[Breach]:
    """Results are those of the plan's own indicators and tasks."""
    goals = case.alliance.objectives.indicators if case.alliance.objectives else ()
    known = {"indicator": {goal.name for goal in goals}, "task": {task.id for task in case.alliance.tasks}}
    values = case.words.plain
    for key, path in (("indicator", "assessments.results.indicator"), ("task", "assessments.tasks.task")):
        for place, name in find(values, path):
            if name not in known[key]:
                yield at(*place, name=name)


@rule(
    "LIFE-08",
    Wording("写着目标和任务已完成，但“{name}”没有完成", "goals and tasks are said to be done, but “{name}” is not"),
    hint=Wording("核对 actual（实际值）、done（完成）和 goals_done（目标完成）", "check actual, done and goals_done"),
)
def done_means_done(case: Case) -> Iterator[Breach]:
    """Goals are done only if each indicator reached its target, and each task that is told of is done."""
    goals = {goal.name: goal for goal in (case.alliance.objectives.indicators if case.alliance.objectives else ())}
    for number, assessment in enumerate(case.alliance.assessments):
        if not assessment.goals_done:
            continue
        for place, result in enumerate(assessment.results):
            goal = goals.get(result.indicator)
            if goal and _short(goal.baseline, goal.target, result.actual):
                yield at("assessments", number, "results", place, "actual", name=result.indicator)
        for place, task in enumerate(assessment.tasks):
            if not task.done:
                yield at("assessments", number, "tasks", place, "done", name=task.task)


def _short(baseline: Decimal, target: Decimal, actual: Decimal) -> bool:
    return actual < target if target >= baseline else actual > target


@rule(
    "LIFE-09",
    Wording("“{name}”已经{what}，却{state}成员名单中", "“{name}” has {what_en}, yet it is {state_en} the members"),
    hint=Wording(
        "成员名单是现在的成员：加入的写进 members，退出、除名的从中删去", "members are those of today: add or remove it"
    ),
)
def members_as_changed(case: Case) -> Iterator[Breach]:
    """Who joined last is a member, who left or was removed last is none."""
    names = {member.name for member in case.alliance.members}
    changes = sorted(enumerate(case.alliance.changes), key=lambda change: change[1].effective_on)
    for number, change in {change.name: (number, change) for number, change in changes}.values():
        joined = change.kind == "accession"
        if joined != (change.name in names):
            zh, en = _WORDS[change.kind]
            state, state_en = ("不在", "not among") if joined else ("还在", "still among")
            yield at("changes", number, "name", name=change.name, what=zh, what_en=en, state=state, state_en=state_en)


_WORDS = {
    "accession": ("加入", "joined"),
    "withdrawal": ("退出", "left"),
    "removal": ("除名", "been removed"),
}


@rule(
    "LIFE-10",
    Wording("没有代号为“{name}”的{what}", "there is no {what_en} with the id “{name}”"),
    hint=Wording("核对代号", "check the id"),
)
def references_lead_somewhere(case: Case) -> Iterator[Breach]:
    """Members, officers and measures that the record names are there."""
    values, members = case.words.plain, {member.id for member in case.alliance.members}
    known = {
        ("成员", "member"): (members, _MEMBERS),
        ("科技联络员", "liaison officer"): ({officer.id for officer in case.alliance.liaison}, ("liaison.successor",)),
        ("支持措施", "measure"): (set(case.programme.support), ("measures.measure",)),
    }
    for (what, what_en), (there, paths) in known.items():
        for path in paths:
            for place, name in find(values, path):
                if name not in there:
                    yield at(*place, name=name, what=what, what_en=what_en)


_MEMBERS = ("measures.lead", "measures.shares.member", "visits.hosts", "liaison.services.member", "changes.member")


@rule(
    "LIFE-11",
    Wording("公示只有{days}天，少于{value}天", "the public notice lasts {days} day(s), fewer than {value}"),
    hint=Wording("核对 starts_on（起始日期）和 ends_on（截止日期）", "check starts_on and ends_on"),
    value=int,
)
def notice_long_enough(case: Case) -> Iterator[Breach]:
    """Public notices last some days, their first and last counted."""
    for number, notice in enumerate(case.alliance.public_notices):
        days = (notice.ends_on - notice.starts_on).days + 1
        if days < case.value:
            yield at("public_notices", number, "ends_on", days=days)


@rule(
    "LIFE-12",
    Wording(
        "科技联络员“{name}”的单位“{unit}”是联盟成员", "the liaison officer “{name}” comes from the member “{unit}”"
    ),
    hint=Wording(
        "科技联络员由主管部门派到联盟，与成员单位没有利益关系",
        "officers are sent to the alliance and have no interest in it",
    ),
)
def officers_from_outside(case: Case) -> Iterator[Breach]:
    """Liaison officers do not come from a member."""
    names = {member.name for member in case.alliance.members}
    for number, officer in enumerate(case.alliance.liaison):
        if officer.unit in names:
            yield at("liaison", number, "unit", name=officer.name, unit=officer.unit)
