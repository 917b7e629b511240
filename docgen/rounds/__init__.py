"""Rounds: a meeting of experts from the round file to the signed-off result, joining rules, papers and marks."""

from docgen.pipeline import FORMATS
from docgen.rounds.fees import FeeForm, fee_form
from docgen.rounds.papers import Convened, Order, composed, convene_all, convened, copies, lot, rehearsed
from docgen.rounds.reading import CheckedRound, beside, check, is_round

__all__ = [
    "FORMATS",
    "CheckedRound",
    "Convened",
    "FeeForm",
    "Order",
    "beside",
    "check",
    "composed",
    "convene_all",
    "convened",
    "copies",
    "fee_form",
    "is_round",
    "lot",
    "rehearsed",
]
