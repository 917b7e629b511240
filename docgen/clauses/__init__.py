"""The agreement as a graph of clauses: chosen by the file, numbered, cross-referenced, defined and cited by date."""

from docgen.clauses.contradictions import Contradiction, contradictions
from docgen.clauses.lint import lint_agreement, lint_library
from docgen.clauses.tree import AgreementText, Annex, Article, Chapter, ParagraphText, PointText, Sheet
from docgen.clauses.writing import agreement

__all__ = [
    "AgreementText",
    "Annex",
    "Article",
    "Chapter",
    "Contradiction",
    "ParagraphText",
    "PointText",
    "Sheet",
    "agreement",
    "contradictions",
    "lint_agreement",
    "lint_library",
]
