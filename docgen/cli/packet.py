"""The command that puts files into one packet, and the papers and attachments of a round into many."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.batches import Follower, Manner, batch_options
from docgen.cli.misuse import Misuse
from docgen.cli.shell import Outcome, lang, language, path, say, templates_option, warn
from docgen.diagnostics import Wording

if TYPE_CHECKING:
    from docgen.assemble import Protection
    from docgen.batch import Finished, Published
    from docgen.packets import Order

_MADE = Wording("已写入 {file}：{pages} 页，编到第 {last} 页", "written to {file}: {pages} pages, numbered to {last}")
_SUM = Wording("{folder}：{books} 册，{pages} 页", "{folder}: {books} packets, {pages} pages")
_MOST_LINES = 40
_OF_ROUNDS = Wording("{options} 只用于评审会文件", "{options}: only for a round file")
_EITHER = Wording(
    "PDF/A 不能加密：--archival 和 --protect 只能选一样", "a PDF/A is never encrypted: --archival or --protect"
)
_OWNER, _OPEN = "DOCGEN_OWNER_PASSWORD", "DOCGEN_OPEN_PASSWORD"
_ASK = Wording("所有者密码（解除限制）", "owner's password (lifts the restrictions)")


@click.command()
@click.argument("file", metavar="PACKET.yaml|ROUND.yaml", type=path())
@click.option(
    "-o",
    "--output",
    type=path(),
    required=True,
    help="汇编文件：PDF；评审会：文件夹 · the PDF of a packet file; the folder for a round",
)
@click.option("--expert", "experts", multiple=True, metavar="ID", help="只要这位专家的，可重复 · only this expert's")
@click.option(
    "--alliance", "alliances", multiple=True, metavar="ID", help="只装这个联盟，单独成册，可重复 · only this alliance"
)
@click.option(
    "--only", "sorts", multiple=True, type=click.Choice(["expert", "archive"]), help="默认两种 · both by default"
)
@click.option("--apart", is_flag=True, help="每个联盟单独成册 · each alliance in a packet of its own")
@click.option("--copies", type=click.IntRange(1, 99), help="份数：一份正本，其余副本 · one original, then duplicates")
@click.option("--anonymous", is_flag=True, help="不印专家姓名和单位 · without the experts' names and units")
@click.option(
    "--protect",
    is_flag=True,
    help=f"加密，只许打印；密码取自 {_OWNER}、{_OPEN} · AES-256, printing only; passwords from these variables",
)
@click.option(
    "--archival",
    is_flag=True,
    help="存档用的 PDF/A-2b；附件不是 PDF/A 的，按名拒绝 · PDF/A-2b; an attachment that is no PDF/A is refused by name",
)
@templates_option
@batch_options
@language()
def packet(file: Path, output: Path, templates: Path | None, manner: Manner, *, protect: bool, **asked: Any) -> None:
    """把许多文件装成一册；把评审会的材料装成每位专家、每个联盟一册。 Bind files into one packet, or a round into many.

    封面、目录、连续页码、书签、水印、校验页。 Cover, contents, page numbers, bookmarks, watermark, checksums.
    """
    from docgen import packets, rounds  # noqa: PLC0415 - so that --help stays light

    outcome = Outcome()
    with outcome.trying():
        if protect and asked["archival"]:
            raise Misuse(_EITHER)
        if rounds.is_round(file):
            asked["sorts"] = asked["sorts"] or ("expert", "archive")
            protection = _protection() if protect else None
            _pack(outcome, file, output, packets.Order(**asked, protection=protection, templates=templates), manner)
        else:
            archival = asked.pop("archival")
            _refuse_for_files(manner, protect=protect, **asked)
            _bind(file, output, templates, archival=archival)
    outcome.end()


def _bind(file: Path, output: Path, templates: Path | None, *, archival: bool) -> None:
    from docgen import packets  # noqa: PLC0415

    made = packets.make(file, output, templates=templates, archival=archival)
    warn((name, notice.say(lang())) for name, notice in made[0].notices)
    for each in made:
        say(_MADE.fill(file=each.path, pages=each.assembled.pages, last=each.assembled.numbered))


def _refuse_for_files(manner: Manner, **asked: Any) -> None:
    options = {"experts": "expert", "alliances": "alliance", "sorts": "only"}
    given = [f"--{options.get(name, name)}" for name, value in {**asked, "cluster": manner.cluster}.items() if value]
    if given:
        raise Misuse(_OF_ROUNDS.fill(options="、".join(given)))


def _pack(outcome: Outcome, file: Path, folder: Path, order: "Order", manner: Manner) -> None:
    from docgen import batch, packets  # noqa: PLC0415

    follow = Follower(outcome, manner, lots=2, several=True)
    notices: dict[tuple[str, str], None] = {}
    with manner.crew(2) as workers:
        for event in follow(packets.pack_all(file, folder, order, workers)):
            if event.lot != packets.PACKETS:
                continue
            if isinstance(event, batch.Finished):
                notices |= dict.fromkeys(_notices(event))
            else:
                _report(folder, event)
    warn(notices)
    follow.end(folder)


def _notices(event: "Finished") -> list[tuple[str, str]]:
    return [(name, Wording(zh, en).say(lang())) for name, zh, en in event.product.notes["notices"]]


def _report(folder: Path, event: "Published") -> None:
    """Tell which packets there are: each, or how many if there are too many to read."""
    made = sorted(event.products.items())
    if len(made) <= _MOST_LINES:
        for name, product in made:
            notes = product.notes
            say(_MADE.fill(file=folder / f"{name}.pdf", pages=notes["pages"], last=notes["numbered"]))
    say(_SUM.fill(folder=folder, books=len(made), pages=sum(product.notes["pages"] for _, product in made)))


def _protection() -> "Protection":
    """Return what protects the packets; the owner's password is asked for where the environment has none."""
    from docgen.assemble import Protection  # noqa: PLC0415

    owner = os.environ.get(_OWNER) or click.prompt(
        _ASK.say(lang()), hide_input=True, confirmation_prompt=True, err=True
    )
    return Protection(owner, os.environ.get(_OPEN, ""), frozenset({"print"}))
