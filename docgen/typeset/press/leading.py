"""How high a line is and where its baseline lies.

Word's rules for exact, at-least and automatic line spacing, and for the document grid.

Every run gets a top and a bottom edge around its baseline; a line is as high as its highest edges. East Asian faces
count 1.3 times their size in Word, Times 1.15 times.
"""

import math
from typing import NamedTuple

from docgen.typeset.looks import ParagraphFormat, RunFormat
from docgen.typeset.tree import Grid, Paragraph

_FIXED_ABOVE = 0.8  # an exact line stands four fifths above its baseline


class Edges(NamedTuple):
    """The distances from the baseline up to the top and down to the bottom of a line, in points."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        """The whole line."""
        return self.top + self.bottom


class Metrics(NamedTuple):
    """Ascent, descent and line height of a face, as shares of its size."""

    ascent: float
    descent: float
    line: float


EAST_ASIAN = Metrics(0.859, 0.141, 1.3)
LATIN = Metrics(0.891, 0.216, 1.149)


def natural(size: float, metrics: Metrics) -> Edges:
    """Return the edges of a single-spaced line; what a face asks beyond its glyphs is halved around them."""
    extra = (metrics.line - metrics.ascent - metrics.descent) / 2
    return Edges((metrics.ascent + extra) * size, (metrics.descent + extra) * size)


class Leading:
    """The line spacing of one paragraph: ``common`` edges for all its runs, or None when each run has its own."""

    def __init__(self, layout: ParagraphFormat, grid: Grid, tallest: Edges) -> None:
        self._layout = layout
        self.common = self._common(grid.pitch if layout.snap_to_grid else None, tallest)
        self.tallest = self.common or self.own(tallest)

    def _common(self, pitch: float | None, tallest: Edges) -> Edges | None:
        rule, line = self._layout.line_rule, self._layout.line
        if rule == "exact":
            return Edges(line * _FIXED_ABOVE, line * (1 - _FIXED_ABOVE))
        if pitch:
            wanted = math.ceil(tallest.height / pitch - 0.01) * pitch
            height = max(line, wanted) if rule == "atLeast" else max(wanted * line, tallest.height)
            return _centred(height, tallest)
        if rule == "atLeast" and line >= tallest.height:
            return Edges(line - tallest.bottom, tallest.bottom)
        return None

    def own(self, edges: Edges) -> Edges:
        """Return the edges of a run whose single-spaced edges are ``edges``, where there are no common ones."""
        factor = self._layout.line if self._layout.line_rule == "auto" else 1.0
        return Edges(edges.top + (factor - 1) * edges.height, edges.bottom)


def _centred(height: float, inner: Edges) -> Edges:
    spare = (height - inner.height) / 2
    return Edges(inner.top + spare, inner.bottom + spare)


def leading(paragraph: Paragraph, grid: Grid, runs: list[tuple[RunFormat, Metrics]]) -> Leading:
    """Return the line spacing of ``paragraph``, whose visible runs are ``runs``."""
    found = [natural(look.size, metrics) for look, metrics in runs] or [natural(paragraph.mark.size, EAST_ASIAN)]
    tallest = Edges(max(edges.top for edges in found), max(edges.bottom for edges in found))
    return Leading(paragraph.format, grid, tallest)
