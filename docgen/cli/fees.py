"""The command that makes the fee form of a round."""

from pathlib import Path

import click

from docgen.cli.shell import WRITTEN, Outcome, language, path, say, show, templates_option
from docgen.diagnostics import Wording

_SECRET = Wording(
    "内有身份证号和银行账号：只交财务，不装入评审材料，到期销毁",
    "it holds ID and bank numbers: for the treasurer only, never in a packet, to be destroyed in time",
)


@click.command()
@click.argument("file", metavar="FEES.yaml", type=path())
@click.option("-o", "--output", "folder", type=path(file_okay=False), required=True, help="文件夹 · a folder")
@templates_option
@language()
def fees(file: Path, folder: Path, templates: Path | None) -> None:
    """生成专家费发放表；数据单独存放，绝不提交。 Make the fee form from its own, never committed file."""
    from docgen import publish, rounds  # noqa: PLC0415 - so that --help stays light

    outcome = Outcome()
    with outcome.trying():
        form = rounds.fee_form(file, templates=templates)
        show(form.warnings, err=True)
        for ending, content in form.files.items():
            publish.write(folder / f"{form.name}{ending}", content)
            say(WRITTEN.fill(folder=folder / f"{form.name}{ending}"))
        say(_SECRET, err=True)
    outcome.end()
