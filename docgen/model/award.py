"""What the bureaus decided about an alliance: their joint review, the titles they granted, their assessments."""

from typing import Literal

from pydantic import Field

from docgen.model.values import Day, Flag, Key, Number, Record, Text

Title = Literal["pilot", "demonstration"]


class Notice(Record):
    """An official paper: its number, the day it bears, and the day on which it was printed if that is another."""

    number: Text
    issued_on: Day
    printed_on: Day | None = None


class Opinion(Record):
    """What one bureau said in the joint review (会审), and on which day it signed."""

    agency: Text
    opinion: Literal["agree", "revise", "disagree"]
    signed_on: Day


class Grant(Notice):
    """A notice that grants a title (授予通知): its number and day, the title word for word, the units of its annex."""

    kind: Title
    title: Text
    members: tuple[Text, ...] = ()


class Result(Record):
    """What became of one indicator of the plan: its name there, what was reached, and what proves it."""

    indicator: Text
    actual: Number
    evidence: Text


class TaskResult(Record):
    """What became of one task of the plan."""

    task: Key
    done: Flag
    text: Text | None = None


class Rectification(Record):
    """An order to put things right (限期整改): what, until when, and when that was checked."""

    notice: Notice | None = None
    items: tuple[Text, ...] = ()
    due_on: Day
    checked_on: Day | None = None
    passed: Flag | None = None


class Assessment(Record):
    """A biennial assessment (考核): its day, its grade, and whether the goals and tasks of the plan are done.

    Before that its notice with the day on which the report is due, what the alliance reports, and the marks; after it
    the decision, and what must be put right.
    """

    held_on: Day
    grade: Text
    goals_done: Flag
    starts_on: Day | None = None
    ends_on: Day | None = None
    notice: Notice | None = None
    report_by: Day | None = None
    reported_on: Day | None = None
    summary: Text | None = None
    results: tuple[Result, ...] = ()
    tasks: tuple[TaskResult, ...] = ()
    problems: Text | None = None
    plans: Text | None = None
    scores: dict[Key, Number] = Field(default_factory=dict)
    opinion: Text | None = None
    decision: Notice | None = None
    rectification: Rectification | None = None


class Recognition(Record):
    """Why a title of demonstration may be granted: an approval, or a scope that the rule of 2022 leaves out."""

    approval_no: Text | None = None
    scope: Literal["technology_demonstration", "reform_pilot"] | None = None
