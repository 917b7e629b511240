"""Attachments come in: each is opened and looked through; what cannot go in is told by name, all at once."""

import io
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from pikepdf import Array, Dictionary, Object, PasswordError, Pdf, PdfError

from docgen.assemble import archival, faults, pictures
from docgen.assemble.destinations import Bookmark, Destinations, unsafe
from docgen.assemble.fonts import FontCheck
from docgen.assemble.imposing import Imposer
from docgen.assemble.packet import Attachment, Notice
from docgen.assemble.pages import PageTree
from docgen.assemble.placing import STRIP, Placing
from docgen.diagnostics import Wording, because
from docgen.errors import AssemblyError

TARGET: Final = "/DocgenTarget"
"""The key under which a link remembers the index of its page until that page has a place in the packet."""

MALFORMED = (PdfError, OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, RuntimeError, SyntaxError)
"""What a file that is not what it should be can raise on its way through pikepdf and Pillow."""

_HEAD = 1024
_FILE_IN_PAGES = 10
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")


@dataclass
class Opened:
    """An attachment that can go in: its PDF, which stays open until the packet is written, and what was seen in it.

    ``picture``: whether it is one, which we laid out. ``refused``: why the attachment is not in it, and what is stands
    in its place.
    """

    attachment: Attachment
    pdf: Pdf
    bookmarks: tuple[Bookmark, ...] = ()
    placings: list[Placing] = field(default_factory=list)
    annotated: list[int] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    picture: bool = False
    refused: Wording | None = None

    def notice(self, message: Wording) -> None:
        """Remember something that a person should know about the attachment, once."""
        notice = Notice(self.attachment.name, message)
        if notice not in self.notices:
            self.notices.append(notice)


StandIn = Callable[[Attachment, Wording], bytes]
"""Makes the PDF that takes the place of an attachment, from the reason why that cannot go in."""


class _RefusedError(Exception):
    def __init__(self, reason: Wording) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Intake:
    """Opens attachments; those with a digest stay open for the packets to come, up to ``keep`` pages of them.

    A file weighs as much as ten pages, since a process may open only so many.
    """

    def __init__(self, keep: int = 0) -> None:
        self._keep = keep
        self._kept: OrderedDict[Attachment, Opened] = OrderedDict()

    def open_all(
        self,
        attachments: Iterable[Attachment],
        stack: ExitStack,
        *,
        stand_in: StandIn | None = None,
        archives: bool = False,
    ) -> list[Opened]:
        """Open every attachment; ``stack`` closes those that are not kept.

        For one that cannot go in, what ``stand_in`` makes is opened. Raises AssemblyError that names all such, and why,
        where there is none. For ``archives`` only a PDF/A can go in, and pictures.
        """
        opened: list[Opened] = []
        refused: list[tuple[str, Wording]] = []
        taken: set[Attachment] = set()
        for attachment in attachments:
            try:
                found = self._open(attachment, taken, stack)
                if archives:
                    _refuse_unarchivable(found)
                opened.append(found)
            except _RefusedError as refusal:
                if stand_in is None:
                    refused.append((attachment.name, refusal.reason))
                else:
                    opened.append(_stood_in(attachment, refusal.reason, stand_in, stack))
        refuse(refused, faults.MEND_ARCHIVAL if archives else faults.MEND_FILES)
        return opened

    def trim(self) -> None:
        """Close what was used longest ago, until no more than so many pages are kept."""
        pages = sum(map(_weight, self._kept.values()))
        while pages > self._keep:
            _, opened = self._kept.popitem(last=False)
            pages -= _weight(opened)
            opened.pdf.close()

    def _open(self, attachment: Attachment, taken: set[Attachment], stack: ExitStack) -> Opened:
        """Open an attachment, or take it from those that are kept; the pages of one PDF go into a packet once only."""
        known = replace(attachment, title="")
        if not (self._keep and attachment.digest) or known in taken:
            return _open(attachment, stack)
        taken.add(known)
        if known not in self._kept:
            with ExitStack() as own:
                self._kept[known] = _open(attachment, own)
                own.pop_all()  # it is closed when it is no longer kept
        self._kept.move_to_end(known)
        return replace(self._kept[known], attachment=attachment)


def _weight(opened: Opened) -> int:
    return len(opened.placings) + _FILE_IN_PAGES


def _refuse_unarchivable(opened: Opened) -> None:
    try:
        reason = archival.objection(opened.pdf, picture=opened.picture)
    except MALFORMED as error:
        raise _RefusedError(faults.BROKEN) from error
    if reason:
        raise _RefusedError(reason)


def _stood_in(attachment: Attachment, reason: Wording, stand_in: StandIn, stack: ExitStack) -> Opened:
    received = attachment.content if attachment.received is None else attachment.received
    slip = replace(attachment, content=stand_in(attachment, reason), free_foot=STRIP, received=received, fault=None)
    opened = _open(slip, stack)
    opened.refused = reason
    return opened


def refuse(refused: list[tuple[str, Wording]], hint: Wording = faults.MEND_FILES) -> None:
    """Raise AssemblyError with a line for each file that cannot go in, if there is any."""
    if refused:
        zh = "\n".join(f"  {name}：{reason.zh}" for name, reason in refused)
        en = "\n".join(f"  {name}: {reason.en}" for name, reason in refused)
        raise AssemblyError(faults.REFUSED.fill(count=len(refused), lines=Wording(zh, en)), hint)


