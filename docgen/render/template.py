"""A template: compiled once, rendered many times.

For each document only Jinja runs and the parts with tags are deflated; the rest is copied as the bytes that it is.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import jinja2
from jinja2.meta import find_undeclared_variables
from lxml import etree

from docgen.diagnostics import Finding, Wording, because
from docgen.errors import TemplateError
from docgen.render.cache import Cache
from docgen.render.compiler import Compiler, Part, rendered
from docgen.render.faults import FAULTS, broken_finding, line_of, render_finding, tag_at
from docgen.render.guests import Guests
from docgen.render.language import Filters
from docgen.render.ledger import Ledger, drawn_up
from docgen.render.limits import TooMuchError
from docgen.render.lists import Lists
from docgen.render.observation import observe
from docgen.render.package import Member, Mould, read_package
from docgen.render.parts import (
    CONTENT_TYPES,
    part_of_kind,
    read_part,
    refuse_unwelcome,
    relationships_of,
    stories,
    with_pictures,
)
from docgen.render.places import template_error
from docgen.render.properties import dated, without_traces
from docgen.render.repeats import USED_ID
from docgen.render.sheet import Printed, Sheet
from docgen.render.word import DECLARATION, parse, serialise


class Template:
    """A .docx with tags (see :mod:`docgen.render`), compiled.

    ``filters`` are added to Jinja's; ``blank`` is printed for a value that is ``None`` (without it that is an error);
    ``name`` is what messages call the template. ``environment`` lends its filters, tests, globals and extensions, and
    its ``undefined`` if that is not Jinja's default; it escapes nothing and compiles nothing. ``cache`` keeps the code
    for the next process. Raises TemplateError with a finding for every fault of the template.
    """

    def __init__(
        self,
        source: Path | str | bytes,
        *,
        filters: Filters | None = None,
        blank: str | None = None,
        name: str | None = None,
        environment: jinja2.Environment | None = None,
        cache: Cache | None = None,
    ) -> None:
        blob, self.name = _read(source, name)
        members, contents = read_package(blob, self.name)
        refuse_unwelcome(contents, self.name)
        self._blank = blank
        self._packed: dict[str, tuple[bytes, Member]] = {}
        self._printed = Printed()
        self._properties = part_of_kind(contents, "core-properties", self.name)
        settled = _settled(contents, self._properties, self.name)
        self._contents = {**contents, **settled}
        self._numbering = part_of_kind(self._contents, "numbering", self.name)
        self._lists = Lists(self._root(self._numbering), self._root(part_of_kind(self._contents, "styles", self.name)))
        self._used = self._used_ids()
        self._stem = _free_stem(contents)
        compiler = Compiler(self.name, self._lists, cache)
        self._language, self._parts = compiler.compile(self._contents, filters or {}, environment)
        self._members = [_repacked(settled, member) for member in members]
        self._mould = Mould(self._members, self._changing())

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that the template looks up in the values it is given."""
        sources = (self._language.parse(part.source) for part in self._parts)
        return frozenset(name for source in sources for name in find_undeclared_variables(source))

    def _root(self, name: str | None) -> etree._Element | None:
        return read_part(self._contents[name], name, self.name) if name else None

    def _used_ids(self) -> frozenset[int]:
        contents = (self._contents[name] for name, _ in stories(self._contents, self.name))
        return frozenset(int(number) for content in contents for number in USED_ID.findall(content))

    def _changing(self) -> Iterator[str]:
        """Yield the names of the members that may differ from document to document."""
        for part in self._parts:
            yield from (part.name, relationships_of(part.name))
        yield from (name for name in (self._properties, self._numbering) if name)

    def render(self, context: Mapping[str, Any], *, created: date | None = None) -> bytes:
        """Return the .docx for these values; ``created`` is its day of creation, without it the template's own stays.

        Raises TemplateError naming tag, part and paragraph for a name that is not there, a value that is ``None`` or
        cannot be written, and whatever else a tag cannot do.
        """
        sheet = self._sheet()
        names = {**self._language.globals, **context}
        try:
            changed = {part.name: self._rendered(part, names, sheet) for part in self._parts}
        except FAULTS as error:
            raise template_error(self.name, self._findings(error, context)) from error
        if created is not None and self._properties:
            core = changed.get(self._properties) or self._contents[self._properties]
            changed[self._properties] = dated(core, created)
        if sheet.lists and self._numbering:
            changed[self._numbering] = self._lists.written_with(sheet.lists)
        for part in sheet.parts_with_pictures():
            name = relationships_of(part)
            changed[name] = sheet.related(part, self._contents.get(name)).encode()
        mould = self._mould
        if sheet.guests.came:
            changed |= sheet.guests.settled(changed)
            mould = Mould(self._members, changed)
        packed = [self._pack(name, content) for name, content in changed.items()]
        return mould.cast([*packed, *(Member.pack(*media, stored=True) for media in sheet.media.items())])

    def ledger(self, context: Mapping[str, Any]) -> Ledger:
        """Return which value stands where in the document of these values; raises TemplateError as render does.

        Pictures, rich text and other XML of a value's own are not in it.
        """
        observer, rendered = observe(self._parts, self._language, context, self._sheet())
        if observer.findings:
            raise template_error(self.name, observer.findings)
        return drawn_up(rendered, observer.sights)

    def _sheet(self) -> Sheet:
        self._printed = self._printed.kept_small()

        sheet = Sheet(
            blank=self._blank,
            used=self._used,
            last_list=self._lists.last,
            stem=self._stem,
            printed=self._printed,
        )
        sheet.guests = Guests(self._contents, self.name, sheet)
        return sheet

    def _rendered(self, part: Part, names: dict[str, Any], sheet: Sheet) -> bytes:
        try:
            content = rendered(part.template, names, sheet)
            if part.unseen or part.name in sheet.raw:
                parse(content)
        except etree.XMLSyntaxError as error:
            found = broken_finding(self._language, error, sheet.raw.get(part.name))
            raise template_error(self.name, [found]) from error
        return content

    def _findings(self, error: Exception, names: Mapping[str, Any]) -> list[Finding]:
        """Return every fault of these values, or the one that leaves no time to look for others."""
        first = render_finding(tag_at(self._language, line_of(error)), error, names)
        if isinstance(error, TooMuchError):
            return [first]
        found = observe(self._parts, self._language, names, self._sheet())[0].findings
        known = any((each.location, each.code) == (first.location, first.code) for each in found)
        spelt_out = bool(found) and isinstance(getattr(error, "owner", None), str)  # a loop over a text: told there
        return found if known or spelt_out else [first, *found]

    def _pack(self, name: str, content: bytes) -> Member:
        """Return the content packed; a part that is as in the document before is not packed again."""
        last = self._packed.get(name)
        if last and last[0] == content:
            return last[1]
        member = Member.pack(name, content)
        self._packed[name] = (content, member)
        return member


