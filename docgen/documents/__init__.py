"""The kinds of document of a programme, and the context that each copy of one is given.

A kind is a folder of the programme: ``document.yaml`` says what it is about and which date it bears, ``template.docx``
is the paper. Nothing here knows a kind by name: a new kind is a new folder.
"""

from docgen.documents.editions import require_english
from docgen.documents.issue import Issue, Issued
from docgen.documents.kinds import OF_ALLIANCES, OF_ROUNDS, Document, documents
from docgen.documents.plan import Copy, plan
from docgen.documents.topics import Topic, copies

__all__ = [
    "OF_ALLIANCES",
    "OF_ROUNDS",
    "Copy",
    "Document",
    "Issue",
    "Issued",
    "Topic",
    "copies",
    "documents",
    "plan",
    "require_english",
]
