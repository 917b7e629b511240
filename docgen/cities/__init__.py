"""A city's programme as a whole: begun, proved complete, compared with another, and its plan as a checklist."""

from docgen.cities.comparing import Difference, compare
from docgen.cities.coverage import Demand, checklist, page, unanswered
from docgen.cities.proving import Proof, prove
from docgen.cities.scaffold import scaffold, vacant

__all__ = [
    "Demand",
    "Difference",
    "Proof",
    "checklist",
    "compare",
    "page",
    "prove",
    "scaffold",
    "unanswered",
    "vacant",
]
