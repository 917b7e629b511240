"""A round without the names of its experts: each is called by the number in the panel (专家1, 专家2 …)."""

from dataclasses import replace

from docgen.model import Round
from docgen.model.round import Expert, Recusal
from docgen.rounds.reading import CheckedRound

_CALLED = "专家{number}"
_UNIT = "单位从略"
_REASON = "依照规定回避"


def anonymous(checked: CheckedRound) -> CheckedRound:
    """Return a checked round whose papers print no name, unit or tie of an expert."""
    return replace(checked, review=_hidden(checked.review)) if checked.review else checked


def _hidden(review: Round) -> Round:
    experts = tuple(_expert(expert, number) for number, expert in enumerate(review.experts, start=1))
    recusals = tuple(_recusal(recusal) for recusal in review.recusals)
    return review.model_copy(update={"experts": experts, "recusals": recusals})


def _expert(expert: Expert, number: int) -> Expert:
    return Expert(id=expert.id, name=_CALLED.format(number=number), unit=_UNIT, leader=expert.leader)


def _recusal(recusal: Recusal) -> Recusal:
    return Recusal(expert=recusal.expert, alliance=recusal.alliance, reason=_REASON)
