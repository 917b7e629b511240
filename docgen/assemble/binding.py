"""A packet is bound: front pages, parts on right-hand pages, numbers, ways through it, one file."""

import hashlib
import re
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import BinaryIO

from pikepdf import (
    Array,
    Dictionary,
    Encryption,
    Matrix,
    Name,
    ObjectStreamMode,
    Page,
    Pdf,
    PdfError,
    Permissions,
    StreamDecodeLevel,
)

from docgen.assemble import archival, faults, layers
from docgen.assemble.intake import MALFORMED, TARGET, Intake, Opened, refuse
from docgen.assemble.navigation import Ways, link
from docgen.assemble.ordering import Order, attachments, order
from docgen.assemble.packet import Assembled, Attachment, Checksum, Line, Notice, Packet, Part, Protection
from docgen.assemble.placing import SHEET_HEIGHT, SHEET_WIDTH, STRIP
from docgen.assemble.stamping import Stamper
from docgen.errors import AssemblyError

_PLACEHOLDER = re.compile(r"\{(?!(?:page|total|title|copy)\})|(?<!\{page)(?<!\{total)(?<!\{title)(?<!\{copy)\}")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def assemble(packet: Packet, output: BinaryIO, *, intake: Intake | None = None) -> Assembled:
    """Write a packet into ``output``; the same packet gives the same bytes unless it is encrypted.

    Everything is printed on A4, to be bound at the left. ``intake`` keeps attachments open for the next packet. Raises
    AssemblyError that names every attachment that cannot go in, and then nothing is written.
    """
    _refuse_unbindable(packet)
    intake = intake or Intake()
    while True:
        try:
            with ExitStack() as stack:
                return _bound(packet, output, intake, stack)
        except _BrokenError as broken:
            left = _without(packet, broken.attachments)
            if packet.stand_in is None or left == packet:
                refuse([(attachment.name, faults.BROKEN) for attachment in broken.attachments])
            packet = left
        finally:
            intake.trim()


class _BrokenError(Exception):
    """Attachments turn out to be damaged while their pages are copied."""

    def __init__(self, attachments: Sequence[Attachment]) -> None:
        super().__init__(*(attachment.name for attachment in attachments))
        self.attachments = attachments


def _without(packet: Packet, broken: Sequence[Attachment]) -> Packet:
    """Return the packet with attachments marked as damaged."""
    contents = {(each.name, each.content) for each in broken}

    def marked(group: Sequence[Attachment]) -> tuple[Attachment, ...]:
        damaged = ((each.name, each.content) in contents for each in group)
        return tuple(
            replace(each, fault=faults.BROKEN) if bad else each for each, bad in zip(group, damaged, strict=True)
        )

    parts = (
        replace(
            part,
            attachments=marked(part.attachments),
            sections=tuple(replace(section, attachments=marked(section.attachments)) for section in part.sections),
        )
        for part in packet.parts
    )
    return replace(packet, parts=tuple(parts))


def _bound(packet: Packet, output: BinaryIO, intake: Intake, stack: ExitStack) -> Assembled:
    stand_in = None if packet.archival else packet.stand_in  # an archive without its papers is none
    opened = intake.open_all(attachments(packet), stack, stand_in=stand_in, archives=packet.archival)
    packet, extra = _with_checksums(packet, opened, stack)
    opened += extra
    plan = order(packet, opened)
    book = Book(packet, plan)
    pages = _front(packet, plan.lines, stack)
    front = book.add_front(pages)
    book.add_runs()
    ways = Ways(book.pdf, plan, front)
    ways.lay()
    ways.label(book.cover)
    _describe(book.pdf, packet)
    if packet.archival:
        archival.declare(book.pdf, [each.pdf for each in (*pages, *opened) if each])
    _save(book.pdf, output, packet.protection)
    notices = tuple(notice for each in opened for notice in each.notices)
    refused = tuple(Notice(each.attachment.name, each.refused) for each in opened if each.refused)
    return Assembled(len(book.pdf.pages), plan.last, plan.lines, notices, refused)


def _refuse_unbindable(packet: Packet) -> None:
    if packet.archival and packet.protection:
        raise AssemblyError(faults.PROTECTED_ARCHIVAL, faults.UNPROTECT)
    if _PLACEHOLDER.search(packet.stamp):
        raise AssemblyError(faults.STAMP.fill(stamp=packet.stamp))
    for part in packet.parts:
        for group in (*part.sections, *(() if part.sections else (part,))):
            if not group.attachments:
                raise AssemblyError(faults.NO_FILES.fill(title=group.title))


def _with_checksums(packet: Packet, opened: Sequence[Opened], stack: ExitStack) -> tuple[Packet, list[Opened]]:
    """Return the packet with its checksum page as its last part."""
    make = packet.frontispiece.checksums
    if make is None:
        return packet, []
    title = packet.frontispiece.checksums_title
    sheet = Attachment(title, make([_checksum(each) for each in opened]), free_foot=STRIP)
    return replace(packet, parts=(*packet.parts, Part(title, (sheet,)))), Intake().open_all(
        [sheet], stack, archives=packet.archival
    )


def _checksum(opened: Opened) -> Checksum:
    attachment, name = opened.attachment, opened.attachment.name
    content = attachment.content if attachment.received is None else attachment.received
    pages = 0 if opened.refused else len(opened.pdf.pages)
    if isinstance(content, bytes):
        return Checksum(name, pages, len(content), hashlib.sha256(content).hexdigest())
    try:
        with content.open("rb") as file:
            digest = attachment.digest or hashlib.file_digest(file, "sha256").hexdigest()
            return Checksum(name, pages, content.stat().st_size, digest)
    except OSError:
        return Checksum(name, pages, 0, "")


