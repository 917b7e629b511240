"""The commands that look after signing keys, revoke certificates, verify them and write the page that does.

They stand under ``docgen seal``, because ``docgen keys`` is about the keys of an alliance file.
"""

import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.shell import WRITTEN, Outcome, date_option, lang, language, path, say
from docgen.diagnostics import Wording

if TYPE_CHECKING:
    from docgen.seal import Trust, Verdict
    from docgen.seal.keys import Minted

PASSPHRASE = "DOCGEN_SEAL_PASSPHRASE"  # noqa: S105 - the name of the variable, not its value
NOT_IN_FORCE = 1
_NEW_KEY = Wording(
    "新密钥 {id}，自 {since} 起使用。请备份私钥 {private}，口令另外保管；{public} 可以公布",
    "the new key {id} is in use from {since}. Back up {private}, keep its passphrase apart; {public} may be published",
)
_KEY = Wording("{id}　{holder}　{since} 起", "{id}  {holder}  from {since}")
_RETIRED = Wording("，到 {until}", " until {until}")
_REVOKED = Wording("已撤销 {number}；名单截至 {on}", "revoked {number}; the list is as of {on}")
_PAIR = Wording("{name}：{value}", "{name}: {value}")
_ASK = Wording("私钥的口令", "passphrase of the private key")

_folder = click.option(
    "--keys",
    "folder",
    type=path(file_okay=False),
    default="seal",
    help="密钥文件夹，默认 seal/ · the folder of keys; seal/ by default",
)


@click.group()
def seal() -> None:
    """签署证书的密钥，撤销与查验。 Keys that sign certificates; revoking and verifying."""


@seal.group()
def keys() -> None:
    """管理签署证书的密钥。 Look after the keys that sign certificates."""


@keys.command("new")
@click.option("--holder", required=True, metavar="NAME", help="颁发单位 · the issuer whose key it is")
@date_option("--since", "启用日期 · its first day", required=True)
@_folder
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
@_folder
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
@_folder
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


@seal.command()
@click.argument("number")
@date_option("--on", "撤销日期 · the day of the revocation", required=True)
@click.option("--why", required=True, metavar="REASON", help="原因 · the reason")
@click.option("--successor", default="", metavar="NUMBER", help="代替它的证书 · the certificate in its place")
@_folder
@language()
def revoke(number: str, on: date, why: str, successor: str, folder: Path) -> None:
    """把一张证书记入签名的撤销名单。 Enter a certificate in the signed list of revocations."""
    from docgen import publish  # noqa: PLC0415
    from docgen.seal import Keyring, Revocation, RevocationList, read_trust, revocations  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        revoked = (read_trust(folder).revoked or RevocationList(on)).adding(Revocation(number, on, why, successor))
        signer = Keyring(folder).signer(passphrase())
        publish.write(folder / revocations.REVOCATION_FILE, revocations.sign(revoked, signer))
        say(_REVOKED.fill(number=number, on=revoked.on))
    outcome.end()


@seal.command()
@click.argument("certificates", metavar="FILE|DG1:…", nargs=-1, required=True)
@click.option(
    "--printed",
    type=path(exists=True, dir_okay=False),
    help="印出的文字，与签名核对 · the printed words, to compare with what was signed",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text | json")
@_folder
@language()
def verify(certificates: tuple[str, ...], printed: Path | None, form: str, folder: Path) -> None:
    """查验证书：PDF、照片、扫描件，或者二维码的文字。 Verify certificates: PDFs, pictures, scans, or a code's text.

    有一张不是“真实，现行有效”，就以 1 结束。 Ends with 1 unless all are genuine and in force.
    """
    from docgen.seal import Status, read_trust  # noqa: PLC0415

    outcome = Outcome()
    told: list[dict[str, Any]] = []
    with outcome.trying():
        trust = read_trust(folder)
        for certificate in certificates:
            with outcome.trying():
                for verdict in _verdicts(certificate, trust, printed):
                    outcome.count(0 if verdict.status is Status.GENUINE else NOT_IN_FORCE)
                    told.append(_as_dict(certificate, verdict))
                    if form == "text":
                        _tell(certificate, verdict, trust)
        if form == "json":
            click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    outcome.end()


@seal.command()
@click.option("-o", "--output", type=path(), required=True, help="生成的网页 · the page to write")
@_folder
@language()
def page(output: Path, folder: Path) -> None:
    """生成一个不联网的查验网页。 Write one page that verifies in any browser without network."""
    from docgen import publish  # noqa: PLC0415
    from docgen.seal import read_trust  # noqa: PLC0415
    from docgen.seal.page import page as written  # noqa: PLC0415

    outcome = Outcome()
    with outcome.trying():
        publish.write(output, written(read_trust(folder)).encode())
        say(WRITTEN.fill(folder=output))
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


def _verdicts(certificate: str, trust: "Trust", printed: Path | None) -> list["Verdict"]:
    """Return what is true of each code in a file, or of a code given as text."""
    from docgen.seal import Scan, scan, verify  # noqa: PLC0415
    from docgen.seal.sealing import is_sealed  # noqa: PLC0415

    words = printed.read_text("utf-8", "replace") if printed else None
    scans = [Scan(certificate)] if is_sealed(certificate) else scan(Path(certificate))
    return [verify(found.code, trust, printed=words or found.printed) for found in scans]


def _facts(verdict: "Verdict") -> Mapping[str, str]:
    """Return the signed facts by field, in words."""
    from docgen.seal.certificate import FIELDS  # noqa: PLC0415

    if verdict.certificate is None:
        return {}
    facts = {field: getattr(verdict.certificate, field) for field in FIELDS}
    return {field: "、".join(fact) if isinstance(fact, tuple) else f"{fact}" for field, fact in facts.items()}


def _tell(certificate: str, verdict: "Verdict", trust: "Trust") -> None:
    from docgen.seal.certificate import FIELDS, KIND_NAMES  # noqa: PLC0415
    from docgen.seal.verifying import LISTED, Status  # noqa: PLC0415

    colour = "green" if verdict.status is Status.GENUINE else "red"
    say(_PAIR.fill(name=certificate[:60], value=verdict.message.say(lang())), colour=colour)
    for field, fact in _facts(verdict).items():
        value = KIND_NAMES[fact].say(lang()) if field == "kind" and fact in KIND_NAMES else fact
        click.echo(f"    {_PAIR.fill(name=FIELDS[field].say(lang()), value=value).say(lang())}")
    if verdict.certificate and trust.revoked:
        click.echo(f"    {LISTED.fill(on=trust.revoked.on).say(lang())}")


def _as_dict(certificate: str, verdict: "Verdict") -> dict[str, Any]:
    return {
        "file": certificate,
        "status": str(verdict.status),
        "message": verdict.message.say(lang()),
        "altered": list(verdict.altered),
        "certificate": dict(_facts(verdict)) or None,
    }
