"""Alliance files become papers: what each paper is made of, who makes it, and what came of it.

A paper is made again only if what went into it has changed: the values that its template reads, its template, the words
of its programme, the fonts, the engine, docgen itself. Law and clauses reach a paper through the values alone.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from docgen import finishing, pipeline, publish, versions
from docgen.batch import Crew, Event, Failed, Finished, Job, Lot, Plan, Planned, Product, Published, crew, run, wares
from docgen.diagnostics import Wording
from docgen.documents import Copy
from docgen.documents.plan import Filters, filters
from docgen.finishing import Trace
from docgen.pipeline import Checked, Order, Progress
from docgen.programme import Programme
from docgen.publish import Desk, Entry, Place, fetched
from docgen.render import Entry as Printed
from docgen.render import Template
from docgen.render.reading import Witness, fingerprint
from docgen.render.resizing import reduction
from docgen.text import personal_number
from docgen.typeset import Attachment

_COMPILED_AT_ONCE = 32
_EVERYTHING = Order()
_PRINTED = Wording("本文书印出的各项数据", "the values that this paper prints")
_OF_PERSONS = frozenset({"phone", "email"})
_FILE = "the file"  # no template can name it


@dataclass(frozen=True)
class Products:
    """What came of one file: its kinds with titles, its files, pages and warnings by path."""

    titles: Mapping[str, str]
    entries: list[Entry]
    products: Mapping[str, Product]

    @property
    def pages(self) -> dict[str, int]:
        """How many pages each PDF has, by its path."""
        return {f"{name}.pdf": product.notes["pages"] for name, product in self.products.items() if product.notes}

    @property
    def warnings(self) -> dict[str, list[Wording]]:
        """What differs from Word's layout, by the PDF's path."""
        found = {f"{name}.pdf": product.notes.get("warnings", ()) for name, product in self.products.items()}
        return {path: [Wording(*warning) for warning in warnings] for path, warnings in found.items() if warnings}


@dataclass(frozen=True)
class Built(Products):
    """What came of one alliance file: the alliance as checked, and its papers."""

    checked: Checked


@dataclass(frozen=True)
class Pressing:
    """The work of making one paper, as it is sent to whoever makes it."""

    copy: Copy = field(repr=False)
    template: bytes = field(repr=False)
    called: str
    filters: Filters = field(repr=False)
    formats: Sequence[str]
    attach: bool = False

    def __call__(self, desk: Desk) -> Product:
        """Make the paper, and note which values were read."""
        copy, template = self.copy, compiled(self.template, self.called, self.filters)
        witness = Witness(copy.context, template.names)
        docx = template.render(witness.values, created=copy.date)
        trace, reads = self._trace(template)
        attached = (_printed(copy, template),) if self.attach else ()
        laid_out = finishing.lay_out(
            docx, self.formats, created=copy.date, trace=trace, times=reduction(copy.size), attached=attached
        )
        digest = publish.digest(self.template)
        files = tuple(
            desk.put(f"{copy.path}{ending}", content, kind=copy.kind, template=digest)
            for ending, content in laid_out.files.items()
        )
        warnings = [[warning.say("zh"), warning.say("en")] for warning in laid_out.warnings]
        notes = {"pages": laid_out.pages, "warnings": warnings} if laid_out.pages else {}
        return Product(files, _once({**witness.reads, **reads}), notes)

    @property
    def values(self) -> Mapping[str, Any]:
        """All values that the work may read: those of the template, and of the file that they came from."""
        return {**self.copy.context, _FILE: self.copy.traces.plain()} if self.copy.traces else self.copy.context

    def _trace(self, template: Template) -> tuple[Trace | None, Mapping[str, str]]:
        """Return what writes down where each value stands, and the reads that it makes meanwhile."""
        if self.copy.traces is None:
            return None, {}
        witness = Witness(self.values, [_FILE])
        ledger = template.ledger(self.copy.context)
        return lambda docx: versions.traced(docx, ledger, witness.values, witness.values[_FILE]), witness.reads


def _printed(copy: Copy, template: Template) -> Attachment:
    """Return what a paper prints of its data, value by value, as a file to ride along: nothing that is not on paper.

    Numbers of cards, telephones and mailboxes stay out: a file is sooner searched than a paper.
    """
    entries = template.ledger(copy.context).entries
    printed = dict.fromkeys((".".join(map(str, entry.path)), entry.text) for entry in entries if not _personal(entry))
    values = [{"path": path, "printed": text} for path, text in printed]
    content = json.dumps({"paper": copy.kind, "values": values}, ensure_ascii=False, indent=1)
    return Attachment("values.json", f"{content}\n".encode(), f"{_PRINTED.zh} {_PRINTED.en}")


def _personal(entry: Printed) -> bool:
    return entry.path[-1] in _OF_PERSONS or personal_number(entry.text) is not None


def _once(reads: Mapping[str, str]) -> dict[str, str]:
    """Return reads without those of the file that found just what the template's values have at the same path."""
    within = f"{_FILE}/"
    return {
        read: found
        for read, found in reads.items()
        if not read.startswith(within) or reads.get(read.removeprefix(within)) != found
    }