def _front(packet: Packet, lines: Sequence[Line], stack: ExitStack) -> tuple[Opened | None, Opened | None]:
    """Return cover and contents."""
    made = packet.frontispiece
    contents = made.contents(lines) if made.contents else None
    cover, listing = (
        Intake().open_all([Attachment(name, content, free_foot=STRIP)], stack, archives=packet.archival)[0]
        if content
        else None
        for name, content in (("cover", made.cover), ("contents", contents))
    )
    return cover, listing


class Book:
    """The packet's PDF while it grows; ``cover`` is how many pages the cover has, with its blank back."""

    def __init__(self, packet: Packet, plan: Order) -> None:
        self.pdf = Pdf.new()
        self.cover = 0
        self._plan = plan
        self._stamper = Stamper(self.pdf, packet, plan.last)

    def add_front(self, front: tuple[Opened | None, Opened | None]) -> int:
        """Add cover and contents, each on a right-hand page; return how many pages they take."""
        cover, contents = front
        if cover:
            self._add(cover, labels=[""] * len(cover.pdf.pages), lefts=False)
            self._pad()
            self.cover = len(self.pdf.pages)
        if contents:
            count = len(contents.pdf.pages)
            self._add(contents, labels=[roman(number) for number in range(1, count + 1)], lefts=False)
            link(page.obj for page in list(self.pdf.pages)[self.cover :])
            self._pad()
        return len(self.pdf.pages)

    def add_runs(self) -> None:
        """Add the attachments, with blank pages between parts."""
        front, broken = len(self.pdf.pages), []
        for run in self._plan.runs:
            while len(self.pdf.pages) - front < run.first - 1:
                self._blank()
            count = len(run.opened.pdf.pages)
            try:
                self._add(
                    run.opened, labels=[f"{run.first + index}" for index in range(count)], lefts=run.first % 2 == 0
                )
            except MALFORMED:
                broken.append(run.opened.attachment)
                while len(self.pdf.pages) - front < run.first - 1 + count:
                    self._blank()
        if broken:
            raise _BrokenError(broken)

    def _add(self, opened: Opened, *, labels: Sequence[str], lefts: bool) -> None:
        """Add all pages of a PDF; ``lefts`` tells whether the first is a left-hand one."""
        start = len(self.pdf.pages)
        if opened.annotated:  # they are copied with each page
            for source in opened.pdf.pages:
                self.pdf.pages.append(source)
        else:
            self.pdf.pages.extend(opened.pdf.pages)
        for index, (added, label, placing) in enumerate(
            zip(self.pdf.pages[start:], labels, opened.placings, strict=True)
        ):
            self._stamper.stamp(added.obj, placing, label=label, left=lefts ^ (index % 2 == 1))
        for index in opened.annotated:
            self._annotate(self.pdf.pages[start + index], opened, index)
        if opened.pdf.acroform.needs_appearances and "/AcroForm" in self.pdf.Root:
            self.pdf.Root.AcroForm["/NeedAppearances"] = True
        self._aim(opened, start)
        layers.copy(opened.pdf, self.pdf)

    def _annotate(self, page: Page, opened: Opened, index: int) -> None:
        """Copy a page's annotations and form fields to where they stand now; fields whose names clash are renamed."""
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
        page.copy_annotations(opened.pdf.pages[index], Matrix(*opened.placings[index].matrix))

    def _aim(self, opened: Opened, start: int) -> None:
        """Make the links within an attachment lead to where its pages are now."""
        for index in opened.annotated:
            for annotation in self.pdf.pages[start + index].obj.get("/Annots", Array()):
                if TARGET in annotation:
                    target = self.pdf.pages[start + int(annotation[TARGET])].obj
                    del annotation[TARGET]
                    annotation["/Dest"] = Array([target, Name.Fit])

    def _pad(self) -> None:
        if len(self.pdf.pages) % 2:
            self._blank()

    def _blank(self) -> None:
        self.pdf.add_blank_page(page_size=(SHEET_WIDTH, SHEET_HEIGHT))


def roman(number: int) -> str:
    """Return a number from 1 in small Roman numerals, as the pages of the contents bear them."""
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def _describe(pdf: Pdf, packet: Packet) -> None:
    """Write the document information, and how a reader should open and print the packet."""
    properties = {"Title": packet.title, **packet.properties}
    for key, value in properties.items():
        pdf.docinfo[Name(f"/{key}")] = value
    if packet.created:
        pdf.docinfo[Name.CreationDate] = f"D:{packet.created:%Y%m%d}000000Z"
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Duplex=Name.DuplexFlipLongEdge)
    pdf.Root.PageLayout = Name.OneColumn


def _save(pdf: Pdf, output: BinaryIO, protection: Protection | None) -> None:
    try:
        pdf.save(
            output,
            min_version="1.7",
            encryption=_encryption(protection) if protection else None,
            deterministic_id=protection is None,  # the id of an encrypted file is drawn before its bytes are known
            object_stream_mode=ObjectStreamMode.generate,
            stream_decode_level=None if protection else StreamDecodeLevel.none,
        )
    except PdfError as error:
        raise AssemblyError(faults.SAVING.fill(reason=error)) from error


def _encryption(protection: Protection) -> Encryption:
    allowed = protection.allowed
    return Encryption(
        owner=protection.owner,
        user=protection.user,
        R=6,  # AES-256 (ISO 32000-2)
        allow=Permissions(
            accessibility=True,
            extract="copy" in allowed,
            modify_annotation="annotate" in allowed,
            modify_assembly="change" in allowed,
            modify_form="fill" in allowed,
            modify_other="change" in allowed,
            print_lowres="print" in allowed,
            print_highres="print" in allowed,
        ),
    )
