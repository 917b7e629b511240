"""The papers of a meeting: from a checked round to DOCX and PDF in a folder, all of them or none."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from docgen import building, documents, pipeline, publish
from docgen import programme as programmes
from docgen.batch import Crew, Event, Lot, Plan, Published, run
from docgen.building import Products
from docgen.diagnostics import Finding
from docgen.documents import OF_ROUNDS, Copy
from docgen.model import Alliance, Round
from docgen.pipeline import FORMATS, TOOL
from docgen.programme import Programme
from docgen.render import Image
from docgen.rounds import fees
from docgen.rounds.plotting import charts
from docgen.rounds.reading import CheckedRound, check, is_round
from docgen.rounds.topics import Pictures, topics
from docgen.seal import qr
from docgen.shipped import SAMPLES, TEMPLATES

_EMU_PER_MM = 36_000
_CODE_MM = 20


@dataclass(frozen=True)
class Order:
    """What to make: which kinds (none: all that the round is ripe for) in which formats.

    ``templates`` is a folder that is searched for programmes before docgen's own.
    """

    only: Collection[str] = ()
    formats: Collection[str] = FORMATS
    templates: Path | None = None


@dataclass(frozen=True)
class Convened(Products):
    """What was made for a meeting: the round as checked, and its kinds with titles, files, pages and warnings."""

    checked: CheckedRound


def convene_all(targets: Mapping[Path, Path], order: Order, workers: Crew) -> Iterator[Event]:
    """Make the papers of rounds, each in its folder: what a meeting needs, and what its marks allow.

    Yields what happens. A lot fails with InputError or PolicyError, and all findings, for a round with errors.
    """
    return run([Plan(f"{file}", partial(lot, file, folder, order)) for file, folder in targets.items()], workers)


def convened(event: Published) -> Convened:
    """Return what came of a round file whose papers are published."""
    checked, titles = event.about
    return Convened(titles, event.entries, event.products, checked)


def lot(file: Path, folder: Path, order: Order) -> Lot:
    """Return the papers of one round file as jobs. Raises InputError or PolicyError for a round with errors."""
    checked = check(file, templates=order.templates)
    _, _, programme = checked.cleared()
    titles = pipeline.titles(programme, order.only, about=OF_ROUNDS)
    work = building.jobs(copies(checked, order.only), programme, order.formats)
    data = publish.digest(file.read_bytes())
    kept = {"file": file.name, "round": True}
    return Lot(folder, work, len(work), data=data, tool=TOOL, order=kept, about=(checked, titles))


def copies(checked: CheckedRound, only: Collection[str] = ()) -> list[Copy]:
    """Return the copies of the papers of a checked round, in the programme's order."""
    review, alliances, programme = checked.cleared()
    findings = {name: each.findings for name, each in checked.alliances.items()}
    return composed(review, alliances, programme, findings=findings, only=only)


def composed(
    review: Round,
    alliances: Mapping[str, Alliance],
    programme: Programme,
    *,
    findings: Mapping[str, list[Finding]],
    only: Collection[str] = (),
) -> list[Copy]:
    """Return the copies of the papers of a round, checked or not; ``findings`` are those of each of its alliances."""
    pictures = Pictures(_code, lambda outcome: charts(outcome, programme))
    about = topics(review, alliances, programme, findings=findings, pictures=pictures)
    return documents.copies(programme, about, only=only)


def rehearsed(template: Path, data: Path | None = None) -> list[Mapping[str, Any]]:
    """Return samples of the values that a programme's template for rounds is given, none for any other template.

    The samples are the shipped rounds of the programme, or else the round file ``data``.
    """
    folder = template.resolve().parent
    if not (folder / "document.yaml").is_file() or not (folder.parent / "programme.yaml").is_file():
        return []
    search = folder.parent.parent
    kinds = documents.documents(
        programmes.load(folder.parent.name, [search, TEMPLATES]), about={*OF_ROUNDS, fees.ABOUT}
    )
    known = {document.kind: document.sheet.about for document in kinds}
    if folder.name not in known:
        return []
    files = [data] if data else sorted((SAMPLES / folder.parent.name / "rounds").glob("*/*.yaml"))
    checked = [check(file, templates=search) for file in files if is_round(file)]
    if known[folder.name] == fees.ABOUT:
        cleared = (each.cleared() for each in checked)
        return [fees.rehearsal(review, programme) for review, _, programme in cleared]
    return [copy.context for each in checked for copy in copies(each, only=[folder.name])]


def _code(text: str) -> Any:
    return Image(qr.png(text), width=_CODE_MM * _EMU_PER_MM, description=text)
