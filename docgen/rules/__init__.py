"""The rules that a programme can switch on: pure functions by subject, each with a permanent code."""

from docgen.rules.checking import RULES, check, check_round
from docgen.rules.rule import Award, Breach, Case, Path, RoundCase, Rule

__all__ = ["RULES", "Award", "Breach", "Case", "Path", "RoundCase", "Rule", "check", "check_round"]
