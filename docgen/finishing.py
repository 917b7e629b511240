"""A rendered Word file becomes the files of a paper: its fields say what its pages say, and its PDF is made."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from docgen import assemble, typeset
from docgen.typeset.tree import Approximation


@dataclass(frozen=True)
class LaidOut:
    """The files of one copy by ending, the pages of its PDF (0 without one), and what differs from Word's layout."""

    files: Mapping[str, bytes]
    pages: int = 0
    warnings: tuple[Approximation, ...] = ()


Attached = tuple[typeset.Attachment, ...]
"""What rides along in a PDF."""

Trace = Callable[[bytes], bytes]
"""Writes into a Word file which value stands where, so that it can be read back."""


def lay_out(
    docx: bytes,
    formats: Collection[str],
    *,
    created: date | None,
    trace: Trace | None = None,
    times: int = 1,
    attached: Attached = (),
) -> LaidOut:
    """Return a rendered copy in the formats that are wanted; ``created`` is the day that its PDF bears.

    The PDF is made so many ``times`` as large, where the sheet is one that Word cannot hold; what is ``attached`` rides
    along in it.
    """
    docx = typeset.renew_contents(docx)
    files: dict[str, bytes] = {}
    pages, warnings = 0, tuple[Approximation, ...]()
    if "pdf" in formats:
        (laid_out,) = typeset.typeset([docx], created=created, demands=typeset.Demands(attachments=attached))
        files[".pdf"] = assemble.enlarged(laid_out.pdf, times) if times > 1 else laid_out.pdf
        pages, warnings = laid_out.pages, laid_out.warnings
    if "docx" in formats:
        filled = typeset.fill_fields(docx, pages=pages)
        files[".docx"] = trace(filled) if trace else filled
    return LaidOut(dict(sorted(files.items())), pages, warnings)