def _open(attachment: Attachment, stack: ExitStack) -> Opened:
    if attachment.fault:
        raise _RefusedError(attachment.fault)
    head = _head(attachment.content)
    try:
        if head.startswith(_PICTURES):
            picture = replace(attachment, free_foot=pictures.MARGIN)
            opened = _looked_through(picture, stack.enter_context(pictures.pages_of(attachment.content)))
            return replace(opened, picture=True)
        if b"%PDF-" not in head:
            raise _RefusedError(faults.EMPTY if not head else faults.UNKNOWN_KIND)
        return _looked_through(attachment, stack.enter_context(_pdf(attachment.content)))
    except PasswordError as error:
        raise _RefusedError(faults.PASSWORD) from error
    except pictures.BOMBS as error:
        raise _RefusedError(faults.BOMB) from error
    except MALFORMED as error:
        raise _RefusedError(faults.BROKEN) from error


def _head(content: Path | bytes) -> bytes:
    if isinstance(content, bytes):
        return content[:_HEAD]
    try:
        with content.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise _RefusedError(faults.UNREADABLE.fill(reason=because(error))) from error


def _pdf(content: Path | bytes) -> Pdf:
    return Pdf.open(io.BytesIO(content) if isinstance(content, bytes) else content)


def _looked_through(attachment: Attachment, pdf: Pdf) -> Opened:
    """Return the attachment ready to be copied; the PDF as opened, never the file, is changed."""
    if not len(pdf.pages):
        raise _RefusedError(faults.NO_PAGES)
    _refuse_unprintable(pdf.Root)
    opened = Opened(attachment, pdf)
    if pdf.is_encrypted and not pdf.owner_password_matched:
        opened.notice(faults.RESTRICTED)
    _look_at_document(opened)
    _look_at_pages(opened)
    if pdf.get_warnings():
        opened.notice(faults.REPAIRED)
    return opened


def _refuse_unprintable(root: Object) -> None:
    if "/Collection" in root:
        raise _RefusedError(faults.PORTFOLIO)
    form = root.get("/AcroForm")
    if root.get("/NeedsRendering", False) and isinstance(form, Dictionary) and "/XFA" in form:
        raise _RefusedError(faults.DYNAMIC_FORM)


def _look_at_document(opened: Opened) -> None:
    pdf = opened.pdf
    names = pdf.Root.get("/Names", Dictionary())
    if isinstance(names, Dictionary) and "/EmbeddedFiles" in names:
        opened.notice(faults.EMBEDDED)
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return
    if "/XFA" in form:
        opened.notice(faults.XFA)
    if any(each.obj.get("/FT") == "/Sig" and "/V" in each.obj for each in pdf.acroform.fields):
        opened.notice(faults.SIGNED)
    pdf.acroform.disable_digital_signatures()


def _look_at_pages(opened: Opened) -> None:
    """Put each page on its sheet; see which have annotations, and which fonts are missing."""
    fonts, tree, imposer = FontCheck(), PageTree(), Imposer(opened.pdf)
    for number, each in enumerate(opened.pdf.pages, start=1):
        page = each.obj
        attributes = tree.attributes(page)
        try:
            placing = tree.placing(page, attributes, opened.attachment.free_foot)
        except (ValueError, TypeError, ArithmeticError) as error:
            raise _RefusedError(faults.NO_EXTENT.fill(page=number)) from error
        fonts.look(attributes.resources)
        if "/Contents" not in page:
            opened.notice(faults.BLANK.fill(page=number))
        if "/Annots" in page:
            opened.annotated.append(number - 1)
        imposer.impose(page, attributes, placing)
        opened.placings.append(placing)
    if fonts.missing:
        opened.notice(faults.FONTS.fill(fonts="、".join(sorted(fonts.missing))))
    if any(each.oversized for each in set(opened.placings)):
        opened.notice(faults.REDUCED)
    if opened.annotated or "/Outlines" in opened.pdf.Root:
        _look_at_links(opened)


def _look_at_links(opened: Opened) -> None:
    """Read the bookmarks, and make the annotations ready to leave their document."""
    destinations = Destinations(opened.pdf)
    opened.bookmarks = destinations.bookmarks()
    for index in opened.annotated:
        for annotation in _annotations(opened.pdf.pages[index].obj):
            _ready(annotation, destinations, opened)


def _annotations(page: Object) -> Iterator[Object]:
    """Yield a page's annotations, and drop from the page what is none; readers open notes without a window of ours."""
    found = page.Annots
    kept = [each for each in found if isinstance(each, Dictionary)] if isinstance(found, Array) else []
    page.Annots = Array([each for each in kept if each.get("/Subtype") != "/Popup"])
    yield from page.Annots


def _ready(annotation: Object, destinations: Destinations, opened: Opened) -> None:
    """Free an annotation from its document: an inner link keeps the index of its page, scripts are taken off."""
    if "/AA" in annotation or unsafe(annotation.get("/A")):
        opened.notice(faults.ACTIVE)
        _drop(annotation, "/AA", *(("/A",) if unsafe(annotation.get("/A")) else ()))
    _drop(annotation, "/P", "/Popup")
    action = annotation.get("/A", Dictionary())
    inner = isinstance(action, Dictionary) and action.get("/S") == "/GoTo"
    if "/Dest" not in annotation and not inner:
        return
    page = destinations.page(annotation.get("/Dest", action))
    _drop(annotation, "/Dest", "/A")
    if page is None:
        opened.notice(faults.DEAD_LINK)
    else:
        annotation[TARGET] = page


def _drop(annotation: Object, *keys: str) -> None:
    for key in keys:
        if key in annotation:
            del annotation[key]
