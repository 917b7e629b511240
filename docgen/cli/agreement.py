"""The commands that explain agreements and list the law that papers may cite."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.shell import Outcome, date_option, lang, language, path, templates_option
from docgen.diagnostics import Wording

if TYPE_CHECKING:
    from docgen.clauses import Explained, Explanation
    from docgen.programme import Citation

_TAKEN = Wording("选择", "chosen")
_OTHERS = Wording("还可以", "or")
_ARTICLES = Wording("条文", "articles")
_BASIS = Wording("依据", "law")
_SILENT = Wording("不约定时", "if silent")
_REMINDERS = Wording("提醒", "reminders")

_format = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text | json")


@click.group()
def agreement() -> None:
    """解释、比较协议。 Explain and compare agreements."""


@agreement.command()
@click.argument("file", type=path())
@_format
@templates_option
@language()
def explain(file: Path, form: str, templates: Path | None) -> None:
    """逐项解释协议中的选择。 Explain every choice of an agreement.

    选了什么、还可以选什么、依据什么法律、不约定时怎样。 What was chosen, what else, the law, what silence means.
    """
    from docgen import pipeline  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        explained = pipeline.explain(file, templates=templates)
        if form == "json":
            _json(
                {
                    "on": str(explained.on),
                    "choices": [choice.as_dict(lang()) for choice in explained.choices],
                    "reminders": [reminder.as_dict(lang()) for reminder in explained.reminders],
                }
            )
        else:
            _tell_choices(explained)
    outcome.end()


@click.group()
def law() -> None:
    """文书可以引用的法律和文件。 The law that papers may cite."""


@law.command(name="list")
@date_option("--on", "哪一天有效的 · in force on this day", required=True)
@click.option("--programme", metavar="ID", help="实施方案，只有一个时可以不写 · the programme, if there are several")
@_format
@templates_option
@language()
def list_law(on: date, programme: str | None, form: str, templates: Path | None) -> None:
    """列出某一天有效的法律、文件和条文。 List the law in force on a day."""
    from docgen import pipeline  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        citations = pipeline.law(on, programme=programme, templates=templates)
        if form == "json":
            _json([_citation(citation) for citation in citations])
        else:
            _tell_law(citations)
    outcome.end()


def _json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _tell_choices(explained: "Explained") -> None:
    for choice in explained.choices:
        place = _BRACKETS.fill(words=choice.at).say(lang()) if choice.at else ""
        click.secho(f"{choice.name.say(lang())}{place}", bold=True)
        for label, words in _particulars(choice):
            if words:
                click.echo(f"    {label.say(lang())}{_COLON.say(lang())}{words}")
    if explained.reminders:
        click.secho(_REMINDERS.say(lang()), bold=True)
    for reminder in explained.reminders:
        basis = _joined(citation.say(lang()) for citation in reminder.basis)
        cited = _BRACKETS.fill(words=basis).say(lang()) if basis else ""
        click.echo(f"    {reminder.member}{_COLON.say(lang())}{reminder.says.say(lang())}{cited}")


_COLON = Wording("：", ": ")
_BRACKETS = Wording("（{words}）", " ({words})")


def _particulars(choice: "Explanation") -> list[tuple[Wording, str]]:
    return [
        (_TAKEN, choice.taken.say(lang())),
        (_OTHERS, choice.others.say(lang()) if choice.others else ""),
        (_ARTICLES, _joined(choice.articles)),
        (_BASIS, _joined(citation.say(lang()) for citation in choice.basis)),
        (_SILENT, choice.silent.say(lang())),
    ]


def _joined(words: Iterable[str]) -> str:
    return ("、" if lang() == "zh" else "; ").join(words)


def _citation(citation: "Citation") -> dict[str, str | None]:
    instrument = citation.instrument
    return {
        "id": citation.id,
        "citation": citation.wording.say(lang()),
        "says": citation.says,
        "since": str(instrument.since),
        "until": str(instrument.until) if instrument.until else None,
    }


def _tell_law(citations: Iterable["Citation"]) -> None:
    for citation in citations:
        whole = citation.id == citation.instrument.id
        says = "" if whole else f"{_COLON.say(lang())}{citation.says}"
        words = citation.wording if whole else citation.place
        click.secho(f"{'' if whole else '    '}{words.say(lang())}{says} [{citation.id}]", bold=whole)
