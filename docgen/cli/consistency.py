"""The commands that trace a printed text to its place in the data, and audit finished papers against the data."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.shell import Outcome, lang, language, path, say, show, templates_option
from docgen.diagnostics import Wording, as_json, has_errors
from docgen.errors import PolicyError

if TYPE_CHECKING:
    from docgen.consistency import Audit, Traced

_NOT_PRINTED = Wording("没有文书印有“{text}”", "no paper prints “{text}”")
_CLEAN = Wording("{count} 个文件与 {data} 完全一致", "{count} file(s) agree with {data} in every word")
_DISAGREE = Wording(
    "{count} 个文件中有 {found} 处与数据不一致", "{found} disagreement(s) with the data in {count} file(s)"
)
_STALE = Wording("{data} 在生成文书以后改过", "{data} was changed after the papers were made")

_SHOWN = 4
_UNKNOWN = Wording(
    "有 {count} 个文件没有核对：清单没有记下怎样重做（{files}）",
    "{count} file(s) were not audited: the manifest does not say how to make them again ({files})",
)

_folder = click.argument("folder", metavar="DIR", type=path(exists=True, file_okay=False))
_data = click.option(
    "--data", type=path(exists=True), help="联盟文件，或者它所在的文件夹 · the alliance file, or the folder it is in"
)
_format = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text | json")


@click.command()
@_folder
@click.argument("text")
@_data
@_format
@templates_option
@language()
def trace(folder: Path, text: str, form: str, **where: Path | None) -> None:
    """一段文字从哪里来、印在哪里。 Where a text comes from, and where it is printed.

    DIR 是生成的文书所在的文件夹。 DIR is a folder of papers that docgen made.
    """
    from docgen import consistency  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        found = consistency.trace(folder, text, **where)
        if form == "json":
            click.echo(json.dumps([_plain(traced) for traced in found], ensure_ascii=False, indent=2))
        elif found:
            _tell(found)
        else:
            say(_NOT_PRINTED.fill(text=text))
            outcome.count(1)
    outcome.end()


@click.command()
@_folder
@_data
@_format
@templates_option
@language()
def audit(folder: Path, form: str, **where: Path | None) -> None:
    """读回成品文书，逐字核对数据。 Read finished papers back and hold them against the data.

    手工改过的 Word 文件、另行生成的 PDF 也核对。 Files changed by hand are found too.
    """
    from docgen import consistency  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        found = consistency.audit(folder, **where)
        outcome.count(PolicyError.exit_code if has_errors(found.findings) else 0)
        if form == "json":
            click.echo(as_json(found.findings, lang()))
        else:
            _report(found)
    outcome.end()


def _tell(found: "list[Traced]") -> None:
    for traced in found:
        place = traced.location
        click.secho(f"{traced.name.say(lang())}　{place.file}:{place.line}:{place.column}", bold=True)
        if place.text.strip():
            click.echo(f"    {place.text.strip()}")
        for printed in traced.prints:
            click.echo(f"  · {printed.file}　{printed.place.say(lang())}　{printed.text}")


def _plain(traced: "Traced") -> dict[str, object]:
    place = traced.location
    prints = [{"file": each.file, "place": each.place.say(lang()), "text": each.text} for each in traced.prints]
    return {
        "value": traced.name.say(lang()),
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "prints": prints,
    }


def _report(found: "Audit") -> None:
    show(found.findings)
    for file in found.stale:
        say(_STALE.fill(data=file), colour="yellow")
    if found.unknown:
        files = "、".join(found.unknown[:_SHOWN]) + ("…" if len(found.unknown) > _SHOWN else "")
        say(_UNKNOWN.fill(count=len(found.unknown), files=files), colour="yellow")
    data = "、".join(map(str, found.data)) or "—"
    message = _DISAGREE if found.findings else _CLEAN
    say(message.fill(count=found.files, found=len(found.findings), data=data))
