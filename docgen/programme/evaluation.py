"""How experts mark a plan: criteria, points, and bands that part every scale without gap or overlap."""

from decimal import Decimal
from typing import NamedTuple, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from docgen.model.values import Key, Record, Text
from docgen.text import number


class Band(Record):
    """A level of quality: its title, and the share of the full points from which it begins (included)."""

    id: Key
    title: Text
    starts_at: Decimal = Field(alias="from", ge=0, lt=1)


class Criterion(Record):
    """One thing that experts judge: its points, what they look at, and what each band means."""

    id: Key
    title: Text
    points: int = Field(ge=1, le=100)
    looks_at: Text
    bands: dict[Key, Text]


class ScoreBand(NamedTuple):
    """A band on the scale of one criterion: from ``low`` (included) to ``high`` (included in the top band only)."""

    title: str
    low: Decimal
    high: Decimal
    text: str
    top: bool

    def holds(self, mark: Decimal) -> bool:
        """Return whether a mark falls into the band."""
        return self.low <= mark < self.high or (self.top and mark == self.high)

    @property
    def label(self) -> str:
        """The band in points, as the Civil Code counts (民法典 1259: 以上 includes, 不满 excludes)."""
        low, high = number(self.low), number(self.high)
        if self.top:
            return f"{low}分以上"
        return f"{low}分以上、不满{high}分" if self.low else f"不满{high}分"


class Evaluation(Record):
    """The sheet that each expert fills: bands from the best to the worst, criteria of 100 points, conclusions."""

    bands: tuple[Band, ...]
    criteria: tuple[Criterion, ...]
    conclusions: dict[Key, Text]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        starts = [band.starts_at for band in self.bands]
        if starts != sorted(set(starts), reverse=True) or starts[-1:] != [Decimal(0)]:
            raise PydanticCustomError("bands", "bands must start at falling shares, the last one at 0")
        if sum(criterion.points for criterion in self.criteria) != 100:
            raise PydanticCustomError("points", "the criteria must have 100 points together")
        if any(set(criterion.bands) != {band.id for band in self.bands} for criterion in self.criteria):
            raise PydanticCustomError("band_texts", "every criterion needs a text for every band")
        return self

    def scale(self, criterion: Criterion) -> tuple[ScoreBand, ...]:
        """Return the bands of a criterion in points, from the best to the worst; together they cover 0 to all."""
        highs = [Decimal(1), *(band.starts_at for band in self.bands)]
        return tuple(
            ScoreBand(
                title=band.title,
                low=band.starts_at * criterion.points,
                high=high * criterion.points,
                text=criterion.bands[band.id],
                top=high == 1,
            )
            for band, high in zip(self.bands, highs, strict=False)
        )

    def grade(self, total: Decimal) -> Band:
        """Return the band of a total of 100 points that is already rounded: each begins with its lower end."""
        return next(band for band in self.bands if band.starts_at * 100 <= total)
