"""The command that tells where alliances stand."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.shell import (
    WRITTEN,
    Outcome,
    date_option,
    files_argument,
    lang,
    language,
    path,
    say,
    templates_option,
)
from docgen.diagnostics import Wording, has_errors

if TYPE_CHECKING:
    from docgen.programme import Programme
    from docgen.status import Ahead, Standing

_HEADINGS = (
    Wording("联盟", "alliance"),
    Wording("已到", "reached"),
    Wording("下一步", "next"),
    Wording("期限", "by"),
    Wording("还缺", "missing"),
    Wording("依据", "article"),
)
_NOT_BEGUN = Wording("尚未开始", "not begun")
_LATE = Wording("{day}（已逾期）", "{day} (overdue)")
_OPENS = Wording("{day}起", "from {day}")
_HAS_ERRORS = Wording("{file} 有错误，先用 docgen check 查看并改正", "{file} has errors: see docgen check")


@click.command()
@files_argument
@date_option("--on", "截至哪一天；以后的事不算 · the day; nothing after it counts", required=True)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON · print JSON")
@click.option("-o", "--output", type=path(), help="写成带时间线的 PDF 报告 · write a PDF report with time lines")
@templates_option
@language()
def status(files: tuple[Path, ...], on: date, output: Path | None, templates: Path | None, *, as_json: bool) -> None:
    """联盟走到了哪一步，下一步是什么、什么期限、还缺什么。 Where alliances stand, and what is due next."""
    from docgen import pipeline, publish, status  # noqa: PLC0415 - so that --help stays light

    outcome = Outcome()
    found: list[Standing] = []
    programmes: list[Programme] = []
    for file in files:
        with outcome.trying():
            checked = pipeline.check(file, templates=templates)
            alliance, programme = checked.cleared(draft=True)
            found.append(status.standing(alliance, programme, on))
            programmes.append(programme)
            if has_errors(checked.findings):
                say(_HAS_ERRORS.fill(file=file), err=True)
    if as_json:
        click.echo(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=2))
    elif found:
        _table(found)
    if output and found:
        with outcome.trying():
            publish.write(output, status.report(found, programmes[0], on))
            say(WRITTEN.fill(folder=output), err=True)
    outcome.end()


def _table(found: Sequence["Standing"]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(show_lines=True)
    for heading in _HEADINGS:
        table.add_column(heading.say(lang()), overflow="fold")
    for one in found:
        reached = f"{one.reached.title.say(lang())} {one.reached.on}" if one.reached else _NOT_BEGUN.say(lang())
        first = (one.name, reached)
        for step in one.ahead or (None,):
            row = _row(step) if step else ("—",) * 4
            table.add_row(*(Text(cell) for cell in (*first, *row)), style="red" if step and step.late else None)
            first = ("", "")
    Console().print(table)


def _row(step: "Ahead") -> tuple[str, ...]:
    missing = "、".join(word.say(lang()) for word in step.missing) or "—"
    return step.title.say(lang()), _by(step), missing, step.cite.say(lang())


def _by(step: "Ahead") -> str:
    if step.due:
        return _LATE.fill(day=step.due).say(lang()) if step.late else str(step.due)
    return _OPENS.fill(day=step.opens).say(lang()) if step.opens else "—"


def _plain(one: "Standing") -> dict[str, Any]:
    return {
        "alliance": one.name,
        "on": str(one.on),
        "reached": one.reached and {"step": one.reached.step, "on": str(one.reached.on)},
        "behind": [{"step": event.step, "on": str(event.on)} for event in one.behind],
        "ahead": [
            {
                "step": step.step,
                "due": step.due and str(step.due),
                "opens": step.opens and str(step.opens),
                "late": step.late,
                "missing": [word.say(lang()) for word in step.missing],
                "papers": list(step.papers),
                "article": step.cite.say(lang()),
            }
            for step in one.ahead
        ],
    }
