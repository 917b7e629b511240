"""What a sheet asks of an expert: its fields by name, whichever way they are filled."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docgen.diagnostics import Location, Wording
from docgen.forms import Choice, Field, Line, Lines, Tick
from docgen.programme import Programme
from docgen.text import number

MARK = "marks:"
TEXTS: Mapping[str, str] = {"strengths": "优点", "weaknesses": "不足", "advice": "修改建议"}
MUST_CHANGE, CONCLUSION, RECUSED, REASON, TOTAL = "must_change", "conclusion", "recused", "reason", "total"
LABELS: Mapping[str, str] = {
    **TEXTS,
    MUST_CHANGE: "须修改内容",
    CONCLUSION: "评估结论",
    RECUSED: "是否需回避",
    REASON: "回避理由",
    TOTAL: "合计",
}


class Said(NamedTuple):
    """What stands in one field of a sheet that came back: its text, and where (``cell F7``, ``page 2, 优点``)."""

    text: str
    location: Location
    where: Wording


class Answer(NamedTuple):
    """A sheet that came back: the round, expert and alliance that it names, where it begins, and what is filled in."""

    round: str
    expert: str
    alliance: str
    location: Location
    said: Mapping[str, Said]

    @property
    def pair(self) -> tuple[str, str]:
        """The expert and the alliance."""
        return self.expert, self.alliance


def labels(programme: Programme) -> dict[str, str]:
    """Return what the fields of a sheet are called, by name."""
    return {**{f"{MARK}{each.id}": each.title for each in programme.evaluation.criteria}, **LABELS}


def questions(programme: Programme) -> dict[str, Field]:
    """Return the fields of a sheet by name, as they are in a PDF."""
    called, conclusions = labels(programme), programme.evaluation.conclusions
    marks = {
        f"{MARK}{each.id}": Choice(f"{each.title}（{each.points}分）", [*_marks(each.points, programme)])
        for each in programme.evaluation.criteria
    }
    return {
        **marks,
        TOTAL: Line(called[TOTAL]),
        **{name: Lines(called[name]) for name in (*TEXTS, MUST_CHANGE)},
        CONCLUSION: Tick(called[CONCLUSION], [*conclusions]),
        RECUSED: Tick(called[RECUSED], ["no", "yes"]),
        REASON: Line(called[REASON]),
    }


def _marks(points: int, programme: Programme) -> Iterator[str]:
    """Yield all marks that a criterion can be given, the highest first."""
    step = programme.review.step
    count = int(points / step)
    yield from (number(step * place) for place in range(count, -1, -1))
