"""How a round is held: what is handed in, how the meeting runs, how marks become a result, which names are alike."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from docgen.model.values import Count, Flag, Key, Record, Share, Text
from docgen.programme.fees import Fees


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


class Family(Record):
    """A family of rules (ELEM, MONEY …), each a line of the formal check, and what the family is called there."""

    id: Key
    title: Text


class Aggregation(Record):
    """How the totals of the experts become one: their mean, their mean without extremes, or their median.

    ``cut`` totals are dropped at either end, where at least ``least`` experts marked; else none are.
    """

    rule: Literal["mean", "trimmed_mean", "median"] = "mean"
    cut: int = Field(default=1, ge=1)
    least: int = Field(default=5, ge=3)

    def used(self, totals: Sequence[Decimal]) -> tuple[bool, ...]:
        """Return which of the totals count; of equal extremes exactly as many are dropped as the rule says."""
        dropped: set[int] = set()
        if self.rule == "trimmed_mean" and len(totals) >= max(self.least, 2 * self.cut + 1):
            order = sorted(range(len(totals)), key=lambda place: totals[place])
            dropped = {*order[: self.cut], *order[-self.cut :]}
        return tuple(place not in dropped for place in range(len(totals)))

    def combine(self, totals: Sequence[Decimal]) -> Fraction | None:
        """Return the result of the totals, exact and not rounded; nothing where there are none."""
        if not totals:
            return None
        if self.rule == "median":
            return median(totals)
        counted = [Fraction(total) for total, used in zip(totals, self.used(totals), strict=True) if used]
        return sum(counted, Fraction(0)) / len(counted)


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
    formalities: tuple[Family, ...] = ()
    agenda: tuple[Step, ...] = ()
    likeness: Likeness = Likeness()
    fees: Fees | None = None

    def result(self, totals: Sequence[Decimal]) -> Decimal | None:
        """Return the result of the experts' totals as it is printed and compared: rounded once, half up."""
        exact = self.aggregation.combine(totals)
        return None if exact is None else rounded(exact, self.decimals)

    def quorate(self, marked: int, asked: int) -> bool:
        """Return whether enough of the experts who were asked have marked."""
        return asked > 0 and Fraction(marked, asked) >= self.quorum


def median(values: Sequence[Decimal]) -> Fraction:
    """Return the middle of the values, or the mean of the two in the middle, exact."""
    ordered = sorted(map(Fraction, values))
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def rounded(value: Fraction, decimals: int) -> Decimal:
    """Return an exact number rounded half up to so many decimals; scores are never negative."""
    scaled = value * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole).scaleb(-decimals)
