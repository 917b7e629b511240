"""Lengths as python-docx counts them: whole English Metric Units, 914,400 to the inch and 36,000 to the millimetre."""

from typing import ClassVar, Self


class Emu(int):
    """A length given in English Metric Units."""

    per_unit: ClassVar[int] = 1

    def __new__(cls, length: float) -> Self:
        """Return the length in EMU, cut to a whole number."""
        return super().__new__(cls, int(length * cls.per_unit))


class Inches(Emu):
    """A length given in inches."""

    per_unit = 914_400


class Cm(Emu):
    """A length given in centimetres."""

    per_unit = 360_000


class Mm(Emu):
    """A length given in millimetres."""

    per_unit = 36_000


class Pt(Emu):
    """A length given in points, 72 to the inch."""

    per_unit = 12_700
