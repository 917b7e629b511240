"""Scores come back: sheets to be filled, as a spreadsheet or as PDFs, and all that was filled in the round file."""

from docgen.scores.collecting import Collected, collect
from docgen.scores.forming import form_all
from docgen.scores.workbook import workbook

__all__ = ["Collected", "collect", "form_all", "workbook"]
