"""The command that helps a clerk to print certificates where the stock wants them."""

from pathlib import Path

import click

from docgen.cli.shell import WRITTEN, Outcome, language, path, say


@click.command()
@click.option("-o", "--output", type=path(), default=Path("calibration.pdf"), help="校准页 · the page to write")
@click.option("--size", metavar="SIZE", default="a4", help="a4、a3、宽x高毫米，例如 600x400 · or WxH in mm")
@click.option("--overlay", metavar="RIGHT,DOWN", default="0,0", help="试一个偏移 · try an offset")
@language()
def calibrate(output: Path, size: str, overlay: str) -> None:
    """套印前印一张校准页，读出偏移。 Print a page on the stock and read off the offset for --overlay.

    印在对折过的证书纸上：折痕落在尺上的数就是偏移。 Fold the sheet both ways: the folds cross the scales at the offset.
    """
    from docgen import publish  # noqa: PLC0415
    from docgen.certificates import Look  # noqa: PLC0415
    from docgen.certificates.calibration import A4, calibration  # noqa: PLC0415
    from docgen.certificates.overlay import Offset  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        publish.write(output, calibration(Look(size=size).sheet or A4, Offset.of(overlay)))
        say(WRITTEN.fill(folder=output))
    outcome.end()
