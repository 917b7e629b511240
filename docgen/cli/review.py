"""The command that makes the papers of review rounds."""

from pathlib import Path
from typing import Any

import click

from docgen.cli.batches import Follower, Manner, batch_options
from docgen.cli.papers import report, targets_of
from docgen.cli.shell import Outcome, language, path, templates_option


@click.command()
@click.argument("files", metavar="ROUND.yaml…", nargs=-1, required=True, type=path())
@click.option(
    "-o", "--output", "folder", type=path(file_okay=False), default="output", help="默认 output/ · default output/"
)
@click.option("--only", multiple=True, metavar="KIND", help="只生成这种文书，可重复 · only this kind; repeatable")
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(["docx", "pdf"]), help="默认两种 · both by default"
)
@templates_option
@batch_options
@language()
def review(files: tuple[Path, ...], folder: Path, manner: Manner, **order: Any) -> None:
    """生成评审会的全部文书；没有变的不重做。 Make every paper of a review round.

    会前的名单、承诺书、议程、评估表；评分以后的汇总表、意见；会审的意见表、纪要、公示稿。 What the meeting needs, and
    what its marks allow.
    """
    from docgen import batch, rounds  # noqa: PLC0415 - so that --help stays light

    outcome = Outcome()
    order["formats"] = order["formats"] or rounds.FORMATS
    with outcome.trying():
        targets = {Path(file): Path(target) for file, target in targets_of(files, folder).items()}
        follow = Follower(outcome, manner, lots=len(targets), several=len(targets) > 1)
        with manner.crew(len(targets)) as workers:
            for event in follow(rounds.convene_all(targets, rounds.Order(**order), workers)):
                if isinstance(event, batch.Published):
                    report(event.lot, targets, rounds.convened(event))
        follow.end(folder)
    outcome.end()
