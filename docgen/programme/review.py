"""How a round is held: what is handed in, how the meeting runs, how marks become a result, which names are alike."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from docgen.model.values import Count, Flag, Key, Record, Share, Text


class ChecklistItem(Record):
    """One thing that an application hands in; ``made`` is the kind of document where docgen makes it itself."""

    id: Key
    title: Text
    required: Flag = False
    made: Key | None = None


class Step(Record):
    """One step of the meeting: how long it takes in minutes, who leads it; ``each`` is done once for every alliance."""

    title: Text
    minutes: Count
    lead: Text | None = None
    each: Flag = False


class Aggregation(Record):
    """How the totals of the experts become one: their mean, their mean without extremes, or their median.

    ``cut`` totals are dropped at either end, where at least ``least`` experts marked; else none are.
    """

    rule: Literal["mean", "trimmed_mean", "median"] = "mean"
    cut: int = Field(default=1, ge=1)
    least: int = Field(default=5, ge=3)


class Likeness(Record):
    """What the names of units are made of, so that two names of one house are seen to be alike.

    ``legal``: endings that say what a body is by law; ``branches``: words that begin the name of a part of a body;
    ``places`` and ``trades``: words that tell where and in what, and so tell no house from another.
    """

    legal: tuple[Text, ...] = ()
    branches: tuple[Text, ...] = ()
    bodies: tuple[Text, ...] = ()
    places: tuple[Text, ...] = ()
    trades: tuple[Text, ...] = ()


class Review(Record):
    """All that a programme says of its rounds.

    ``quorum`` is the share of the experts who review an alliance that must have marked it; totals are rounded once,
    half up, to ``decimals``; marks are whole multiples of ``step``; a total that is more than ``outlier`` points from
    the median is pointed out.
    """

    aggregation: Aggregation = Aggregation()
    quorum: Share = Fraction(2, 3)
    decimals: int = Field(default=2, ge=0, le=4)
    step: Annotated[Decimal, Field(gt=0)] = Decimal(1)
    outlier: Annotated[Decimal, Field(gt=0)] = Decimal(10)
    checklist: tuple[ChecklistItem, ...] = ()
    agenda: tuple[Step, ...] = ()
    likeness: Likeness = Likeness()
