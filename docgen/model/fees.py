"""The fee file: what experts are paid for a meeting, with their numbers; it is kept apart and never committed."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from docgen.model.values import Day, Key, Record, Text

Days = Annotated[Decimal, Field(gt=0, le=31, multiple_of=Decimal("0.5"))]
"""Days of work, in halves."""


class Payee(Record):
    """One expert who is paid: grade and days, and the numbers that only the treasurer needs (个人信息保护法 28)."""

    expert: Key
    grade: Key
    days: Days = Decimal(1)
    id_number: Text = Field(repr=False)
    bank: Text = Field(repr=False)
    account: Text = Field(repr=False)


class FeeSheet(Record):
    """A whole fee file: the round file that it belongs to, and until when it may be kept (D.3)."""

    docgen: Literal["1"]
    meeting: Text = Field(alias="round")
    paid_on: Day
    keep_until: Day
    payees: tuple[Payee, ...] = Field(min_length=1)
