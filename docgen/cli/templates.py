"""The commands that look into templates."""

from pathlib import Path

import click

from docgen.cli.shell import WRITTEN, Outcome, lang, language, path, say, show
from docgen.diagnostics import Wording, as_json, has_errors
from docgen.errors import TemplateError

_SOUND = Wording("没有发现问题", "nothing wrong was found")
_COUNTED = Wording("{count} 处问题", "{count} finding(s)")


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


@click.command()
@click.argument("file", type=path())
@click.option("--data", type=path(), help="样例：联盟文件，或别的模板的数据 · a sample of the values")
@click.option("--annotate", type=path(), help="写一份副本，每处问题一条批注 · a copy with a comment at each fault")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text | json")
@language()
def lint(file: Path, data: Path | None, annotate: Path | None, form: str) -> None:
    """检查模板，一次列出全部问题。 Check a template: all faults at once.

    方案中的模板按样例检查名字；别的模板用 --data。 A programme's own template is checked with its samples.
    """
    from docgen import pipeline, publish, rounds  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        found = pipeline.lint(file, data=data, contexts=rounds.rehearsed(file, data))
        if annotate:
            publish.write(annotate, pipeline.annotate(file, found, lang()))
        if form == "json":
            click.echo(as_json(found, lang()))
        else:
            show(found)
            say(_COUNTED.fill(count=len(found)) if found else _SOUND)
        if annotate:
            say(WRITTEN.fill(folder=annotate), err=True)
        outcome.count(TemplateError.exit_code if has_errors(found) else 0)
    outcome.end()
