"""The rules that a programme can switch on: pure functions by subject, each with a permanent code."""

from docgen.rules.checking import RULES, check
from docgen.rules.rule import Award, Breach, Case, Path, Rule

__all__ = ["RULES", "Award", "Breach", "Case", "Path", "Rule", "check"]
