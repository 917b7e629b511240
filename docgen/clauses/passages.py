"""An agreement in passages, which are compared and counted as one: articles, recitals, parties, tasks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from docgen import text
from docgen.clauses.pieces import Piece, plain
from docgen.clauses.tree import AgreementText, Article, PointText, Sheet
from docgen.clauses.wording import BLANK
from docgen.model.alliance import Member, Task

_VERSION_LENGTH = 12  # of a SHA-256 in hexadecimal: 48 bits tell the versions of one agreement apart


class Line(NamedTuple):
    """A paragraph or an item: what it says, and what it means whatever number its references have."""

    said: str
    meant: str


@dataclass(frozen=True)
class Passage:
    """A part of an agreement that is compared as one: an article, the recitals, the sheet of a party."""

    heading: str
    lines: tuple[Line, ...]


def passages(agreement: AgreementText) -> dict[str, Passage]:
    """Return the passages by what stays the same when numbers move: the bookmark, the id of the party."""
    found = {
        "recitals": Passage("鉴于", tuple(_points(agreement.recitals))),
        "preamble": Passage("首部", _plainly([agreement.preamble])),
    }
    found |= {article.anchor: _article(article) for article in agreement.articles}
    found |= {f"party {sheet.member.id}": _sheet(sheet) for sheet in agreement.sheets}
    names = {sheet.member.id: sheet.member.name for sheet in agreement.sheets}
    return found | {f"task {task.id}": _task(task, names) for sheet in agreement.sheets for task in sheet.leads}


def version(agreement: AgreementText) -> str:
    """Return a short digest (SHA-256) of all that an agreement says: the same for the same words, in any year."""
    lines = (line for passage in passages(agreement).values() for line in (passage.heading, *_said(passage)))
    return sha256("\n".join(lines).encode()).hexdigest()[:_VERSION_LENGTH].upper()


def _said(passage: Passage) -> Iterator[str]:
    return (line.said for line in passage.lines)


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
    facts += _brought(member)
    facts += [f"{year}年投入：{text.amount(value)}" for year, value in sheet.money.items()]
    return Passage(member.name, (*_points(sheet.rights), *_points(sheet.duties), *_plainly(facts)))


def _brought(member: Member) -> Iterator[str]:
    for right in member.existing_ip:
        yield "，".join(filter(None, (f"已有知识产权：{right.name}", right.number, right.terms)))
    for each in member.equipment:
        worth = f"价值{text.amount(each.amount)}" if each.amount is not None else None
        yield "，".join(filter(None, (f"仪器设备：{each.name}", f"{each.quantity}台（套）", worth, each.terms)))


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
