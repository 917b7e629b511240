"""The journey of the scores: files that came back are merged into the round file, all of them or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen import rounds, source
from docgen.diagnostics import Wording, by_place
from docgen.errors import InputError
from docgen.model import CHINESE_KEYS, Round
from docgen.programme import Programme
from docgen.rounds.results import result
from docgen.scores.judging import Judge
from docgen.scores.merging import Merged, merge
from docgen.scores.returning import returned
from docgen.source import Source
from docgen.source.adding import append, extend
from docgen.source.rewriting import UnwritableError

_REFUSED = Wording("收到的评分有问题，没有写入 {file}", "something is wrong with the scores: {file} stays as it was")
_MEND = Wording("按上面的提示改正后再收一次", "mend what is listed above, then collect again")
_UNWRITABLE = Wording("评审会文件的写法不能续写：{where}", "the round file cannot be written on: {where}")
_BY_HAND = Wording("把 scores 和 recusals 写成一行一项的列表", "write scores and recusals as lists, a line for each")
_ENDINGS = (".pdf", ".xlsx")


@dataclass(frozen=True)
class Collected:
    """What came of collecting: the new text of the round file, what is new in it, and who has not marked yet.

    ``missing`` are the names of alliances with those of experts; ``known`` counts the sheets that it had already.
    """

    text: str
    scores: int
    completed: int
    recusals: int
    known: int
    missing: dict[str, tuple[str, ...]]


def collect(file: Path, files: Sequence[Path], *, templates: Path | None = None) -> Collected:
    """Return the round file with the scores of files that came back; a folder stands for the files in it.

    Raises InputError or PolicyError with everything that is wrong with the files or with what the round would become.
    """
    checked = rounds.check(file, templates=templates)
    review, alliances, programme = checked.cleared()
    names = {name: alliance.profile.name for name, alliance in alliances.items()}
    back = [returned(each) for each in _each(files)]
    read = source.read(file, spellings=CHINESE_KEYS)
    merged = merge((answer for answers, _ in back for answer in answers), Judge(review, programme, names), read)
    findings = [*merged.findings, *(finding for _, found in back for finding in found)]
    if findings:
        raise InputError(_REFUSED.fill(file=file), _MEND, findings=by_place(findings))
    text = _written(read, merged)
    after, _, _ = rounds.check(file, templates=templates, text=text).cleared()
    counts = (len(merged.scores), len(merged.more), len(merged.recusals), merged.known)
    return Collected(text, *counts, _missing(after, programme, names))


def _each(files: Sequence[Path]) -> Iterator[Path]:
    for file in files:
        if file.is_dir():
            yield from sorted(each for each in file.iterdir() if _is_back(each))
        else:
            yield file


def _is_back(file: Path) -> bool:
    """Return whether a file of a folder may be a sheet; what a program that has one open lays beside it is none."""
    return file.suffix.lower() in _ENDINGS and not file.name.startswith(("~", "."))


def _written(read: Source, merged: Merged) -> str:
    """Return the text of the round file with what is new."""
    try:
        for place, entries in merged.more.items():
            marks = entries.pop("marks", None)
            if marks:
                read = _again(read, extend(read, ("scores", place, "marks"), marks))
            if entries:
                read = _again(read, extend(read, ("scores", place), entries))
        read = _again(read, append(read, "scores", merged.scores))
        return append(read, "recusals", merged.recusals)
    except UnwritableError as error:
        raise InputError(_UNWRITABLE.fill(where=error), _BY_HAND) from error


def _again(read: Source, text: str) -> Source:
    return source.parse(text, file=read.file, spellings=read.spellings)


def _missing(review: Round, programme: Programme, names: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found = {names[each.id]: result(review, programme, each.id).missing for each in review.alliances}
    return {name: tuple(expert.name for expert in experts) for name, experts in found.items() if experts}
