"""The way through the house, a function for each journey: check, build, render, keys, restyle.

Nothing here prints: what was found and what was made are returned, and what stops the work is raised.
"""

import json
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from docgen import __version__, clauses, doctor, documents, finishing, publish, rules, source, versions
from docgen import programme as programmes
from docgen import restyle as styles
from docgen.clauses import Change, Explained
from docgen.diagnostics import Finding, Lang, Location, Severity, Wording, because, by_place, has_errors
from docgen.doctor import Symptom
from docgen.documents import Copy
from docgen.documents.plan import filters
from docgen.errors import InputError, PolicyError, TemplateError
from docgen.finishing import Trace
from docgen.model import CHINESE_KEYS, Alliance
from docgen.programme import Citation, Programme
from docgen.publish import Paper
from docgen.render import Cache, Ledger, Template
from docgen.render import annotate as annotating
from docgen.render import lint as linting
from docgen.render import outline as outlines
from docgen.render.resizing import Sheet, reduction, resize
from docgen.shipped import SAMPLES, TEMPLATES

Format = Literal["docx", "pdf"]
FORMATS: tuple[Format, ...] = ("docx", "pdf")
TOOL = f"alliance-docgen {__version__}"

Progress = Callable[[int, int], None]
"""Told after each paper: how many are made, of how many."""

_UNREADABLE = Wording("{file} 读不懂或不合格式", "{file} cannot be read or does not fit")
_BREACHED = Wording("{file} 有错误，没有生成文书", "{file} has errors: no papers were made")
_MEND = Wording("按上面的提示改正后再试", "mend what is listed above, then try again")
_OR_DRAFT = Wording(
    "按上面的提示改正；只要征求意见稿的，加 --draft", "mend what is listed above; for a draft add --draft"
)
_NO_PROGRAMME = Wording("没有名为“{id}”的实施方案", "there is no programme called “{id}”")
_WHICH = Wording("有几个实施方案，请写明是哪一个", "there are several programmes: say which")
_NO_KIND = Wording("没有名为“{kind}”的文书", "there is no kind of document called “{kind}”")
_MEANT = Wording("是不是“{guess}”？", "did you mean “{guess}”?")
_THERE_ARE = Wording("可以写：{names}", "there are: {names}")
_NOT_JSON = Wording("这里不是正确的 JSON", "this is no correct JSON")
_NOT_KEYED = Wording("数据最外层应是“键: 值”", "the data should be keys with values")
_CANNOT_OPEN = Wording("打不开 {file}：{reason.zh}", "{file} cannot be opened: {reason.en}")
_CHECK_PATH = Wording("检查文件名和所在文件夹是否写对", "check the spelling of the file name and its folder")


@dataclass(frozen=True)
class Checked:
    """An alliance file as checked: what was found in it and, where it could be read, what it holds."""

    file: Path
    findings: list[Finding]
    alliance: Alliance | None = None
    programme: Programme | None = None

    @property
    def exit_code(self) -> int:
        """The exit code that the findings call for: 0 where nothing is wrong but for warnings."""
        if self._misread:
            return InputError.exit_code
        return PolicyError.exit_code if has_errors(self.findings) else 0

    def cleared(self, *, draft: bool = False, draftable: bool = True) -> tuple[Alliance, Programme]:
        """Return what papers are made from; raise InputError or PolicyError, with all findings, for a file with errors.

        A draft may break rules; papers that are not ``draftable`` have no draft to advise.
        """
        if self.alliance is None or self.programme is None or self._misread:
            raise InputError(_UNREADABLE.fill(file=self.file), _MEND, findings=self.findings)
        if has_errors(self.findings) and not draft:
            raise PolicyError(_BREACHED.fill(file=self.file), _OR_DRAFT if draftable else _MEND, findings=self.findings)
        return self.alliance, self.programme

    @property
    def _misread(self) -> bool:
        return has_errors(finding for finding in self.findings if finding.code.startswith(("SRC-", "FIT-")))


