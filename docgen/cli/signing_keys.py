"""The keys that sign certificates, and the signed list of those out of force.

They stand under ``docgen certificate keys``, because ``docgen keys`` is about the keys of an alliance file.
"""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.shell import Outcome, date_option, lang, language, path, say
from docgen.diagnostics import Wording

if TYPE_CHECKING:
    from docgen.seal.keys import Minted

PASSPHRASE = "DOCGEN_SEAL_PASSPHRASE"  # noqa: S105 - the name of the variable, not its value
_NEW_KEY = Wording(
    "新密钥 {id}，自 {since} 起使用。请备份私钥 {private}，口令另外保管；{public} 可以公布",
    "the new key {id} is in use from {since}. Back up {private}, keep its passphrase apart; {public} may be published",
)
_KEY = Wording("{id}　{holder}　{since} 起", "{id}  {holder}  from {since}")
_RETIRED = Wording("，到 {until}", " until {until}")
_WITHDRAWN = Wording("{number} 已记入撤销名单；名单截至 {on}", "{number} is in the list of revocations, as of {on}")
_ASK = Wording("私钥的口令", "passphrase of the private key")

keys_folder = click.option(
    "--keys",
    "folder",
    type=path(file_okay=False),
    default="seal",
    envvar="DOCGEN_SEAL",
    help="密钥文件夹，默认 seal/ · the folder of keys; seal/ by default  [DOCGEN_SEAL]",
)


@click.group()
def keys() -> None:
    """管理签署证书的密钥。 Look after the keys that sign certificates."""


@keys.command("new")
@click.option("--holder", required=True, metavar="NAME", help="颁发单位 · the issuer whose key it is")
@date_option("--since", "启用日期 · its first day", required=True)
@keys_folder
@language()
def new_key(holder: str, since: date, folder: Path) -> None:
    """建立第一个密钥。 Make the first key.

    口令从环境变量 DOCGEN_SEAL_PASSPHRASE 读取，没有就询问。 The passphrase is taken from that variable, or asked for.
    """
    from docgen.seal import Keyring, RevocationList  # noqa: PLC0415 - so that --help stays light

    outcome = Outcome()
    with outcome.trying():
        _keep(folder, Keyring(folder).create(holder, since, passphrase(confirm=True)), RevocationList(since))
    outcome.end()


@keys.command("rotate")
@date_option("--since", "新密钥的启用日期 · the first day of the new key", required=True)
@keys_folder
@language()
def rotate_key(since: date, folder: Path) -> None:
    """换新密钥；旧密钥签过的仍然有效。 Change keys; what the old one signed stays genuine."""
    from docgen.seal import Keyring, RevocationList, read_trust  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        revoked = read_trust(folder).revoked or RevocationList(since)
        _keep(folder, Keyring(folder).rotate(since, passphrase(confirm=True)), revoked)
    outcome.end()


@keys.command("list")
@keys_folder
@language()
def list_keys(folder: Path) -> None:
    """列出公钥。 List the public keys."""
    from docgen.seal import Keyring  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        for key in Keyring(folder).published():
            told = _KEY.fill(id=key.id, holder=key.holder, since=key.since).say(lang())
            click.echo(told + (_RETIRED.fill(until=key.until).say(lang()) if key.until else ""))
    outcome.end()


@click.command()
@click.argument("number")
@date_option("--on", "撤销日期 · the day of the revocation", required=True)
@click.option("--why", required=True, metavar="REASON", help="原因 · the reason")
@click.option("--successor", default="", metavar="NUMBER", help="代替它的证书 · the certificate in its place")
@keys_folder
@language()
def withdraw(number: str, on: date, why: str, successor: str, folder: Path) -> None:
    """只记入签名的撤销名单，不动登记簿。 Enter a certificate in the signed list alone.

    用于登记簿里没有的证书，和撤销时漏了 --keys 的证书。
    For one that no register has, or that was revoked without --keys.
    """
    from docgen import publish  # noqa: PLC0415
    from docgen.seal import Keyring, Revocation, RevocationList, read_trust, revocations  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        revoked = (read_trust(folder).revoked or RevocationList(on)).adding(Revocation(number, on, why, successor))
        signer = Keyring(folder).signer(passphrase())
        publish.write(folder / revocations.REVOCATION_FILE, revocations.sign(revoked, signer))
        say(_WITHDRAWN.fill(number=number, on=revoked.on))
    outcome.end()


def passphrase(*, confirm: bool = False) -> str:
    """Return the passphrase from the environment or ask once; never from the command line, which others can see."""
    given = os.environ.get(PASSPHRASE)
    if given:
        return given
    kept = click.get_current_context().meta
    if PASSPHRASE not in kept:
        kept[PASSPHRASE] = click.prompt(_ASK.say(lang()), hide_input=True, confirmation_prompt=confirm, err=True)
    asked: str = kept[PASSPHRASE]
    return asked


def _keep(folder: Path, minted: "Minted", revoked: Any) -> None:
    """Write a new key and the list of revocations that it signs; nobody but the owner may read private keys."""
    from docgen import publish  # noqa: PLC0415
    from docgen.seal import Keyring, revocations  # noqa: PLC0415

    private = Keyring(folder).private_file(minted.key)
    private.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    signed = {folder / revocations.REVOCATION_FILE: revocations.sign(revoked, minted.signer)}
    for file, content in (minted.files | signed).items():
        publish.write(file, content)
    public = Keyring(folder).public_file
    say(_NEW_KEY.fill(id=minted.key.id, since=minted.key.since, private=private, public=public))
