"""What makes a certificate verifiable: its words signed in a QR code, and the list of those out of force."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from docgen import publish, seal
from docgen.documents import Copy
from docgen.render import Image
from docgen.render.resizing import Sheet
from docgen.seal import Keyring, Revocation, RevocationList, qr, read_trust, revocations

CODE_WIDTH = 35 * 36_000
"""How wide a code stands on the paper, in EMU: 35 mm, from where photocopies of long names still read."""


_AGAIN = "（补）"
DUPLICATE = "（副本）"
"""How the number of a duplicate ends in print; what is signed is the number alone, so that both fall together."""

_SPOKEN = "查验二维码"  # what a reader for the blind says of the picture


class Marks:
    """A bureau's key, unlocked, with the folder that holds its public files."""

    def __init__(self, folder: Path, passphrase: str) -> None:
        self._folder = folder
        self._signer = Keyring(folder).signer(passphrase)
        self._last = "", b""  # number and digests, of an original and its duplicate

    def mark(self, copy: Copy, kind: str, render: Callable[[Copy], bytes]) -> Copy:
        """Return a certificate's copy with the code in which its words are signed: those beside it too."""
        member, values = copy.context["member"], copy.context
        if copy.date is None:
            raise AssertionError("a certificate is issued on a day")
        docx, number = render(_with_code(copy, _BLANK)), member["certificate"]["number"]
        facts = seal.Certificate(
            number=number.removesuffix(DUPLICATE),
            kind=kind,
            unit=member["name"],
            alliance=values["alliance"]["name"],
            title=values["certificate"]["title"],
            issuers=tuple(issuer["name"] for issuer in values["programme"]["issuers"]),
            date=copy.date,
            digest=seal.digest(seal.printed_text(docx)),
        )
        before = self._digests(facts.number) if number.endswith(DUPLICATE) else b""
        self._last = facts.number, before + facts.digest
        return _with_code(copy, qr.png(seal.seal(facts, self._signer)))

    def withdraw(self, number: str, on: date, reason: str, *, successor: str = "") -> None:
        """Enter a certificate in the signed list, by the number that it bears; a successor may bear the same one."""
        current = self._digests(successor) if successor == number else b""
        earlier = read_trust(self._folder).revoked or RevocationList(on)
        revoked = earlier.adding(Revocation(number, on, reason, successor, current))
        publish.write(self._folder / revocations.REVOCATION_FILE, revocations.sign(revoked, self._signer))

    def _digests(self, number: str) -> bytes:
        """Return the digests of what was marked last, if it bears that number."""
        last, digests = self._last
        return digests if last == number else b""


_BLANK = qr.png("DG1:", scale=1)


def _with_code(copy: Copy, picture: bytes) -> Copy:
    member = copy.context["member"]
    width = round(CODE_WIDTH * (Sheet(*copy.size).scale if copy.size else 1))
    code = Image(picture, width=width, description=_SPOKEN)
    return replace(
        copy, context={**copy.context, "member": member | {"certificate": member["certificate"] | {"qr": code}}}
    )


def reissued(number: str) -> str:
    """Return the number as a certificate bears it that was issued again in place of a lost one."""
    return f"{number}{_AGAIN}"


def bare_number(printed: str) -> str:
    """Return the number that the register has, of one as a certificate bears it."""
    return printed.removesuffix(_AGAIN)
