"""Places in a text: from a position in the whole text to line, column and the line itself."""

import re
from bisect import bisect_right
from typing import NamedTuple

from docgen.diagnostics import Location

_BREAK = re.compile(r"\r\n|\r|\n")
BOM = "\ufeff"


class Span(NamedTuple):
    """Characters ``start`` to ``end`` (not included) of a text, counted from 0."""

    start: int
    end: int


class Lines:
    """The lines of one file's text; a byte order mark at the head takes no column."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        breaks = list(_BREAK.finditer(text))
        self._starts = [len(BOM) if text.startswith(BOM) else 0, *(found.end() for found in breaks)]
        self._ends = [*(found.start() for found in breaks), len(text)]

    def locate(self, span: Span) -> Location:
        """Return the place of a span; a span over several lines is cut to its first line."""
        number = max(0, bisect_right(self._starts, span.start) - 1)
        start, end = self._starts[number], self._ends[number]
        column = min(max(span.start, start), end) - start
        marked = self.text[start + column : min(span.end, end)].rstrip()
        text = self.text[start:end].replace("\t", " ")
        return Location(self.file, number + 1, column + 1, max(1, len(marked)), text)
