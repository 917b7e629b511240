"""The schedule of tasks as a grid: a column per quarter (half-year or year when the plan is long), a line per task."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from docgen.model.alliance import Task
from docgen.model.values import Month

_MOST_COLUMNS = 26
_LABELS = {3: "一二三四", 6: "上下", 12: "年"}
_PARTS = {3: "季度", 6: "半年", 12: "年度"}
_STEPS = {3: "一个季度", 6: "半年", 12: "一年"}


class _Column(NamedTuple):
    year: int
    part: int


def schedule(tasks: Sequence[Task]) -> dict[str, Any]:
    """Return the grid: ``years`` with their span, ``columns`` with labels, ``lines`` with a filled flag per column."""
    if not tasks:
        return {"part": _PARTS[3], "step": _STEPS[3], "years": [], "columns": [], "lines": []}
    months = next((step for step in _STEPS if len(_columns(tasks, step)) <= _MOST_COLUMNS), 12)
    columns = _columns(tasks, months)
    years = sorted({column.year for column in columns})
    return {
        "part": _PARTS[months],
        "step": _STEPS[months],
        "years": [{"year": year, "span": sum(column.year == year for column in columns)} for year in years],
        "columns": [{"label": _LABELS[months][column.part]} for column in columns],
        "lines": [{"title": task.title, "cells": list(_cells(task, columns, months))} for task in tasks],
    }


def _columns(tasks: Sequence[Task], months: int) -> list[_Column]:
    first = _column(min(task.start for task in tasks), months)
    last = _column(max(max(task.start, task.end) for task in tasks), months)
    parts = 12 // months
    span = range(first.year * parts + first.part, last.year * parts + last.part + 1)
    return [_Column(n // parts, n % parts) for n in span]


def _column(month: Month, months: int) -> _Column:
    return _Column(month.year, (month.month - 1) // months)


def _cells(task: Task, columns: Sequence[_Column], months: int) -> Iterator[bool]:
    start, end = _column(task.start, months), _column(task.end, months)
    return (start <= column <= end for column in columns)
