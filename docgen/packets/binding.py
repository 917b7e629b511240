"""The packets of a round, each a job: made papers and attachments in the programme's order, with pages of their own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from docgen import assemble, publish
from docgen.assemble import Attachment, Frontispiece, Intake, Packet, Part, Section
from docgen.batch import Job, Lot, Product, wares
from docgen.diagnostics import Wording
from docgen.errors import AssemblyError
from docgen.packets.front import CHECKSUMS, CONTENTS, ROUND_COVER, SLIP, Front, front, of_round
from docgen.packets.papers import Enclosure, Paper, Prepared, alliances_of
from docgen.packets.received import foot_of
from docgen.packets.volumes import Volume, marks
from docgen.pipeline import TOOL
from docgen.programme import PackedPaper, PackedPart, Packing
from docgen.publish import Desk
from docgen.render.reading import fingerprint

KEPT_PAGES = 2500
"""How many pages stay open from one packet to the next: twice as many take 40 MB more and save next to no time."""

_LACKING = Wording("缺少没有做成的文书：{names}", "papers that could not be made are missing: {names}")
_MEND = Wording("先解决上面的问题，再运行一次", "mend what is told above, then run again")

_intake = Intake(KEPT_PAGES)
"""Keeps attachments open from one packet to the next, in each process."""


@dataclass(frozen=True)
class Binding:
    """The work of binding one copy of one packet, as it is sent to whoever does it; ``lacking`` papers stop it."""

    path: str
    kind: str
    packet: Packet = field(repr=False)
    front: Front = field(repr=False)
    lacking: Sequence[str] = ()

    def __call__(self, desk: Desk) -> Product:
        """Bind the packet. Raises AssemblyError where papers are lacking or it cannot be written."""
        if self.lacking:
            raise AssemblyError(_LACKING.fill(names="、".join(self.lacking)), _MEND)
        own = self.front
        cover = own.cover(ROUND_COVER, self.packet.copy)
        frontispiece = Frontispiece(cover, own.contents, own.checksums)
        packet = replace(self.packet, frontispiece=frontispiece, stand_in=own.slip)
        with desk.file(self.path, kind=self.kind) as (file, filed):
            assembled = assemble.assemble(packet, file, intake=_intake)
        told = {
            name: [[notice.name, notice.message.zh, notice.message.en] for notice in notices]
            for name, notices in (("notices", assembled.notices), ("refused", assembled.refused))
        }
        return Product(tuple(filed), own.reads, {"pages": assembled.pages, "numbered": assembled.numbered, **told})


@dataclass(frozen=True)
class Made:
    """What became of the papers of a round: where they lie, their products by job, and why the others failed."""

    place: Path
    products: Mapping[str, Product]
    failed: Mapping[str, Wording]

    def paper(self, paper: Paper, title: str) -> Attachment | None:
        """Return a paper as it goes into packets, nothing if it was not made."""
        product = self.products.get(str(paper.copy.path))
        if product is None:
            return None
        (filed,) = product.files
        foot = foot_of(paper.copy.template)
        return Attachment(filed.path, self._path(filed.path), title, free_foot=foot, digest=filed.sha256)

    def enclosure(self, enclosure: Enclosure) -> Attachment:
        """Return an attachment as it goes into packets."""
        bare = Attachment(enclosure.name, enclosure.path, enclosure.title, digest=_digest(enclosure.path))
        if not enclosure.made:
            return bare
        job = enclosure.made.removesuffix(".pdf")
        if job in self.failed:
            return replace(bare, fault=self.failed[job])
        foot = self.products[job].notes["foot"]
        return replace(bare, content=self._path(enclosure.made), free_foot=foot, received=enclosure.path)

    def _path(self, name: str) -> Path:
        return (self.place / name).absolute()


def lot(folder: Path, prepared: Prepared, made: Made) -> Lot:
    """Return the packets of a round as jobs; each appears as soon as it is finished."""
    order = prepared.order
    binder = Binder(prepared, made)
    jobs = [job for volume in prepared.volumes for job in binder.jobs(volume)]
    return Lot(
        folder,
        jobs,
        len(jobs),
        prepared.data,
        TOOL,
        together=False,
        complete=order.whole,
        remembered=order.protection is None,  # no trace of a password is kept
        about=prepared,
    )


class Binder:
    """Plans the packets of one round."""

    def __init__(self, prepared: Prepared, made: Made) -> None:
        self._prepared = prepared
        self._made = made
        self._review, self._alliances, self._programme = prepared.checked.cleared()
        self._words = fingerprint([self._programme.vocabulary, list(self._programme.title_words)])
        self._enclosed: dict[str, tuple[Attachment, ...]] = {}

    def jobs(self, volume: Volume) -> Iterator[Job]:
        """Yield the job of each copy of a packet."""
        packing = self._programme.packet[volume.sort]
        lacking: list[str] = []
        parts = tuple(self._parts(volume, packing, lacking))
        packet = self._packet(volume, packing, parts)
        names = (ROUND_COVER, CONTENTS, CHECKSUMS, SLIP)
        pages = front(self._programme, names, self._values(volume, packing), self._review.meeting.held_on)
        files = {each.name: each.digest for each in assemble.attachments(packet)}
        for suffix, mark in marks(self._prepared.order.copies):
            name = f"{volume.path}{suffix}"
            copy = replace(packet, copy=mark)
            recipe = {"order": fingerprint(_order(copy)), "words": self._words, **files, **pages.digests, **wares()}
            work = Binding(f"{name}.pdf", f"packet-{volume.sort}", copy, replace(pages, reads={}), tuple(lacking))
            yield Job(name, (f"{name}.pdf",), work, recipe, pages.values)

    def _parts(self, volume: Volume, packing: Packing, lacking: list[str]) -> Iterator[Part]:
        for part in packing.parts:
            for alliance in alliances_of(part, volume):
                papers = tuple(self._papers(volume, part, alliance, lacking))
                enclosed = self._enclosures(alliance) if alliance and part.attachments else ()
                sections = (Section(part.attachments or "", enclosed),) if enclosed else ()
                title = self._alliances[alliance].profile.name if alliance else part.title or ""
                if papers or sections:
                    yield Part(title, papers, sections)

    def _papers(
        self, volume: Volume, part: PackedPart, alliance: str | None, lacking: list[str]
    ) -> Iterator[Attachment]:
        for kind in part.kinds:
            for paper in self._prepared.chosen(volume, kind.kind, alliance):
                attachment = self._made.paper(paper, _title(kind, paper))
                if attachment is None:
                    lacking.append(str(paper.copy.path))
                else:
                    yield attachment

    def _enclosures(self, alliance: str) -> tuple[Attachment, ...]:
        if alliance not in self._enclosed:
            found = self._prepared.enclosures[alliance]
            self._enclosed[alliance] = tuple(self._made.enclosure(each) for each in found)
        return self._enclosed[alliance]

    def _packet(self, volume: Volume, packing: Packing, parts: tuple[Part, ...]) -> Packet:
        meeting = self._review.meeting
        owner = self._owner(volume)
        watermark = (packing.watermark or "").replace("{expert}", owner).replace("{round}", meeting.id)
        return Packet(
            packing.title,
            parts,
            stamp=packing.stamp,
            watermark=watermark.strip(),
            properties={
                "Title": f"{packing.title}（{owner}）",
                "Subject": meeting.title,
                "Author": meeting.organiser,
                "Creator": TOOL,
            },
            created=meeting.held_on,
            protection=self._prepared.order.protection,
            archival=self._prepared.order.archival,
        )

    def _owner(self, volume: Volume) -> str:
        """Return the name of the expert, or of the alliance, whose packet it is."""
        expert = self._review.expert(volume.expert) if volume.expert else None
        return expert.name if expert else self._alliances[volume.alliances[0]].profile.name

    def _values(self, volume: Volume, packing: Packing) -> dict[str, Any]:
        """Return what the pages of a packet's own may print."""
        expert = self._review.expert(volume.expert) if volume.expert else None
        alliances = [self._alliances[name] for name in volume.alliances]
        return of_round(packing.title, self._review, expert=expert, alliances=alliances, programme=self._programme)


def _title(kind: PackedPaper, paper: Paper) -> str:
    return kind.title or paper.copy.title


def _digest(path: Path) -> str:
    """Return the SHA-256 of an attachment; whoever binds it tells if it cannot be opened."""
    try:
        return publish.digest(path.read_bytes())
    except OSError:
        return ""


def _order(packet: Packet) -> list[Any]:
    """Return all that is bound but for the contents of files, to be fingerprinted."""
    files = [[each.name, each.title, each.free_foot, f"{each.fault}"] for each in assemble.attachments(packet)]
    titles = [
        [part.title, len(part.attachments), [[each.title, len(each.attachments)] for each in part.sections]]
        for part in packet.parts
    ]
    own = [
        packet.title,
        packet.copy,
        packet.stamp,
        packet.watermark,
        packet.properties,
        packet.created,
        packet.archival,
    ]
    return [*own, files, titles]
