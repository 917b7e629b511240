"""The command that puts files into one packet."""

from pathlib import Path

import click

from docgen.cli.shell import Outcome, lang, language, path, say, templates_option, warn
from docgen.diagnostics import Wording

_MADE = Wording("已写入 {file}：{pages} 页，编到第 {last} 页", "written to {file}: {pages} pages, numbered to {last}")


@click.command()
@click.argument("file", metavar="PACKET.yaml", type=path())
@click.option(
    "-o", "--output", type=path(), required=True, help="PDF；有份数时文件名后加号数 · the PDF; copies add their number"
)
@templates_option
@language()
def packet(file: Path, output: Path, templates: Path | None) -> None:
    """把许多文件装成一册材料汇编。 Bind files into one packet.

    封面、目录、连续页码、书签、水印、校验页。 Cover, contents, page numbers, bookmarks, watermark, checksums.
    """
    from docgen import packets  # noqa: PLC0415 - so that --help stays light

    outcome = Outcome()
    with outcome.trying():
        made = packets.make(file, output, templates=templates)
        warn((name, notice.say(lang())) for name, notice in made[0].notices)
        for each in made:
            say(_MADE.fill(file=each.path, pages=each.assembled.pages, last=each.assembled.numbered))
    outcome.end()
