"""What templates that no kind of document has are tried with: the fee form, the report on standings, packets' pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from docgen import documents, status
from docgen.assemble import Checksum, Line
from docgen.certificates.look import BILINGUAL
from docgen.cities.edges import HOSTILE, LONG
from docgen.diagnostics import Wording
from docgen.documents import Copy
from docgen.model import Alliance, Round
from docgen.packets import front
from docgen.programme import Programme
from docgen.rounds import fees
from docgen.status.report import KIND as REPORT
from docgen.status.report import values as of_standings

_SAMPLE = Wording("样例", "the sample")
_EDGES: Mapping[str, Wording] = {
    "": _SAMPLE,
    LONG: Wording("最长", "longest"),
    HOSTILE: Wording("怪字符", "hostile characters"),
}
"""What follows every text that people write, and what the edge is called."""


class Trial(NamedTuple):
    """A template by its folder, the edge that it is tried at, and the values and the day that it is given."""

    kind: str
    edge: Wording
    values: Mapping[str, Any]
    on: date


def designs(copy: Copy) -> list[Path]:
    """Return a paper's other designs; those in both languages where all that they print has English."""
    found = sorted(copy.template.parent.glob("template-*.docx"))
    named = [copy.context.get("member", {}).get("english_name"), copy.context.get("certificate", {}).get("english")]
    named += [issuer["english"] for issuer in copy.context["programme"]["issuers"]] if found else []
    return [path for path in found if all(named) or not path.stem.endswith(BILINGUAL)]


def of_alliance(alliance: Alliance, programme: Programme, edge: Wording, on: date) -> Iterator[Trial]:
    """Yield the report on where one alliance stands on a day."""
    standing = status.standing(alliance, programme, on)
    yield Trial(REPORT, edge, of_standings([standing], programme, on), on)


def of_round(review: Round, alliances: Sequence[Alliance], programme: Programme, edge: Wording) -> Iterator[Trial]:
    """Yield the fee form of a round, if its programme pays experts, and the covers of its packets."""
    held = review.meeting.held_on
    for form in documents.documents(programme, about={fees.ABOUT}) if programme.review.fees else ():
        yield Trial(form.kind, edge, fees.rehearsal(review, programme), held)
    for sort, packing in programme.packet.items():
        expert = review.experts[0] if sort == "expert" else None
        values = front.of_round(packing.title, review, expert=expert, alliances=alliances, programme=programme)
        for copy in ("", "副本"):
            yield Trial(front.ROUND_COVER, edge, {**values, "copy": copy}, held)


def of_packets(on: date) -> Iterator[Trial]:
    """Yield the pages of a packet that a packet file lists, with all that it may leave out and without."""
    for more, edge in _EDGES.items():
        said = {"subtitle": f"二〇〇八年第二批{more}", "issuer": f"秘书处{more}", "date": on}
        for packet in (said, dict.fromkeys(said)):
            yield from _pages({"packet": {"title": f"申报材料汇编{more}", **packet}}, more, edge, on)


def _pages(values: Mapping[str, Any], more: str, edge: Wording, on: date) -> Iterator[Trial]:
    lines = [asdict(Line(level, f"第{level}层{more}", level, f"a{level}")) for level in (1, 2, 3)]
    files = [asdict(Checksum(f"附件{more}.pdf", pages, 1, digest)) for pages, digest in ((1, "0" * 64), (0, ""))]
    slip = {"name": f"附件{more}.pdf", "title": f"附件{more}", "reason": f"打不开{more}"}
    for copy in ("", "副本"):
        yield Trial(front.COVER, edge, {**values, "copy": copy}, on)
    yield Trial(front.CONTENTS, edge, {**values, "lines": lines}, on)
    yield Trial(front.CHECKSUMS, edge, {**values, "files": files}, on)
    yield Trial(front.SLIP, edge, {**values, "attachment": slip}, on)
