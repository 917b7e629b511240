"""Fillable PDFs: anchors in a laid-out page become form fields, and a filled form is read back.

An anchor is a link to ``docgen:field:NAME`` (:func:`anchor`), around whatever has an extent; a field takes the ruled
box that its anchor stands in. Knows no alliance and no programme.
"""

from docgen.forms.answers import Answers, Filled, FormError, answers
from docgen.forms.fields import Choice, Field, Line, Lines, Tick
from docgen.forms.filling import AnchorError, Sheet, anchor, form

__all__ = [
    "AnchorError",
    "Answers",
    "Choice",
    "Field",
    "Filled",
    "FormError",
    "Line",
    "Lines",
    "Sheet",
    "Tick",
    "anchor",
    "answers",
    "form",
]
