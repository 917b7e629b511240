"""The commands that sign PDFs, one issuer after the other, and tell what became of them since."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.seal import NOT_IN_FORCE, passphrase
from docgen.cli.shell import WRITTEN, Outcome, files_argument, language, path, say
from docgen.diagnostics import Wording

if TYPE_CHECKING:
    from docgen.seal.pades import PdfSignature

_SIGNED = Wording("{signer}（{at}）：{state.zh}", "{signer} ({at}): {state.en}")
_NO_SIGNATURE = Wording("没有签名", "no signature")


@click.group()
def pdf() -> None:
    """给 PDF 签名，检查签名。 Sign PDFs, and check their signatures."""


@pdf.command()
@click.argument("file", type=path())
@click.option(
    "--identity",
    type=path(),
    required=True,
    metavar="P12",
    help="签名人的 PKCS#12 文件 · the signer's key and certificate",
)
@click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%dT%H:%M%z"]),
    required=True,
    metavar="YYYY-MM-DDTHH:MM+08:00",
    help="签名时间 · the time of signing",
)
@click.option("-o", "--output", type=path(), help="默认改写原文件 · the file itself by default")
@language()
def sign(file: Path, identity: Path, at: datetime, output: Path | None) -> None:
    """加一个签名（PAdES B-B），不动已有的内容和签名。 Add one signature; nothing that is there changes.

    几个单位联合签发的，依次各签一次。 Where several issue together, each signs in its turn.
    """
    from docgen import publish  # noqa: PLC0415 - so that --help stays light
    from docgen.seal import pades  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        signed = pades.sign_pdf(pades.read_pdf(file), pades.read_identity(identity, passphrase()), at=at)
        publish.write(output or file, signed)
        say(WRITTEN.fill(folder=output or file))
    outcome.end()


@pdf.command()
@files_argument
@click.option(
    "--roots",
    multiple=True,
    type=path(),
    metavar="PEM",
    help="可信的根证书，可重复 · root certificates that you trust; repeatable",
)
@language()
def verify(files: tuple[Path, ...], roots: tuple[Path, ...]) -> None:
    """检查 PDF 的签名，说明签名后有没有改动。 Check the signatures of PDFs, and say whether anything was changed since.

    有一个签名不完好就以 1 结束。 Ends with 1 unless every file is signed and every signature is good.
    """
    from docgen.seal import pades  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        trusted = pades.read_roots(roots)
        for file in files:
            with outcome.trying():
                content = pades.read_pdf(file)
                _tell(file, pades.pdf_signatures(content, trusted), outcome)
    outcome.end()


def _tell(file: Path, signatures: Sequence["PdfSignature"], outcome: Outcome) -> None:
    from docgen.seal.pades import INTEGRITY, Integrity  # noqa: PLC0415

    click.echo(f"{file}")
    if not signatures:
        outcome.count(NOT_IN_FORCE)
        say(_NO_SIGNATURE, colour="red")
    for signature in signatures:
        good = signature.integrity is Integrity.GOOD
        outcome.count(0 if good else NOT_IN_FORCE)
        state = INTEGRITY[signature.integrity]
        say(_SIGNED.fill(signer=signature.signer, at=signature.at, state=state), colour="green" if good else "red")
