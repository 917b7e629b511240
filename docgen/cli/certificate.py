"""The commands of the register of certificates: issue, reissue, correct, revoke, look up, hand over, verify."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.seal import passphrase
from docgen.cli.shell import (
    WRITTEN,
    Outcome,
    date_option,
    files_argument,
    lang,
    language,
    path,
    say,
    templates_option,
)
from docgen.diagnostics import Wording

if TYPE_CHECKING:
    from docgen.certificates import Made, Order
    from docgen.registry import Act, Certificate, Event, Register

REGISTER = "register.sqlite"
_WORDS = {
    "pilot": Wording("试点单位", "pilot"),
    "demonstration": Wording("示范单位", "demonstration"),
    "in_force": Wording("有效", "in force"),
    "revoked": Wording("已撤销", "revoked"),
    "expired": Wording("已失效", "expired"),
    "issued": Wording("发证", "issued"),
    "reissued": Wording("补发", "reissued"),
    "corrected": Wording("更正", "corrected"),
    "assessment": Wording("考核", "assessment"),
    "expiry": Wording("到期", "expiry"),
}
_WHY = Wording("授予称号", "title granted")
_DONE = Wording("{number}　{unit}：{event}", "{number}  {unit}: {event}")
_IN = Wording("已写入 {folder}：{count} 个文件", "written to {folder}: {count} files")
_ADOPTED = Wording("已登记旧证书 {count} 张", "{count} old certificates recorded")
_EXPIRED = Wording("已登记失效的证书 {count} 张", "{count} certificates recorded as expired")
_COLUMNS = (
    Wording("编号", "number"),
    Wording("单位", "unit"),
    Wording("类别", "kind"),
    Wording("有效期", "term"),
    Wording("状态", "status"),
)
_DUE_COLUMNS = (
    Wording("日期", "day"),
    Wording("联盟", "alliance"),
    Wording("类别", "kind"),
    Wording("事项", "what"),
    Wording("证书", "papers"),
)
_FACTS = (
    ("unit", Wording("单位", "unit")),
    ("unit_code", Wording("代码", "code")),
    ("alliance", Wording("联盟", "alliance")),
    ("title", Wording("称号", "title")),
    ("issued_on", Wording("发证日期", "issued on")),
    ("expires_on", Wording("有效期至", "valid until")),
)

register_option = click.option(
    "--register",
    metavar="URL",
    envvar="DOCGEN_REGISTER",
    help="登记簿：文件名或 postgresql://…，默认为数据旁边的 register.sqlite · file name or URL  [DOCGEN_REGISTER]",
)
_by = click.option(
    "--by", "who", required=True, metavar="NAME", envvar="DOCGEN_CLERK", help="经办人 · who does it  [DOCGEN_CLERK]"
)
_on = date_option("--on", "办理日期 · the day", required=True)
_basis = click.option("--basis", required=True, metavar="TEXT", help="依据，例如文号 · the document it stands on")
_why = click.option("--why", required=True, metavar="TEXT", help="事由 · why")
_folder = click.option("-o", "--output", "folder", type=path(), default=Path("output"), help="输出文件夹 · folder")
_form = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text | json")
_file = click.argument("file", type=path())
_number = click.argument("number")
_keys = click.option(
    "--keys",
    type=path(file_okay=False),
    envvar="DOCGEN_SEAL",
    help="密钥文件夹：证书带可以查验的二维码 · the folder of keys: certificates bear a code to verify  [DOCGEN_SEAL]",
)
_design = click.option(
    "--design", metavar="NAME", help="式样：gold、ink，默认红框 · a design: gold, ink; red by default"
)


@click.group()
def certificate() -> None:
    """发证、补发、更正、撤销、查询证书。 Issue certificates and look after them."""


@certificate.command()
@files_argument
@click.option("--kind", "sort", type=click.Choice(["pilot", "demonstration"]), required=True, help="试点 · 示范")
@_on
@_basis
@_by
@register_option
@_keys
@_folder
@_design
@click.option("--size", metavar="SIZE", default="a4", help="送印的纸：a4、a3、宽x高毫米 · the printer's sheets")
@templates_option
@language()
def issue(files: tuple[Path, ...], sort: Any, folder: Path, **order: Any) -> None:
    """按授予通知，给每个成员单位发一张证书。 Issue one certificate to each member.

    --basis 是通知的文号。 --basis is the number of the notice.
    """
    from docgen import certificates  # noqa: PLC0415

    outcome = Outcome()
    for file in files:
        with outcome.trying():
            _tell(certificates.issue(file, folder / file.stem, sort, _order(file, why=_WHY.zh, **order)))
    outcome.end()


@certificate.command()
@_number
@_file
@_on
@_basis
@_why
@_by
@register_option
@_keys
@_folder
@_design
@templates_option
@language()
def reissue(number: str, file: Path, folder: Path, **order: Any) -> None:
    """补发遗失的证书，编号不变，加“（补）”。 Issue a lost certificate again."""
    from docgen.registry import Event  # noqa: PLC0415

    _renew(Event.REISSUED, number, file, folder, order)


@certificate.command()
@_number
@_file
@_on
@_basis
@_why
@_by
@register_option
@_keys
@_folder
@_design
@templates_option
@language()
def correct(number: str, file: Path, folder: Path, **order: Any) -> None:
    """按改正后的文件重发证书，编号不变。 Issue a wrong certificate anew from the corrected file."""
    from docgen.registry import Event  # noqa: PLC0415

    _renew(Event.CORRECTED, number, file, folder, order)


@certificate.command()
@_number
@_on
@_basis
@_why
@_by
@register_option
@_keys
@language()
def revoke(number: str, **order: Any) -> None:
    """撤销证书。 Revoke a certificate."""
    from docgen import certificates  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        _tell_one(certificates.revoke(number, _order(None, **order)))
    outcome.end()


@certificate.command()
@_on
@_by
@register_option
@_keys
@language()
def expire(**order: Any) -> None:
    """把有效期已过的证书登记为失效。 Record certificates whose term is over as expired."""
    from docgen import certificates  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        numbers = certificates.expire(_order(None, why="有效期届满", basis="", **order))
        say(_EXPIRED.fill(count=len(numbers)))
    outcome.end()


@certificate.command("list")
@date_option("--on", "按哪一天算是否有效 · the day on which they stand so")
@register_option
@_form
@language()
def list_(on: date | None, register: str | None, form: str) -> None:
    """列出全部证书。 List all certificates."""
    outcome = Outcome()
    with outcome.trying(), open_register(register) as book:
        found = book.certificates()
        if form == "json":
            _json([_plain(certificate, on) for certificate in found])
        else:
            _table(_COLUMNS, [_cells(certificate, on) for certificate in found])
    outcome.end()


@certificate.command()
@_number
@date_option("--on", "按哪一天算是否有效 · the day on which it stands so")
@register_option
@_form
@language()
def show(number: str, on: date | None, register: str | None, form: str) -> None:
    """查一张证书和它的经过。 Show one certificate and its history."""
    outcome = Outcome()
    with outcome.trying(), open_register(register) as book:
        found = book.find(number)
        if form == "json":
            _json(_plain(found, on) | {"history": [_plain_act(entry.act) for entry in found.history]})
        else:
            click.echo(f"{found.number}　{_word(found.status(on))}")
            for name, wording in _FACTS:
                click.echo(f"{wording.say(lang())}　{getattr(found.face, name) or '—'}")
            for entry in found.history:
                act = entry.act
                click.echo(
                    "　".join(part for part in (f"{act.on}", _word(act.event), act.basis, act.why, act.who) if part)
                )
    outcome.end()


@certificate.command()
@date_option("--until", "到哪一天为止 · up to which day", required=True)
@register_option
@_form
@language()
def due(until: date, register: str | None, form: str) -> None:
    """列出到期应办的考核和换证。 List assessments and terms that fall due."""
    from docgen.registry.standing import due as falling  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying(), open_register(register) as book:
        found = falling(book.certificates(), until=until)
        if form == "json":
            _json([item._asdict() for item in found])
        else:
            rows = [(f"{i.on}", i.alliance, _word(i.kind), _word(i.what), f"{len(i.numbers)}") for i in found]
            _table(_DUE_COLUMNS, rows)
    outcome.end()


@certificate.command()
@click.option("-o", "--output", type=path(), required=True, help="写到 .xlsx 或 .csv · an .xlsx or .csv file")
@date_option("--on", "按哪一天算是否有效 · the day on which they stand so")
@register_option
@language()
def export(output: Path, on: date | None, register: str | None) -> None:
    """把登记簿导出为表格。 Export the register as a spreadsheet."""
    from docgen import publish  # noqa: PLC0415
    from docgen.registry import sheets  # noqa: PLC0415

    outcome = Outcome()
    if output.suffix.lower() not in {".xlsx", ".csv"}:
        raise click.UsageError("-o: .xlsx | .csv")
    with outcome.trying(), open_register(register) as book:
        publish.write(output, sheets.export(book.certificates(), output.suffix.lower()[1:], on=on))
        say(WRITTEN.fill(folder=output))
    outcome.end()


@certificate.command("import")
@_file
@click.option("--programme", "programme_id", default="xiamen-2008", metavar="ID", help="实施方案 · the programme")
@_on
@_basis
@_by
@register_option
@templates_option
@language()
def import_(file: Path, programme_id: str, templates: Path | None, **order: Any) -> None:
    """把旧登记表（.xlsx、.csv）登记入册，编号不变。 Take an old register in, with its numbers."""
    from docgen import certificates  # noqa: PLC0415
    from docgen.programme import load  # noqa: PLC0415
    from docgen.shipped import TEMPLATES  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        programme = load(programme_id, [TEMPLATES] if templates is None else [templates, TEMPLATES])
        numbers = certificates.adopt(file, programme, _order(file, why="旧登记簿", **order))
        say(_ADOPTED.fill(count=len(numbers)))
    outcome.end()


def _order(
    file: Path | None,
    *,
    register: str | None,
    keys: Path | None = None,
    design: str | None = None,
    size: str = "a4",
    **order: Any,
) -> "Order":
    """Return what is ordered; the register stands beside the file where nothing else is said."""
    from docgen.certificates import Look, Marks, Order  # noqa: PLC0415

    place = register or str((file.parent if file else Path()) / REGISTER)
    marks = Marks(keys, passphrase()) if keys else None
    return Order(register=place, look=Look(design, size), marks=marks, **order)


def open_register(register: str | None) -> "Register":
    """Return the register that was named, or the one in this folder; it must be there."""
    from docgen.registry import Register  # noqa: PLC0415

    return Register(register or REGISTER, create=False)


def _renew(event: "Event", number: str, file: Path, folder: Path, order: dict[str, Any]) -> None:
    from docgen import certificates  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        _tell(certificates.renew(event, number, file, folder / file.stem, _order(file, **order)))
    outcome.end()


def _tell(made: "Made") -> None:
    for found in made.certificates:
        _tell_one(found)
    say(_IN.fill(folder=made.folder, count=len(made.files)))


def _tell_one(found: "Certificate") -> None:
    event = found.history[-1].act.event
    say(_DONE.fill(number=found.number, unit=found.face.unit, event=_word(event)))


def _word(word: str) -> str:
    return _WORDS[word].say(lang()) if word in _WORDS else word


def _cells(found: "Certificate", on: date | None) -> tuple[str, ...]:
    face = found.face
    mark = f"（补{found.reissues}）" if found.reissues else ""
    term = f"{face.issued_on} — {face.expires_on or ''}"
    return found.number + mark, face.unit, _word(face.kind), term, _word(found.status(on))


def _plain(found: "Certificate", on: date | None) -> dict[str, Any]:
    return {"number": found.number, "status": found.status(on), "reissues": found.reissues} | asdict(found.face)


def _plain_act(act: "Act") -> dict[str, Any]:
    return asdict(act)


def _json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _table(headings: Sequence[Wording], rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(*(heading.say(lang()) for heading in headings))
    table.columns[0].no_wrap = True
    table.columns[1].overflow = "fold"
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)
