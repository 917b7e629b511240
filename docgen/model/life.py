"""What happens to an alliance after its plan: review, revisions, help, visits, changes of members, and what it teaches.

Everything here is a section of the alliance file and may be missing: the record grows with the life of the alliance.
"""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from docgen.model.award import Notice, Title
from docgen.model.values import Amount, Count, Day, Flag, Key, Number, Record, Text, Year


class Review(Record):
    """What the experts concluded about the plan (专家评估): the day, how many they were, the mean of their marks."""

    held_on: Day
    experts: Count = 0
    average: Number | None = None
    conclusion: Literal["recommend", "revise", "reject"]
    opinion: Text | None = None


class Demand(Record):
    """One thing that must be changed in the plan (须修改内容), the answer, and whether that settles it."""

    item: Text
    chapter: Text | None = None
    answer: Text | None = None
    settled: Flag = False


class Revision(Record):
    """A round of changes to the work plan: what was asked for, by when it came back, and when that was checked."""

    version: Count
    notice: Notice | None = None
    reply_by: Day | None = None
    must_change: tuple[Demand, ...] = ()
    resubmitted_on: Day | None = None
    checked_on: Day | None = None
    checked_by: Text | None = None


class PublicNotice(Record):
    """A proposal laid open to objections (公示), from its first day to its last, and what came of it."""

    kind: Title
    starts_on: Day
    ends_on: Day
    objections: Text | None = None


class Service(Record):
    """What a liaison officer did on a day: where, for whom, the question, the result and what follows."""

    held_on: Day
    place: Text
    member: Key | None = None
    people: Text | None = None
    kind: Literal["consulting", "difficulty", "project", "recognition", "innovation"]
    question: Text
    result: Text
    follow_up: Text | None = None


class HalfYear(Record):
    """A liaison officer's report on half a year."""

    starts_on: Day
    ends_on: Day
    made_on: Day
    summary: Text
    problems: Text | None = None
    plans: Text | None = None


class Appraisal(Record):
    """A liaison officer's yearly appraisal: marks by criterion of the programme, the grade and why."""

    year: Year
    made_on: Day
    scores: dict[Key, Number] = Field(default_factory=dict)
    grade: Text | None = None
    opinion: Text | None = None


class Officer(Record):
    """A liaison officer (科技联络员) whom the bureau sends to the alliance, and all that he or she did there."""

    id: Key
    name: Text
    unit: Text
    title: Text | None = None
    field: Text | None = None
    phone: Text | None = None
    email: Text | None = None
    starts_on: Day
    ends_on: Day
    notice: Notice | None = None
    agreed_on: Day | None = None
    recall: Notice | None = None
    recall_reason: Text | None = None
    successor: Key | None = None
    services: tuple[Service, ...] = ()
    reports: tuple[HalfYear, ...] = ()
    appraisals: tuple[Appraisal, ...] = ()


class ProjectShare(Record):
    """What one member does in a joint project, and its part of the money in the file's unit."""

    member: Key
    work: Text
    own: Amount = Decimal(0)
    asked: Amount = Decimal(0)


class Centre(Record):
    """A research centre that members build together (共建中心)."""

    name: Text
    site: Text | None = None
    direction: Text
    staff: Count = 0
    equipment: Amount = Decimal(0)
    area: Number | None = None


class SupportCase(Record):
    """One use of a measure of support (支持措施): what was asked for, by whom, and what was granted."""

    id: Key
    measure: Key
    title: Text
    lead: Key
    applied_on: Day
    starts_on: Day | None = None
    ends_on: Day | None = None
    content: Text | None = None
    shares: tuple[ProjectShare, ...] = ()
    centre: Centre | None = None
    recommendation: Notice | None = None
    granted: Notice | None = None
    granted_amount: Amount | None = None


class Visitor(Record):
    """Somebody of the party that visits the alliance."""

    name: Text
    unit: Text
    title: Text | None = None


class Visit(Record):
    """A research visit (调研): who went where and when, what they asked and found, and the opinion given."""

    id: Key
    planned_on: Day
    held_on: Day
    place: Text
    hosts: tuple[Key, ...] = ()
    party: tuple[Visitor, ...] = ()
    topics: tuple[Text, ...] = ()
    findings: tuple[Text, ...] = ()
    problems: tuple[Text, ...] = ()
    notice: Notice | None = None
    suggestions: tuple[Text, ...] = ()
    reply_by: Day | None = None


class MemberChange(Record):
    """A member that joined, left or was removed, by which resolution, and what becomes of its tasks and certificates.

    ``member`` names one that stands under ``members``; one that is no longer there is named by ``name``.
    """

    id: Key
    kind: Literal["accession", "withdrawal", "removal"]
    member: Key | None = None
    name: Text
    reason: Text
    applied_on: Day | None = None
    resolved_on: Day
    resolution: Text | None = None
    present: Count | None = None
    in_favour: Count | None = None
    effective_on: Day
    notice: Notice | None = None
    tasks: Text | None = None
    money: Text | None = None
    certificates: tuple[Text, ...] = ()


class Demonstration(Record):
    """The application for the title of demonstration units: its day, what was achieved, and how it was reviewed."""

    applied_on: Day
    achievements: tuple[Text, ...] = ()
    reviewed_on: Day | None = None
    opinion: Text | None = None


class Lesson(Record):
    """One thing that an alliance did well, told so that others can do it too."""

    title: Text
    text: Text


class Figure(Record):
    """A number to show on one page: what it counts, and its unit."""

    label: Text
    value: Number
    unit: Text


class Experience(Record):
    """The experience of an alliance, for others (示范经验)."""

    made_on: Day
    summary: Text
    lessons: tuple[Lesson, ...] = ()
    figures: tuple[Figure, ...] = ()
