"""What comes out of either engine."""

from dataclasses import dataclass

from docgen.typeset.tree import Approximation


@dataclass(frozen=True, slots=True)
class Typeset:
    """A laid-out document: the PDF, its number of pages, and what did not come out exactly as Word would have it."""

    pdf: bytes
    pages: int
    warnings: tuple[Approximation, ...] = ()