@dataclass(frozen=True)
class Order:
    """What to make: which kinds (none: all) in which formats, issued on which day, final or as a draft.

    ``record`` adds the papers that the record of the alliance's life calls for.
    ``templates`` is a folder that is searched for programmes before docgen's own. ``attach`` puts into each PDF the
    values that it prints.
    """

    only: Collection[str] = ()
    record: bool = False
    formats: Collection[str] = FORMATS
    as_of: date | None = None
    draft: bool = False
    templates: Path | None = None
    attach: bool = False


def check(
    file: Path, *, as_of: date | None = None, templates: Path | None = None, award: rules.Award | None = None
) -> Checked:
    """Return everything that is wrong with an alliance file, in the order of the file.

    The rules are those in force on ``as_of``, or else on the day of the plan; ``award`` adds those of certificates
    that are about to be issued.
    """
    read = source.read(file, spellings=CHINESE_KEYS)
    alliance, misfits = source.fit(read, Alliance)
    findings = [*read.findings, *misfits]
    if alliance is None:
        return Checked(file, by_place(findings))
    found, unknown = find_programme(alliance.programme, templates, read.locate(("programme",)))
    if found is None:
        return Checked(file, by_place([*findings, *unknown]), alliance)
    on = as_of or alliance.profile.prepared_on or found.in_force
    breaches = rules.check(alliance, found, on=on, locate=read.locate, award=award)
    return Checked(file, by_place([*findings, *breaches]), alliance, found)


def find_programme(name: str, templates: Path | None, location: Location) -> tuple[Programme | None, list[Finding]]:
    """Return the programme that a file names at a place, or nothing and the finding that there is none of that name."""
    search = _search(templates)
    unknown = _unknown_programme(name, search, location)
    return (None, [unknown]) if unknown else (programmes.load(name, search), [])


class Press:
    """Makes papers one after the other."""

    def __init__(self, programme: Programme, formats: Collection[str]) -> None:
        self._formats = formats
        self._filters = filters(programme)
        self._template = cache(self._compile)

    def papers(self, copies: Sequence[Copy], progress: Progress | None = None) -> Iterator[Paper]:
        """Yield the files of each copy; every template is compiled once."""
        for number, copy in enumerate(copies, start=1):
            _, digest = self._template(copy.template, copy.size)
            trace, times = self._trace(copy), reduction(copy.size)
            laid_out = finishing.lay_out(self.docx(copy), self._formats, created=copy.date, trace=trace, times=times)
            for ending, content in laid_out.files.items():
                yield Paper(PurePosixPath(f"{copy.path}{ending}"), content, copy.kind, digest)
            if progress:
                progress(number, len(copies))

    def docx(self, copy: Copy) -> bytes:
        """Return one copy as DOCX."""
        template, _ = self._template(copy.template, copy.size)
        return template.render(copy.context, created=copy.date)

    def _trace(self, copy: Copy) -> Trace | None:
        if copy.traces is None:
            return None
        file = copy.traces.plain()
        return lambda docx: versions.traced(docx, self.ledger(copy), copy.context, file)

    def ledger(self, copy: Copy) -> Ledger:
        """Return which value stands where in the DOCX of a copy."""
        template, _ = self._template(copy.template, copy.size)
        return template.ledger(copy.context)

    def _compile(self, path: Path, size: tuple[float, float] | None) -> tuple[Template, str]:
        blob = contents(path)
        sized = resize(blob, Sheet(*size).reduced()) if size else blob
        return Template(sized, filters=self._filters, name="/".join(path.parts[-2:])), publish.digest(blob)


def render(template: Path, data: Path, *, created: date | None = None) -> bytes:
    """Return the DOCX that anyone's template makes of anyone's data (YAML, where every value is text, or JSON).

    Raises TemplateError with every fault of the values, each with its place in the template and in the data.
    """
    values = _values(data)
    compiled = Template(template, cache=Cache.of_user())
    try:
        return compiled.render(values, created=created)
    except TemplateError as error:
        read = source.parse(contents(data).decode("utf-8-sig"), file=str(data))
        located = [_beside(read, finding) for finding in error.findings]
        raise TemplateError(error.message, error.hint, findings=located) from error


