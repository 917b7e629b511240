"""Every paper of a programme made from samples at every edge: of alliances, of rounds, and of what is bound of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from docgen import documents, rounds, rules, source
from docgen.cities import trials
from docgen.cities.borrowing import borrowed, borrowed_round
from docgen.cities.edges import Edge, Values, edges, edges_of_rounds, fewest
from docgen.diagnostics import Finding, Location, Severity, Wording
from docgen.documents import OF_ALLIANCES, OF_ROUNDS, Copy
from docgen.documents.plan import filters
from docgen.errors import InputError, TemplateError
from docgen.model import CHINESE_KEYS, Alliance, Round
from docgen.model.translating import with_english_names
from docgen.programme import Programme
from docgen.render import Template
from docgen.shipped import SAMPLES

_NOT_MADE: Final = Wording("{sample}，{edge.zh}：{why.zh}", "{sample}, {edge.en}: {why.en}")
_NEVER: Final = Wording("文书“{title}”没有样例可做，没有检查", "no sample calls for “{title}”: it was not proved")
_UNTRIED: Final = Wording(
    "没有命令用模板“{kind}”，没有检查", "no command uses the template “{kind}”: it was not proved"
)
_NEEDS_SAMPLE: Final = Wording("给样例补上它要的记录", "add to a sample what it is made from")


@dataclass
class Rehearsal:
    """What came of it: the findings, and how many copies of which kinds were made."""

    findings: list[Finding] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    papers: int = 0


def rehearse(programme: Programme) -> Rehearsal:
    """Make every kind of paper of a programme from its samples, or those beneath it, at every edge.

    A template that cannot be made is told once, with the sample and the edge; so is a kind that no sample calls for.
    """
    stage = _Stage(programme)
    kinds = documents.documents(programme)
    for first, (file, given) in enumerate(samples(programme).items()):
        values = _read(file, programme)
        every = edges(_soundness(fewest(values), programme))
        for edge in every if not first else (edge for edge in every if not edge.searched):
            stage.play(file.name, edge, given, values)
    for file in _rounds(programme):
        stage.meet(file, [kind.kind for kind in kinds if kind.sheet.about in OF_ROUNDS])
    stage.bind()
    made = stage.rehearsal
    told = {finding.location.file for finding in made.findings}
    titles = {kind.kind: kind.sheet.title for kind in kinds}
    for kind, template in templates(programme).items():
        if kind not in made.kinds and str(template) not in told:
            made.findings.append(_untried(kind, template, titles))
    return made


def templates(programme: Programme) -> dict[str, Path]:
    """Return every template of a programme by the folder that asks for it, which may print with another's."""
    folders = programme.folders
    found = {name.partition("/")[0]: folders.find(name) for name in folders.names("*/template.docx")}
    own = {kind: template for kind, template in found.items() if template}
    return own | {kind.kind: kind.template for kind in documents.documents(programme)}


def _untried(kind: str, template: Path, titles: Mapping[str, str]) -> Finding:
    """Return the warning about a template that nothing was made from."""
    place = Location(str(template.with_name("document.yaml") if kind in titles else template), 1, 1)
    words = _NEVER.fill(title=titles[kind]) if kind in titles else _UNTRIED.fill(kind=kind)
    return Finding(Severity.WARNING, "CITY-09", words, place, _NEEDS_SAMPLE if kind in titles else None)


def samples(programme: Programme) -> dict[Path, list[str]]:
    """Return the samples that a programme is rehearsed with, each with the kinds of paper that it is there for.

    They are its own and those of the programmes beneath it, the richest first, as few as give every paper that any
    gives; its own come first where two give as much.
    """
    files = [file for folder in _shelves(programme) for file in sorted(folder.glob("*.yaml"))]
    gives = {file: _given(file, programme) for file in files}
    chosen: dict[Path, list[str]] = {}
    missing = set().union(*gives.values())
    while missing:
        best = max(files, key=lambda file: len(gives[file] & missing))
        chosen[best] = sorted(gives[best] & missing)
        missing -= gives[best]
    return chosen


def _given(file: Path, programme: Programme) -> set[str]:
    """Return the kinds of document that a sample gives; all of them where that cannot be told yet."""
    alliance = _alliance(_read(file, programme), programme)
    kinds = [kind.kind for kind in documents.documents(programme, about=OF_ALLIANCES)]
    try:
        return {copy.kind for copy in _copies(alliance, programme, kinds)}
    except (TemplateError, InputError):
        return {*kinds}


