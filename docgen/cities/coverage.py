"""A plan as a checklist: each thing that it asks for, and the rules, papers, clauses and commands that answer it."""

from collections.abc import Collection, Iterator, Mapping

from docgen import clauses, documents, source
from docgen.diagnostics import Finding, Severity, Wording, has_errors
from docgen.errors import InputError
from docgen.model.values import Key, Record, Text
from docgen.programme import Programme
from docgen.rules import RULES

FILE = "coverage.yaml"
_UNREADABLE = Wording("{file} 读不懂或不合格式", "{file} cannot be read or does not fit")
_MEND = Wording("按上面的提示改正后再试", "mend what is listed above, then try again")
_UNKNOWN = Wording("没有{kind.zh}“{name}”", "there is no {kind.en} “{name}”")
_UNANSWERED = Wording("“{asks}”没有规则、文书、条款或者命令来答", "nothing answers “{asks}”")
_UNASKED = Wording("方案的 {cite} 没有列入对照", "{cite} of the plan is in no line")
_KINDS: Mapping[str, Wording] = {
    "rules": Wording("规则", "rule"),
    "papers": Wording("文书", "paper"),
    "clauses": Wording("条款", "clause"),
    "commands": Wording("命令", "command"),
}


class Demand(Record):
    """Something that a sentence of the plan asks for, in our words, with the article and whatever answers it."""

    id: Key
    cite: Key
    asks: Text
    english: Text
    rules: tuple[Key, ...] = ()
    papers: tuple[Key, ...] = ()
    clauses: tuple[Key, ...] = ()
    commands: tuple[Key, ...] = ()

    def answers(self) -> Iterator[tuple[str, int, str]]:
        """Yield what answers it: of which kind, the how-manieth of it, and its name."""
        for kind in _KINDS:
            for number, name in enumerate(getattr(self, kind)):
                yield kind, number, name


class Checklist(Record):
    """All that a plan asks for, in its order."""

    demands: tuple[Demand, ...]


def checklist(programme: Programme) -> tuple[Demand, ...]:
    """Return what the plan of a programme asks for; raises InputError where its file does not fit."""
    return _read(programme)[1].demands


def unanswered(programme: Programme, commands: Collection[str] = ()) -> list[Finding]:
    """Return each demand that nothing answers, each answer that does not exist, each article that is in no line.

    ``commands`` are those that there are; without them none is judged.
    """
    read, found = _read(programme)
    known = {
        "rules": {code for code in programme.rules if code in RULES},
        "papers": {document.kind for document in documents.documents(programme)},
        "clauses": {clause.id for clause in clauses.load_library(programme.folders).clauses},
        "commands": commands,
    }
    findings = []
    for place, demand in enumerate(found.demands):
        at: source.Path = ("demands", place)
        answers = list(demand.answers())
        if not answers:
            findings.append(_error("COVER-01", _UNANSWERED.fill(asks=demand.asks), read, at))
        for kind, number, name in answers:
            if (commands or kind != "commands") and name not in known[kind]:
                message = _UNKNOWN.fill(kind=_KINDS[kind], name=name)
                findings.append(_error("COVER-02", message, read, (*at, kind, number)))
    asked = {demand.cite for demand in found.demands}
    missing = [cite for cite in _articles(programme) if cite not in asked and not _has_parts(cite, asked)]
    return findings + [_error("COVER-03", _UNASKED.fill(cite=cite), read, ("demands",)) for cite in missing]


def _read(programme: Programme) -> tuple[source.Source, Checklist]:
    read = programme.folders.read(FILE)
    found, misfits = source.fit(read, Checklist)
    findings = [*read.findings, *misfits]
    if found is None or has_errors(findings):
        raise InputError(_UNREADABLE.fill(file=programme.root / FILE), _MEND, findings=findings)
    return read, found


def _articles(programme: Programme) -> list[str]:
    """Return the articles of the plan that ask for something: those of its parts from the fourth on."""
    plan = programme.cite
    cited = (name for name in programme.law.citations if name.startswith(f"{plan}-"))
    return [name for name in cited if name.removeprefix(f"{plan}-")[0] in "4567"]


def _has_parts(cite: str, asked: Collection[str]) -> bool:
    return any(name.startswith(f"{cite}-") for name in asked)


def _error(code: str, message: Wording, read: source.Source, at: source.Path) -> Finding:
    return Finding(Severity.ERROR, code, message, read.locate(at))


def page(programme: Programme) -> str:
    """Return the checklist as a Markdown page: the article, what it asks for, what answers it."""
    titles = {document.kind: document.sheet.title for document in documents.documents(programme)}
    rows = [_HEAD.format(id=programme.id, title=programme.title)]
    for demand in checklist(programme):
        answers = "<br>".join(_answer(kind, getattr(demand, kind), titles) for kind in _KINDS if getattr(demand, kind))
        place = programme.law.find(demand.cite).place
        rows.append(f"| {place.zh}<br>{place.en} | {demand.asks}<br>{demand.english} | {answers} |\n")
    return "".join(rows)


_HEAD = """# 方案对照 · What answers the plan

{title}第四至第七部分每一句要求的事，由哪条规则、哪种文书、哪条条款、哪个命令来答。由
`docgen programme coverage {id}` 从 `coverage.yaml` 生成，请勿手改；缺了答案，`docgen programme check` 会说。
What each sentence of parts 4 to 7 asks for, in our words, and what answers it. Generated; do not edit.

| 依据 article | 要求 asks for | 由什么来答 answered by |
|---|---|---|
"""


def _answer(kind: str, names: Collection[str], titles: Mapping[str, str]) -> str:
    said = [f"{titles[name]} `{name}`" if kind == "papers" else f"`{name}`" for name in names]
    return f"{_KINDS[kind].zh} {_KINDS[kind].en}：{'、'.join(said)}"
