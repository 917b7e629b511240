"""A report on where alliances stand: a table, and for each a picture of its time line, made from a template."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from docgen import charts, typeset
from docgen.charts import Dot, Scale, Scales, Zone
from docgen.diagnostics import Wording
from docgen.documents.plan import filters
from docgen.errors import TemplateError
from docgen.programme import Programme
from docgen.render import Image, Template
from docgen.status.standing import Standing
from docgen.text import arabic_date

KIND = "status-report"
TEMPLATE = f"{KIND}/template.docx"
_WIDTH = 152  # millimetres of a picture
_EMU = 36_000
_NO_TEMPLATE = Wording("实施方案没有 {name}", "the programme has no {name}")


def report(standings: Sequence[Standing], programme: Programme, on: date) -> bytes:
    """Return the PDF of a report on alliances of a programme, dated ``on``.

    Raises TemplateError where the programme has no template for it.
    """
    template = programme.folders.find(TEMPLATE)
    if template is None:
        raise TemplateError(_NO_TEMPLATE.fill(name=TEMPLATE))
    docx = Template(template, filters=filters(programme)).render(values(standings, programme, on), created=on)
    (laid_out,) = typeset.typeset([docx], created=on)
    return laid_out.pdf


def values(standings: Sequence[Standing], programme: Programme, on: date) -> dict[str, Any]:
    """Return what the template of the report may print."""
    return {"title": programme.title, "on": on, "alliances": [_values(one, programme) for one in standings]}


def _values(standing: Standing, programme: Programme) -> Mapping[str, Any]:
    return {
        "name": standing.name,
        "reached": standing.reached and {"title": standing.reached.title.zh, "on": standing.reached.on},
        "behind": [{"title": event.title.zh, "on": event.on} for event in standing.behind],
        "ahead": [
            {
                "title": step.title.zh,
                "due": step.due,
                "opens": step.opens,
                "late": step.late,
                "missing": [word.zh for word in step.missing],
                "cite": step.cite.zh,
            }
            for step in standing.ahead
        ],
        "picture": _picture(standing, programme),
    }


def _picture(standing: Standing, programme: Programme) -> Image | None:
    """Return the time line: a scale for each step with a dot for each day, its month in it; red is still to come."""
    days = [event.on for event in standing.behind] + [step.due for step in standing.ahead if step.due]
    if not days:
        return None
    first, last = date(min(days).year, 1, 1), date(max(*days, standing.on).year + 1, 1, 1)
    span = Decimal((last - first).days)
    tick = Decimal((standing.on - first).days)
    scales = [
        scale
        for step in programme.life
        if (scale := _scale(step.id, step.title, standing, first, span, tick)) is not None
    ]
    zones = [
        Zone(
            Decimal((date(year, 1, 1) - first).days) / span,
            Decimal((date(year + 1, 1, 1) - first).days) / span,
            str(year),
        )
        for year in range(first.year, last.year)
    ]
    described = f"{standing.name}的时间线，虚线为{arabic_date(standing.on)}"
    return Image(charts.png(Scales(scales, zones), width=_WIDTH), width=_WIDTH * _EMU, description=described)


def _scale(step: str, title: str, standing: Standing, first: date, span: Decimal, tick: Decimal) -> Scale | None:
    taken = [event.on for event in standing.behind if event.step == step]
    due = [ahead.due for ahead in standing.ahead if ahead.step == step and ahead.due]
    if not taken and not due:
        return None
    dots = [Dot(Decimal((day - first).days), str(day.month)) for day in taken]
    dots += [Dot(Decimal((day - first).days), str(day.month), strong=True) for day in due]
    note = f"应于{arabic_date(due[0])}前" if due else arabic_date(taken[-1])
    return Scale(title, span, dots, note, tick)
