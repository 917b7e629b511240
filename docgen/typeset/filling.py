"""Right in both files: what the laid-out pages say becomes the last result of the fields of the DOCX itself."""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from docgen.typeset.contents import Contents, has_contents
from docgen.typeset.looks import RunFormat
from docgen.typeset.press.compiler import ask
from docgen.typeset.press.job import Job
from docgen.typeset.press.literals import string
from docgen.typeset.press.pages import PageWriter, bookmarks, styles_referred
from docgen.typeset.press.typecase import typecase
from docgen.typeset.tree import Bookmark, Document, Inline, Link, PageField, Story, walk
from docgen.typeset.word import read
from docgen.typeset.word.fields import page_field, parse
from docgen.typeset.word.numerals import write
from docgen.typeset.word.package import Package, W
from docgen.typeset.word.stylesheet import stylesheet

_CONTENTS = re.compile(r"toc \d$", re.IGNORECASE)
_FILLED = (b"NUMPAGES", b"PAGEREF")
_STORIES = frozenset({"header", "footer", "footnotes", "endnotes"})


@dataclass(frozen=True, slots=True)
class PageMap:
    """On which pages a document's bookmarks stand, each as its section writes page numbers, and how many there are."""

    count: int
    places: Mapping[str, tuple[int, str]]

    def result(self, field: PageField) -> str | None:
        """Return what a page field should say, None for one that is no business of these pages."""
        if field.kind == "pages":
            return write(self.count, field.numbering or "decimal")
        if field.kind == "page_of" and (place := self.places.get(field.target or "")):
            number, numbering = place
            return write(number, field.numbering or numbering)
        return None


def page_map(document: Document) -> PageMap:
    """Return where the bookmarks of a document come to stand; a bookmark inside a box has no place."""
    job = Job(bookmarks(document), typecase(), styles_referred(document))
    source = PageWriter(job, document).source(None)
    sections = {name: section.numbering for section in document.sections for name in _names(section.blocks)}
    names = [name for name in sorted(sections) if job.is_marked(name)]
    pages = ", ".join(f"counter(page).at(label({string(f'b-{name}')})).first()" for name in names)
    count, *numbers = json.loads(ask(source, f'page-of("end"), {pages}'.rstrip(", "), job))
    return PageMap(count, {name: (number, sections[name]) for name, number in zip(names, numbers, strict=True)})


def renew_contents(docx: bytes) -> bytes:
    """Return a DOCX whose tables of contents list its headings; a file without tables of contents comes back as it is.

    The page numbers are those of ``fill_fields`` to fill. Raises ConversionError for a file that cannot be read.
    """
    package = Package(docx)
    content = package.read(package.main) or b""
    if not has_contents(content):
        return docx
    contents = Contents(root := _parsed(content), _contents_styles(package))
    contents.probe()
    contents.renew(read(_replaced(docx, {package.main: _written(root)})))
    return _replaced(docx, {package.main: _written(root)})


def _contents_styles(package: Package) -> dict[int, str]:
    part = package.related(package.main, "styles")
    sheet = stylesheet(package.read(part) if part else None, None, None)
    return {int(style.name[4:]): style.identifier for style in sheet.styles.values() if _CONTENTS.match(style.name)}


def fill_fields(docx: bytes, *, pages: int = 0) -> bytes:
    """Return a DOCX whose tables of contents, page references and counts of pages are those of our pages.

    That is what the fields TOC, NUMPAGES and PAGEREF show; they stay live. A file without such fields comes back as it
    is; the same bytes always give the same bytes. ``pages`` is how many there are, where that is known: a file that
    refers to no page is not laid out again. Raises ConversionError like ``typeset``.
    """
    docx = renew_contents(docx)
    package = Package(docx)
    related = [relation.target for relation in package.relations(package.main).values() if relation.kind in _STORIES]
    parts = {name: package.read(name) or b"" for name in (package.main, *related)}
    parts = {name: content for name, content in parts.items() if any(mark in content for mark in _FILLED)}
    if not parts:
        return docx
    refers = any(b"PAGEREF" in content for content in parts.values())
    found = page_map(read(docx)) if refers or not pages else PageMap(pages, {})
    return _replaced(docx, {name: _filled(content, found) for name, content in parts.items()})


def _filled(content: bytes, pages: PageMap) -> bytes:
    root = _parsed(content)
    for instruction, texts in _results(root):
        asked = page_field(parse(instruction), RunFormat())
        result = pages.result(asked) if asked else None
        if result is not None and texts:
            texts[0].text = result
            for rest in texts[1:]:
                rest.text = ""
    return _written(root)


def _parsed(content: bytes) -> Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _written(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


@dataclass(slots=True)
class _Open:
    """A field whose end has not come yet."""

    instruction: str = ""
    in_result: bool = False
    texts: list[Element] = field(default_factory=list)


def _results(root: Element) -> Iterator[tuple[str, Sequence[Element]]]:
    """Yield the instruction of each field, simple or complex, with the texts of its result that are its own."""
    for simple in root.iter(W + "fldSimple"):
        yield simple.get(W + "instr", ""), list(simple.iter(W + "t"))
    stack: list[_Open] = []
    for mark in root.iter(W + "fldChar", W + "instrText", W + "t"):
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            stack.append(_Open())
        elif stack and kind == "end":
            ended = stack.pop()
            yield ended.instruction, ended.texts
        elif stack:
            _go_on(stack[-1], mark, kind)


def _go_on(current: _Open, mark: Element, kind: str | None) -> None:
    if kind == "separate":
        current.in_result = True
    elif mark.tag == W + "instrText" and not current.in_result:
        current.instruction += mark.text or ""
    elif mark.tag == W + "t" and current.in_result:
        current.texts.append(mark)


def _names(blocks: Story) -> Iterator[str]:
    for paragraph in walk(blocks):
        yield from _marks(paragraph.content)


def _marks(content: Sequence[Inline]) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, Bookmark):
            yield inline.name
        elif isinstance(inline, Link):
            yield from _marks(inline.content)


def _replaced(docx: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a zip with other contents of some parts, and all else as it was, the times of its entries too."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, parts.get(entry.filename, old.read(entry)))
    return buffer.getvalue()
