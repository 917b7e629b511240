"""The kinds of value an alliance file holds: text, months, fractions, amounts; all read from YAML text."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError


class Record(BaseModel):
    """A part of a file: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def plain(self) -> dict[str, Any]:
        """Return the record under its keys in the file: dictionaries and lists down to the values, kept as they are.

        Unlike ``model_dump`` it turns no value into text: a fraction stays a fraction.
        """
        fields = type(self).model_fields.items()
        return {field.alias or name: _plain(getattr(self, name)) for name, field in fields}


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.plain()
    if type(value) is tuple:
        return [_plain(part) for part in value]
    return value


class Month(NamedTuple):
    """A month of a year; sorts in time."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def quarter(self) -> int:
        """The quarter of the year, 1 to 4."""
        return (self.month + 2) // 3


_MONTH = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])")
_DAY = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])-([0-3][0-9])")
_FRACTION = re.compile(r"([1-9][0-9]?)/([1-9][0-9]?)")


def _month(value: Any) -> Any:
    if isinstance(value, Month):
        return value
    found = _MONTH.fullmatch(str(value))
    if not found:
        raise PydanticCustomError("month", "write the month as YYYY-MM, for example 2009-06")
    return Month(int(found[1]), int(found[2]))


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    found = _DAY.fullmatch(str(value))
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else _refuse_day()
    except ValueError:
        return _refuse_day()


def _refuse_day() -> Any:
    raise PydanticCustomError("day", "write the date as YYYY-MM-DD, for example 2008-11-20")


def _fraction(value: Any) -> Any:
    if isinstance(value, Fraction):
        return value
    found = _FRACTION.fullmatch(str(value))
    if not found:
        raise PydanticCustomError("fraction", "write the share as a fraction, for example 2/3")
    return Fraction(int(found[1]), int(found[2]))


def _flag(value: Any) -> Any:
    return {"是": True, "否": False}.get(value, value) if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text with at least one visible character; blank ends are dropped."""

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_\-\u4e00-\u9fff]+$", max_length=40)]
"""A short name used inside the file and in file names: letters, digits, Chinese characters, ``-`` and ``_``."""

Day = Annotated[date, BeforeValidator(_day)]
"""A calendar day, written ``YYYY-MM-DD``."""

YearMonth = Annotated[Month, BeforeValidator(_month)]
"""A month, written ``YYYY-MM``."""

Share = Annotated[Fraction, BeforeValidator(_fraction)]
"""A share of votes, written as a fraction such as ``2/3``."""

Flag = Annotated[bool, BeforeValidator(_flag)]
"""Yes or no: ``true``/``false`` or 是/否."""

Amount = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=6)]
"""Money in the unit of the file (万元 by default), not negative."""

Number = Annotated[Decimal, Field(max_digits=18, decimal_places=6)]
"""A measured or counted number."""

Count = Annotated[int, Field(ge=0, le=1_000_000)]
"""A whole number of things."""

Year = Annotated[int, Field(ge=1949, le=2200)]
"""A calendar year."""
