"""From an alliance to the text of its agreement: clauses chosen, numbered, referred to, defined and cited."""

from dataclasses import dataclass, replace
from datetime import date

from docgen.clauses.choosing import Address, ChosenClause, ChosenParagraph, ChosenPart, choose, numbers, standing
from docgen.clauses.facts import facts_of
from docgen.clauses.library import Clause, Library, load
from docgen.clauses.listing import listed
from docgen.clauses.passages import version
from docgen.clauses.pieces import pieces, reference
from docgen.clauses.results import results
from docgen.clauses.sheets import sheet
from docgen.clauses.terms import defined
from docgen.clauses.tongue import CHINESE, ENGLISH, Tongue
from docgen.clauses.translating import translated
from docgen.clauses.tree import AgreementText, Annex, Article, Chapter, ParagraphText
from docgen.clauses.wording import Facts, WordingError, say
from docgen.diagnostics import Finding, Severity, Wording
from docgen.errors import TemplateError
from docgen.model.alliance import Alliance
from docgen.model.translating import in_english, mapped
from docgen.programme import Law, Programme


def agreement(alliance: Alliance, programme: Programme, *, on: date) -> AgreementText:
    """Return the agreement of an alliance in the words of its programme, citing the law in force on a day.

    What a draft leaves open stands as ruled space. Raises ``TemplateError`` where the clause library is at fault.
    """
    return _written(load(programme.folders), alliance, programme, on, CHINESE)


def english_agreement(alliance: Alliance, programme: Programme, *, on: date) -> AgreementText:
    """Return the agreement in English: the same clauses under the same numbers, with the version of the Chinese.

    Raises ``TemplateError`` where the programme's clauses have no English, or not for all that they say.
    """
    library = translated(load(programme.folders), programme.folders)
    english = in_english(alliance, programme.translations)
    issuers = mapped(programme.issuers, programme.translations)
    speaking = programme.model_copy(update={"issuers": issuers})
    made = _written(library, english, speaking, on, ENGLISH, chinese_name=alliance.profile.name)
    return replace(made, version=agreement(alliance, programme, on=on).version)


def _written(
    library: Library, alliance: Alliance, programme: Programme, on: date, tongue: Tongue, **more: str
) -> AgreementText:
    try:
        facts = facts_of(alliance, programme, on=on, tongue=tongue) | more
        return _Writer(library, programme.law, on, tongue, {}).write(alliance, facts)
    except WordingError as error:
        message = _FAULT.fill(reason=error.reason)
        finding = Finding(Severity.ERROR, "CLS-01", message, library.locate(error.words))
        raise TemplateError(_BROKEN, _MEND, findings=[finding]) from error


_BROKEN = Wording("条款库有错误，协议写不出来", "the clause library is at fault: the agreement cannot be written")
_MEND = Wording("按下面的提示修改条款库", "mend the clause library as told below")
_FAULT = Wording("这段文字写不出来：{reason}", "this wording cannot be written: {reason}")


@dataclass(frozen=True)
class _Writer:
    """Writes one agreement; ``names`` tells how each clause is cited, once all that stands is chosen."""

    library: Library
    law: Law
    on: date
    tongue: Tongue
    names: dict[Address, str]

    def write(self, alliance: Alliance, facts: Facts) -> AgreementText:
        """Return the agreement: first all else, then with the definitions of the terms that all else speaks."""
        known = facts | {
            "ref": self._refer,
            "law": self._cite,
            "in_force": lambda citation_id: self.law.find(citation_id).holds(self.on),
            "annexes": self._annexes(facts),
            "definitions": (),
        }
        draft = self._compose(alliance, known)
        made = self._compose(alliance, known | {"definitions": defined(self.library.definitions, draft, known)})
        return replace(made, version=version(made))

    def _refer(self, *address: str) -> str:
        if address not in self.names:
            raise LookupError(f"clause {'.'.join(address)} in this agreement")
        return self.names[address]

    def _cite(self, *ids: str) -> str:
        """Return the one of several versions of an instrument that is in force."""
        for citation in map(self.law.find, ids):
            if citation.holds(self.on):
                return self.tongue.cite(citation)
        raise LookupError(f"law in force on {self.on}: {', '.join(ids)}")

    def _annexes(self, facts: Facts) -> tuple[Annex, ...]:
        annexes = (chosen.unit for chosen in standing(self.library.annexes.annexes, facts))
        return tuple(
            Annex(annex.id, number, self.tongue.annex(number), self.tongue.anchor(annex.id), annex.title)
            for number, annex in enumerate(annexes, start=1)
        )

    def _compose(self, alliance: Alliance, facts: Facts) -> AgreementText:
        parts = choose(self.library.parts, facts)
        written = self._annexes(facts)
        self.names.update(numbers(parts))
        self.names.update({(annex.id,): reference(annex.label, annex.anchor) for annex in written})
        opening, annexes = self.library.opening, self.library.annexes
        return AgreementText(
            recitals=listed(standing(opening.recitals, facts), self.tongue),
            opening=pieces(say(opening.preamble, facts)),
            chapters=tuple(self._chapter(number, part) for number, part in enumerate(parts, start=1)),
            annexes=written,
            sheets=tuple(
                sheet(number, member, alliance=alliance, annexes=annexes, facts=facts)
                for number, member in enumerate(alliance.members, start=1)
            ),
            results=tuple(results(alliance, annexes.results, facts)),
        )

    def _chapter(self, number: int, chosen: ChosenPart) -> Chapter:
        articles = tuple(self._article(clause) for clause in chosen.clauses)
        return Chapter(number, self.tongue.chapter(number), chosen.part.part, articles)

    def _article(self, chosen: ChosenClause) -> Article:
        clause = chosen.clause.unit
        return Article(
            id=clause.id,
            number=chosen.number,
            label=self.tongue.article(chosen.number),
            heading=pieces(say(clause.title, chosen.clause.facts)),
            anchor=chosen.anchor,
            paragraphs=tuple(_paragraph(paragraph, clause.id) for paragraph in chosen.paragraphs),
            basis=self._basis(clause),
            satisfies=clause.satisfies,
        )

    def _basis(self, clause: Clause) -> tuple[str, ...]:
        citations = map(self.law.find, clause.basis)
        return tuple(self.tongue.cite(citation) for citation in citations if citation.holds(self.on))


def _paragraph(chosen: ChosenParagraph, clause_id: str) -> ParagraphText:
    paragraph = chosen.paragraph
    return ParagraphText(
        pieces=pieces(say(paragraph.unit.text, paragraph.facts)),
        points=listed(
            chosen.points,
            paragraph.facts.tongue,
            within=(clause_id, paragraph.unit.id) if paragraph.unit.id else (),
        ),
        conspicuous=paragraph.unit.conspicuous,
    )
