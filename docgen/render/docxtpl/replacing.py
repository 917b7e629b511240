"""What docxtpl changes in a finished package: pictures and embedded objects replaced, hyperlinks related."""

import hashlib
import posixpath
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from docgen.diagnostics import Wording
from docgen.errors import TemplateError
from docgen.render.package import Member, Mould, read_package
from docgen.render.parts import read_part, relationships_of, stories
from docgen.render.word import DECLARATION, serialise

_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES: Final = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "r": _OFFICE,
}
_LABELS: Final = ("name", "title", "descr")


@dataclass
class Replacements:
    """New contents: ``media`` and ``embedded`` by the CRC-32 of the old, ``members`` and ``pictures`` by name.

    A picture's name is the name, the title or the description that Word knows it by. ``links`` are addresses by the id
    of the body's relationship to them. ``strict`` raises TemplateError for a picture that is not there.
    """

    media: dict[int, bytes] = field(default_factory=dict)
    embedded: dict[int, bytes] = field(default_factory=dict)
    members: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    strict: bool = True

    def applied(self, package: bytes, file: str) -> bytes:
        """Return the package with everything replaced; ``file`` is its name in messages."""
        if not (self.media or self.embedded or self.members or self.pictures or self.links):
            return package
        members, contents = read_package(package, file)
        changed = {**self._pictured(contents, file), **dict(self._by_checksum(members)), **self._linked(contents, file)}
        changed |= {name: content for name, content in self.members.items() if name in contents}
        packed = [Member.pack(name, content) for name, content in changed.items()]
        return Mould(members, changed).cast(packed)

    def _by_checksum(self, members: list[Member]) -> Iterator[tuple[str, bytes]]:
        for member in members:
            folder = posixpath.dirname(member.name)
            known = {"word/media": self.media, "word/embeddings": self.embedded}.get(folder, {})
            if member.crc in known:
                yield member.name, known[member.crc]

    def _pictured(self, contents: Mapping[str, bytes], file: str) -> dict[str, bytes]:
        if not self.pictures:
            return {}
        found = {label: member for part, _ in stories(contents, file) for label, member in _pictures(contents, part)}
        for name in self.pictures if self.strict else ():
            if name not in found:
                raise TemplateError(
                    Wording(f"模板 {file} 中没有名为 {name} 的图片", f"template {file} has no picture named {name}")
                )
        return {found[name]: content for name, content in self.pictures.items() if name in found}

    def _linked(self, contents: Mapping[str, bytes], file: str) -> dict[str, bytes]:
        if not self.links:
            return {}
        body, _ = next(stories(contents, file))
        name = relationships_of(body)
        root = read_part(contents[name], name, file)
        known = {relationship.get("Id") for relationship in root}
        for id_, url in self.links.items():
            if id_ in known:
                continue
            attributes = {"Id": id_, "Type": f"{_OFFICE}/hyperlink", "Target": url, "TargetMode": "External"}
            etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", attributes)
        return {name: (DECLARATION + serialise(root)).encode()}


def checksum(content: bytes) -> int:
    """Return the CRC-32 by which a package knows its members."""
    return zlib.crc32(content)


def link_id(url: str) -> str:
    """Return the id of a relationship to ``url``: the same one for the same address."""
    return f"link{hashlib.sha256(url.encode()).hexdigest()[:16]}"


def _pictures(contents: Mapping[str, bytes], part: str) -> Iterator[tuple[str, str]]:
    """Yield each name that a picture of the part is known by, and the member that holds it."""
    relationships = relationships_of(part)
    if relationships not in contents:
        return
    targets = {each.get("Id"): each.get("Target", "") for each in read_part(contents[relationships], part, part)}
    for picture in read_part(contents[part], part, part).iter(f"{{{_NAMES['pic']}}}pic"):
        blip = picture.find("pic:blipFill/a:blip", _NAMES)
        shown = picture.find("pic:nvPicPr/pic:cNvPr", _NAMES)
        target = targets.get(blip.get(f"{{{_OFFICE}}}embed")) if blip is not None else None
        if target is None or shown is None:
            continue
        member = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        yield from ((shown.get(label), member) for label in _LABELS if shown.get(label))
