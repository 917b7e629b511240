"""What certificates bear beyond the alliance's own facts: wording, number, and a place for a QR picture."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from docgen.model.award import Title
from docgen.programme import Programme


@dataclass(frozen=True)
class Issued:
    """What one member's certificate bears: its number, the day of a reissue, and a picture of a QR code."""

    number: str
    reissued_on: date | None = None
    qr: Any = None


@dataclass(frozen=True)
class Issue:
    """Certificates that are issued together: of one sort, by one notice, each by the id of its member."""

    sort: Title
    basis: str
    papers: Mapping[str, Issued] = field(default_factory=dict)


_BLANK = Issued("")


def certify(values: dict[str, Any], programme: Programme, issue: Issue) -> None:
    """Add ``certificate`` (name, title, body, validity_years, basis, english), and each member's ``number`` and ``qr``.

    Members who are issued none now are left out; a certificate that is not issued has an empty number.
    """
    wording = programme.certificates[issue.sort]
    values["certificate"] = {
        "name": wording.name,
        "title": wording.title.format(alliance=values["alliance"]["name"]),
        "body": wording.body,
        "validity_years": wording.validity_years,
        "basis": issue.basis,
        "english": wording.english
        and {
            "title": wording.english.title.format(alliance=values["alliance"]["english_name"]),
            "body": wording.english.body,
        },
    }
    if issue.papers:
        values["members"] = [member for member in values["members"] if member["id"] in issue.papers]
    for member in values["members"]:
        paper = issue.papers.get(member["id"], _BLANK)
        member["certificate"] = {"number": paper.number, "reissued_on": paper.reissued_on, "qr": paper.qr}
