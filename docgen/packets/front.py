"""The pages that a packet has of its own: cover, contents, checksums and slips, set from a programme's templates."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from docgen import publish, typeset
from docgen.assemble import Attachment, Checksum, Line
from docgen.building import compiled
from docgen.diagnostics import Wording
from docgen.documents.plan import Filters, filters
from docgen.model import Alliance, Round
from docgen.model.round import Expert
from docgen.pipeline import contents
from docgen.programme import Programme
from docgen.render.reading import Witness

COVER, ROUND_COVER = "packet-cover", "packet-round-cover"
CONTENTS, CHECKSUMS, SLIP = "packet-contents", "packet-checksums", "packet-slip"

_STEP = re.compile("[/#]")  # what ends the first step of a read

Values = Mapping[str, Any]


@dataclass
class Front:
    """What sets the pages of one packet, in whichever process: templates by name, and the values that all of them see.

    ``reads`` are those of the values that were printed.
    """

    templates: Mapping[str, bytes] = field(repr=False)
    filters: Filters = field(repr=False)
    values: Values = field(repr=False)
    created: date | None = None
    reads: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of each template by its name."""
        return {_file(name): publish.digest(template) for name, template in self.templates.items()}

    def cover(self, name: str, copy: str) -> bytes:
        """Return the cover of a copy by the template of that name."""
        return self._page(name, copy=copy)

    def contents(self, lines: Sequence[Line]) -> bytes:
        """Return the contents."""
        return self._page(CONTENTS, lines=[asdict(line) for line in lines])

    def checksums(self, files: Sequence[Checksum]) -> bytes:
        """Return the checksum page."""
        return self._page(CHECKSUMS, files=[asdict(file) for file in files])

    def slip(self, attachment: Attachment, reason: Wording) -> bytes:
        """Return the page that stands for an attachment that cannot go in."""
        told = {"name": attachment.name, "title": attachment.title or attachment.name, "reason": reason.zh}
        return self._page(SLIP, attachment=told)

    def _page(self, name: str, **own: Any) -> bytes:
        template = compiled(self.templates[name], _file(name), self.filters)
        witness = Witness({**self.values, **own}, template.names)
        docx = template.render(witness.values, created=self.created)
        shared = {read: found for read, found in witness.reads.items() if _STEP.split(read)[0] not in own}
        self.reads.update(shared)
        (laid_out,) = typeset.typeset([docx], created=self.created)
        return laid_out.pdf


def of_round(
    title: str, review: Round, *, expert: Expert | None, alliances: Sequence[Alliance], programme: Programme
) -> dict[str, Any]:
    """Return what the pages of a round's packet of that title may print: an expert's packet, or of these alliances."""
    meeting = review.meeting
    packet = {"title": title, "subtitle": meeting.title, "issuer": meeting.organiser, "date": meeting.held_on}
    return {
        "packet": packet,
        "round": meeting.plain(),
        "expert": expert.plain() if expert else None,
        "alliances": [alliance.profile.plain() for alliance in alliances],
        "programme": {"title": programme.title, "city": programme.city},
    }


def front(programme: Programme, names: Sequence[str], values: Values, created: date | None) -> Front:
    """Return what sets the pages of a packet by the programme's templates of these names."""
    folders = programme.folders
    found = {name: folders.find(_file(name)) or folders.root / _file(name) for name in names}
    return Front({name: contents(file) for name, file in found.items()}, filters(programme), values, created)


def _file(name: str) -> str:
    return f"{name}/template.docx"
