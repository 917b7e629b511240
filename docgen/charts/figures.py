"""What a chart shows, as values: bars of one unit, or dots on scales that each have their own end."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Line:
    """A value to compare all bars with, and what it is called."""

    value: Decimal
    label: str


@dataclass(frozen=True)
class Bar:
    """One bar from 0 to ``value``: what stands before and behind it, and whether it is to be noticed."""

    label: str
    value: Decimal
    note: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Bars:
    """Bars beneath each other on a scale from 0 to ``high``; ``ticks`` are numbered."""

    bars: Sequence[Bar]
    high: Decimal
    ticks: Sequence[Decimal] = ()
    lines: Sequence[Line] = ()


@dataclass(frozen=True)
class Dot:
    """One value, with a mark of a few characters in it; ``strong`` if it is to be noticed."""

    value: Decimal
    mark: str
    strong: bool = False


@dataclass(frozen=True)
class Scale:
    """A scale from 0 to ``high`` with its dots: what stands before and behind it, and a value to tick."""

    label: str
    high: Decimal
    dots: Sequence[Dot]
    note: str = ""
    tick: Decimal | None = None


@dataclass(frozen=True)
class Zone:
    """A part of every scale, as shares of its length, with its name."""

    start: Decimal
    end: Decimal
    label: str


@dataclass(frozen=True)
class Scales:
    """Scales of equal length beneath each other, so that unlike ends compare; ``zones`` shade all of them."""

    scales: Sequence[Scale]
    zones: Sequence[Zone] = ()


Chart = Bars | Scales
