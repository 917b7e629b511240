"""Rounds: a meeting of experts from the round file to the signed-off result, joining rules, papers and marks."""

from docgen.pipeline import FORMATS
from docgen.rounds.papers import Convened, Order, convene_all, convened, copies, lot, rehearsed
from docgen.rounds.reading import CheckedRound, check, is_round

__all__ = [
    "FORMATS",
    "CheckedRound",
    "Convened",
    "Order",
    "check",
    "convene_all",
    "convened",
    "copies",
    "is_round",
    "lot",
    "rehearsed",
]
