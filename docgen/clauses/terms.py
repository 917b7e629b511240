"""Defined terms: which of them an agreement speaks, and what those mean."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docgen.clauses.library import Definition
from docgen.clauses.pieces import pieces, plain
from docgen.clauses.tree import AgreementText, Article, PointText
from docgen.clauses.wording import Facts, say, value


def spoken(words: str, terms: Iterable[str]) -> set[str]:
    """Return the terms that a text speaks; 联盟项目 speaks that term and not 联盟."""
    return set(re.findall("|".join(sorted(map(re.escape, terms), key=len, reverse=True)), words))


def defined(definitions: Sequence[Definition], agreement: AgreementText, facts: Facts) -> tuple[Mapping[str, str], ...]:
    """Return ``term`` and ``meaning`` of each term that the agreement speaks, or that such a meaning speaks."""
    definitions = [known for known in definitions if known.when is None or value(known.when, facts)]
    terms = [definition.term for definition in definitions]
    meanings: dict[str, str] = {}
    news = spoken("\n".join(words(agreement)), terms)
    while news:
        meanings |= {
            definition.term: say(definition.meaning, facts) for definition in definitions if definition.term in news
        }
        news = spoken("\n".join(plain(pieces(meaning)) for meaning in meanings.values()), terms) - meanings.keys()
    return tuple({"term": term, "meaning": meanings[term]} for term in terms if term in meanings)


def words(agreement: AgreementText) -> Iterator[str]:
    """Return every text of an agreement, in order."""
    yield from _texts(agreement.recitals)
    yield agreement.preamble
    for article in agreement.articles:
        yield from article_words(article)
    for sheet in agreement.sheets:
        yield from _texts((*sheet.rights, *sheet.duties))


def article_words(article: Article) -> Iterator[str]:
    """Return the texts of an article's paragraphs and items, in order."""
    for paragraph in article.paragraphs:
        yield paragraph.text
        yield from _texts(paragraph.points)


def _texts(points: Iterable[PointText]) -> Iterator[str]:
    return (point.text for point in points)
