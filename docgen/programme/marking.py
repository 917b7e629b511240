"""How something is marked in points: criteria of 100 points together, and grades that part the scale without gap."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from docgen.model.values import Key, Record, Text
from docgen.text import number


class Mark(Record):
    """One thing that is marked: its points, and what one looks at."""

    id: Key
    title: Text
    points: int = Field(ge=1, le=100)
    looks_at: Text


class Grade(Record):
    """A grade: its title, the points from which it begins (included), and what follows from it."""

    title: Text
    starts_at: Decimal = Field(alias="from", ge=0, lt=100)
    outcome: Text


class MarkSheet(Record):
    """The criteria of a sheet and its grades, from the best to the worst; who set the weights is printed on it."""

    note: Text
    criteria: tuple[Mark, ...]
    grades: tuple[Grade, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        starts = [grade.starts_at for grade in self.grades]
        if starts != sorted(set(starts), reverse=True) or starts[-1:] != [Decimal(0)]:
            raise PydanticCustomError("grades", "grades must start at falling points, the last one at 0")
        if sum(criterion.points for criterion in self.criteria) != 100:
            raise PydanticCustomError("points", "the criteria must have 100 points together")
        return self

    def grade(self, total: Decimal) -> Grade:
        """Return the grade of a total of points, rounded half up to two decimals before it is compared."""
        rounded = total.quantize(Decimal("0.01"), ROUND_HALF_UP)
        return next(grade for grade in self.grades if grade.starts_at <= rounded)

    def scale(self, grade: Grade) -> str:
        """Return a grade in points, as the Civil Code counts (民法典 1259: 以上 includes, 不满 excludes)."""
        place = self.grades.index(grade)
        low = number(grade.starts_at)
        if place == 0:
            return f"{low}分以上"
        high = number(self.grades[place - 1].starts_at)
        return f"{low}分以上、不满{high}分" if grade.starts_at else f"不满{high}分"