def _beside(read: source.Source, finding: Finding) -> Finding:
    """Return the finding with the place in the data of what was printed, or of where it should stand."""
    known = read.places and finding.path is not None
    return replace(finding, data=read.locate(finding.path)) if known and finding.path else finding


def examine(file: Path) -> list[Symptom]:
    """Return everything that is wrong with a DOCX, nothing if it is whole."""
    return doctor.examine(contents(file), str(file))


def outline(file: Path) -> str:
    """Return the text of a DOCX with its tags, a line for each paragraph and row."""
    return outlines.outline(contents(file), str(file))


def lint(template: Path, *, data: Path | None = None, contexts: Sequence[Mapping[str, Any]] = ()) -> list[Finding]:
    """Return every fault of a template.

    Its names are judged by ``data``: an alliance file for a template of a programme, which has samples without it, or
    else whatever values anyone's template is made for. ``contexts`` are samples of the values that are known already.
    """
    folder, blob = template.resolve().parent, contents(template)
    if not (folder.parent / "programme.yaml").is_file():
        return linting.lint(blob, str(template), contexts=[_values(data)] if data else ())
    programme = _programme_of(folder)
    contexts = contexts or _rehearsed(programme, folder, data)
    return linting.lint(blob, str(template), filters=filters(programme), contexts=contexts)


def annotate(template: Path, findings: Sequence[Finding], lang: Lang) -> bytes:
    """Return a copy of a template with a comment of Word's at each finding."""
    return annotating.annotate(contents(template), str(template), findings, lang)


def explain(file: Path, *, templates: Path | None = None) -> Explained:
    """Return every choice of an agreement explained. Raises InputError for a misread file; a draft may break rules."""
    alliance, programme, on = _agreed(file, templates)
    return clauses.explain(alliance, programme, on=on)


def compare(old: Path, new: Path, *, templates: Path | None = None) -> tuple[Change, ...]:
    """Return what changes in the agreement from one alliance file to another, clause by clause.

    Raises InputError for a misread file; a draft may break rules.
    """
    before, after = (
        clauses.agreement(alliance, programme, on=on)
        for alliance, programme, on in (_agreed(file, templates) for file in (old, new))
    )
    return clauses.compare(before, after)


def law(on: date, *, programme: str | None = None, templates: Path | None = None) -> list[Citation]:
    """Return all that the papers of a programme may cite on a day; without a name the one programme that there is.

    Raises InputError where there is no such programme, or several to choose from.
    """
    citations = named_programme(programme, templates).law.citations.values()
    return [citation for citation in citations if citation.holds(on)]


def named_programme(name: str | None, templates: Path | None = None) -> Programme:
    """Return a programme by its name; without one, the only one that is not fictional.

    Raises InputError where there is no such programme, or several to choose from.
    """
    search = _search(templates)
    if name is None:
        known = [each for each in _programmes(search) if not programmes.is_fictional(each, search)]
        if len(known) > 1:
            raise InputError(_WHICH, _suggestion("", known))
        (name,) = known
    return programmes.load(name, search)


def keys(file: Path, lang: Lang) -> str:
    """Return the text of an alliance file with its keys in Chinese or English, and nothing else changed."""
    read = source.read(file, spellings=CHINESE_KEYS)
    _refuse(read, file)
    return source.respell(read, lang)


def restyle(template: Path, *, house: Path | None = None) -> bytes:
    """Return the template with the house style; ``house`` is by default the programme's ``house.docx``."""
    folder = template.resolve().parent
    beside = folder.parent / "house.docx"
    if house is None and not beside.is_file() and (folder.parent / "programme.yaml").is_file():
        house = _programme_of(folder).folders.find("house.docx")
    return styles.restyle(contents(house or beside), contents(template))


def _programme_of(folder: Path) -> Programme:
    """Return the programme in which a document's folder stands."""
    return programmes.load(folder.parent.name, [folder.parent.parent, TEMPLATES])


