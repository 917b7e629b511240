"""Fillable sheets: one PDF for each expert, with a sheet for each alliance that he or she reviews."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from docgen import forms, pipeline, rounds, typeset
from docgen.batch import Crew, Event, Job, Lot, Plan, Product, run
from docgen.diagnostics import Wording
from docgen.documents import Copy, documents
from docgen.documents.plan import Filters, filters
from docgen.errors import InputError, TemplateError
from docgen.forms import Field, Sheet
from docgen.programme import Programme
from docgen.publish import Desk
from docgen.render import Template
from docgen.rounds.topics import sheets
from docgen.scores.anchors import anchors
from docgen.scores.questions import questions

_NO_SHEET = Wording("实施方案 {id} 没有评估表", "the programme {id} has no sheet for experts")
_ADD_SHEET = Wording("加一种 about: sheet 的文书", "add a kind of document with about: sheet")
_NO_PLACE = Wording("评估表的模板 {kind} 没有印出填写栏 {names}", "the template {kind} has no place for {names}")
_PRINT_FIELDS = Wording("在模板中印出 fields 的每一项", "print every one of the template's fields")


@dataclass(frozen=True)
class Filling:
    """The work of making one expert's form, as it is sent to whoever makes it; ``codes`` name its sheets."""

    path: str
    title: str
    copies: Sequence[Copy] = field(repr=False)
    codes: Sequence[str] = field(repr=False)
    filters: Filters = field(repr=False)
    fields: Mapping[str, Field] = field(repr=False)

    def __call__(self, desk: Desk) -> Product:
        """Lay the sheets out and turn their blanks into fields."""
        template = Template(pipeline.contents(self.copies[0].template), filters=self.filters, name=self.copies[0].kind)
        docx = [template.render(copy.context, created=copy.date) for copy in self.copies]
        laid_out = typeset.typeset(docx, created=self.copies[0].date)
        filled = [
            Sheet(copy.context["alliance"]["name"], each.pdf, code, self.fields)
            for copy, each, code in zip(self.copies, laid_out, self.codes, strict=True)
        ]
        try:
            form = forms.form(filled, title=self.title)
        except forms.AnchorError as error:
            kind, names = self.copies[0].kind, ", ".join(error.names)
            raise TemplateError(_NO_PLACE.fill(kind=kind, names=names), _PRINT_FIELDS) from error
        return Product((desk.put(self.path, form, kind="scores-form"),))


def form_all(file: Path, folder: Path, workers: Crew, *, templates: Path | None = None) -> Iterator[Event]:
    """Make the fillable sheets of a round in a folder; yield what happens.

    The lot fails with InputError or PolicyError, and all findings, for a round with errors.
    """
    return run([Plan(f"{file}", partial(_lot, file, folder, templates))], workers)


def _lot(file: Path, folder: Path, templates: Path | None) -> Lot:
    checked = rounds.check(file, templates=templates)
    review, _, programme = checked.cleared()
    kinds = [document.kind for document in documents(programme, about={"sheet"})]
    if not kinds:
        raise InputError(_NO_SHEET.fill(id=programme.id), _ADD_SHEET)
    copies = {copy.path.name: copy for copy in rounds.copies(checked, only=kinds[:1])}
    usable, asked = filters(programme), questions(programme)
    jobs = []
    for expert in review.experts:
        theirs = [sheet for sheet in sheets(review) if sheet.expert is expert]
        if theirs:
            named = [copies[f"{expert.id}-{sheet.application.id}"] for sheet in theirs]
            path = f"{review.meeting.id}-{expert.id}.pdf"
            title = f"{review.meeting.title}　{expert.name}"
            blank, codes = [_fillable(each, programme) for each in named], [each.code for each in theirs]
            jobs.append(Job(expert.id, (path,), Filling(path, title, blank, codes, usable, asked), {}))
    return Lot(folder, jobs, len(jobs), together=False, remembered=False)


def _fillable(copy: Copy, programme: Programme) -> Copy:
    return replace(copy, context={**copy.context, "fields": anchors(programme)})
