"""A document as it is examined: its parts, what kind each is, and how they refer to each other (ECMA-376 part 2)."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from urllib.parse import unquote

from lxml import etree

from docgen.doctor.places import Part, headings
from docgen.doctor.symptoms import Disorder, Symptom, Where, symptom

CONTENT_TYPES: Final = "[Content_Types].xml"
ROOT_RELATIONS: Final = "_rels/.rels"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_KIND = re.compile(
    r"^application/vnd\.(?:openxmlformats-(?:officedocument\.wordprocessingml|package)|ms-word|ms-office)\."
)
MAIN: Final = frozenset(
    ("document.main", "template.main", "document.macroEnabled.main", "template.macroEnabledTemplate.main")
)
STORIES: Final = MAIN | {"header", "footer", "footnotes", "endnotes", "comments", "document.glossary"}


@dataclass(frozen=True)
class Relation:
    """A relationship: ``target`` is the member that it leads to, or None if that stands outside the package."""

    id: str
    kind: str
    written: str
    target: str | None


@dataclass(frozen=True)
class Document:
    """A package with its XML read; ``roots`` holds only the parts that are well-formed."""

    file: str
    contents: Mapping[str, bytes]
    roots: Mapping[str, etree._Element] = field(repr=False)

    @cached_property
    def types(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """The content types by part, and those by the ending of a name, in lower case."""
        root = self.roots.get(CONTENT_TYPES)
        if root is None:
            return {}, {}
        overrides = {
            item.get("PartName", "").lstrip("/"): item.get("ContentType", "") for item in root.iter(f"{_TYPES}Override")
        }
        endings = {
            item.get("Extension", "").lower(): item.get("ContentType", "") for item in root.iter(f"{_TYPES}Default")
        }
        return overrides, endings

    def type_of(self, name: str) -> str:
        """Return the content type of a part, or nothing."""
        overrides, endings = self.types
        return overrides.get(name) or endings.get(name.rpartition(".")[2].lower(), "")

    def kind_of(self, name: str) -> str:
        """Return what kind of part it is, such as ``document.main``, ``header`` or ``styles``."""
        return _KIND.sub("", self.type_of(name)).removesuffix("+xml")

    @cached_property
    def parts(self) -> list[Part]:
        """The parts of WordprocessingML, the body first."""
        named = [(self.kind_of(name), name, root) for name, root in self.roots.items() if not name.endswith(".rels")]
        styled = headings(next((root for kind, _, root in named if kind == "styles"), None))
        named.sort(key=lambda part: (part[0] not in MAIN, part[1]))
        return [Part(self.file, name, kind, root, styled) for kind, name, root in named]

    @cached_property
    def stories(self) -> list[Part]:
        """The parts that hold paragraphs."""
        return [part for part in self.parts if part.kind in STORIES]

    def of_kind(self, *kinds: str) -> list[Part]:
        """Return the parts of these kinds."""
        return [part for part in self.parts if part.kind in kinds]

    @cached_property
    def relations(self) -> Mapping[str, list[Relation]]:
        """The relationships of each part by the part's name; those of the package itself by the empty name."""
        return {
            source_of(name): [_relation(item, source_of(name)) for item in root.iter(_RELATIONSHIP)]
            for name, root in self.roots.items()
            if name.endswith(".rels")
        }

    def symptom(self, disorder: Disorder, part: str, /, **values: object) -> Symptom:
        """Return a disorder of a whole part."""
        return symptom(disorder, Where(self.file, part), **values)


def source_of(relations: str) -> str:
    """Return the name of the part whose relationships this member holds."""
    folder, name = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _relation(item: etree._Element, source: str) -> Relation:
    written = item.get("Target", "")
    target = None
    if item.get("TargetMode") != "External":
        path = unquote(written.partition("#")[0])
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), path)).lstrip("/")
    return Relation(item.get("Id", ""), item.get("Type", "").rpartition("/")[2], written, target)


def reachable(document: Document) -> Iterator[str]:
    """Yield the names of all parts to which relationships lead from the package."""
    seen, ahead = {""}, [""]
    while ahead:
        for relation in document.relations.get(ahead.pop(), ()):
            if relation.target and relation.target not in seen:
                seen.add(relation.target)
                ahead.append(relation.target)
                yield relation.target
