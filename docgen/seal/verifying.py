"""Whether a certificate is genuine and in force: told offline, from public keys and the list of revocations."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from docgen.diagnostics import Wording
from docgen.seal import revocations, sealing, signing
from docgen.seal.certificate import FIELDS, Certificate, differing
from docgen.seal.keys import Key, Keyring
from docgen.seal.payload import unpack
from docgen.seal.revocations import REVOCATION_FILE, Revocation, RevocationList


class Status(StrEnum):
    """What may be true of a certificate."""

    GENUINE = "genuine"
    UNLISTED = "unlisted"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    ALTERED = "altered"
    FORGED = "forged"
    LATE = "late"
    UNKNOWN_KEY = "unknown_key"


MESSAGES = {
    Status.GENUINE: Wording("真实，现行有效", "genuine and in force"),
    Status.UNLISTED: Wording(
        "真实；但手头没有撤销名单，不知道是否仍然有效",
        "genuine; but without a list of revocations it is not known whether it is in force",
    ),
    Status.REVOKED: Wording("真实，但已于 {on} 撤销：{reason}", "genuine, but revoked on {on}: {reason}"),
    Status.SUPERSEDED: Wording(
        "真实，但已于 {on} 由 {successor} 代替：{reason}", "genuine, but replaced by {successor} on {on}: {reason}"
    ),
    Status.ALTERED: Wording(
        "印出的内容被改动过，与签名不符：{fields}", "what is printed was altered and is not what was signed: {fields}"
    ),
    Status.FORGED: Wording(
        "二维码的内容被改动过，或者不是颁发单位签的", "the code was altered, or was not signed by the issuer"
    ),
    Status.LATE: Wording(
        "不可信：密钥 {key} 在 {until} 以后已停用，证书日期却更晚",
        "not to be trusted: the key {key} was retired after {until}, and the certificate is dated later",
    ),
    Status.UNKNOWN_KEY: Wording(
        "无法判断：签名的密钥 {key} 不在手头的公钥里",
        "cannot be told: the signing key {key} is not among the known ones",
    ),
}
"""What is said of each status."""

LISTED = Wording("撤销名单截至 {on}", "by the list of revocations of {on}")
OTHER_TEXT = Wording("其他文字", "other words")
_COMMA = Wording("、", ", ")


@dataclass(frozen=True)
class Trust:
    """What an offline verifier goes by: the public keys and the list of revocations, if there is one."""

    keys: tuple[Key, ...]
    revoked: RevocationList | None = None


@dataclass(frozen=True)
class Verdict:
    """What was found: the facts as signed (none, if no known key signed them), and what speaks against them."""

    status: Status
    key_id: str = ""
    certificate: Certificate | None = None
    key: Key | None = None
    revocation: Revocation | None = None
    altered: tuple[str, ...] = ()

    @property
    def message(self) -> Wording:
        """The finding in one sentence."""
        names = [FIELDS.get(field, OTHER_TEXT) for field in self.altered]
        revocation, key = self.revocation, self.key
        return Wording(
            *(
                MESSAGES[self.status]
                .say(lang)
                .format(
                    fields=_COMMA.say(lang).join(name.say(lang) for name in names),
                    on=revocation and revocation.on,
                    reason=revocation and revocation.reason,
                    successor=revocation and revocation.successor,
                    key=self.key_id,
                    until=key and key.until,
                )
                for lang in ("zh", "en")
            )
        )


def read_trust(folder: Path) -> Trust:
    """Return the keys and the revocations in a folder; an InputError for missing keys or a list not signed by one."""
    keys = Keyring(folder).published()
    return Trust(tuple(keys), revocations.read(folder / REVOCATION_FILE, keys))


def verify(code: str, trust: Trust, *, printed: str | None = None) -> Verdict:
    """Return what is true of the certificate with this code, and of the words printed on it where they are known."""
    try:
        signed = sealing.read(code)
        certificate = unpack(signed.payload)
    except ValueError:
        return Verdict(Status.FORGED)
    key_id = signed.key_id.hex()
    key = next((key for key in trust.keys if key.id == key_id), None)
    if key is None:
        return Verdict(Status.UNKNOWN_KEY, key_id)
    if not signing.holds(signed, key.verifier, purpose=sealing.PURPOSE):
        return Verdict(Status.FORGED, key_id)
    if key.until and certificate.date > key.until:
        return Verdict(Status.LATE, key_id, certificate, key)
    return _judged(certificate, key, trust, printed)


def _judged(certificate: Certificate, key: Key, trust: Trust, printed: str | None) -> Verdict:
    """Return the verdict on what a known key did sign."""
    altered = () if printed is None else differing(certificate, printed)
    revocation = trust.revoked.find(certificate) if trust.revoked else None
    status = Status.GENUINE if trust.revoked else Status.UNLISTED
    if altered:
        status = Status.ALTERED
    elif revocation:
        status = Status.SUPERSEDED if revocation.successor else Status.REVOKED
    return Verdict(status, key.id, certificate, key, revocation, altered)
