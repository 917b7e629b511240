"""Dates in their order: agreement, plan, tasks and goals within the term, the next assessment (X6)."""

from collections.abc import Iterator
from datetime import date

from docgen.diagnostics import Wording
from docgen.model import Alliance, Month
from docgen.rules.rule import Breach, Case, Path, at, rule
from docgen.text import years_after


def _month(day: date) -> Month:
    return Month(day.year, day.month)


@rule(
    "DATE-01",
    Wording(
        "协议签订于{signed}，晚于工作方案的编制日期{prepared}",
        "the agreement was signed on {signed}, after the plan was made on {prepared}",
    ),
    hint=Wording(
        "先签协议，后报方案：核对 signed_on（签订日期）和 prepared_on（编制日期）",
        "the agreement comes first: check signed_on and prepared_on",
    ),
)
def agreement_before_plan(case: Case) -> Iterator[Breach]:
    """Agreement first, plan second."""
    signed = case.alliance.agreement.signed_on if case.alliance.agreement else None
    prepared = case.alliance.profile.prepared_on
    if signed and prepared and signed > prepared:
        yield at("agreement", "signed_on", signed=signed, prepared=prepared)


@rule(
    "DATE-02",
    Wording("任务“{title}”{start}开始，却在{end}结束", "the task “{title}” begins in {start} and ends in {end}"),
    hint=Wording("结束月份不能早于开始月份", "the last month cannot come before the first"),
)
def tasks_end_after_they_start(case: Case) -> Iterator[Breach]:
    """Every task ends after it starts."""
    for number, task in enumerate(case.alliance.tasks):
        if task.end < task.start:
            yield at("tasks", number, "end", title=task.title, start=task.start, end=task.end)


@rule(
    "DATE-03",
    Wording(
        "{month}不在协议期限（{first}至{last}）之内", "{month} is outside the term of the agreement ({first} to {last})"
    ),
    hint=Wording("改正月份，或者调整 term（协议期限）", "correct the month or change the term"),
)
def months_within_term(case: Case) -> Iterator[Breach]:
    """Tasks and goals fall into the term of the agreement."""
    term = case.alliance.profile.term
    if not term:
        return
    first, last = _month(term.start), _month(term.last_day)
    for path, month in _months(case.alliance):
        if not first <= month <= last:
            yield at(*path, month=month, first=first, last=last)


def _months(alliance: Alliance) -> Iterator[tuple[Path, Month]]:
    for number, indicator in enumerate(alliance.objectives.indicators if alliance.objectives else ()):
        yield ("objectives", "indicators", number, "by"), indicator.by
    for number, task in enumerate(alliance.tasks):
        yield ("tasks", number, "start"), task.start
        yield ("tasks", number, "end"), task.end


@rule(
    "DATE-04",
    Wording(
        "里程碑{month}不在任务的起止月份（{start}至{end}）之内",
        "the milestone {month} is outside its task ({start} to {end})",
    ),
    hint=Wording(
        "改正里程碑的月份，或者调整任务的起止月份", "correct the milestone's month or the task's first and last month"
    ),
)
def milestones_within_task(case: Case) -> Iterator[Breach]:
    """Every milestone falls into its task."""
    for number, task in enumerate(case.alliance.tasks):
        for place, milestone in enumerate(task.milestones):
            if task.start <= task.end and not task.start <= milestone.by <= task.end:
                path: Path = ("tasks", number, "milestones", place, "by")
                yield at(*path, month=milestone.by, start=task.start, end=task.end)


@rule(
    "DATE-05",
    Wording(
        "协议期限到{last}为止，不到下一次考核（方案编制后满{value}年，{due}）",
        "the term ends on {last}, before the next assessment ({value} years after the plan, on {due})",
    ),
    hint=Wording(
        "协议期限至少要覆盖一个考核周期，建议三年以上",
        "the term must cover one assessment cycle; three years or more are advisable",
    ),
    value=int,
)
def term_covers_assessment(case: Case) -> Iterator[Breach]:
    """No agreement ends before the next assessment."""
    term, prepared = case.alliance.profile.term, case.alliance.profile.prepared_on
    if term and prepared and term.last_day < (due := years_after(prepared, case.value)):
        yield at("alliance", "term", last=term.last_day, due=due)


@rule(
    "DATE-06",
    Wording(
        "{year}年的资金不在协议期限（{first}年至{last}年）之内",
        "money of {year} is outside the term of the agreement ({first} to {last})",
    ),
    hint=Wording("改正年份，或者调整 term（协议期限）", "correct the year or change the term"),
)
def money_within_term(case: Case) -> Iterator[Breach]:
    """Money is paid in the years of the term."""
    term = case.alliance.profile.term
    if not term or not case.alliance.investment:
        return
    first, last = term.start.year, term.last_day.year
    for number, source in enumerate(case.alliance.investment.sources):
        for year in source.amounts:
            if not first <= year <= last:
                yield at("investment", "sources", number, "amounts", year, year=year, first=first, last=last)


@rule(
    "DATE-07",
    Wording(
        "编制日期{prepared}早于实施方案的日期{begin}", "the plan of {prepared} is older than the programme of {begin}"
    ),
    hint=Wording("核对 prepared_on（编制日期）", "check prepared_on"),
)
def plan_after_programme(case: Case) -> Iterator[Breach]:
    """Every plan answers to a programme that exists."""
    prepared, begin = case.alliance.profile.prepared_on, case.programme.in_force
    if prepared and prepared < begin:
        yield at("alliance", "prepared_on", prepared=prepared, begin=begin)
