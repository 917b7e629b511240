"""The body of another Word file as a value: ``{{p inset }}`` prints its paragraphs and tables in the place of this one.

What it needs comes along: styles that the document does not have under their name, lists under ids of their own,
pictures and hyperlinks. Notes, comments and embedded objects do not: a file that has them is refused, so that nothing
of it is lost unseen. Its sections keep their pages, and take the headers of the document that they stand in.
"""

import posixpath
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cached_property
from typing import Final, NamedTuple

from lxml import etree

from docgen.render.package import read_package
from docgen.render.parts import CONTENT_TYPES, part_of_kind, read_part, refuse_unwelcome, relationships_of, stories
from docgen.render.word import w

_LEFT_BEHIND: Final = ("footnoteReference", "endnoteReference", "commentReference", "altChunk")
_MARKED: Final = (w("headerReference"), w("footerReference"), w("commentRangeStart"), w("commentRangeEnd"))
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_DEFAULT: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}Default"


class Relation(NamedTuple):
    """What a part points at: ``kind`` is the last word of its type; ``content`` is there for what the file holds."""

    kind: str
    target: str
    content: bytes | None


class Inset:
    """The body of a .docx; ``name`` is the file's, for messages."""

    def __init__(self, package: bytes, name: str = "inset.docx") -> None:
        self._package, self._name = package, name

    def package(self) -> bytes:
        """Return the file."""
        return self._package

    def opened(self) -> "Guest":
        """Return what the file holds; raises TemplateError for no Word file, ValueError for what cannot come along."""
        _, contents = read_package(self.package(), self._name)
        refuse_unwelcome(contents, self._name)
        return Guest(contents, self._name)


class Guest:
    """What an inset's file holds: blocks of its body, styles, lists and relations."""

    def __init__(self, contents: Mapping[str, bytes], file: str) -> None:
        self._contents, self._file = contents, file
        self._body, _ = next(stories(contents, file))
        self._root = read_part(contents[self._body], self._body, file)
        for name in _LEFT_BEHIND:
            if self._root.find(f".//{w(name)}") is not None:
                raise ValueError(f"{file}: w:{name} cannot come along")

    def blocks(self) -> etree._Element:
        """Return a copy of the body, with nothing in it that only its own file can have."""
        body = deepcopy(self._root.find(w("body")))
        for section in body.findall(w("sectPr")):
            body.remove(section)
        for element in list(body.iter(*_MARKED)):
            element.getparent().remove(element)
        for element in body.iter(etree.Element):
            for key in [key for key in element.attrib if key.startswith(_W14)]:
                del element.attrib[key]
        return body

    @cached_property
    def relations(self) -> Mapping[str, Relation]:
        """What the body points at, by id."""
        name = relationships_of(self._body)
        found = read_part(self._contents[name], name, self._file) if name in self._contents else ()
        return {each.get("Id", ""): self._relation(each) for each in found}

    def _relation(self, element: etree._Element) -> Relation:
        target, kind = element.get("Target", ""), element.get("Type", "").rpartition("/")[2]
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(self._body), target)).lstrip("/")
        external = element.get("TargetMode") == "External"
        return Relation(kind, target, None if external else self._contents.get(path))

    @cached_property
    def styles(self) -> Mapping[str, etree._Element]:
        """The styles by id."""
        return {style.get(w("styleId"), ""): style for style in self._of("styles", w("style"))}

    @cached_property
    def lists(self) -> Mapping[str, tuple[etree._Element, etree._Element]]:
        """The lists by id, each with its definition."""
        definitions = {each.get(w("abstractNumId")): each for each in self._of("numbering", w("abstractNum"))}
        found = {}
        for number in self._of("numbering", w("num")):
            definition = definitions.get(number.find(w("abstractNumId")).get(w("val")))
            if definition is not None:
                found[number.get(w("numId"), "")] = number, definition
        return found

    def type_of(self, extension: str) -> str:
        """Return the content type of files with this extension."""
        types = read_part(self._contents[CONTENT_TYPES], CONTENT_TYPES, self._file)
        found = (each.get("ContentType", "") for each in types.iter(_DEFAULT) if _same(each, extension))
        return next(found, f"image/{extension}")

    def _of(self, kind: str, tag: str) -> Iterator[etree._Element]:
        name = part_of_kind(self._contents, kind, self._file)
        if name:
            yield from read_part(self._contents[name], name, self._file).iterchildren(tag)


def _same(default: etree._Element, extension: str) -> bool:
    return str(default.get("Extension", "")).lower() == extension
