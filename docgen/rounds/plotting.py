"""The charts of a result: each expert's marks by criterion, and the totals with what lies far from the others."""

from decimal import Decimal
from itertools import pairwise

from docgen.charts import Bar, Bars, Dot, Line, Scale, Scales, Zone, png
from docgen.programme import Programme
from docgen.render import Image
from docgen.rounds.results import Result
from docgen.text import joined, number

_WIDTH_MM = 165
_EMU_PER_MM = 36_000
_TICKS = tuple(Decimal(tick) for tick in range(0, 101, 20))
_FAR = "（离群）"


def charts(outcome: Result, programme: Programme) -> dict[str, Image | None]:
    """Return ``marks`` and ``totals`` as pictures, nothing before anyone has marked."""
    if outcome.spread is None:
        return {"marks": None, "totals": None}
    return {"marks": _marks(outcome, programme), "totals": _totals(outcome)}


def _marks(outcome: Result, programme: Programme) -> Image:
    criteria = programme.evaluation.criteria
    scales = [
        Scale(
            f"{criterion.title}（{criterion.points}分）",
            Decimal(criterion.points),
            [Dot(row.marks[place], str(row.number), row.outlier) for row in outcome.rows if row.marks],
            f"{number(spread.low)}—{number(spread.high)}，中位数{number(spread.median)}",
            spread.median,
        )
        for place, (criterion, spread) in enumerate(zip(criteria, outcome.spreads, strict=True))
    ]
    chart = Scales(scales, _zones(programme))
    return _picture(png(chart, width=_WIDTH_MM), f"各专家分项得分：{joined([each.label for each in scales])}")


def _zones(programme: Programme) -> list[Zone]:
    """Return the bands of the sheet as parts of a scale, from the lowest."""
    bands = sorted(programme.evaluation.bands, key=lambda band: band.starts_at)
    starts = [*(band.starts_at for band in bands), Decimal(1)]
    return [Zone(low, high, band.title) for band, (low, high) in zip(bands, pairwise(starts), strict=True)]


def _totals(outcome: Result) -> Image:
    rows = [(row, row.total) for row in outcome.rows if row.total is not None]
    bars = [
        Bar(f"{row.number}　{row.expert.name}", total, f"{number(total)}{_FAR if row.outlier else ''}", row.outlier)
        for row, total in rows
    ]
    middle = outcome.spread.median if outcome.spread else Decimal(0)
    lines = [Line(middle, f"中位数{number(middle)}")]
    chart = Bars(bars, Decimal(100), _TICKS, lines)
    said = joined([f"{row.expert.name}{number(total)}分" for row, total in rows])
    return _picture(png(chart, width=_WIDTH_MM), f"各专家总分：{said}")


def _picture(content: bytes, description: str) -> Image:
    return Image(content, width=_WIDTH_MM * _EMU_PER_MM, description=description)
