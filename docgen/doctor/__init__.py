"""Proves that a .docx is whole, so that Word opens it without repair; knows Word, no alliance and no programme."""

from docgen.doctor.examining import examine
from docgen.doctor.symptoms import Symptom

__all__ = ["Symptom", "examine"]
