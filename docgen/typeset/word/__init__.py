"""The reader: WordprocessingML in, the document tree out."""

from docgen.typeset.word.reader import read

__all__ = ["read"]
