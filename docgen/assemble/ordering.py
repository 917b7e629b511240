"""The order of a packet: what is on which sheet, which number it bears, and what the contents say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.assemble.intake import Opened
from docgen.assemble.packet import Attachment, Line, Packet, Part

CHECKSUMS = "checksums"


@dataclass(frozen=True)
class Run:
    """Pages of one attachment in a row: ``first`` is the number printed on the first, ``target`` its line's, if any."""

    opened: Opened
    first: int


@dataclass(frozen=True)
class Order:
    """The numbered pages of a packet: runs, lines of the contents, and the number of the last page."""

    runs: tuple[Run, ...]
    lines: tuple[Line, ...]
    last: int


def attachments(packet: Packet) -> Iterator[Attachment]:
    """Yield every attachment of the packet in its order."""
    for part in packet.parts:
        yield from part.attachments
        for section in part.sections:
            yield from section.attachments


def order(packet: Packet, opened: Sequence[Opened]) -> Order:
    """Return where everything goes: a part starts on a right-hand page, which has an odd number.

    ``opened`` are the packet's attachments in its order. Blank pages are counted and bear no number.
    """
    counter = _Counter(opened)
    for number, part in enumerate(packet.parts, start=1):
        counter.part(part, f"part-{number}")
    return Order(tuple(counter.runs), tuple(counter.lines), counter.next - 1)


class _Counter:
    def __init__(self, opened: Sequence[Opened]) -> None:
        self.runs: list[Run] = []
        self.lines: list[Line] = []
        self.next = 1
        self._opened = iter(opened)

    def part(self, part: Part, target: str) -> None:
        self.next += (self.next + 1) % 2
        self.lines.append(Line(1, part.title, self.next, target))
        self._attachments(part.attachments, 2, target, alone=not part.sections)
        start = len(part.attachments) if len(part.attachments) > 1 or part.sections else 0
        for number, section in enumerate(part.sections, start=start + 1):
            below = f"{target}.{number}"
            self.lines.append(Line(2, section.title, self.next, below))
            self._attachments(section.attachments, 3, below, alone=True)

    def _attachments(self, group: Sequence[Attachment], level: int, target: str, *, alone: bool) -> None:
        """Count the attachments of one title on; one that is alone under its title has no line of its own."""
        for number, attachment in enumerate(group, start=1):
            if len(group) > 1 or not alone:
                self.lines.append(Line(level, attachment.title or attachment.name, self.next, f"{target}.{number}"))
            run = Run(next(self._opened), self.next)
            self.runs.append(run)
            self.next += len(run.opened.pdf.pages)
