"""The command that proves Word files whole."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.shell import Outcome, files_argument, lang, language, say, show
from docgen.diagnostics import Wording, as_json, has_errors
from docgen.errors import PolicyError

if TYPE_CHECKING:
    from docgen.doctor import Symptom

_WHOLE = Wording("{file} 完好", "{file} is whole")
_FAULTS = Wording("{file} 有 {count} 处问题", "{file} has {count} fault(s)")


@click.command()
@files_argument
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text | json")
@language()
def doctor(files: tuple[Path, ...], form: str) -> None:
    """检查 Word 文件是否完好。 Prove that Word files are whole."""
    from docgen import pipeline  # noqa: PLC0415 - so that --help stays light

    outcome = Outcome()
    found: list[Symptom] = []
    for file in files:
        with outcome.trying():
            symptoms = pipeline.examine(file)
            found += symptoms
            outcome.count(PolicyError.exit_code if has_errors(symptoms) else 0)
            if form == "text":
                show(symptoms)
                say((_FAULTS if symptoms else _WHOLE).fill(file=file, count=len(symptoms)))
    if form == "json":
        click.echo(as_json(found, lang()))
    outcome.end()
