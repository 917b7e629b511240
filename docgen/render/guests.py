"""What insets bring into a document: their styles, lists, pictures and links, under names that are free there."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Final
from weakref import proxy

from lxml import etree

from docgen.render.inset import Guest, Relation
from docgen.render.parts import CONTENT_TYPES, part_of_kind, read_part, relationships_of, stories
from docgen.render.word import DECLARATION, RELATIONS, W, parse, serialise, w

if TYPE_CHECKING:
    from docgen.render.sheet import Sheet

_STYLED: Final = (w("pStyle"), w("rStyle"), w("tblStyle"))
_LEADING: Final = ("basedOn", "next", "link", "numStyleLink", "styleLink")
_BOOKMARK: Final = re.compile(rb'<w:bookmarkStart\s[^<>]*?\bw:name="([^"]*)"')
_FIRST_LIST: Final = 10_000  # above the ids of the template's lists, and of those begun anew
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_NUMBERING: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_RELATED: Final = f"{{{RELATIONS}}}"


class Guests:
    """The insets of one document; ``contents`` are the template's parts, ``came`` tells whether there is any."""

    def __init__(self, contents: Mapping[str, bytes], file: str, sheet: "Sheet") -> None:
        self._contents, self._file = contents, file
        self._sheet: Sheet = proxy(sheet)  # which holds this: a cycle would keep every document until a collection
        self._styles: list[etree._Element] = []
        self._lists: list[tuple[etree._Element, etree._Element]] = []
        self._types: dict[str, str] = {}
        self.came = False

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """The ids of the document's styles by kind and name."""
        part = self._part("styles")
        styles = read_part(self._contents[part], part, self._file).iter(w("style")) if part else ()
        return {_name(style): style.get(w("styleId"), "") for style in styles}

    def _part(self, kind: str) -> str | None:
        return part_of_kind(self._contents, kind, self._file)

    def welcome(self, guest: Guest, part: str) -> str:
        """Return the blocks of a guest as XML for this part of the document."""
        self.came = True
        body = guest.blocks()
        known: dict[str, str] = {}
        self._restyle(body, guest)
        self._relist(body, guest, known)
        for element in body.iter(etree.Element):
            for key in [key for key in element.attrib if key.startswith(_RELATED)]:
                element.set(key, self._related(guest, element.get(key, ""), part))
        self._renumber(body)
        return "".join(map(serialise, body))

    def _restyle(self, root: etree._Element, guest: Guest) -> None:
        for element in list(root.iter(*_STYLED)):
            style = self._style(guest, element.get(w("val"), ""))
            if style is None:
                element.getparent().remove(element)
            else:
                element.set(w("val"), style)

    def _style(self, guest: Guest, id_: str) -> str | None:
        """Return the id of the document's style of the same name; one that is not there comes along."""
        style = guest.styles.get(id_)
        if style is None:
            return None
        name = _name(style)
        if name not in self._by_name:
            taken = set(self._by_name.values())
            self._by_name[name] = next(free for free in _numbered(id_) if free not in taken)
            self._bring(guest, style, self._by_name[name])
        return self._by_name[name]

    def _bring(self, guest: Guest, style: etree._Element, id_: str) -> None:
        copy = deepcopy(style)
        copy.attrib.pop(w("default"), None)
        copy.set(w("styleId"), id_)
        self._styles.append(copy)
        self._lead(copy, guest)
        self._relist(copy, guest, {})

    def _lead(self, root: etree._Element, guest: Guest) -> None:
        """Let what a style or a list says of other styles say so here."""
        for element in [child for child in root if child.tag in map(w, _LEADING)]:
            other = self._style(guest, element.get(w("val"), ""))
            if other is None:
                root.remove(element)
            else:
                element.set(w("val"), other)

    def _relist(self, root: etree._Element, guest: Guest, known: dict[str, str]) -> None:
        for element in root.iter(w("numId")):
            id_ = element.get(w("val"), "0")
            if id_ != "0" and id_ in guest.lists:
                known[id_] = known.get(id_) or self._list(guest, id_)
                element.set(w("val"), known[id_])

    def _list(self, guest: Guest, id_: str) -> str:
        """Bring a list along and return its new id."""
        number, definition = map(deepcopy, guest.lists[id_])
        new = str(_FIRST_LIST + len(self._lists))
        self._lists.append((number, definition))
        for element in definition.findall(w("nsid")):  # else Word takes lists of one template for one list
            definition.remove(element)
        definition.set(w("abstractNumId"), new)
        number.set(w("numId"), new)
        number.find(w("abstractNumId")).set(w("val"), new)
        self._lead(definition, guest)
        for style in list(definition.iter(w("pStyle"))):
            style.getparent().remove(style)  # or the style's own list would be this one
        return new

    def _related(self, guest: Guest, id_: str, part: str) -> str:
        relation = guest.relations.get(id_)
        if relation is not None and relation.kind == "hyperlink" and relation.content is None:
            return self._sheet.linked(part, relation.target)
        if relation is not None and relation.kind == "image" and relation.content is not None:
            return self._sheet.pictured(part, relation.content, self._extension(guest, relation))
        raise ValueError(f"{relation.kind if relation else id_} cannot come along")

    def _extension(self, guest: Guest, relation: Relation) -> str:
        extension = relation.target.rpartition(".")[2].lower()
        self._types[extension] = guest.type_of(extension)
        return extension

    def _renumber(self, body: etree._Element) -> None:
        """Give drawings and bookmarks ids, and bookmarks names, that nothing else in the document has."""
        bookmarks: dict[str, str] = {}
        for element in body.iter("{*}docPr"):
            element.set("id", str(self._sheet.fresh_id()))
        for element in body.iter(w("bookmarkStart"), w("bookmarkEnd")):
            old = element.get(w("id"), "")
            bookmarks[old] = bookmarks.get(old) or str(self._sheet.fresh_id())
            element.set(w("id"), bookmarks[old])
        renamed = {}
        for element in body.iter(w("bookmarkStart")):
            old = element.get(w("name"), "")
            free = next(each for each in _numbered(old) if each not in self._named)
            renamed[old] = self._sheet.bookmark_name(free)
            element.set(w("name"), renamed[old])
        _refer(body, {old: new for old, new in renamed.items() if old != new})

    @cached_property
    def _named(self) -> frozenset[str]:
        """The names of the template's own bookmarks."""
        parts = (self._contents[name] for name, _ in stories(self._contents, self._file))
        return frozenset(name.decode() for part in parts for name in _BOOKMARK.findall(part))

    def settled(self, changed: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the parts that insets change; ``changed`` are those that the document has changed already."""
        parts = {**self._contents, **changed}
        found: dict[str, bytes] = {}
        if self._styles and (part := self._part("styles")):
            root = parse(parts[part])
            root.extend(self._styles)
            found[part] = _written(root)
        types = parse(parts[CONTENT_TYPES])
        if self._lists:
            found |= self._with_lists(parts, types)
        known = {each.get("Extension", "").lower() for each in types}
        for extension, kind in self._types.items():
            if extension not in known:
                types.insert(0, etree.Element(f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind))
        return found | {CONTENT_TYPES: _written(types)}

    def _with_lists(self, parts: Mapping[str, bytes], types: etree._Element) -> dict[str, bytes]:
        part = self._part("numbering") or "word/docgen_numbering.xml"
        empty = etree.Element(w("numbering"), nsmap={"w": W})
        root = parse(parts[part]) if part in parts else empty
        definitions = root.findall(w("abstractNum"))
        place = root.index(definitions[-1]) + 1 if definitions else len(root.findall(w("numPicBullet")))
        root[place:place] = [definition for _, definition in self._lists]
        numbers = root.findall(w("num"))
        place = root.index(numbers[-1]) + 1 if numbers else place + len(self._lists)
        root[place:place] = [number for number, _ in self._lists]
        if part in parts:
            return {part: _written(root)}
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=_NUMBERING)
        body, _ = next(stories(self._contents, self._file))
        name = relationships_of(body)
        relations = parse(parts[name])
        attributes = {"Id": "docgenNumbering", "Type": f"{RELATIONS}/numbering", "Target": f"/{part}"}
        etree.SubElement(relations, relations[0].tag if len(relations) else "Relationship", attributes)
        return {part: _written(root), name: _written(relations)}


def _refer(body: etree._Element, renamed: Mapping[str, str]) -> None:
    """Let fields and links within the body lead to its bookmarks under their new names."""
    if not renamed:
        return
    names = re.compile(rf"(?<![\w])({'|'.join(map(re.escape, renamed))})(?![\w])")
    for element in body.iter(w("instrText")):
        element.text = names.sub(lambda match: renamed[match[1]], element.text or "")
    for key, tag in ((w("instr"), w("fldSimple")), (w("anchor"), w("hyperlink"))):
        for element in body.iter(tag):
            if key in element.attrib:
                element.set(key, names.sub(lambda match: renamed[match[1]], element.get(key, "")))


def _numbered(id_: str) -> Iterator[str]:
    return (id_ if number == 1 else f"{id_}_{number}" for number in count(1))


def _name(style: etree._Element) -> str:
    """Return a style's kind and name, by which styles of two files are the same."""
    name = style.find(w("name"))
    said = style.get(w("styleId"), "") if name is None else name.get(w("val"), "")
    return f"{style.get(w('type'), 'paragraph')} {said.lower()}"


def _written(root: etree._Element) -> bytes:
    return (DECLARATION + serialise(root)).encode()