_CANNOT_READ = Wording("模板 {path} 读不到：{reason.zh}", "template {path} cannot be read: {reason.en}")


def _read(source: Path | str | bytes, name: str | None) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name or "template.docx"
    path = Path(source)
    try:
        return path.read_bytes(), name or "/".join(path.parts[-2:])
    except OSError as error:
        raise TemplateError(_CANNOT_READ.fill(path=path, reason=because(error))) from error


def _settled(contents: Mapping[str, bytes], properties: str | None, file: str) -> dict[str, bytes]:
    """Return the parts that every document has otherwise than the template file."""
    settled = {CONTENT_TYPES: with_pictures(contents, file)}
    if properties:
        root = without_traces(read_part(contents[properties], properties, file))
        settled[properties] = (DECLARATION + serialise(root)).encode()
    return settled


def _free_stem(contents: Mapping[str, bytes]) -> str:
    """Return a beginning that no picture or relationship has: a template may be a document that we rendered."""
    stems = (f"docgen{number or ''}_" for number in count())
    taken = [*contents, *(blob.decode("utf-8", "replace") for name, blob in contents.items() if name.endswith(".rels"))]
    return next(stem for stem in stems if not any(stem in text for text in taken))


def _repacked(settled: Mapping[str, bytes], member: Member) -> Member:
    return Member.pack(member.name, settled[member.name]) if member.name in settled else member
