"""What the packets of a round hold, and in which order: one for each expert, one for the archive of each alliance."""

from typing import Literal

from pydantic import Field

from docgen.model.values import Flag, Key, Record, Text

Sort = Literal["expert", "archive"]
"""Whose a packet is: an expert's, or the archive's."""


class PackedPaper(Record):
    """Papers of one kind; ``title`` is what the contents call them, the kind's own title by default."""

    kind: Key
    title: Text | None = None


class PackedPart(Record):
    """A part of a packet, which starts on a right-hand page: papers, then attachments.

    One for ``each`` alliance is titled by its name and holds the papers about it, and its attachments under the title
    ``attachments``, if there is one. Papers that are not due yet are left out.
    """

    title: Text | None = None
    papers: tuple[Key | PackedPaper, ...] = ()
    each: Flag = False
    attachments: Text | None = None

    @property
    def kinds(self) -> tuple[PackedPaper, ...]:
        """The papers, each as a record."""
        return tuple(paper if isinstance(paper, PackedPaper) else PackedPaper(kind=paper) for paper in self.papers)


class Packing(Record):
    """One sort of packet: its title, its parts in order, what stands at the foot and across every page.

    ``{expert}`` and ``{round}`` in the ``watermark`` are the expert's name and the round's number.
    """

    title: Text
    parts: tuple[PackedPart, ...] = Field(min_length=1)
    stamp: Text = "— {page} —"
    watermark: Text | None = None
