"""The command that lays Word files out as PDF."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from docgen.cli.shell import WRITTEN, Outcome, date_option, files_argument, lang, language, path, say, warn
from docgen.errors import DocgenError

_ENGINES = ("typst", "libreoffice")
_STANDARDS = ("a-2b", "a-2a", "a-3a", "ua-1")


@click.command()
@files_argument
@click.option("-o", "--output", type=path(), help="PDF，或者文件夹 · the PDF, or a folder")
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
@click.option("--strict-fonts", is_flag=True, help="缺字、换字体算错误 · a replaced face or lacking glyph is an error")
@click.option("--update-fields", "update", is_flag=True, help="目录重新编 · make tables of contents anew")
@language()
def typeset(files: tuple[Path, ...], output: Path | None, engine: str, *, update: bool, **demands: Any) -> None:
    """把 DOCX 排成 PDF。 Lay DOCX files out as PDF.

    用 --engine libreoffice 可排 Word 旧格式等其他文件。 With it, other formats too.
    """
    from docgen import publish  # noqa: PLC0415 - so that --help stays light
    from docgen.typeset import Demands  # noqa: PLC0415
    from docgen.typeset.batch import by_libreoffice, by_typst  # noqa: PLC0415

    foreign = engine == "libreoffice"
    if foreign and any(demands.values()):
        message = "--created、--pdf-standard、--fonts、--strict-fonts 只用于 typst 引擎 · are for the typst engine only"
        raise click.UsageError(message)
    created: date | None = demands.pop("created")
    if foreign:
        laid_out = by_libreoffice(files, update=update)
    else:
        laid_out = by_typst(files, created=created, demands=Demands(**demands), update=update)
    outcome = Outcome()
    with outcome.trying():
        for file, result in zip(files, laid_out, strict=True):
            with outcome.trying():
                if isinstance(result, DocgenError):
                    raise result
                target = _target(file, output, files)
                publish.write(target, result.pdf)
                warn((f"{file}", warning.say(lang())) for warning in result.warnings)
                say(WRITTEN.fill(folder=target))
    outcome.end()


def _target(file: Path, output: Path | None, files: Sequence[Path]) -> Path:
    """Return where a PDF goes: beside its file, to the PDF that is named, or into a folder."""
    if output is None:
        return file.with_suffix(".pdf")
    if len(files) == 1 and output.suffix.lower() == ".pdf" and not output.is_dir():
        return output
    return output / f"{file.stem}.pdf"
