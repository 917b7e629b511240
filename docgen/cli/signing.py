"""The command that signs the PDF of a certificate, one issuer after the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from docgen.cli.misuse import Misuse
from docgen.cli.shell import WRITTEN, Outcome, language, path, say
from docgen.cli.signing_keys import passphrase
from docgen.diagnostics import Wording

_ONE_KEY = Wording(
    "用哪把密钥签：写 --identity P12，或者写 --pkcs11 MODULE 和 --token LABEL，二者选一",
    "the key to sign with: either --identity P12, or --pkcs11 MODULE with --token LABEL",
)


@click.command()
@click.argument("file", type=path())
@click.option("--identity", type=path(), metavar="P12", help="签名人的 PKCS#12 文件 · the signer's PKCS#12 file")
@click.option("--pkcs11", "module", type=path(), metavar="MODULE", help="或者密码设备的驱动库 · or a token's driver")
@click.option("--token", metavar="LABEL", help="密码设备的名称 · the token's label")
@click.option("--label", metavar="LABEL", help="其中密钥和证书的名称 · the label of its key and certificate")
@click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%dT%H:%M%z"]),
    required=True,
    metavar="YYYY-MM-DDTHH:MM+08:00",
    help="签名时间 · the time of signing",
)
@click.option("--tsa", metavar="URL", help="时间戳服务：签 B-T，证明时间 · a time-stamp authority: B-T proves the time")
@click.option("--visible", is_flag=True, help="在盖章处印出签名人和时间 · show signer and time at the seal's place")
@click.option("--issuer", metavar="NAME", help="以哪个颁发单位的名义，默认签名证书的名称 · as which issuer")
@click.option("-o", "--output", type=path(), help="默认改写原文件 · the file itself by default")
@language()
def sign(
    *, file: Path, at: datetime, tsa: str | None, visible: bool, issuer: str | None, output: Path | None, **choice: Any
) -> None:
    """给证书 PDF 加一个签名（PAdES），不动已有的内容和签名。 Add one signature; nothing that is there changes.

    几个单位联合签发的，依次各签一次。口令或 PIN 从环境变量 DOCGEN_SEAL_PASSPHRASE 读取，没有就询问。
    Where several issue together, each signs in its turn.
    """
    from docgen import publish  # noqa: PLC0415 - so that --help stays light
    from docgen.certificates import places  # noqa: PLC0415
    from docgen.seal import pades  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying(), _identity(**choice) as identity:
        pdf, stamper = pades.read_pdf(file), pades.authority(tsa) if tsa else None
        if visible:
            name = issuer or identity.signing_cert.subject.native.get("common_name", "")
            signed = places.sign(pdf, identity, at=at, issuer=name, stamper=stamper)
        else:
            signed = pades.sign_pdf(pdf, identity, at=at, stamper=stamper)
        publish.write(output or file, signed)
        say(WRITTEN.fill(folder=output or file))
    outcome.end()


@contextmanager
def _identity(*, identity: Path | None, module: Path | None, token: str | None, label: str | None) -> Iterator[Any]:
    """Give the one key that was named: in a file, or in a token."""
    from docgen.seal.identities import Token, read_identity, token_identity  # noqa: PLC0415

    in_token = module and token
    if bool(identity) == bool(in_token):
        raise Misuse(_ONE_KEY)
    if identity:
        yield read_identity(identity, passphrase())
    elif module and token:
        with token_identity(Token(module, token, label or token), passphrase()) as found:
            yield found
