"""The papers of a round's packets, made once for all of them: those of docgen, and Word attachments laid out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from docgen import building, documents, pipeline, publish, rounds, typesetting
from docgen.batch import Job, Lot
from docgen.diagnostics import Wording
from docgen.documents import OF_ALLIANCES, OF_ROUNDS, Copy
from docgen.errors import TemplateError
from docgen.packets.received import is_word
from docgen.packets.volumes import Order, Volume, volumes
from docgen.programme import PackedPart, Packing, Programme, Sort
from docgen.publish.shelf import STATE
from docgen.rounds import CheckedRound
from docgen.rounds.hiding import anonymous
from docgen.rounds.reading import beside
from docgen.typesetting import Request

ENCLOSED = "attachments/"
"""Where Word attachments lie that are laid out."""

_NO_PACKING = Wording(
    "实施方案没有说明“{sort}”的汇编里装什么", "the programme does not say what a packet of the sort “{sort}” holds"
)
_SAY_IT = Wording("在 programme.yaml 的 packet 中写明", "say it in programme.yaml under packet")


@dataclass(frozen=True)
class Paper:
    """A paper that docgen makes for packets: the expert and the alliance that it is about, if it is about one."""

    copy: Copy
    expert: str | None = None
    alliance: str | None = None


@dataclass(frozen=True)
class Enclosure:
    """An attachment of an application: its name in the round file, its file, its title.

    ``made`` is the name of the PDF that a Word file is laid out as; anything else has none.
    """

    name: str
    path: Path
    title: str
    made: str = ""


@dataclass(frozen=True)
class Prepared:
    """What the packets of a round are made of; ``data`` is the digest of its file, ``enclosures`` go by alliance."""

    data: str
    checked: CheckedRound
    order: Order
    volumes: Sequence[Volume]
    papers: Sequence[Paper]
    enclosures: dict[str, list[Enclosure]]

    def chosen(self, volume: Volume, kind: str, alliance: str | None) -> Iterator[Paper]:
        """Yield the papers of a kind that go into a packet: those about an alliance, or about none of them."""
        for paper in self.papers:
            theirs = volume.expert is None or paper.expert in {None, volume.expert}
            if theirs and paper.copy.kind == kind and paper.alliance == alliance:
                yield paper


def lot(file: Path, folder: Path, order: Order) -> Lot:
    """Return the papers that the packets of a round need as jobs; they lie beside the packets, out of sight.

    Raises InputError or PolicyError for a round with errors, and where it has no such packet.
    """
    checked = rounds.check(file, templates=order.templates)
    checked = anonymous(checked) if order.anonymous else checked
    review, _, programme = checked.cleared()
    wanted = volumes(review, order)
    enclosures = {each.id: list(_enclosures(file, checked, each.id)) for each in review.alliances}
    papers = list(_papers(checked, packings(programme, order)))
    prepared = Prepared(publish.digest(file.read_bytes()), checked, order, wanted, list(map(_bare, papers)), enclosures)
    needed = _needed(prepared, programme)
    jobs = building.jobs([paper.copy for paper in papers if paper.copy.path in needed], programme, ["pdf"])
    jobs += _typesetting(prepared)
    return Lot(
        place_of(folder, order),
        jobs,
        len(jobs),
        prepared.data,
        pipeline.TOOL,
        together=False,
        complete=order.whole,
        about=prepared,
    )


def place_of(folder: Path, order: Order) -> Path:
    """Return where the papers of the packets in a folder lie."""
    return folder / STATE / ("papers-anonymous" if order.anonymous else "papers")


def packings(programme: Programme, order: Order) -> dict[Sort, Packing]:
    """Return what goes into the packets of each sort that is wanted. Raises TemplateError where it is not said."""
    for sort in order.sorts:
        if sort not in programme.packet:
            raise TemplateError(_NO_PACKING.fill(sort=sort), _SAY_IT)
    return {sort: programme.packet[sort] for sort in order.sorts}


def _papers(checked: CheckedRound, wanted: dict[Sort, Packing]) -> Iterator[Paper]:
    """Yield every paper of the kinds that the packets hold. Raises InputError for a kind that the programme lacks."""
    review, alliances, programme = checked.cleared()
    kinds = {paper.kind for packing in wanted.values() for part in packing.parts for paper in part.kinds}
    pipeline.titles(programme, sorted(kinds), about=OF_ALLIANCES | OF_ROUNDS)
    of_rounds = kinds & set(pipeline.titles(programme, (), about=OF_ROUNDS))
    for copy in rounds.copies(checked, only=of_rounds) if of_rounds else ():
        yield Paper(copy, _id(copy, "expert"), _id(copy, "application"))
    of_alliances = kinds - of_rounds
    for application in review.alliances if of_alliances else ():
        for copy in documents.plan(alliances[application.id], programme, only=of_alliances):
            path = PurePosixPath("alliances", application.id) / copy.path
            yield Paper(_moved(copy, path), alliance=application.id)


def _moved(copy: Copy, path: PurePosixPath) -> Copy:
    return Copy(copy.kind, copy.title, path, copy.template, copy.date, copy.context, size=copy.size)


def _id(copy: Copy, what: str) -> str | None:
    found = copy.context.get(what)
    return found["id"] if found else None


def _enclosures(file: Path, checked: CheckedRound, alliance: str) -> Iterator[Enclosure]:
    review, _, _ = checked.cleared()
    application = review.application(alliance)
    for number, paper in enumerate(application.papers if application else (), start=1):
        path = beside(file, paper.file)
        made = f"{ENCLOSED}{alliance}-{number}.pdf" if is_word(path) else ""
        yield Enclosure(paper.file, path.absolute(), paper.title or Path(paper.file).stem, made)


def _bare(paper: Paper) -> Paper:
    """Return a paper without its values, which take much room and are needed no more once it is made."""
    return replace(paper, copy=replace(paper.copy, context={}))


def _needed(prepared: Prepared, programme: Programme) -> set[PurePosixPath]:
    """Return the paths of the papers that are in any of the packets."""
    return {
        paper.copy.path
        for volume in prepared.volumes
        for part in programme.packet[volume.sort].parts
        for alliance in alliances_of(part, volume)
        for kind in part.kinds
        for paper in prepared.chosen(volume, kind.kind, alliance)
    }


def alliances_of(part: PackedPart, volume: Volume) -> Sequence[str | None]:
    """Return the alliances for each of which there is a part, or nothing but ``None`` for a part about none."""
    return volume.alliances if part.each else (None,)


def _typesetting(prepared: Prepared) -> list[Job]:
    """Return the work of laying Word attachments out."""
    wanted = {name for volume in prepared.volumes for name in volume.alliances}
    files = [(each.path, each.made) for name in sorted(wanted) for each in prepared.enclosures[name] if each.made]
    review, _, _ = prepared.checked.cleared()
    return list(typesetting.jobs(files, Request(created=review.meeting.held_on)))
