"""The commands that check alliance files and make papers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.batches import Follower, Manner, batch_options, refuse_same_names
from docgen.cli.misuse import Misuse
from docgen.cli.shell import (
    WRITTEN,
    Outcome,
    date_option,
    files_argument,
    lang,
    language,
    path,
    place,
    places_argument,
    say,
    show,
    templates_option,
    warn,
)
from docgen.diagnostics import Finding, Lang, Severity, Wording, as_json

if TYPE_CHECKING:
    from docgen.building import Built
    from docgen.publish import Place
    from docgen.rounds import Convened

_ONE_TARGET = Wording("-o 和 --in-place 只能写一样", "either -o or --in-place")
_NOTHING_WRONG = Wording("没有发现问题", "nothing wrong was found")
_COUNTED = Wording("{errors} 个错误，{warnings} 个警告", "{errors} error(s), {warnings} warning(s)")
_SEE_CHECK = Wording(
    "{file} 有 {count} 个警告，可用 docgen check 查看", "{file} has {count} warning(s): see docgen check"
)
_HEADINGS = (Wording("文书", "paper"), Wording("文件", "files"), Wording("页数", "pages"), Wording("大小", "size"))
_LINE = Wording("{folder}：{files} 个文件，{pages} 页", "{folder}: {files} files, {pages} pages")
_MOST_TABLES = 3


@click.command()
@files_argument
@date_option("--as-of", "按哪一天的规则检查，默认编制日期 · the day whose rules hold; the plan's by default")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text | json")
@templates_option
@language()
def check(files: tuple[Path, ...], as_of: date | None, form: str, templates: Path | None) -> None:
    """检查联盟文件或者评审会文件，一次列出全部问题。 Check alliance or round files: all problems at once."""
    from docgen import pipeline, rounds  # noqa: PLC0415 - so that --help stays light

    outcome = Outcome()
    found: list[Finding] = []
    for file in files:
        with outcome.trying():
            journey = rounds.check if rounds.is_round(file) else pipeline.check
            checked = journey(file, as_of=as_of, templates=templates)
            outcome.count(checked.exit_code)
            found += checked.findings
    if form == "json":
        click.echo(as_json(found, lang()))
    else:
        show(found)
        say(_summary(found))
    outcome.end()


@click.command()
@places_argument
@click.option(
    "-o", "--output", "folder", type=place(file_okay=False), default="output", help="默认 output/ · default output/"
)
@click.option("--only", multiple=True, metavar="KIND", help="只生成这种文书，可重复 · only this kind; repeatable")
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(["docx", "pdf"]), help="默认两种 · both by default"
)
@click.option(
    "--record", is_flag=True, help="生成联盟记录所要求的全部文书 · all papers that the record of the alliance calls for"
)
@click.option(
    "--attach", is_flag=True, help="印出的数据随附在 PDF 里（PDF/A-3a） · printed values ride along in the PDF"
)
@date_option("--as-of", "发证日期 · the day on which certificates are issued")
@click.option("--draft", is_flag=True, help="征求意见稿：可以有缺项 · a draft, which may have gaps")
@templates_option
@batch_options
@language()
def build(files: tuple["Place", ...], folder: "Place", manner: Manner, **order: Any) -> None:
    """生成联盟的全部文书；没有变的不重做。 Make every paper of an alliance; what has not changed is not made again."""
    from docgen import batch, building, pipeline  # noqa: PLC0415

    outcome = Outcome()
    order["formats"] = order["formats"] or pipeline.FORMATS
    with outcome.trying():
        targets = targets_of(files, folder)
        follow = Follower(outcome, manner, lots=len(targets), several=len(targets) > 1)
        with manner.crew(len(targets)) as workers:
            for event in follow(building.build_all(targets, pipeline.Order(**order), workers)):
                if isinstance(event, batch.Published):
                    report(event.lot, targets, building.built(event))
        follow.end(folder)
    outcome.end()


@click.command()
@click.argument("template", type=path())
@click.argument("data", type=path())
@click.option("-o", "--output", type=path(), required=True, help="生成的 DOCX · the DOCX to write")
@date_option("--created", "写进文件属性的日期 · the date in the file's properties")
@language()
def render(template: Path, data: Path, output: Path, created: date | None) -> None:
    """用任何模板和数据生成文书。 Render anyone's template.

    DATA 是 YAML（每个值都是文字）或 JSON。 YAML, where every value is text, or JSON.
    """
    from docgen import pipeline, publish  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        publish.write(output, pipeline.render(template, data, created=created))
        say(WRITTEN.fill(folder=output))
    outcome.end()


@click.command()
@click.argument("file", type=path())
@click.option("--to", "into", type=click.Choice(["zh", "en"]), required=True, help="zh 中文键 · en English keys")
@click.option("-o", "--output", type=path(), help="写到另一个文件 · write to another file")
@click.option("--in-place", is_flag=True, help="改写原文件 · rewrite the file itself")
@language()
def keys(file: Path, into: Lang, output: Path | None, *, in_place: bool) -> None:
    """把键改写成中文或英文，其他不动。 Rewrite the keys, nothing else."""
    from docgen import pipeline, publish  # noqa: PLC0415

    if output and in_place:
        raise Misuse(_ONE_TARGET)
    outcome = Outcome()
    target = file if in_place else output
    with outcome.trying():
        text = pipeline.keys(file, into).encode()
        if target:
            publish.write(target, text)
        else:
            click.echo(text, nl=False)
    outcome.end()


@click.group()
def template() -> None:
    """管理模板。 Look after templates."""


@template.command()
@files_argument
@click.option(
    "--house", type=path(), help="样式文件，默认方案文件夹中的 house.docx · by default the programme's house.docx"
)
@language()
def restyle(files: tuple[Path, ...], house: Path | None) -> None:
    """把统一样式复制进模板。 Copy the house style into templates."""
    from docgen import pipeline, publish  # noqa: PLC0415

    outcome = Outcome()
    for file in files:
        with outcome.trying():
            publish.write(file, pipeline.restyle(file, house=house))
            say(WRITTEN.fill(folder=file))
    outcome.end()


def _summary(findings: Sequence[Finding]) -> Wording:
    counts = Counter(finding.severity for finding in findings)
    if not counts:
        return _NOTHING_WRONG
    return _COUNTED.fill(errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING])


def targets_of(files: Sequence["Place"], folder: "Place") -> dict["Place", "Place"]:
    """Return the output folder of each file: with several files, one folder each."""
    if len(files) == 1:
        return {files[0]: folder}
    stems = {file: PurePath(file).stem for file in files}
    refuse_same_names(stems.values())
    return {file: folder / stem if isinstance(folder, Path) else f"{folder}/{stem}" for file, stem in stems.items()}


def report(file: str, targets: Mapping[Any, "Place"], built: "Built | Convened") -> None:
    """Tell what a build made: a table or a line, what differs from Word's layout, whether the file has warnings."""
    folder = next(target for source, target in targets.items() if str(source) == file)
    if len(targets) <= _MOST_TABLES:
        _table(str(folder), built)
    else:
        say(_LINE.fill(folder=folder, files=len(built.entries), pages=sum(built.pages.values())))
    warn((path, warning.say(lang())) for path, warnings in built.warnings.items() for warning in warnings)
    if built.checked.findings:
        say(_SEE_CHECK.fill(file=file, count=len(built.checked.findings)), err=True)


def _table(folder: str, built: "Built | Convened") -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(*(heading.say(lang()) for heading in _HEADINGS), title=Text(folder), title_justify="left")
    for column in table.columns[1:]:
        column.justify = "right"
    for kind, title in built.titles.items():
        entries = [entry for entry in built.entries if entry.kind == kind]
        if entries:
            pages = sum(built.pages.get(entry.path, 0) for entry in entries)
            size = f"{sum(entry.size for entry in entries) / 1024:,.0f} KB"
            table.add_row(Text(f"{title} {kind}"), str(len(entries)), str(pages or "—"), size)
    Console().print(table)
