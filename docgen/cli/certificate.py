"""The acts of the office: certificates are issued, reissued, corrected, revoked, expired, and taken over."""

from collections.abc import Callable
from dataclasses import fields
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.batches import jobs_option, processes, refuse_same_names
from docgen.cli.lookup import REGISTER, register_option, word
from docgen.cli.shell import Outcome, date_option, files_argument, language, path, say, templates_option
from docgen.cli.signing_keys import passphrase
from docgen.diagnostics import Wording

if TYPE_CHECKING:
    from docgen.certificates import Made, Order
    from docgen.registry import Certificate, Event

_WHY = Wording("授予称号", "title granted")
_DONE = Wording("{number}　{unit}：{event}", "{number}  {unit}: {event}")
_IN = Wording("已写入 {folder}：{count} 个文件", "written to {folder}: {count} files")
_ADOPTED = Wording("已登记旧证书 {count} 张", "{count} old certificates recorded")
_EXPIRED = Wording("已登记失效的证书 {count} 张", "{count} certificates recorded as expired")
_by = click.option(
    "--by", "who", required=True, metavar="NAME", envvar="DOCGEN_CLERK", help="经办人 · who does it  [DOCGEN_CLERK]"
)
_on = date_option("--on", "办理日期 · the day", required=True)
_basis = click.option("--basis", required=True, metavar="TEXT", help="依据，例如文号 · the document it stands on")
_why = click.option("--why", required=True, metavar="TEXT", help="事由 · why")
_folder = click.option("-o", "--output", "folder", type=path(), default=Path("output"), help="输出文件夹 · folder")
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
_edition = click.option(
    "--bilingual", is_flag=True, help="中英双语，英文名称取自数据 · Chinese and English, names from the data"
)
_size = click.option("--size", metavar="SIZE", default="a4", help="a4、a3、宽x高毫米，例如 600x400 · or WxH in mm")


def _each(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return one decorator for options that go together, in this order."""

    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


_act = _each(_on, _basis, _by, register_option, _keys)
_copies = click.option(
    "--copies",
    type=click.IntRange(1, 20),
    default=1,
    help="送印的 PDF 里每张印几份 · how many of each in the printer's PDF",
)
_overlay = click.option(
    "--overlay",
    metavar="RIGHT,DOWN",
    help="套印：印在已有框和抬头的证书纸上，按毫米移动，例如 1.5,-2 · for printed stock: the words alone, moved by mm",
)
_duplicates = click.option(
    "--duplicates", is_flag=True, help="每张另做一份标明“副本”的 · a second one of each, marked as a duplicate"
)
_look = _each(_folder, _design, _size, _edition, _overlay, _duplicates, templates_option)
_renewal = _each(_number, _file, _act, _why, _look, language())


@click.group()
def certificate() -> None:
    """发证、补发、更正、撤销、查询证书。 Issue certificates and look after them."""


@certificate.command()
@files_argument
@click.option("--kind", "sort", type=click.Choice(["pilot", "demonstration"]), required=True, help="试点 · 示范")
@_act
@_look
@_copies
@jobs_option
@language()
def issue(files: tuple[Path, ...], sort: Any, folder: Path, jobs: int, **order: Any) -> None:
    """按授予通知，给每个成员单位发一张证书。 Issue one certificate to each member.

    --basis 是通知的文号。 --basis is the number of the notice.
    """
    from docgen import batch, certificates  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying(), batch.crew(jobs=processes(jobs, len(files))) as workers:
        refuse_same_names(file.stem for file in files)
        for beside, group in groupby(files, key=lambda file: file.parent):
            targets = {file: folder / file.stem for file in group}
            ordered = _order(beside / REGISTER, why=_WHY.zh, **order)
            for made in certificates.issue_all(targets, sort, ordered, workers):
                with outcome.trying():
                    if isinstance(made, batch.Failed):
                        raise made.error
                    _tell(made)
    outcome.end()


@certificate.command()
@_renewal
def reissue(number: str, file: Path, folder: Path, **order: Any) -> None:
    """补发遗失的证书，编号不变，加“（补）”。 Issue a lost certificate again."""
    from docgen.registry import Event  # noqa: PLC0415

    _renew(Event.REISSUED, number, file, folder, order)


@certificate.command()
@_renewal
def correct(number: str, file: Path, folder: Path, **order: Any) -> None:
    """按改正后的文件重发证书，编号不变。 Issue a wrong certificate anew from the corrected file."""
    from docgen.registry import Event  # noqa: PLC0415

    _renew(Event.CORRECTED, number, file, folder, order)


@certificate.command()
@_number
@_act
@_why
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


@certificate.command("import")
@_file
@click.option("--programme", "programme_id", metavar="ID", help="实施方案 · the programme")
@_on
@_basis
@_by
@register_option
@templates_option
@language()
def import_(file: Path, programme_id: str | None, templates: Path | None, **order: Any) -> None:
    """把旧登记表（.xlsx、.csv）登记入册，编号不变。 Take an old register in, with its numbers."""
    from docgen import certificates, pipeline  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        programme = pipeline.named_programme(programme_id, templates)
        numbers = certificates.adopt(file, programme, _order(file, why="旧登记簿", **order))
        say(_ADOPTED.fill(count=len(numbers)))
    outcome.end()


def _order(
    file: Path | None,
    *,
    register: str | None,
    keys: Path | None = None,
    **order: Any,
) -> "Order":
    """Return what is ordered; the register stands beside the file where nothing else is said."""
    from docgen.certificates import Look, Marks, Order  # noqa: PLC0415

    place = register or str((file.parent if file else Path()) / REGISTER)
    marks = Marks(keys, passphrase()) if keys else None
    look = Look(**{each.name: order.pop(each.name) for each in fields(Look) if each.name in order})
    return Order(register=place, look=look, marks=marks, **order)


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
    say(_DONE.fill(number=found.number, unit=found.face.unit, event=word(event)))
