"""The commands about a city's programme as a whole."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.shell import WRITTEN, Outcome, date_option, lang, language, path, say, show, templates_option
from docgen.diagnostics import Wording, as_json, has_errors
from docgen.errors import PolicyError

if TYPE_CHECKING:
    from docgen.cities import Difference

_COMPLETE = Wording(
    "{id} 是完整的：{papers} 份文书，{kinds} 种，每种都在样例、最少、最多、最长、空白处做过",
    "{id} is complete: {papers} papers of {kinds} kinds, each made from samples, at fewest, most, longest and empty",
)
_COUNTED = Wording("{count} 处问题", "{count} finding(s)")
_NEXT = Wording(
    "填好“待填”以后：docgen programme check {id} --templates {folder}",
    "when all is filled in: docgen programme check {id} --templates {folder}",
)
_SAME = Wording("{one} 与 {other} 没有不同", "{one} and {other} do not differ")
_ONLY = Wording("只有 {id} 有：{text}", "only {id} has: {text}")
_BOTH = Wording("{one}：{a}；{other}：{b}", "{one}: {a}; {other}: {b}")

_form = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text | json")


@click.group()
@language()
def programme() -> None:
    """一个城市的方案：新建、检查完整、比较。 A city's programme: begin one, prove it complete, compare two."""


@programme.command()
@click.argument("city")
@_form
@templates_option
@language()
def check(city: str, form: str, templates: Path | None) -> None:
    """检查方案是否完整。 Prove a programme complete.

    用语都有、规则都有数值、每种文书在各种极端数据下都做得出来。 Every word, every rule, every paper at every edge.
    """
    from docgen import cities, pipeline  # noqa: PLC0415 - so that --help stays light

    outcome = Outcome()
    with outcome.trying():
        proof = cities.prove(pipeline.named_programme(city, templates), _commands())
        outcome.count(PolicyError.exit_code if has_errors(proof.findings) else 0)
        if form == "json":
            click.echo(as_json(proof.findings, lang()))
        else:
            show(proof.findings)
            complete = _COMPLETE.fill(id=city, papers=proof.papers, kinds=proof.kinds)
            say(_COUNTED.fill(count=len(proof.findings)) if proof.findings else complete)
    outcome.end()


@programme.command()
@click.argument("city")
@click.option("--from", "base", required=True, help="沿用哪个方案 · the programme that it extends")
@date_option("--since", "施行日期 · the first day in force", required=True)
@click.option("-o", "--output", type=path(), default=Path(), help="在哪个文件夹里建 · the folder in which it is made")
@templates_option
@language()
def new(city: str, base: str, since: date, output: Path, templates: Path | None) -> None:
    """新建一个城市的方案文件夹，只写不同之处。 Begin a city's programme, which says only what differs."""
    from docgen import cities, pipeline, publish  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        files = cities.scaffold(city, pipeline.named_programme(base, templates), since)
        folder = cities.vacant(output / city)
        for name, text in files.items():
            publish.write(folder / name, text.encode())
        say(WRITTEN.fill(folder=folder))
        say(_NEXT.fill(id=city, folder=output))
    outcome.end()


@programme.command()
@click.argument("one")
@click.argument("other")
@_form
@templates_option
@language()
def diff(one: str, other: str, form: str, templates: Path | None) -> None:
    """两个方案有哪些不同。 How two programmes differ, in words."""
    from docgen import cities, pipeline  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        found = cities.compare(*(pipeline.named_programme(name, templates) for name in (one, other)))
        if form == "json":
            click.echo(json.dumps([_plain(each) for each in found], ensure_ascii=False, indent=2))
        else:
            _tell(found, one, other)
    outcome.end()


@programme.command()
@click.argument("city")
@click.option("-o", "--output", type=path(), help="写进文件 · write it to a file")
@templates_option
@language()
def coverage(city: str, output: Path | None, templates: Path | None) -> None:
    """方案要求的每一件事，由什么来答（Markdown）。 What answers each thing that the plan asks for."""
    from docgen import cities, pipeline, publish  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        page = cities.page(pipeline.named_programme(city, templates))
        if output:
            publish.write(output, page.encode())
            say(WRITTEN.fill(folder=output))
        else:
            click.echo(page, nl=False)
    outcome.end()


def _commands() -> list[str]:
    """Return the names of all commands that there are."""
    group = click.get_current_context().find_root().command
    return list(group.commands) if isinstance(group, click.Group) else []


def _tell(found: "list[Difference]", one: str, other: str) -> None:
    if not found:
        say(_SAME.fill(one=one, other=other))
    section = None
    for each in found:
        if each.section != section:
            section = each.section
            click.secho(section.say(lang()), bold=True)
        mark = "：" if lang() == "zh" else ": "
        click.echo(f"  {each.what.say(lang())}{mark}{_words(each, one, other).say(lang())}")


def _words(each: "Difference", one: str, other: str) -> Wording:
    if each.other is None:
        return _ONLY.fill(id=one, text=each.one)
    if each.one is None:
        return _ONLY.fill(id=other, text=each.other)
    return _BOTH.fill(one=one, a=each.one, other=other, b=each.other)


def _plain(each: "Difference") -> dict[str, str | None]:
    return {
        "section": each.section.say(lang()),
        "what": each.what.say(lang()),
        "one": each.one,
        "other": each.other,
    }
