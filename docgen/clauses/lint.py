"""Is the clause library sound, and does an agreement settle what it must? Findings name the clause and its file."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from docgen.clauses.forbidden import objections
from docgen.clauses.library import Clause, Library, load
from docgen.clauses.terms import article_words, spoken
from docgen.clauses.tree import AgreementText, Article
from docgen.clauses.wording import BLANK
from docgen.diagnostics import Finding, Severity, Wording
from docgen.programme import Law, Programme

_TWICE = Wording("条款 {id} 的代号重复", "the clause id {id} stands twice")
_DEFINED_TWICE = Wording("用语“{term}”定义了两次", "the term {term} is defined twice")
_UNUSED = Wording("用语“{term}”有定义而没有使用", "the term {term} is defined and never used")
_UNDEFINED = Wording("条款 {id} 使用的用语“{term}”没有定义", "clause {id} uses the term {term}, which is not defined")
_UNLISTED = Wording("条款 {id} 用了“{term}”而没有列入 uses", "clause {id} speaks {term}, which its uses do not list")
_UNSPOKEN = Wording("条款 {id} 的 uses 列了“{term}”，正文没有用到", "clause {id} lists {term}, which it does not speak")
_UNKNOWN_LAW = Wording("条款 {id} 的依据 {basis} 不在 law.yaml 中", "clause {id} cites {basis}, which law.yaml lacks")
_UNKNOWN_NEED = Wording("条款 {id} 的 {need} 不是要求的事项", "clause {id} satisfies {need}, which nothing requires")
_TYPED = Wording("条款 {id} 写了序号“{typed}”，应当用 ref", "clause {id} has the number {typed} typed in: use ref")
_UNSETTLED = Wording("没有一条约定“{label}”（{need}）", "no clause settles {need}")
_OPEN = Wording("第{number}条“{title}”（{id}）有空白", "article {number} ({id}) has a blank")

_CIRCLE = Wording("用语“{term}”的定义绕回自己：{way}", "the definition of {term} leads back to itself: {way}")
_VOID = Wording("条款 {id} 写了“{phrase}”：{reason}", "clause {id} says “{phrase}”: {reason}")
_NO_CLAUSE = Wording("选项说明提到的条款 {id} 不存在", "an option speaks of clause {id}, which is not there")
_NO_LAW = Wording("选项或者禁用语的依据 {id} 不在 law.yaml 中", "an option or phrase cites {id}, which law.yaml lacks")
_TWO_LISTS = Wording(
    "第{number}条“{title}”（{id}）有两处列项，后一处的序号会接着前一处",
    "article {number} ({id}) has two lists of items: the second would number on",
)

_NUMBER = re.compile(r"第[一二三四五六七八九十百]+[章条款项]|（[一二三四五六七八九十]+）|附件[一二三四五六七八九十]+")


def lint_library(programme: Programme) -> list[Finding]:
    """Return what is wrong with a programme's clause library, whatever agreement is made from it."""
    library = load(programme.folders)
    return [
        *_ids(library),
        *_definitions(library),
        *_circles(library),
        *_void(library, programme),
        *_loose(library, programme.law),
        *(finding for clause in library.clauses for finding in _clause(clause, library, programme.law)),
    ]


def lint_agreement(agreement: AgreementText, programme: Programme) -> list[Finding]:
    """Return what a finished agreement leaves open: a requirement that no article settles, an article with a blank.

    An article with two lists of items is named too: live numbering would number the second on from the first.
    """
    library = load(programme.folders)
    whole = [article for article in agreement.articles if not _has_blank(article)]
    settled = {need for article in whole for need in article.satisfies}
    return [
        *(
            _error(library, "CLS-09", _OPEN.fill(number=article.number, title=article.title, id=article.id), article.id)
            for article in agreement.articles
            if article not in whole
        ),
        *(
            _error(
                library,
                "CLS-12",
                _TWO_LISTS.fill(number=article.number, title=article.title, id=article.id),
                article.id,
            )
            for article in agreement.articles
            if sum(bool(paragraph.points) for paragraph in article.paragraphs) > 1
        ),
        *(
            _error(library, "CLS-08", _UNSETTLED.fill(label=label, need=need), need)
            for need, label in library.requirements.items()
            if need not in settled
        ),
    ]


def _has_blank(article: Article) -> bool:
    texts = list(article_words(article))
    return not texts or any(BLANK in words or not words.strip() for words in texts)


