"""The text of finished files: of a Word file paragraph by paragraph, of a PDF page by page, as any reader gets it.

What only the page knows (its number, how many there are) is a gap, so that a paper that grew by a page still agrees.
"""

import io
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

import pypdf
from lxml import etree
from pypdf.generic import ContentStream, NameObject

from docgen.diagnostics import Wording
from docgen.render.package import read_package
from docgen.render.parts import read_part, stories
from docgen.render.word import w

GAP: Final = "\ufffc"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SAID: Final = {w("br"): "\n", w("cr"): "\n", w("tab"): "\t", w("ptab"): "\t", w("noBreakHyphen"): "-"}
_NUMBERS: Final = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF)\b")
_TOKEN: Final = re.compile(r"[0-9A-Za-z.,%:/@-]+|[^0-9A-Za-z.,%:/@，。；：、（）《》“”-]+|.", re.DOTALL)
_PARAGRAPH = Wording("{part.zh}第 {number} 段", "{part.en}, paragraph {number}")
_PAGE = Wording("第 {number} 页", "page {number}")


@dataclass(frozen=True)
class Line:
    """A piece of text and where a reader finds it; ``part`` and ``number`` are its place in a Word file."""

    text: str
    place: Wording
    part: str = ""
    number: int = 0


@dataclass(frozen=True)
class Body:
    """Text in reading order, piece by piece, with ``joint`` between the pieces."""

    lines: Sequence[Line]
    joint: str = "\n"

    @cached_property
    def starts(self) -> list[int]:
        """Where each piece begins in the whole text."""
        starts, at = [], 0
        for line in self.lines:
            starts.append(at)
            at += len(line.text) + len(self.joint)
        return starts

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return self.joint.join(line.text for line in self.lines)

    def at(self, offset: int) -> Wording:
        """Return where a character of the whole text is found."""
        if not self.lines:
            return Wording("全文", "the whole text")
        return self.lines[max(0, bisect_right(self.starts, offset) - 1)].place


@dataclass(frozen=True)
class Reading:
    """What a file says: its body, its headers and footers, and what it says of itself (title, subject)."""

    body: Body
    margins: Sequence[Line] = ()
    properties: dict[str, str] = field(default_factory=dict)


def read_docx(blob: bytes, name: str) -> Reading:
    """Return what a Word file says; ``name`` is the file's, for messages. Raises TemplateError for what is none."""
    _, contents = read_package(blob, name)
    body: list[Line] = []
    margins: list[Line] = []
    properties: dict[str, str] = {}
    for part, said in stories(contents, name):
        root = read_part(contents[part], part, name)
        if part.startswith("docProps/"):
            properties = {etree.QName(each).localname: each.text or "" for each in root if each.text}
            continue
        lines = list(_lines(root, part, said))
        if "header" in part or "footer" in part:
            margins += [replace(line, text=bare(line.text)) for line in lines if bare(line.text)]
        else:
            body += lines
    return Reading(Body(body), margins, {key: properties.get(key, "") for key in ("title", "subject")})


def _lines(root: etree._Element, part: str, said: Wording) -> Iterator[Line]:
    for number, paragraph in enumerate(root.iter(w("p")), start=1):
        if not any(above.tag == _FALLBACK for above in paragraph.iterancestors()):
            yield Line(_paragraph(paragraph), _PARAGRAPH.fill(part=said, number=number), part, number)


def _paragraph(paragraph: etree._Element) -> str:
    """Return a paragraph's own text, without that of text boxes in it; a page number is a gap."""
    said: list[str] = []
    fields: list[list[Any]] = []  # of each open field: its code, and whether its result has begun
    for element in paragraph.iter(w("t"), w("fldChar"), w("instrText"), *_SAID):
        if next(element.iterancestors(w("p"))) is not paragraph or element.getparent().tag == w("tabs"):
            continue
        if element.tag == w("fldChar"):
            said += _turn(fields, element.get(w("fldCharType")))
        elif element.tag == w("instrText"):
            if fields:
                fields[-1][0] += element.text or ""
        elif not any(_NUMBERS.match(code) and begun for code, begun in fields) and not _in_number(element):
            said.append(_SAID.get(element.tag) or element.text or "")
    simple = sum(1 for each in paragraph.iter(w("fldSimple")) if _NUMBERS.match(each.get(w("instr"), "")))
    return "".join(said) + GAP * simple


def _turn(fields: list[list[Any]], kind: str | None) -> list[str]:
    """Follow the beginning, the separator or the end of a field; return the gap that a page number leaves."""
    if kind == "begin":
        fields.append(["", False])
    elif kind == "separate" and fields:
        fields[-1][1] = True
    elif kind == "end" and fields:
        code, _ = fields.pop()
        return [GAP] if _NUMBERS.match(code) else []
    return []


def _in_number(element: etree._Element) -> bool:
    return any(_NUMBERS.match(each.get(w("instr"), "")) for each in element.iterancestors(w("fldSimple")))


def read_pdf(blob: bytes, margins: Sequence[str]) -> Reading:
    """Return what a PDF says, without blanks; ``margins`` are the headers and footers that it may have.

    Raises pypdf's ``PdfReadError`` for what is no PDF.
    """
    reader = pypdf.PdfReader(io.BytesIO(blob))
    patterns = {text: re.compile(re.escape(text).replace(GAP, r"[0-9ivxlcdm]+")) for text in margins}
    body: list[Line] = []
    around: list[Line] = []
    for number, page in enumerate(reader.pages, start=1):
        place = _PAGE.fill(number=number)
        flowing, artifacts = _page(page, reader)
        inside = [bare(line) for line in flowing.splitlines()]
        outside = [bare(line) for line in artifacts.splitlines()]
        kept = [line for line in inside if not _margin(line, patterns)]
        body += [Line(token, place) for token in _TOKEN.findall("".join(kept))]
        known = [margin for line in [*inside, *outside] if (margin := _margin(line, patterns))]
        odd = [line for line in outside if line and not _margin(line, patterns)]
        around += [Line(line, place) for line in [*known, *odd]]
    said: Mapping[str, Any] = reader.metadata or {}
    properties = {key: str(said.get(f"/{key.title()}", "") or "") for key in ("title", "subject")}
    return Reading(Body(body, ""), around, properties)


def _margin(line: str, patterns: Mapping[str, re.Pattern[str]]) -> str | None:
    """Return the header or footer that a line is, whatever its page number."""
    return next((text for text, pattern in patterns.items() if pattern.fullmatch(line)), None)


def _page(page: pypdf.PageObject, reader: pypdf.PdfReader) -> tuple[str, str]:
    """Return the text of a page, and what is marked as no part of it: headers, footers, repeated rows."""
    content = page.get("/Contents")
    if content is None:
        return "", ""
    stream = ContentStream(content.get_object(), reader, "bytes")
    flowing: list[Any] = []
    artifacts: list[Any] = []
    marks: list[bool] = []
    for operands, operator in stream.operations:
        if operator in {b"BDC", b"BMC"}:
            marks.append(str(operands[0]) == "/Artifact")
        (artifacts if any(marks) else flowing).append((operands, operator))
        if operator == b"EMC" and marks:
            marks.pop()
    texts = []
    for operations in (flowing, artifacts):
        part = ContentStream(None, reader, "bytes")
        part.operations = operations
        page[NameObject("/Contents")] = part
        texts.append(page.extract_text() if operations else "")
    return texts[0], texts[1]


def bare(text: str) -> str:
    """Return a text without its blanks: a PDF has lines where a paragraph has none."""
    return re.sub(r"[\s\u200b]+", "", text)
