"""Rounds: a meeting of experts from the round file to the signed-off result, joining rules, papers and marks."""

from docgen.rounds.reading import CheckedRound, check, is_round

__all__ = ["CheckedRound", "check", "is_round"]
