"""The commands that tell whether a certificate is genuine, and that write the page which does the same offline."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.lookup import register_option
from docgen.cli.shell import WRITTEN, Outcome, lang, language, path, say
from docgen.cli.signing_keys import keys_folder
from docgen.diagnostics import Wording

if TYPE_CHECKING:
    from docgen.certificates.examining import Examined
    from docgen.seal import Verdict
    from docgen.seal.signatures import PdfSignature

NOT_IN_FORCE = 1
_PAIR = Wording("{name}：{value}", "{name}: {value}")
_SIGNATURE = Wording("PDF 签名　{signer}（{at}）：{state.zh}", "PDF signature  {signer} ({at}): {state.en}")
_STAMPED = Wording("时间戳　{at}，{authority}", "time-stamp  {at}, {authority}")
_UNPROVED = Wording("时间戳　{at}，{authority}（不可信）", "time-stamp  {at}, {authority} (not trusted)")


@click.command()
@click.argument("certificates", metavar="FILE|DG1:…", nargs=-1, required=True)
@click.option(
    "--printed",
    type=path(exists=True, dir_okay=False),
    help="印出的文字，与签名核对 · the printed words, to compare with what was signed",
)
@click.option(
    "--roots",
    multiple=True,
    type=path(),
    metavar="PEM",
    help="PDF 签名可信的根证书，默认密钥文件夹里的 roots.pem · roots of the signatures in PDFs",
)
@register_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text | json")
@keys_folder
@language()
def verify(certificates: tuple[str, ...], form: str, folder: Path, printed: Path | None, **by: Any) -> None:
    """查验证书：PDF、照片、扫描件，或者二维码的文字。 Verify certificates: PDFs, pictures, scans, or a code's text.

    PDF 还查文字、签名和签名以后的改动；写明 --register 的，再对照登记簿。有一张不是“真实，现行有效”，就以 1 结束。
    Of a PDF the words, the signatures and what was changed since are checked too, and with --register its entry.
    Ends with 1 unless all are genuine and in force.
    """
    from docgen.certificates.examining import examine  # noqa: PLC0415 - so that --help stays light

    outcome = Outcome()
    words = printed.read_text("utf-8", "replace") if printed else None
    told: list[dict[str, Any]] = []
    for certificate in certificates:
        with outcome.trying():
            examined = examine(certificate, folder, printed=words, **by)
            outcome.count(0 if examined.good else NOT_IN_FORCE)
            told.append(_as_dict(examined))
            if form == "text":
                _tell(examined)
    if form == "json":
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    outcome.end()


@click.command()
@click.option("-o", "--output", type=path(), required=True, help="生成的网页 · the page to write")
@keys_folder
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


def _tell(examined: "Examined") -> None:
    name = examined.name[:60]
    for verdict in examined.verdicts:
        _tell_verdict(name, verdict, examined)
    if not examined.verdicts:
        click.echo(name)
    for found in examined.registered:
        _line(found.what, good=found.holds)
    for signature in examined.signatures:
        for what, good in _sentences(signature):
            _line(what, good=good)


def _tell_verdict(name: str, verdict: "Verdict", examined: "Examined") -> None:
    from docgen.seal import Status  # noqa: PLC0415
    from docgen.seal.certificate import FIELDS  # noqa: PLC0415
    from docgen.seal.verifying import LISTED  # noqa: PLC0415

    colour = "green" if verdict.status is Status.GENUINE else "red"
    say(_PAIR.fill(name=name, value=verdict.message.say(lang())), colour=colour)
    for field, fact in _facts(verdict).items():
        value = verdict.certificate.called.say(lang()) if field == "kind" and verdict.certificate else fact
        click.echo(f"    {_PAIR.fill(name=FIELDS[field].say(lang()), value=value).say(lang())}")
    if verdict.certificate and examined.trust and examined.trust.revoked:
        click.echo(f"    {LISTED.fill(on=examined.trust.revoked.on).say(lang())}")


def _line(what: Wording, *, good: bool) -> None:
    click.secho(f"    {what.say(lang())}", fg="green" if good else "red")


def _sentences(signature: "PdfSignature") -> Iterator[tuple[Wording, bool]]:
    """Yield what is to be said of a signature, and whether it is good."""
    from docgen.seal.signatures import INTEGRITY, Integrity  # noqa: PLC0415

    good, state = signature.integrity is Integrity.GOOD, INTEGRITY[signature.integrity]
    yield _SIGNATURE.fill(signer=signature.signer, at=signature.at, state=state), good
    if signature.stamp:
        sentence = _STAMPED if signature.stamp.trusted else _UNPROVED
        yield sentence.fill(at=signature.stamp.at, authority=signature.stamp.authority), signature.stamp.trusted
    for what in signature.since:
        yield what, good


def _facts(verdict: "Verdict") -> Mapping[str, str]:
    """Return the signed facts by field, in words."""
    from docgen.seal.certificate import FIELDS  # noqa: PLC0415

    if verdict.certificate is None:
        return {}
    facts = {field: getattr(verdict.certificate, field) for field in FIELDS}
    return {field: "、".join(fact) if isinstance(fact, tuple) else f"{fact}" for field, fact in facts.items()}


def _as_dict(examined: "Examined") -> dict[str, Any]:
    return {
        "file": examined.name,
        "good": examined.good,
        "codes": [
            {
                "status": str(verdict.status),
                "message": verdict.message.say(lang()),
                "altered": list(verdict.altered),
                "certificate": dict(_facts(verdict)) or None,
            }
            for verdict in examined.verdicts
        ],
        "register": [{"good": found.holds, "message": found.what.say(lang())} for found in examined.registered],
        "signatures": [
            {
                "signer": signature.signer,
                "at": f"{signature.at}",
                "status": str(signature.integrity),
                "stamped_at": f"{signature.stamp.at}" if signature.stamp else None,
                "since": [what.say(lang()) for what in signature.since],
            }
            for signature in examined.signatures
        ],
    }