class _Stage:
    """Where papers are made, each template compiled once."""

    def __init__(self, programme: Programme) -> None:
        self.rehearsal = Rehearsal()
        self._programme = programme
        self._told: set[tuple[str, str]] = set()
        self._mould: Callable[[Path], Template] = cache(self._compile)
        self._templates = templates(programme)

    def play(self, name: str, edge: Edge, kinds: Iterable[str], values: Values) -> None:
        """Make all papers of one alliance at one edge; where they cannot be planned together, one kind at a time."""
        alliance = _alliance(edge.change(values), self._programme)
        self._try(name, trials.of_alliance(alliance, self._programme, edge.name, _latest(alliance, self._programme)))
        try:
            self._make(name, edge.name, _copies(alliance, self._programme, kinds, draft=edge.draft))
        except (TemplateError, InputError):
            for kind in kinds:
                with self._telling(name, edge.name, self._templates[kind]):
                    self._make(name, edge.name, _copies(alliance, self._programme, [kind], draft=edge.draft))

    def meet(self, file: Path, kinds: Iterable[str]) -> None:
        """Make all papers of one round at every edge."""
        values = borrowed_round(source.read(file, spellings=CHINESE_KEYS).values, self._programme)
        review = Round.model_validate(values)
        alliances = {
            each.id: _alliance(_read(rounds.beside(file, each.file), self._programme), self._programme)
            for each in review.alliances
        }
        found: dict[str, list[Finding]] = {name: [] for name in alliances}
        for edge in edges_of_rounds(_round_soundness(values, alliances, self._programme)):
            changed = Round.model_validate(edge.change(values))
            copies = rounds.composed(changed, alliances, self._programme, findings=found, only=[*kinds])
            name = f"{file.parent.name}/{file.name}"
            self._make(name, edge.name, copies)
            self._try(name, trials.of_round(changed, [*alliances.values()], self._programme, edge.name))

    def bind(self) -> None:
        """Make the pages of a packet's own."""
        self._try("packet.yaml", trials.of_packets(self._programme.in_force))

    def _try(self, name: str, tried: Iterable[trials.Trial]) -> None:
        for trial in tried:
            if trial.kind in self._templates:
                template = self._templates[trial.kind]
                with self._telling(name, trial.edge, template):
                    self._print(trial.kind, template, trial.values, trial.on)

    def _make(self, name: str, edge: Wording, copies: Iterable[Copy]) -> None:
        designed: set[str] = set()
        for copy in copies:
            others = [] if copy.kind in designed else trials.designs(copy)
            designed.add(copy.kind)
            for template in (copy.template, *others):
                with self._telling(name, edge, template):
                    self._print(copy.kind, template, copy.context, copy.date)

    def _print(self, kind: str, template: Path, values: Mapping[str, Any], on: date | None) -> None:
        self._mould(template).render(values, created=on)
        self.rehearsal.papers += 1
        self.rehearsal.kinds.add(kind)

    @contextmanager
    def _telling(self, name: str, edge: Wording, path: Path) -> Iterator[None]:
        """Tell what stops a paper, each reason of each template once."""
        try:
            yield
        except (TemplateError, InputError) as error:
            template = str(path)
            if (template, error.message.zh) not in self._told:
                self._told.add((template, error.message.zh))
                why = _NOT_MADE.fill(sample=name, edge=edge, why=error.message)
                found = Finding(Severity.ERROR, "CITY-08", why, Location(template, 1, 1), error.hint)
                self.rehearsal.findings += [found, *error.findings]

    def _compile(self, path: Path) -> Template:
        return Template(path, filters=filters(self._programme), name="/".join(path.parts[-2:]))


def _soundness(values: Values, programme: Programme) -> Callable[[Values], bool]:
    """Return what tells whether the values of an alliance break no rule that these do not."""

    def errors(values: Values) -> Counter[Wording]:
        alliance = _alliance(values, programme)
        return _errors(rules.check(alliance, programme, on=_day(alliance, programme), locate=_anywhere))

    return _no_worse(errors, values)


def _round_soundness(
    values: Values, alliances: Mapping[str, Alliance], programme: Programme
) -> Callable[[Values], bool]:
    """Return what tells whether the values of a round break no rule that these do not."""

    def errors(values: Values) -> Counter[Wording]:
        review = Round.model_validate(values)
        place = lambda *_: _anywhere(())  # noqa: E731 - a name for one line below
        return _errors(rules.check_round(review, alliances, programme, locate=_anywhere, place=place))

    return _no_worse(errors, values)


def _no_worse(errors: Callable[[Values], Counter[Wording]], values: Values) -> Callable[[Values], bool]:
    known = errors(values)

    def is_sound(fewer: Values) -> bool:
        try:
            return errors(fewer) <= known
        except ValidationError:
            return False

    return is_sound


def _errors(findings: Iterable[Finding]) -> Counter[Wording]:
    return Counter(finding.message for finding in findings if finding.severity is Severity.ERROR)


def _anywhere(_: source.Path) -> Location:
    return Location("", 1, 1)


def _rounds(programme: Programme) -> list[Path]:
    """Return the rounds to rehearse with: those of the nearest programme that has any."""
    for folder in _shelves(programme):
        found = [file for file in sorted(folder.glob("rounds/*/*.yaml")) if rounds.is_round(file)]
        if found:
            return found
    return []


def _shelves(programme: Programme) -> list[Path]:
    return [SAMPLES / shelf.root.name for shelf in programme.folders.shelves]


def _read(file: Path, programme: Programme) -> Values:
    return borrowed(source.read(file, spellings=CHINESE_KEYS).values, programme)


def _alliance(values: Values, programme: Programme) -> Alliance:
    return with_english_names(Alliance.model_validate({**values, "programme": programme.id}))


def _copies(alliance: Alliance, programme: Programme, kinds: Iterable[str], *, draft: bool = False) -> list[Copy]:
    return documents.plan(alliance, programme, only=[*kinds], as_of=_day(alliance, programme), draft=draft)


def _latest(alliance: Alliance, programme: Programme) -> date:
    """Return a day on which all that the record of an alliance tells is known, and something is due still."""
    return max([_day(alliance, programme), *(grant.issued_on for grant in alliance.grants if grant.issued_on)])


def _day(alliance: Alliance, programme: Programme) -> date:
    return max(alliance.profile.prepared_on or programme.in_force, programme.in_force)
