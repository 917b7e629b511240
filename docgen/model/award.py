"""What the bureaus decided about an alliance: their joint review, the titles they granted, their assessments."""

from typing import Literal

from docgen.model.values import Day, Flag, Record, Text

Title = Literal["pilot", "demonstration"]


class Opinion(Record):
    """What one bureau said in the joint review (会审), and on which day it signed."""

    agency: Text
    opinion: Literal["agree", "revise", "disagree"]
    signed_on: Day


class Grant(Record):
    """A notice that grants a title (授予通知): its number and day, the title word for word, the units of its annex."""

    kind: Title
    number: Text
    issued_on: Day
    title: Text
    members: tuple[Text, ...] = ()


class Assessment(Record):
    """A biennial assessment (考核): its day, its grade, and whether the goals and tasks of the plan are done."""

    held_on: Day
    grade: Text
    goals_done: Flag


class Recognition(Record):
    """Why a title of demonstration may be granted: an approval, or a scope that the rule of 2022 leaves out."""

    approval_no: Text | None = None
    scope: Literal["technology_demonstration", "reform_pilot"] | None = None
