"""What changed from one agreement to another, clause by clause; a number that merely moved is no change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from docgen import text
from docgen.clauses.pieces import Piece, plain
from docgen.clauses.tree import AgreementText, Article, PointText, Sheet
from docgen.clauses.wording import BLANK
from docgen.model.alliance import Task

Kind = Literal["added", "removed", "changed"]


class Line(NamedTuple):
    """A paragraph or an item: what it says, and what it means whatever number its references have."""

    said: str
    meant: str


@dataclass(frozen=True)
class Passage:
    """A part of an agreement that is compared as one: an article, the recitals, the sheet of a party."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Change:
    """A passage that is not the same: its heading before and after, the lines that went and those that came."""

    kind: Kind
    before: str | None
    after: str | None
    removed: tuple[str, ...]
    added: tuple[str, ...]

    def as_dict(self) -> dict[str, str | list[str] | None]:
        """Return the change for tools."""
        return {
            "change": self.kind,
            "before": self.before,
            "after": self.after,
            "removed": list(self.removed),
            "added": list(self.added),
        }


def compare(old: AgreementText, new: AgreementText) -> tuple[Change, ...]:
    """Return what changed from ``old`` to ``new``, in the order of ``new``; what is gone stands in its old place."""
    before, after = _passages(old), _passages(new)
    return tuple(change for key in _merged(before, after) if (change := _change(before.get(key), after.get(key))))


def _merged(before: Mapping[str, Passage], after: Mapping[str, Passage]) -> Iterator[str]:
    """Return the keys of both, each where it stands in its own."""
    for tag, i, j, k, m in SequenceMatcher(None, list(before), list(after), autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (key for key in list(before)[i:j] if key not in after)
        yield from list(after)[k:m]


def _change(before: Passage | None, after: Passage | None) -> Change | None:
    if before is None or after is None:
        kind: Kind = "removed" if after is None else "added"
        return Change(kind, _heading(before), _heading(after), _said(before), _said(after))
    removed, added = _lines(before.lines, after.lines)
    if not removed and not added:
        return None
    return Change("changed", before.heading, after.heading, removed, added)


def _heading(passage: Passage | None) -> str | None:
    return passage.heading if passage else None


def _said(passage: Passage | None) -> tuple[str, ...]:
    return tuple(line.said for line in passage.lines) if passage else ()


def _lines(before: tuple[Line, ...], after: tuple[Line, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    removed: list[str] = []
    added: list[str] = []
    matcher = SequenceMatcher(None, [line.meant for line in before], [line.meant for line in after], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            removed += [line.said for line in before[i:j]]
            added += [line.said for line in after[k:m]]
    return tuple(removed), tuple(added)


def _passages(agreement: AgreementText) -> dict[str, Passage]:
    """Return the passages by what stays the same when numbers move: the bookmark, the id of the party."""
    found = {
        "recitals": Passage("鉴于", tuple(_points(agreement.recitals))),
        "preamble": Passage("首部", _plainly([agreement.preamble])),
    }
    found |= {article.anchor: _article(article) for article in agreement.articles}
    found |= {f"party {sheet.member.id}": _sheet(sheet) for sheet in agreement.sheets}
    names = {sheet.member.id: sheet.member.name for sheet in agreement.sheets}
    return found | {f"task {task.id}": _task(task, names) for sheet in agreement.sheets for task in sheet.leads}


def _article(article: Article) -> Passage:
    body = (line for part in article.paragraphs for line in (_line(part.pieces), *_points(part.points)))
    return Passage(f"{article.label}　{article.title}", (*_plainly([article.title]), *body))


def _points(points: Iterable[PointText]) -> Iterator[Line]:
    return (_line(point.pieces) for point in points)


def _line(pieces: tuple[Piece, ...]) -> Line:
    # The mark at its end says only whether another item follows.
    meant = "".join(piece.anchor or piece.text for piece in pieces)
    return Line(plain(pieces), text.bare(meant))


def _sheet(sheet: Sheet) -> Passage:
    member, given = sheet.member, sheet.member.contribution
    facts = [
        f"单位全称：{member.name}",
        f"法定代表人：{member.legal_representative or BLANK}",
        f"住所：{member.address or BLANK}",
    ]
    if given:
        facts.append(f"投入：现金{text.amount(given.cash)}，实物{text.amount(given.in_kind)}，人员{given.staff}名")
    facts += [f"{year}年投入：{text.amount(value)}" for year, value in sheet.money.items()]
    return Passage(member.name, (*_points(sheet.rights), *_points(sheet.duties), *_plainly(facts)))


def _task(task: Task, names: Mapping[str, str]) -> Passage:
    facts = [
        f"牵头单位：{names.get(task.lead, task.lead)}",
        f"参加单位：{'、'.join(names.get(partner, partner) for partner in task.partners) or '无'}",
        f"起止时间：{text.arabic_month(task.start)}至{text.arabic_month(task.end)}",
        f"经费：{text.amount(task.budget)}",
        *(f"{text.arabic_month(stage.by)}底以前：{stage.text}" for stage in task.milestones),
        *(f"成果：{result}" for result in task.deliverables),
    ]
    return Passage(f"任务“{task.title}”", _plainly(facts))


def _plainly(facts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line(fact, fact) for fact in facts)
