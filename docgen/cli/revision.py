"""The command that reads back what people changed in an agreement."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.shell import Outcome, lang, language, path, say, templates_option
from docgen.diagnostics import Wording

if TYPE_CHECKING:
    from docgen.agreements import Applied, ReadBack
    from docgen.versions import Edits, ValueEdit

_NOTHING = Wording("没有改动", "nothing was changed")
_VALUES = Wording("改了的值（{count}）", "values changed ({count})")
_WORDING = Wording("改了的标准措辞（{count}）", "standard wording changed ({count})")
_STRUCTURE = Wording("结构（{count}）", "structure ({count})")
_COMPUTED = Wording("由数据算出的，请改它所依据的值", "worked out from other values: change those")
_PARTLY = Wording("印在 {printed} 处，改了 {changed} 处", "printed in {printed} places, changed in {changed}")
_EDGE = Wording("写在值的前面或后面，也可能是措辞，请核对", "written right beside the value, it may be wording: check")
_DIFFERENT = Wording("各处改得不一样", "the places do not agree")
_KINDS = {
    "added": Wording("增加", "added"),
    "removed": Wording("删除", "removed"),
    "moved": Wording("移动", "moved"),
}
_APPLIED = Wording("已写回 {file}：{count} 个值", "written back to {file}: {count} value(s)")
_LEFT = Wording("没有写回，请在文件中改：{key}　{after}", "not written back, change it in the file: {key}　{after}")


@click.command()
@click.argument("edited", type=path())
@click.option("--of", type=path(), metavar="FILE.yaml", help="由它生成 · the alliance file that it was made from")
@click.option("--apply", "target", type=path(), metavar="FILE.yaml", help="把改了的值写回 · write changed values back")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text | json")
@templates_option
@language()
def read(edited: Path, of: Path | None, target: Path | None, form: str, templates: Path | None) -> None:
    """生成以后在 Word 里改了什么。 What people changed in Word.

    值（联盟文件中的哪一项）、标准措辞（哪一条）、结构。 Values, standing wording, structure.
    """
    from docgen import agreements, publish  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        if target is None:
            tell(agreements.read(edited, of=of, templates=templates), form)
        else:
            applied = agreements.apply(edited, target, templates=templates)
            publish.write(target, applied.outcome.text.encode())
            tell(applied.read, form, applied)
            if form == "text":
                _tell_applied(target, applied)
    outcome.end()


def tell(read_back: "ReadBack", form: str, applied: "Applied | None" = None, *, same: Wording = _NOTHING) -> None:
    """Tell what was changed; ``same`` is said where nothing was."""
    if form == "json":
        click.echo(json.dumps(_as_dict(read_back, applied), ensure_ascii=False, indent=2))
    elif read_back.edits:
        _tell_edits(read_back)
    else:
        say(same)


def _as_dict(read_back: "ReadBack", applied: "Applied | None") -> dict[str, Any]:
    told = read_back.edits.as_dict()
    for value in told["values"]:
        place = read_back.places.get(value["key"])
        value["at"] = str(place) if place else None
    if applied:
        told["written"] = [".".join(map(str, each.path)) for each in applied.outcome.written]
    return told


def _tell_edits(read_back: "ReadBack") -> None:
    edits = read_back.edits
    if edits.values:
        click.secho(_VALUES.fill(count=len(edits.values)).say(lang()), bold=True)
    for value in edits.values:
        _tell_value(value, read_back)
    _tell_wording(edits)
    if edits.structure:
        click.secho(_STRUCTURE.fill(count=len(edits.structure)).say(lang()), bold=True)
    for change in edits.structure:
        click.echo(f"  {_KINDS[change.kind].say(lang())}　{change.heading}")
        click.secho(f"    {change.text}", fg="red" if change.kind == "removed" else "green")


def _tell_value(value: "ValueEdit", read_back: "ReadBack") -> None:
    place = read_back.places.get(value.key)
    where = f"{place}: " if place else ""
    after = " | ".join(_shown(each) for each in value.after)
    click.echo(f"  {where}{value.key or '—'}　{_shown(value.before)} → {after}　{'、'.join(value.headings)}".rstrip())
    for wording, said in (
        (_COMPUTED, not value.key),
        (_PARTLY.fill(printed=value.printed, changed=value.changed), value.changed < value.printed),
        (_DIFFERENT, len(value.after) > 1),
        (_EDGE, value.at_edge),
    ):
        if said:
            click.secho(f"    {wording.say(lang())}", fg="yellow")


def _tell_wording(edits: "Edits") -> None:
    if edits.wording:
        click.secho(_WORDING.fill(count=len(edits.wording)).say(lang()), bold=True)
    for change in edits.wording:
        click.echo(f"  {change.heading} {f'[{change.place}]' if change.place else ''}".rstrip())
        click.secho(f"  - {change.before}", fg="red")
        click.secho(f"  + {change.after}", fg="green")


def _tell_applied(target: Path, applied: "Applied") -> None:
    say(_APPLIED.fill(file=target, count=len(applied.outcome.written)))
    for value in applied.outcome.left:
        say(_LEFT.fill(key=value.key or _shown(value.before), after=" | ".join(value.after)), colour="yellow")


def _shown(words: str) -> str:
    return words.replace("\n", "") or "（空）"
