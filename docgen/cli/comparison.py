"""The command that compares two agreements, and writes a redline."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.misuse import Misuse
from docgen.cli.revision import tell
from docgen.cli.shell import WRITTEN, Outcome, date_option, lang, language, path, say, templates_option
from docgen.diagnostics import Wording

if TYPE_CHECKING:
    from docgen.clauses import Change

_SAME = Wording("两份协议没有不同", "the two agreements say the same")
_KINDS: Mapping[str, Wording] = {
    "added": Wording("增加", "added"),
    "removed": Wording("删除", "removed"),
    "changed": Wording("修改", "changed"),
}
_BECOMES = Wording("原为：{before}", "formerly: {before}")
_WHOSE = Wording(
    "修订稿要用 --author 和 --on 写明是谁、哪一天修订的",
    "a redline says with --author and --on whose it is and of which day",
)


@click.command()
@click.argument("old", type=path())
@click.argument("new", type=path())
@click.option("--redline", "output", type=path(), metavar="OUT.docx", help="写出修订稿 · write a redline on OLD")
@click.option("--author", metavar="姓名", help="修订人 · whose changes the redline shows")
@date_option("--on", "修订日期 · the day of the changes")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text | json")
@templates_option
@language()
def diff(old: Path, new: Path, form: str, templates: Path | None, **revision: Any) -> None:
    """两份协议有什么不同，逐条列出。 What changes in the agreement, clause by clause.

    OLD、NEW 是联盟文件，或者 Word 文件。 Each is an alliance file, or a Word file.
    """
    from docgen import agreements, publish  # noqa: PLC0415

    output = revision.pop("output")
    if output and None in revision.values():
        raise Misuse(_WHOSE)
    outcome = Outcome()
    with outcome.trying():
        _compare(old, new, form, templates)
        if output:
            publish.write(output, agreements.redline(old, new, templates=templates, **revision))
            say(WRITTEN.fill(folder=output), err=True)
    outcome.end()


def _compare(old: Path, new: Path, form: str, templates: Path | None) -> None:
    from docgen import agreements, pipeline  # noqa: PLC0415

    if ".docx" in (old.suffix.lower(), new.suffix.lower()):
        tell(agreements.differences(old, new, templates=templates), form, same=_SAME)
        return
    changes = pipeline.compare(old, new, templates=templates)
    if form == "json":
        click.echo(json.dumps([change.as_dict() for change in changes], ensure_ascii=False, indent=2))
    elif changes:
        _tell_changes(changes)
    else:
        say(_SAME)


def _tell_changes(changes: Iterable["Change"]) -> None:
    for change in changes:
        click.secho(f"{_KINDS[change.kind].say(lang())}　{change.after or change.before}", bold=True)
        if change.before and change.after and change.before != change.after:
            click.echo(f"    {_BECOMES.fill(before=change.before).say(lang())}")
        for line in change.removed:
            click.secho(f"  - {line}", fg="red")
        for line in change.added:
            click.secho(f"  + {line}", fg="green")
