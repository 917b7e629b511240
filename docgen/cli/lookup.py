"""The commands that look into the register of certificates: list, show, what falls due, and hand over."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.misuse import Misuse
from docgen.cli.shell import WRITTEN, Outcome, date_option, lang, language, path, say
from docgen.diagnostics import Wording

if TYPE_CHECKING:
    from docgen.registry import Act, Certificate, Due, Face, Register

REGISTER = "register.sqlite"
_NO_SHEET = Wording("-o 的文件名要以 .xlsx 或 .csv 结尾", "the name after -o ends with .xlsx or .csv")
_WORDS = {
    "in_force": Wording("有效", "in force"),
    "revoked": Wording("已撤销", "revoked"),
    "expired": Wording("已失效", "expired"),
    "issued": Wording("发证", "issued"),
    "reissued": Wording("补发", "reissued"),
    "corrected": Wording("更正", "corrected"),
    "assessment": Wording("考核", "assessment"),
    "expiry": Wording("到期", "expiry"),
}
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
_form = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text | json")


@click.command("list")
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


@click.command()
@click.argument("number")
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
            click.echo(f"{found.number}　{word(found.status(on))}")
            for name, wording in _FACTS:
                click.echo(f"{wording.say(lang())}　{getattr(found.face, name) or '—'}")
            for entry in found.history:
                act = entry.act
                click.echo(
                    "　".join(part for part in (f"{act.on}", word(act.event), act.basis, act.why, act.who) if part)
                )
    outcome.end()


@click.command()
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
            rows = [(f"{i.on}", i.alliance, kind(i), word(i.what), f"{len(i.numbers)}") for i in found]
            _table(_DUE_COLUMNS, rows)
    outcome.end()


@click.command()
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
        raise Misuse(_NO_SHEET)
    with outcome.trying(), open_register(register) as book:
        publish.write(output, sheets.export(book.certificates(), output.suffix.lower()[1:], on=on))
        say(WRITTEN.fill(folder=output))
    outcome.end()


def open_register(register: str | None) -> "Register":
    """Return the register that was named, or the one in this folder; it must be there."""
    from docgen.registry import Register  # noqa: PLC0415

    return Register(register or REGISTER, create=False)


def word(name: str) -> str:
    """Return a word of the register in the language that the user chose."""
    return _WORDS[name].say(lang()) if name in _WORDS else name


def kind(of: "Face | Due") -> str:
    """Return the kind of certificates in the language that the user chose."""
    return Wording(of.called, of.kind).say(lang())


def _cells(found: "Certificate", on: date | None) -> tuple[str, ...]:
    face = found.face
    mark = "（补）" if found.reissues else ""
    term = f"{face.issued_on} — {face.expires_on or ''}"
    return found.number + mark, face.unit, kind(face), term, word(found.status(on))


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