def _rehearsed(programme: Programme, folder: Path, data: Path | None) -> list[Mapping[str, Any]]:
    """Return samples of the values that the template in a programme's folder is given; rules may be broken."""
    if not (folder / "document.yaml").is_file():
        return [_values(data)] if data else []
    files = [data] if data else sorted((SAMPLES / programme.id).glob("*.yaml"))
    cleared = [check(file, templates=folder.parent.parent).cleared(draft=True) for file in files]
    return [copy.context for pair in cleared for copy in documents.plan(*pair, only=[folder.name])]


def _agreed(file: Path, templates: Path | None) -> tuple[Alliance, Programme, date]:
    """Return an alliance that may still break rules, its programme, and the day whose law its agreement cites."""
    alliance, programme = check(file, templates=templates).cleared(draft=True)
    return alliance, programme, (alliance.agreement and alliance.agreement.signed_on) or programme.in_force


def _search(templates: Path | None) -> list[Path]:
    return [TEMPLATES] if templates is None else [templates, TEMPLATES]


def _programmes(search: list[Path]) -> list[str]:
    return sorted({file.parent.name for folder in search for file in folder.glob("*/programme.yaml")})


def _unknown_programme(name: str, search: list[Path], location: Location) -> Finding | None:
    known = _programmes(search)
    if name in known:
        return None
    return Finding(Severity.ERROR, "FIT-12", _NO_PROGRAMME.fill(id=name), location, _suggestion(name, known))


def titles(
    programme: Programme, only: Collection[str], *, about: Container[str] = documents.OF_ALLIANCES
) -> dict[str, str]:
    """Return the titles of the kinds of document; raise InputError where ``only`` names none of them."""
    titles = {document.kind: document.sheet.title for document in documents.documents(programme, about=about)}
    for kind in only:
        if kind not in titles:
            raise InputError(_NO_KIND.fill(kind=kind), _suggestion(kind, titles))
    return titles


def copies(alliance: Alliance, programme: Programme, order: Order) -> list[Copy]:
    """Return the copies that are to be made."""
    only = {*order.only, *(_of_record(programme) if order.record else ())}
    documents.require_english(alliance, programme, order.only)
    return documents.plan(alliance, programme, only=only, as_of=order.as_of, draft=order.draft)


def _of_record(programme: Programme) -> list[str]:
    return [document.kind for document in documents.documents(programme) if document.sheet.record]


def _suggestion(name: str, known: Collection[str]) -> Wording:
    close = get_close_matches(name, known, n=1)
    if close:
        return _MEANT.fill(guess=close[0])
    return Wording(_THERE_ARE.zh.format(names="、".join(known)), _THERE_ARE.en.format(names=", ".join(known)))


def _values(file: Path) -> dict[str, Any]:
    return _json(file) if file.suffix.lower() == ".json" else _yaml(file)


def _yaml(file: Path) -> dict[str, Any]:
    read = source.read(file)
    _refuse(read, file)
    values: dict[str, Any] = read.values
    return values


def _json(file: Path) -> dict[str, Any]:
    try:
        values = json.loads(contents(file))
    except json.JSONDecodeError as error:
        line = error.doc.splitlines()[error.lineno - 1] if error.doc else ""
        place = Location(str(file), error.lineno, error.colno, 1, line)
        finding = Finding(Severity.ERROR, "SRC-24", _NOT_JSON, place)
        raise InputError(_UNREADABLE.fill(file=file), _MEND, findings=[finding]) from error
    if not isinstance(values, dict):
        raise InputError(_NOT_KEYED)
    return values


def _refuse(read: source.Source, file: Path) -> None:
    if has_errors(read.findings):
        raise InputError(_UNREADABLE.fill(file=file), _MEND, findings=read.findings)


def contents(file: Path) -> bytes:
    """Return what a file holds; raises InputError where it cannot be opened."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(_CANNOT_OPEN.fill(file=file, reason=because(error)), _CHECK_PATH) from error
