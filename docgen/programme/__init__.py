"""A city's programme as data: who issues, what is asked, by what article, from what day."""

from docgen.programme.dated import Dated
from docgen.programme.evaluation import Band, Criterion, Evaluation, ScoreBand
from docgen.programme.folders import Folders, Shelf
from docgen.programme.law import Citation, Instrument, Law
from docgen.programme.loading import is_fictional, load
from docgen.programme.packing import PackedPaper, PackedPart, Packing, Sort
from docgen.programme.review import Review, median, rounded
from docgen.programme.scheme import Element, Issuer, Programme, Requirement, Setting, Step, Support

__all__ = [
    "Band",
    "Citation",
    "Criterion",
    "Dated",
    "Element",
    "Evaluation",
    "Folders",
    "Instrument",
    "Issuer",
    "Law",
    "PackedPaper",
    "PackedPart",
    "Packing",
    "Programme",
    "Requirement",
    "Review",
    "ScoreBand",
    "Setting",
    "Shelf",
    "Sort",
    "Step",
    "Support",
    "is_fictional",
    "load",
    "median",
    "rounded",
]
