"""The commands by which scores come back: sheets to be filled, and collecting what was filled."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.batches import Follower, Manner, batch_options
from docgen.cli.misuse import Misuse
from docgen.cli.shell import WRITTEN, Outcome, language, path, say, templates_option
from docgen.diagnostics import Wording

if TYPE_CHECKING:
    from docgen.scores import Collected

_NEW = Wording(
    "{file}：录入 {scores} 份评分，补充 {completed} 份，回避 {recusals} 项；{known} 份与文件中的一致",
    "{file}: {scores} sheets entered, {completed} completed, {recusals} recusals; {known} sheets were in it already",
)
_MISSING = Wording("尚缺 {alliance}：{experts.zh}", "still to come for {alliance}: {experts.en}")
_COMPLETE = Wording("全部评分已经录齐", "all sheets are in")
_FORMS = Wording("已写入 {folder}：{count} 份，每名专家一份", "written to {folder}: {count} forms, one for each expert")
_NO_SHEET = Wording("-o 的文件名要以 .xlsx 结尾", "the name after -o ends with .xlsx")

round_argument = click.argument("file", metavar="ROUND.yaml", type=path())


@click.group()
def scores() -> None:
    """评分：做录入表、可填写的评估表，收回并写进评审会文件。 Sheets to be filled, and collecting what was filled."""


@scores.command()
@round_argument
@click.option("-o", "--output", type=path(dir_okay=False), default="scores.xlsx", help="XLSX")
@templates_option
@language()
def sheet(file: Path, output: Path, templates: Path | None) -> None:
    """做一张评分录入表（电子表格）。 Make one spreadsheet for all sheets."""
    from docgen import publish, rounds  # noqa: PLC0415 - so that --help stays light
    from docgen.scores import workbook  # noqa: PLC0415

    if output.suffix.lower() != ".xlsx":
        raise Misuse(_NO_SHEET)
    outcome = Outcome()
    with outcome.trying():
        publish.write(output, workbook(*rounds.check(file, templates=templates).cleared()))
        say(WRITTEN.fill(folder=output))
    outcome.end()


@scores.command()
@round_argument
@click.option(
    "-o", "--output", "folder", type=path(file_okay=False), default="forms", help="默认 forms/ · default forms/"
)
@templates_option
@batch_options
@language()
def form(file: Path, folder: Path, templates: Path | None, manner: Manner) -> None:
    """做可填写的 PDF 评估表，每名专家一份。 Make fillable PDFs, one for each expert."""
    from docgen import batch  # noqa: PLC0415
    from docgen.scores import form_all  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        follow = Follower(outcome, manner, lots=1, several=False)
        with manner.crew(2) as workers:
            for event in follow(form_all(file, folder, workers, templates=templates)):
                if isinstance(event, batch.Published):
                    say(_FORMS.fill(folder=folder, count=len(event.products)))
        follow.end(None)
    outcome.end()


@scores.command()
@round_argument
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=path())
@templates_option
@language()
def collect(file: Path, files: tuple[Path, ...], templates: Path | None) -> None:
    """把填好的录入表和 PDF 写进评审会文件；有一处不对，就什么都不写。 Merge what was filled into the round file.

    FILE 是填好的 .xlsx、.pdf，或者放这些文件的文件夹。 Filled files, or a folder of them.
    """
    from docgen import publish  # noqa: PLC0415
    from docgen import scores as scoring  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        collected = scoring.collect(file, files, templates=templates)
        if collected.text.encode() != file.read_bytes():
            publish.write(file, collected.text.encode())
        _tell(file, collected)
    outcome.end()


def _tell(file: Path, collected: "Collected") -> None:
    counts = {name: getattr(collected, name) for name in ("scores", "completed", "recusals", "known")}
    say(_NEW.fill(file=file, **counts))
    for alliance, experts in collected.missing.items():
        say(_MISSING.fill(alliance=alliance, experts=Wording("、".join(experts), ", ".join(experts))))
    if not collected.missing:
        say(_COMPLETE)
