"""From marks to a result: every expert's marks as they are, one total by the programme's rule, and its grade."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from docgen.model import Round
from docgen.model.round import Expert, Score
from docgen.programme import Programme, median, rounded

_SHOWN_DECIMALS = 2


@dataclass(frozen=True)
class Row:
    """One expert of an alliance's panel: recused (with the reason), or with a sheet, or with none yet.

    ``marks`` are in the order of the criteria; ``used`` tells whether the total counts, ``outlier`` whether it is far
    from the median.
    """

    number: int
    expert: Expert
    recused: str | None = None
    score: Score | None = None
    marks: tuple[Decimal, ...] = ()
    total: Decimal | None = None
    used: bool = False
    outlier: bool = False


@dataclass(frozen=True)
class Spread:
    """How the experts' marks lie for one criterion or for the totals: mean and median rounded to two decimals."""

    low: Decimal
    high: Decimal
    mean: Decimal
    median: Decimal


@dataclass(frozen=True)
class Result:
    """The result of one alliance; ``total`` and ``grade`` are there once any expert has marked.

    ``spreads`` are in the order of the criteria, ``conclusions`` count the experts for each conclusion.
    """

    rows: tuple[Row, ...]
    asked: int
    marked: int
    quorate: bool
    total: Decimal | None
    grade: str | None
    spreads: tuple[Spread, ...]
    spread: Spread | None
    conclusions: dict[str, int]
    rank: int | None = None

    @property
    def missing(self) -> tuple[Expert, ...]:
        """The experts whose sheets are still to come."""
        return tuple(row.expert for row in self.rows if row.score is None and row.recused is None)


def result(review: Round, programme: Programme, alliance_id: str) -> Result:
    """Return the result of one alliance of a round, without its rank."""
    rows = [_row(review, programme, alliance_id, expert) for expert in review.assigned(alliance_id)]
    marked = [row for row in rows if row.total is not None]
    totals = [row.total for row in marked if row.total is not None]
    rules = programme.review
    total = rules.result(totals)
    counted = dict(zip((row.number for row in marked), rules.aggregation.used(totals), strict=True))
    middle = median(totals) if totals else Fraction(0)
    asked = sum(row.recused is None for row in rows)
    return Result(
        rows=tuple(_judged(row, counted, middle, rules.outlier) for row in rows),
        asked=asked,
        marked=len(marked),
        quorate=rules.quorate(len(marked), asked),
        total=total,
        grade=None if total is None else programme.evaluation.grade(total).title,
        spreads=tuple(_spread(column) for column in zip(*(row.marks for row in marked), strict=True)),
        spread=_spread(totals) if totals else None,
        conclusions=_conclusions(marked, programme),
    )


def ranks(totals: Sequence[Decimal | None]) -> list[int | None]:
    """Return the place of each total, the best first; equal totals share a place, and none has no place."""
    known = [total for total in totals if total is not None]
    return [None if total is None else 1 + sum(other > total for other in known) for total in totals]


def _row(review: Round, programme: Programme, alliance_id: str, expert: Expert) -> Row:
    number = 1 + [each.id for each in review.experts].index(expert.id)
    recusal = review.recusal(expert.id, alliance_id)
    if recusal is not None:
        return Row(number, expert, recused=recusal.reason)
    score = review.score(expert.id, alliance_id)
    if score is None:
        return Row(number, expert)
    marks = tuple(score.marks.get(criterion.id, Decimal(0)) for criterion in programme.evaluation.criteria)
    return Row(number, expert, score=score, marks=marks, total=sum(marks, Decimal(0)))


def _judged(row: Row, counted: dict[int, bool], middle: Fraction, outlier: Decimal) -> Row:
    if row.total is None:
        return row
    far = abs(Fraction(row.total) - middle) > Fraction(outlier)
    return Row(row.number, row.expert, None, row.score, row.marks, row.total, counted[row.number], far)


def _spread(values: Sequence[Decimal]) -> Spread:
    mean = sum(map(Fraction, values), Fraction(0)) / len(values)
    return Spread(min(values), max(values), rounded(mean, _SHOWN_DECIMALS), rounded(median(values), _SHOWN_DECIMALS))


def _conclusions(rows: Iterable[Row], programme: Programme) -> dict[str, int]:
    counts = Counter(row.score.conclusion for row in rows if row.score)
    return {word: counts[key] for key, word in programme.evaluation.conclusions.items()}
