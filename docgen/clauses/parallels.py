"""Whether an agreement says the same in two languages: the same articles, parties, references, terms and numbers."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen.clauses.pieces import Piece
from docgen.clauses.tongue import CHINESE, ENGLISH
from docgen.clauses.tree import AgreementText, Article
from docgen.diagnostics import Wording
from docgen.parallel import differing_numbers

_COUNT = Wording("中文有 {zh} 处，英文有 {en} 处", "there are {zh} in Chinese and {en} in English")
_REFERENCES = Wording("引用的条款不同：{zh}／{en}", "they refer to different articles: {zh} / {en}")
_NUMBERS = Wording("数字不同：{zh}／{en}", "they name different numbers: {zh} / {en}")


class Difference(NamedTuple):
    """A place (the label of an article, the name of a party) and what is not the same there."""

    place: str
    what: Wording


def differences(chinese: AgreementText, english: AgreementText) -> Iterator[Difference]:
    """Return every difference in what the two editions of one agreement say, in their order."""
    yield from _lengths("鉴于", chinese.recitals, english.recitals)
    yield from _lengths("章", chinese.chapters, english.chapters)
    yield from _lengths("条", chinese.articles, english.articles)
    for article, twin in zip(chinese.articles, english.articles, strict=False):
        yield from _article(article, twin)
    yield from _lengths("附件", chinese.annexes, english.annexes)
    yield from _lengths("成员", chinese.sheets, english.sheets)
    for sheet, other in zip(chinese.sheets, english.sheets, strict=False):
        for points, twins in ((sheet.rights, other.rights), (sheet.duties, other.duties)):
            yield from _lengths(sheet.member.name, points, twins)
            for point, twin_point in zip(points, twins, strict=False):
                yield from _wording(sheet.member.name, point.pieces, twin_point.pieces)


def _article(article: Article, twin: Article) -> Iterator[Difference]:
    yield from _lengths(article.label, article.paragraphs, twin.paragraphs)
    for paragraph, other in zip(article.paragraphs, twin.paragraphs, strict=False):
        yield from _lengths(article.label, paragraph.points, other.points)
        yield from _wording(article.label, paragraph.pieces, other.pieces)
        for point, said in zip(paragraph.points, other.points, strict=False):
            yield from _wording(article.label, point.pieces, said.pieces)


def _lengths(place: str, left: Sequence[object], right: Sequence[object]) -> Iterator[Difference]:
    if len(left) != len(right):
        yield Difference(place, _COUNT.fill(zh=len(left), en=len(right)))


def _wording(place: str, left: Sequence[Piece], right: Sequence[Piece]) -> Iterator[Difference]:
    names, others = _anchors(left, CHINESE.bookmark), _anchors(right, ENGLISH.bookmark)
    if names != others:
        yield Difference(place, _REFERENCES.fill(zh="、".join(names), en="、".join(others)))
    zh, en = differing_numbers(_plain(left), _plain(right))
    if zh or en:
        yield Difference(place, _NUMBERS.fill(zh="、".join(zh), en="、".join(en)))


def _anchors(pieces: Sequence[Piece], bookmark: str) -> list[str]:
    return sorted(piece.anchor.removeprefix(bookmark) for piece in pieces if piece.anchor)


def _plain(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces if not piece.anchor)