def _error(library: Library, code: str, message: Wording, words: str) -> Finding:
    return Finding(Severity.ERROR, code, message, library.locate(words))


def _repeated(names: Iterable[str]) -> Iterator[str]:
    return (name for name, count in Counter(names).items() if count > 1)


def _ids(library: Library) -> Iterator[Finding]:
    for name in _repeated(clause.id for clause in library.clauses):
        yield _error(library, "CLS-02", _TWICE.fill(id=name), name)


def _definitions(library: Library) -> Iterator[Finding]:
    terms = [definition.term for definition in library.definitions]
    for term in _repeated(terms):
        yield _error(library, "CLS-03", _DEFINED_TWICE.fill(term=term), term)
    used = {term for clause in library.clauses for term in clause.uses}
    used |= spoken("\n".join(definition.meaning for definition in library.definitions), terms)
    for term in terms:
        if term not in used:
            yield _error(library, "CLS-04", _UNUSED.fill(term=term), term)


def _circles(library: Library) -> Iterator[Finding]:
    """Return the terms whose meaning, followed from term to term, comes back to them."""
    terms = [definition.term for definition in library.definitions]
    speaks = {definition.term: spoken(definition.meaning, terms) for definition in library.definitions}
    for term in terms:
        way = _way_back(term, speaks)
        if way:
            yield _error(library, "CLS-10", _CIRCLE.fill(term=term, way="→".join(way)), term)


def _way_back(term: str, speaks: Mapping[str, set[str]]) -> list[str]:
    """Return a way from a term over what meanings speak back to it, if there is one."""
    ways = [[term]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for word in sorted(speaks[way[-1]] - seen):
            if word == term:
                return [*way, word]
            seen.add(word)
            ways.append([*way, word])
    return []


def _void(library: Library, programme: Programme) -> Iterator[Finding]:
    for clause in library.clauses:
        for objection in objections(clause_words(clause), programme):
            names = {"id": clause.id, "phrase": objection.phrase}
            zh, en = (
                _VOID.zh.format(reason=objection.reason.zh, **names),
                _VOID.en.format(reason=objection.reason.en, **names),
            )
            yield _error(library, "CLS-11", Wording(zh, en), clause.id)


def _loose(library: Library, law: Law) -> Iterator[Finding]:
    known = {clause.id for clause in library.clauses}
    for name in (name for option in library.choices.options for name in option.clauses if name not in known):
        yield _error(library, "CLS-06", _NO_CLAUSE.fill(id=name), name)
    cited = [name for option in library.choices.options for name in option.basis]
    cited += [name for reminder in library.choices.reminders for name in reminder.basis]
    cited += [name for phrase in library.forbidden for name in phrase.basis]
    for name in dict.fromkeys(cited):
        if name not in law.citations:
            yield _error(library, "CLS-06", _NO_LAW.fill(id=name), name)


def _clause(clause: Clause, library: Library, law: Law) -> Iterator[Finding]:
    words = clause_words(clause)
    terms = [definition.term for definition in library.definitions]
    faults: list[tuple[str, Wording]] = []
    said = spoken(words, {*terms, *clause.uses})
    for term in clause.uses:
        if term not in terms:
            faults.append(("CLS-05", _UNDEFINED.fill(id=clause.id, term=term)))
        elif term not in said:
            faults.append(("CLS-05", _UNSPOKEN.fill(id=clause.id, term=term)))
    faults += [("CLS-05", _UNLISTED.fill(id=clause.id, term=term)) for term in sorted(said.difference(clause.uses))]
    faults += [
        ("CLS-06", _UNKNOWN_LAW.fill(id=clause.id, basis=basis))
        for basis in _cited(clause)
        if basis not in law.citations
    ]
    faults += [
        ("CLS-08", _UNKNOWN_NEED.fill(id=clause.id, need=need))
        for need in clause.satisfies
        if need not in library.requirements
    ]
    faults += [("CLS-07", _TYPED.fill(id=clause.id, typed=typed)) for typed in _NUMBER.findall(words)]
    return (_error(library, code, message, clause.id) for code, message in faults)


def _cited(clause: Clause) -> Iterator[str]:
    yield from clause.basis
    for conflict in (*clause.conflicts, *clause.cautions):
        yield from conflict.basis


def clause_words(clause: Clause) -> str:
    """Return the wording of a clause as it stands in the library, all its alternatives together."""
    units = [unit for paragraph in clause.text for unit in (paragraph, *paragraph.points)]
    return "\n".join(unit.text for unit in units)
