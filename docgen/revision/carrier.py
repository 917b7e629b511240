"""A record put into a Word file, and found again: bookmarks on its paragraphs, and a custom XML part.

Word and LibreOffice keep both when they save; LibreOffice 7.4 drops document variables. Bookmarks whose names begin
with ``_`` are not shown. The part is that of ISO/IEC 29500-1, 15.2.5.
"""

import posixpath
from collections.abc import Mapping
from itertools import count
from typing import Final

from lxml import etree

from docgen.diagnostics import Wording
from docgen.errors import TemplateError
from docgen.render.package import Member, Mould, read_package
from docgen.render.parts import CONTENT_TYPES, relationships_of, stories
from docgen.render.word import DECLARATION, parse, serialise, w
from docgen.revision.record import NAMESPACE, Record

_BROKEN_PART = Wording("{name} 中的 {part} 不是完好的 XML", "{part} in {name} is no sound XML")
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM: Final = "{8B0B5C5E-3C0E-5D7B-9C1D-6A1F0D9C2E71}"  # any fixed id: there is one such part in a file
_PROPERTIES: Final = (
    f'{DECLARATION}<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{_OFFICE}/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_RELATIONS: Final = (
    f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/customXmlProps" Target="{{target}}"/></Relationships>'
)


def body_of(blob: bytes, name: str) -> etree._Element:
    """Return the root of a Word file's main part; raises TemplateError for a file that is none."""
    contents = read_package(blob, name)[1]
    part = next(stories(contents, name))[0]
    try:
        return parse(contents[part])
    except (etree.XMLSyntaxError, ValueError) as error:
        raise TemplateError(_BROKEN_PART.fill(name=name, part=part)) from error


def carry(docx: bytes, record: Record, numbers: Mapping[str, int]) -> bytes:
    """Return the document with the record in it; ``numbers`` tells on which paragraph (from 1) each bookmark goes."""
    members, contents = read_package(docx, "the document")
    body = next(stories(contents, "the document"))[0]
    root = parse(contents[body])
    _mark(root, {number: mark for mark, number in numbers.items()})
    changed = {body: (DECLARATION + serialise(root)).encode()}
    old = next((part for part in contents if _record_in(contents, part)), None)
    changed |= {old: record.xml()} if old else _parts(contents, body, record)
    return Mould(members, changed).cast(Member.pack(part, content) for part, content in changed.items())


def _parts(contents: Mapping[str, bytes], body: str, record: Record) -> dict[str, bytes]:
    """Return the parts that a record needs in a file that has none."""
    number = next(number for number in count(1) if f"customXml/item{number}.xml" not in contents)
    item, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    return {
        CONTENT_TYPES: _typed(contents[CONTENT_TYPES], properties),
        relationships_of(body): _related(contents.get(relationships_of(body)), item, body),
        item: record.xml(),
        properties: _PROPERTIES.encode(),
        relationships_of(item): _RELATIONS.format(target=posixpath.basename(properties)).encode(),
    }


def recover(docx: bytes, name: str) -> Record | None:
    """Return the record that a document carries, nothing where it has none; raises TemplateError for no Word file."""
    contents = read_package(docx, name)[1]
    return next((record for part in contents if (record := _record_in(contents, part))), None)


def _record_in(contents: Mapping[str, bytes], part: str) -> Record | None:
    """Return the record that a part is; nothing for any other part, or where it cannot be read."""
    if not part.startswith("customXml/") or NAMESPACE.encode() not in contents[part]:
        return None
    try:
        root = parse(contents[part])
    except (etree.XMLSyntaxError, ValueError):
        return None
    return Record.read(root) if root.tag == f"{{{NAMESPACE}}}record" else None


def _mark(root: etree._Element, marks: Mapping[int, str]) -> None:
    ids = count(max((int(mark.get(w("id"), "0")) for mark in root.iter(w("bookmarkStart"))), default=0) + 1)
    for number, paragraph in enumerate(root.iter(w("p")), 1):
        if number in marks:
            identity = {w("id"): str(next(ids))}
            start = etree.Element(w("bookmarkStart"), identity | {w("name"): marks[number]})
            paragraph.insert(int(paragraph.find(w("pPr")) is not None), start)
            paragraph.append(etree.Element(w("bookmarkEnd"), identity))


def _typed(content: bytes, properties: str) -> bytes:
    root = parse(content)
    types = f"{{{_PACKAGE}/content-types}}"
    if not any(each.get("Extension") == "xml" for each in root.iter(f"{types}Default")):
        root.insert(0, etree.Element(f"{types}Default", Extension="xml", ContentType="application/xml"))
    etree.SubElement(root, f"{types}Override", PartName=f"/{properties}", ContentType=_PROPERTIES_TYPE)
    return (DECLARATION + serialise(root)).encode()


def _related(content: bytes | None, item: str, body: str) -> bytes:
    root = parse(content or f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode())
    target = posixpath.relpath(item, posixpath.dirname(body) or ".")
    kind = f"{_OFFICE}/relationships/customXml"
    relation = f"{{{_PACKAGE}/relationships}}Relationship"
    etree.SubElement(root, relation, Id="docgenRecord", Type=kind, Target=target)
    return (DECLARATION + serialise(root)).encode()