def build(file: Place, folder: Place, order: Order = _EVERYTHING, *, progress: Progress | None = None) -> Built:
    """Make the papers of one alliance in ``folder``, all of them or none.

    Raises InputError or PolicyError with the findings for a file with errors; a draft may break rules and have gaps.
    ``progress`` is told after each paper.
    """
    with crew() as alone:
        count = 0
        for done, event in enumerate(build_all({file: folder}, order, alone)):
            match event:
                case Planned():
                    count = event.jobs
                case Finished() if progress:
                    progress(done, count)
                case Failed():
                    raise event.error
                case Published():
                    return built(event)
    raise AssertionError(file)  # a lot ends as failed or as published


def build_all(targets: Mapping[Place, Place], order: Order, workers: Crew) -> Iterator[Event]:
    """Make the papers of many alliances, each in its folder; yield what happens, as it happens."""
    return run([Plan(f"{file}", partial(lot, file, folder, order)) for file, folder in targets.items()], workers)


def built(event: Published) -> Built:
    """Return what came of an alliance file whose papers are published."""
    checked, titles = event.about
    return Built(titles, event.entries, event.products, checked)


def lot(file: Place, folder: Place, order: Order) -> Lot:
    """Return the papers of one alliance file as jobs. Raises InputError or PolicyError for a file with errors."""
    with fetched(file) as here:
        checked = _named(pipeline.check(here, templates=order.templates), file)
        alliance, programme = checked.cleared(draft=order.draft)
        data = publish.digest(here.read_bytes())
    titles = pipeline.titles(programme, order.only)
    kept = {"file": Path(f"{file}").name, "as_of": order.as_of and str(order.as_of), "draft": order.draft}
    work = jobs(pipeline.copies(alliance, programme, order), programme, order.formats, attach=order.attach)
    return Lot(folder, work, len(work), data=data, tool=pipeline.TOOL, order=kept, about=(checked, titles))


def jobs(copies: Iterable[Copy], programme: Programme, formats: Collection[str], *, attach: bool = False) -> list[Job]:
    """Return the work of making copies of a programme's documents in some formats.

    ``attach``: the values that a copy prints ride along in its PDF.
    """
    usable, words = filters(programme), fingerprint([programme.vocabulary, list(programme.title_words)])
    return [_job(replace(_work(copy, usable, formats), attach=attach), words) for copy in copies]


def _named(checked: Checked, file: Place) -> Checked:
    """Return what was found in a file that was fetched under the address that it has for its user."""
    if isinstance(file, Path):
        return checked
    found = [replace(each, location=replace(each.location, file=file)) for each in checked.findings]
    return replace(checked, file=Path(file), findings=found)


def _work(copy: Copy, usable: Filters, formats: Collection[str]) -> Pressing:
    called = "/".join(copy.template.parts[-2:])
    return Pressing(copy, pipeline.contents(copy.template), called, usable, tuple(formats))


def _job(work: Pressing, words: str) -> Job:
    copy = work.copy
    wanted = tuple(f"{copy.path}.{form}" for form in work.formats)
    recipe = {"template": publish.digest(work.template), "words": words, "date": f"{copy.date}", **wares()}
    if work.attach:
        recipe["demands"] = "its values attached"
    return Job(str(copy.path), wanted, work, recipe, work.values)


_templates: dict[tuple[str, str], Template] = {}


def compiled(template: bytes, called: str, usable: Filters) -> Template:
    """Return a template, compiled once in each process; ``called`` is what messages call it."""
    known = (publish.digest(template), fingerprint(usable))
    if known not in _templates:
        if len(_templates) >= _COMPILED_AT_ONCE:
            _templates.clear()
        _templates[known] = Template(template, filters=usable, name=called)
    return _templates[known]
