"""The agreement as a graph of clauses: chosen by the file, numbered, cross-referenced, defined and cited by date."""

from docgen.clauses.comparing import Change, compare
from docgen.clauses.contradictions import Contradiction, cautions, contradictions
from docgen.clauses.explaining import Explained, Explanation, Reminded, explain
from docgen.clauses.forbidden import Objection, objections
from docgen.clauses.library import load as load_library
from docgen.clauses.lint import lint_agreement, lint_library
from docgen.clauses.tree import AgreementText, Annex, Article, Chapter, ParagraphText, PointText, Result, Sheet
from docgen.clauses.writing import agreement, english_agreement

__all__ = [
    "AgreementText",
    "Annex",
    "Article",
    "Change",
    "Chapter",
    "Contradiction",
    "Explained",
    "Explanation",
    "Objection",
    "ParagraphText",
    "PointText",
    "Reminded",
    "Result",
    "Sheet",
    "agreement",
    "cautions",
    "compare",
    "contradictions",
    "english_agreement",
    "explain",
    "lint_agreement",
    "lint_library",
    "load_library",
    "objections",
]
