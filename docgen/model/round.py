"""The round file: one meeting of experts, who applies and who reviews, the marks, and what the bureaus then say."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from docgen.model.award import Notice, Opinion
from docgen.model.values import Count, Day, Flag, Key, Record, Text

Mark = Annotated[Decimal, Field(ge=0, max_digits=6, decimal_places=2)]
"""The points that an expert gives for one criterion."""

Hour = Annotated[str, StringConstraints(pattern=r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day, written ``9:00``."""


class Person(Record):
    """Someone who acts in a round and is no expert."""

    name: Text
    unit: Text | None = None
    phone: Text | None = None


class Meeting(Record):
    """The meeting of experts (评审会); its ``id`` is the number of the round.

    The ``secretary`` (会议联络员) keeps the record and does not review.
    """

    id: Key
    title: Text
    held_on: Day
    starts_at: Hour | None = None
    place: Text | None = None
    organiser: Text
    host: Text | None = None
    secretary: Person | None = None


class Attachment(Record):
    """One attachment of an application: its file, and which line of the programme's checklist it answers."""

    file: Text
    title: Text | None = None
    item: Key | None = None
    original: Flag = False
    copies: Count = 1


class Application(Record):
    """An alliance that applies: its file and attachments, as paths from the round file's folder.

    ``liaison_officer`` is the officer whom the bureau has sent to the alliance (科技联络员).
    """

    file: Text
    name: Key | None = Field(default=None, alias="id")
    attachments: tuple[Text | Attachment, ...] = ()
    liaison_officer: Person | None = None

    @property
    def id(self) -> str:
        """The id by which the round file names the alliance: the one given, or the file's name without its ending."""
        return self.name or PurePosixPath(self.file).stem

    @property
    def papers(self) -> tuple[Attachment, ...]:
        """The attachments, each as a record."""
        return tuple(each if isinstance(each, Attachment) else Attachment(file=each) for each in self.attachments)


class Interest(Record):
    """A tie of an expert to a body or a person: what it is, and since when or by what."""

    name: Text
    kind: Literal["employment", "adviser", "investment", "kinship", "teaching", "project", "dispute", "other"] = "other"
    note: Text | None = None


class Expert(Record):
    """A member of the panel: ``aliases`` are other names of the unit, ``former_units`` where they worked before."""

    id: Key
    name: Text
    former_names: tuple[Text, ...] = ()
    unit: Text
    aliases: tuple[Text, ...] = ()
    former_units: tuple[Text, ...] = ()
    title: Text | None = None
    field: Text | None = None
    leader: Flag = False
    interests: tuple[Text | Interest, ...] = ()


class Assignment(Record):
    """The experts who review one alliance."""

    alliance: Key
    experts: tuple[Key, ...]


class Recusal(Record):
    """An expert who does not review an alliance (回避), and why."""

    expert: Key
    alliance: Key
    reason: Text


class Score(Record):
    """The sheet that one expert filled for one alliance; ``marks`` by criterion, as they were written."""

    expert: Key
    alliance: Key
    marks: dict[Key, Mark]
    conclusion: Key
    strengths: Text | None = None
    weaknesses: Text | None = None
    advice: Text | None = None
    must_change: tuple[Text, ...] = ()


class Dissent(Record):
    """What an expert holds against the opinion of the panel."""

    expert: Key
    text: Text


class PanelOpinion(Record):
    """The opinion of the panel on one alliance (专家组意见), read out by its leader, with dissent as it was given."""

    alliance: Key
    points: tuple[Text, ...]
    conclusion: Key
    must_change: tuple[Text, ...] = ()
    dissent: tuple[Dissent, ...] = ()


class JointOpinion(Opinion):
    """What one bureau says of one alliance in the joint review (会审)."""

    alliance: Key
    handled_by: Text | None = None
    head: Text | None = None
    note: Text | None = None


class Delegation(Record):
    """Who came to the joint review for one bureau."""

    agency: Text
    names: tuple[Text, ...]


class Minutes(Notice):
    """The minutes of the joint review (会审会议纪要): who was there, and what was decided."""

    held_on: Day
    place: Text
    chair: Text
    present: tuple[Delegation, ...]
    absent: tuple[Text, ...] = ()
    observers: tuple[Text, ...] = ()
    decisions: tuple[Text, ...] = ()
    sent_to: tuple[Text, ...] = ()


class Announcement(Record):
    """The public notice of the result (公示): from which day to which, and who takes objections."""

    starts_on: Day
    ends_on: Day
    office: Text
    address: Text
    phone: Text
    supervision_phone: Text
    email: Text | None = None


class Round(Record):
    """A whole round file."""

    docgen: Literal["1"]
    programme: Key
    meeting: Meeting = Field(alias="round")
    alliances: tuple[Application, ...] = Field(min_length=1)
    experts: tuple[Expert, ...] = ()
    assignments: Literal["all"] | tuple[Assignment, ...] = "all"
    recusals: tuple[Recusal, ...] = ()
    scores: tuple[Score, ...] = ()
    opinions: tuple[PanelOpinion, ...] = ()
    joint_review: tuple[JointOpinion, ...] = ()
    minutes: Minutes | None = None
    notice: Announcement | None = None

    @property
    def leader(self) -> Expert | None:
        """The leader of the panel, if there is one."""
        return next((expert for expert in self.experts if expert.leader), None)

    def expert(self, expert_id: str) -> Expert | None:
        """Return the expert of that id, or nothing."""
        return next((expert for expert in self.experts if expert.id == expert_id), None)

    def application(self, alliance_id: str) -> Application | None:
        """Return the application of the alliance of that id, or nothing."""
        return next((application for application in self.alliances if application.id == alliance_id), None)

    def assigned(self, alliance_id: str) -> Iterator[Expert]:
        """Yield the experts who were asked to review an alliance, in the order of the panel, the recused among them."""
        if self.assignments == "all":
            yield from self.experts
            return
        wanted = {name for each in self.assignments if each.alliance == alliance_id for name in each.experts}
        yield from (expert for expert in self.experts if expert.id in wanted)

    def reviewers(self, alliance_id: str) -> tuple[Expert, ...]:
        """Return the experts who review an alliance: those assigned, without the recused."""
        return tuple(expert for expert in self.assigned(alliance_id) if self.recusal(expert.id, alliance_id) is None)

    def recusal(self, expert_id: str, alliance_id: str) -> Recusal | None:
        """Return why an expert does not review an alliance, or nothing."""
        pair = (expert_id, alliance_id)
        return next((each for each in self.recusals if (each.expert, each.alliance) == pair), None)

    def score(self, expert_id: str, alliance_id: str) -> Score | None:
        """Return the sheet of one expert for one alliance, or nothing."""
        pair = (expert_id, alliance_id)
        return next((each for each in self.scores if (each.expert, each.alliance) == pair), None)
