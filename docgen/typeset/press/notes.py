"""Notes: at the foot of the page, at the end of the document, and comments in the margin."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from docgen.typeset.press.job import Job
from docgen.typeset.press.literals import length, string
from docgen.typeset.press.numbers import pattern
from docgen.typeset.press.surroundings import Surroundings
from docgen.typeset.tree import Block, Comment, Note

Write = Callable[[Sequence[Block], Surroundings], str]
_INSET = 4.0  # between the text and a comment, and between a comment and the sheet's edge


def note(job: Job, item: Note, around: Surroundings, story: Write) -> str:
    """Return the mark of a note; what it says goes to the foot of the page, or is kept for the end of the document."""
    body = story(item.blocks, replace(around, top_level=False))
    if not item.end:
        return f"footnote({body})"
    shape = pattern(job, around.settings.endnotes)
    return f"super(numbering({shape}, {job.endnote(f'({shape}, {body})')}))"


def endnotes(notes: Sequence[str]) -> str:
    """Return the notes at the end of the document below their line."""
    return f"endnotes({', '.join(notes)})"


def comment(item: Comment, around: Surroundings, story: Write) -> str:
    """Return a comment, to stand in the right margin beside its place."""
    page = around.page
    width = max(page.right - 2 * _INSET, 1.0)
    body = story(item.blocks, replace(around, top_level=False, width=width))
    return f"in-margin({length(page.width - page.right + _INSET)}, {length(width)}, {string(item.author)}, {body})"
