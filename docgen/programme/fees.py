"""What experts are paid for reviewing: by grade and day, and what is withheld from it as tax."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from pydantic import Field

from docgen.model.values import Count, Key, Record, Text

Share = Annotated[Decimal, Field(ge=0, le=1)]
Yuan = Annotated[Decimal, Field(ge=0)]
_CENT = Decimal("0.01")


class FeeGrade(Record):
    """A grade of experts, and what one of them is paid for a whole day, in yuan before tax."""

    id: Key
    title: Text
    day: Yuan


class Bracket(Record):
    """What is taxed at a rate: from ``over`` yuan; ``less`` is taken off the tax, so that brackets join."""

    over: Yuan
    rate: Share
    less: Yuan = Decimal(0)


class Withholding(Record):
    """The tax on one payment: free is ``free`` yuan of a payment up to ``up_to``, or else the share ``share`` of it."""

    free: Yuan
    up_to: Yuan
    share: Share
    brackets: tuple[Bracket, ...] = Field(min_length=1)

    def tax(self, paid: Decimal) -> Decimal:
        """Return the tax on a payment in yuan, rounded half up to 0.01."""
        taxed = max(Decimal(0), paid - (self.free if paid <= self.up_to else paid * self.share))
        bracket = max((each for each in self.brackets if each.over <= taxed), key=lambda each: each.over)
        return (taxed * bracket.rate - bracket.less).quantize(_CENT, ROUND_HALF_UP)


class Fees(Record):
    """The fees of a programme.

    ``half_day`` is the share of a day's fee that half a day is paid; from day ``later_from`` on a day is paid the share
    ``later``. ``note`` says who sets them, and is printed.
    """

    note: Text
    half_day: Share = Decimal("0.5")
    later_from: Count = 3
    later: Share = Decimal(1)
    grades: tuple[FeeGrade, ...]
    tax: Withholding

    def grade(self, name: str) -> FeeGrade | None:
        """Return the grade of that id, or nothing."""
        return next((grade for grade in self.grades if grade.id == name), None)

    def fee(self, grade: FeeGrade, days: Decimal) -> Decimal:
        """Return what so many days are paid before tax, in yuan, rounded half up to 0.01."""
        return (grade.day * sum(self._shares(days), Decimal(0))).quantize(_CENT, ROUND_HALF_UP)

    def _shares(self, days: Decimal) -> Iterator[Decimal]:
        """Yield the share of a day's fee for each day."""
        for number in range(1, int(days + Decimal("0.5")) + 1):
            part = self.half_day if number > days else Decimal(1)
            yield part * (self.later if number >= self.later_from else 1)
