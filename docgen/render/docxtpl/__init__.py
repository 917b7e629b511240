"""docxtpl's names over our engine: ``from docgen.render.docxtpl import DocxTemplate`` and a script goes on working.

What differs on purpose is listed in docs/deviations.md. Neither docxtpl nor python-docx is needed.
"""

from docgen.render.docxtpl.lengths import Cm, Emu, Inches, Mm, Pt
from docgen.render.docxtpl.picture import InlineImage
from docgen.render.docxtpl.rich import Listing, RichText, RichTextParagraph
from docgen.render.docxtpl.subdoc import Subdoc
from docgen.render.docxtpl.template import DocxTemplate

R = RichText
RP = RichTextParagraph

__all__ = [
    "RP",
    "Cm",
    "DocxTemplate",
    "Emu",
    "Inches",
    "InlineImage",
    "Listing",
    "Mm",
    "Pt",
    "R",
    "RichText",
    "RichTextParagraph",
    "Subdoc",
]
