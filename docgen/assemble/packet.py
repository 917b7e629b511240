"""What goes into a packet and what comes out: parts, attachments, options; contents lines, notices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from docgen.diagnostics import Wording

Permission = Literal["print", "copy", "annotate", "fill", "change"]
"""What a reader without the owner's password may do."""


@dataclass(frozen=True)
class Attachment:
    """One file of a packet: PDF, JPEG, PNG or TIFF, as a path or as bytes.

    ``free_foot`` is how many points at the foot of every page are known to be empty: where they suffice for the page
    number, the pages are not made smaller. ``name`` is what messages call it, ``title`` what the contents do;
    ``received`` is the file that ``content`` was made from, if it was; ``digest`` the SHA-256 of what was received,
    where it is known. ``fault`` is why the attachment cannot go in, where that is known already.
    """

    name: str
    content: Path | bytes
    title: str = ""
    free_foot: float = 0.0
    received: Path | bytes | None = None
    digest: str = ""
    fault: Wording | None = None


@dataclass(frozen=True)
class Section:
    """A titled group of attachments within a part."""

    title: str
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True)
class Part:
    """A part of a packet, which starts on a right-hand page: its attachments, then its sections."""

    title: str
    attachments: tuple[Attachment, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line of the contents: ``level`` counts from 1, ``page`` is the number printed, ``target`` its destination."""

    level: int
    title: str
    page: int
    target: str


@dataclass(frozen=True)
class Checksum:
    """A line of the checksum page: an attachment as received, its pages, its bytes and their SHA-256 in hexadecimal.

    There are no pages of one for which something else stands, and no digest of one that cannot be opened.
    """

    name: str
    pages: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Protection:
    """AES-256: the owner's password lifts the restrictions, ``user`` (if any) is asked for on opening."""

    owner: str
    user: str = ""
    allowed: frozenset[Permission] = frozenset()


@dataclass(frozen=True)
class Frontispiece:
    """The pages that the packet itself adds, finished as PDF; each may be missing.

    ``contents`` and ``checksums`` are made from their lines. A link in the contents to ``docgen:TARGET`` becomes a link
    to that line's place in the packet.
    """

    cover: bytes | None = None
    contents: Callable[[Sequence[Line]], bytes] | None = None
    checksums: Callable[[Sequence[Checksum]], bytes] | None = None
    checksums_title: str = "校验页"


@dataclass(frozen=True)
class Packet:
    """Everything that one packet is made of.

    ``stamp`` is what stands at the foot of every page, with ``{page}``, ``{total}``, ``{title}`` and ``{copy}`` in it;
    ``properties`` is the document information (``Title``, ``Author`` …); ``created`` its date. ``stand_in`` makes the
    PDF that takes the place of an attachment that cannot go in, from the attachment and the reason; without it the
    packet is refused. ``archival`` ones are PDF/A-2b: every attachment must be a PDF/A or a picture,
    and nothing stands in.
    """

    title: str
    parts: tuple[Part, ...]
    frontispiece: Frontispiece = Frontispiece()
    copy: str = ""
    stamp: str = "— {page} —"
    watermark: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    created: date | None = None
    protection: Protection | None = None
    stand_in: Callable[[Attachment, Wording], bytes] | None = None
    archival: bool = False


@dataclass(frozen=True)
class Notice:
    """Something that a person should know about one attachment that went in."""

    name: str
    message: Wording


@dataclass(frozen=True)
class Assembled:
    """What was put together: pages in the file, the last number printed, lines of the contents, and notices.

    ``refused`` are the attachments for which something else stands, each with the reason.
    """

    pages: int
    numbered: int
    lines: tuple[Line, ...]
    notices: tuple[Notice, ...]
    refused: tuple[Notice, ...] = ()
