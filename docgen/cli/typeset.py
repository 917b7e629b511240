"""The command that lays Word files out as PDF."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.batches import Follower, Manner, batch_options, refuse_same_names
from docgen.cli.misuse import Misuse
from docgen.cli.shell import WRITTEN, Outcome, date_option, lang, language, path, place, places_argument, say, warn
from docgen.diagnostics import Wording
from docgen.errors import DocgenError

if TYPE_CHECKING:
    from docgen.publish import Place

_ONLY_OURS = Wording(
    "LibreOffice 只用 -o、--update-fields；其余选项用于 typst 引擎",
    "with LibreOffice only -o and --update-fields; all other options are for the typst engine",
)

_ENGINES = ("typst", "libreoffice")
_STANDARDS = ("a-2b", "a-2a", "a-3a", "ua-1")


@click.command()
@places_argument
@click.option("-o", "--output", type=place(), help="PDF，或者文件夹 · the PDF, or a folder")
@date_option("--created", "写进文件属性的日期 · the date in the file's properties")
@click.option("--engine", type=click.Choice(_ENGINES), default="typst", help="默认内置的 typst · embedded by default")
@click.option(
    "--pdf-standard",
    "standards",
    type=click.Choice(_STANDARDS),
    multiple=True,
    help="可写几次；默认尽可能 a-2a 和 ua-1 · repeatable; by default both where possible",
)
@click.option("--fonts", type=path(exists=True, file_okay=False), help="你的字体文件夹，优先使用 · your own faces win")
@click.option("--system-fonts", is_flag=True, help="也用本机的字体 · faces of this machine win over the shipped ones")
@click.option("--strict-fonts", is_flag=True, help="缺字、换字体算错误 · a replaced face or lacking glyph is an error")
@click.option(
    "--attach",
    "attachments",
    type=place(),
    multiple=True,
    help="数据随附在 PDF 里（a-3a），可写几次 · data that ride along in the PDF; repeatable",
)
@click.option("--markup", is_flag=True, help="显示修订和批注 · show tracked changes and comments")
@click.option("--update-fields", "update", is_flag=True, help="目录重新编 · make tables of contents anew")
@batch_options
@language()
def typeset(files: tuple["Place", ...], output: "Place | None", engine: str, manner: Manner, **demands: Any) -> None:
    """把 DOCX 排成 PDF；没有变的不重排。 Lay DOCX files out as PDF; what has not changed is not laid out again.

    用 --engine libreoffice 可排 Word 旧格式等其他文件。 With it, other formats too.
    """
    outcome = Outcome()
    update: bool = demands.pop("update")
    with outcome.trying():
        targets = _targets(files, output)
        if engine == "typst":
            _by_typst(outcome, targets, output, manner, update=update, **demands)
        elif any(demands.values()) or manner.cluster:
            raise Misuse(_ONLY_OURS)
        else:
            _by_libreoffice(outcome, targets, update=update)
    outcome.end()


def _by_typst(
    outcome: Outcome,
    targets: Mapping["Place", tuple["Place", str]],
    output: "Place | None",
    manner: Manner,
    *,
    created: date | None,
    update: bool,
    **demands: Any,
) -> None:
    from docgen import batch, typesetting  # noqa: PLC0415 - so that --help stays light
    from docgen.typeset import Demands  # noqa: PLC0415

    demands["attachments"] = tuple(map(typesetting.attachment, demands["attachments"]))
    how = typesetting.Request(created, Demands(**demands), update=update)
    into = output if output is not None and not _is_pdf(output, len(targets)) else None
    follow = Follower(outcome, manner, lots=len({folder for folder, _ in targets.values()}), several=len(targets) > 1)
    with manner.crew(len(targets)) as workers:
        for event in follow(typesetting.typeset_all(targets, how, workers, keep=into is not None)):
            if isinstance(event, batch.Finished):
                (filed,) = event.product.files
                warn((filed.path, Wording(*warning).say(lang())) for warning in event.product.notes["warnings"])
                if event.reasons:
                    say(WRITTEN.fill(folder=_joined(event.lot, filed.path)))
    follow.end(into)


def _by_libreoffice(outcome: Outcome, targets: Mapping["Place", tuple["Place", str]], *, update: bool) -> None:
    from docgen import publish  # noqa: PLC0415
    from docgen.typeset.batch import by_libreoffice  # noqa: PLC0415

    files = [Path(file) for file in targets]
    for (folder, name), result in zip(targets.values(), by_libreoffice(files, update=update), strict=True):
        with outcome.trying():
            if isinstance(result, DocgenError):
                raise result
            publish.write(Path(folder, name), result.pdf)
            say(WRITTEN.fill(folder=_joined(folder, name)))


def _targets(files: Sequence["Place"], output: "Place | None") -> dict["Place", tuple["Place", str]]:
    """Return where each PDF goes: beside its file, to the PDF that is named, or into a folder."""
    if output is not None and _is_pdf(output, len(files)):
        return {files[0]: (_above(output), PurePath(output).name)}
    names = {file: f"{PurePath(file).stem}.pdf" for file in files}
    if output is not None:
        refuse_same_names(names.values())
    return {file: (_above(file) if output is None else output, name) for file, name in names.items()}


def _is_pdf(output: "Place", count: int) -> bool:
    return count == 1 and PurePath(output).suffix.lower() == ".pdf" and not Path(output).is_dir()


def _above(place: "Place") -> "Place":
    return place.parent if isinstance(place, Path) else place.rpartition("/")[0]


def _joined(folder: "Place", name: str) -> "Place":
    return f"{folder}/{name}" if "://" in str(folder) else Path(folder, name)
