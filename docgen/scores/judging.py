"""One sheet that came back judged by itself: what it says, as values, or what is wrong with it."""

import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from docgen.diagnostics import Finding
from docgen.model import Round
from docgen.programme import Programme
from docgen.scores import faults
from docgen.scores.questions import CONCLUSION, MARK, MUST_CHANGE, REASON, RECUSED, TOTAL, Answer, Said, labels
from docgen.text import number

Value = Decimal | str | tuple[str, ...]
_NOTHING = "无"


class Given(NamedTuple):
    """A value that a sheet gives, and where it says so."""

    value: Value
    said: Said


Judged = tuple[dict[str, Given], list[Finding]]
"""The values of a sheet by field, and what is wrong with them."""


class Judge:
    """Judges the sheets of one round; ``names`` are those of its alliances."""

    def __init__(self, review: Round, programme: Programme, names: Mapping[str, str]) -> None:
        self.review, self.programme, self._names = review, programme, names
        self.labels = labels(programme)

    def who(self, answer: Answer) -> dict[str, str]:
        """Return how expert and alliance of a sheet are called."""
        expert = self.review.expert(answer.expert)
        name = self._names.get(answer.alliance, answer.alliance)
        return {"expert": expert.name if expert else answer.expert, "alliance": name}

    def judge(self, answer: Answer) -> Judged:
        """Return what a sheet says; nothing for one that is empty, and for one that does not belong here."""
        theirs, ours = answer.round, self.review.meeting.id
        if theirs != ours:
            return {}, [faults.OTHER_ROUND.at(answer.location, theirs=theirs, ours=ours)]
        if not (self.review.expert(answer.expert) and self.review.application(answer.alliance)):
            return {}, [faults.UNKNOWN.at(answer.location, expert=answer.expert, alliance=answer.alliance)]
        said = {name: each for name, each in answer.said.items() if name in self.labels and not _is_nothing(name, each)}
        if answer.expert not in {each.id for each in self.review.reviewers(answer.alliance)}:
            return self._recused(answer, said)
        reason, tick = said.pop(REASON, None), said.pop(RECUSED, None)
        wants = reason is not None or (tick is not None and tick.text == "yes")
        if wants and tick and (tick.text == "no" or reason is None):
            return {}, [faults.NO_REASON.at(tick.location, where=tick.where)]
        if wants and reason:
            mixed = [faults.RECUSED_AND_MARKED.at(answer.location, **self.who(answer))] if said else []
            return {REASON: Given(reason.text, reason)}, mixed
        values, findings = self._marked(said)
        if said and not (values or findings):  # nothing but a total
            names = "、".join(name for key, name in self.labels.items() if key.startswith(MARK))
            findings = [faults.INCOMPLETE.at(answer.location, names=names, **self.who(answer))]
        return values, findings

    def _recused(self, answer: Answer, said: Mapping[str, Said]) -> Judged:
        """Judge the sheet of somebody who does not review the alliance: it may only say why, once more."""
        recusal = self.review.recusal(*answer.pair)
        for name, each in said.items():
            known = recusal is not None and name == REASON and each.text == recusal.reason
            if not known and name != RECUSED:
                return {}, [faults.RECUSED.at(each.location, where=each.where, **self.who(answer))]
        return {}, []

    def _marked(self, said: Mapping[str, Said]) -> Judged:
        values: dict[str, Given] = {}
        findings: list[Finding] = []
        for name, each in said.items():
            value = self._value(name, each)
            if isinstance(value, Finding):
                findings.append(value)
            else:
                values[name] = Given(value, each)
        total = values.pop(TOTAL, None)
        if total and not findings:
            findings += self._total(total, values)
        return values, findings

    def _value(self, name: str, said: Said) -> Value | Finding:
        if name.startswith(MARK) or name == TOTAL:
            return self._mark(name, said)
        if name == CONCLUSION:
            known = self.programme.evaluation.conclusions
            found = next((key for key, title in known.items() if said.text in (key, title)), None)
            titles = "、".join(known.values())
            return found or faults.NO_CONCLUSION.at(said.location, where=said.where, text=said.text, known=titles)
        if name == MUST_CHANGE:
            return tuple(line.strip() for line in said.text.splitlines() if line.strip())
        return said.text

    def _mark(self, name: str, said: Said) -> Value | Finding:
        called = {"where": said.where, "name": self.labels[name], "text": said.text}
        try:
            mark = Decimal(unicodedata.normalize("NFKC", said.text))
        except InvalidOperation:
            mark = Decimal("NaN")
        if not mark.is_finite():
            return faults.NO_NUMBER.at(said.location, **called)
        points = {f"{MARK}{each.id}": each.points for each in self.programme.evaluation.criteria}.get(name, 100)
        step = self.programme.review.step
        if not 0 <= mark <= points or mark % step:
            return faults.OUT_OF_RANGE.at(said.location, **called, points=points, step=number(step))
        return mark

    def _total(self, total: Given, values: Mapping[str, Given]) -> Iterator[Finding]:
        marks = [each.value for each in values.values() if isinstance(each.value, Decimal)]
        said, right = total.said, sum(marks, Decimal(0))
        if len(marks) == len(self.programme.evaluation.criteria) and right != total.value:
            yield faults.WRONG_TOTAL.at(said.location, where=said.where, text=said.text, total=number(right))


def _is_nothing(name: str, said: Said) -> bool:
    """Return whether a field says in a word that there is nothing to say."""
    return name in (MUST_CHANGE, REASON) and said.text.rstrip("。") == _NOTHING
