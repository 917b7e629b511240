"""The commands that look into templates."""

from pathlib import Path

import click

from docgen.cli.shell import Outcome, language, path


@click.command()
@click.argument("file", type=path())
@language()
def text(file: Path) -> None:
    """把模板印成可读、可比较的文字。 A template as text that can be read and compared.

    也用于 git diff，见 docs/doctor.md。 Serves git diff too: see docs/doctor.md.
    """
    from docgen import pipeline  # noqa: PLC0415 - so that --help stays light

    outcome = Outcome()
    with outcome.trying():
        click.echo(pipeline.outline(file), nl=False)
    outcome.end()
