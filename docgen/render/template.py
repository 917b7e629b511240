"""A template: compiled once, rendered many times."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

import jinja2
from jinja2.sandbox import SecurityError
from lxml import etree

from docgen.diagnostics import Wording
from docgen.errors import TemplateError
from docgen.render.cells import shape_cells
from docgen.render.faults import FAULTS, render_finding, syntax_findings
from docgen.render.language import Filters, Language, Page
from docgen.render.lift import lift
from docgen.render.package import Member, Mould, read_package
from docgen.render.parts import (
    CONTENT_TYPES,
    read_part,
    refuse_unwelcome,
    relationships_of,
    stories,
    with_pictures,
)
from docgen.render.places import finding, template_error
from docgen.render.sheet import EMPTY_RELATIONSHIPS, Sheet
from docgen.render.tags import Tagger, Tags
from docgen.render.weave import Weaver
from docgen.render.word import DECLARATION, parse, serialise

MOST_PIECES: Final = 5_000_000  # of text and values in one part: an endless loop stops here
LONGEST_EXCERPT: Final = 200


@dataclass(frozen=True)
class _Part:
    """A part that changes from document to document."""

    name: str
    said: Wording
    template: jinja2.Template


class Template:
    """A .docx with tags (see :mod:`docgen.render`), compiled.

    ``filters`` are added to Jinja's; ``blank`` is printed for a value that is ``None`` (without it that is an error);
    ``name`` is what messages call the template. Raises TemplateError with a finding for every fault of the template.
    """

    def __init__(
        self,
        source: Path | str | bytes,
        *,
        filters: Filters | None = None,
        blank: str | None = None,
        name: str | None = None,
    ) -> None:
        blob, self.name = _read(source, name)
        self._blank = blank
        members, self._contents = read_package(blob, self.name)
        refuse_unwelcome(self._contents, self.name)
        self._compile(filters or {})
        changing = {part.name for part in self._parts} | {relationships_of(part.name) for part in self._parts}
        types = Member.pack(CONTENT_TYPES, with_pictures(self._contents, self.name), level=9)
        self._mould = Mould((types if member.name == CONTENT_TYPES else member for member in members), changing)

    def _compile(self, filters: Filters) -> None:
        tags, findings, sources = Tags(), [], []
        weaver = Weaver(tags)
        for name, said in stories(self._contents, self.name):
            root = read_part(self._contents[name], name, self.name)
            tagger = Tagger(self.name, said, tags)
            before = len(tags)
            tagger.mark(root)
            findings += tagger.findings
            if len(tags) > before:
                findings += shape_cells(root, tags) + lift(root, tags)
                sources.append((name, said, DECLARATION + weaver.weave(serialise(root))))
        findings += weaver.findings
        if findings:
            raise template_error(self.name, findings)
        self._language = Language(filters, weaver.slots)
        self._parts = [_Part(name, said, self._jinja(source, name)) for name, said, source in sources]

    def _jinja(self, source: str, name: str) -> jinja2.Template:
        try:
            code = self._language.compile(source, name=name)
        except jinja2.TemplateSyntaxError as error:
            raise template_error(self.name, syntax_findings(self._language, error)) from None
        return jinja2.Template.from_code(self._language, code, self._language.make_globals(None))

    def render(self, context: Mapping[str, Any], *, created: date | None = None) -> bytes:
        """Return the .docx for these values; ``created`` is its date of creation, else the template's own stays.

        Raises TemplateError naming tag, part and paragraph for a name that is not there, or a value that cannot be printed.
        """
        del created
        sheet = Sheet(self._blank, 1000)
        names = dict(context)
        changed = [Member.pack(part.name, self._render(part, names, sheet).encode()) for part in self._parts]
        return self._mould.cast([*changed, *self._pictures(sheet)])

    def _render(self, part: _Part, names: dict[str, Any], sheet: Sheet) -> str:
        page = part.template.new_context(names)
        assert isinstance(page, Page)  # noqa: S101 - the language's own context class
        page.sheet = sheet
        pieces = part.template.root_render_func(page)
        try:
            text = "".join(islice(pieces, MOST_PIECES))
            if next(pieces, None) is not None:
                raise SecurityError("the document would be endless")
        except FAULTS as error:
            raise template_error(self.name, [render_finding(self._language, error, names)]) from error
        if part.name in sheet.raw:
            self._prove(part, text, sheet.raw[part.name])
        return text

    def _prove(self, part: _Part, text: str, line: int) -> None:
        """Raise TemplateError when a value's own XML broke the part's."""
        try:
            parse(text.encode())
        except (etree.XMLSyntaxError, ValueError) as error:
            tag = self._language.slots[line - 1].tag
            message = Wording(
                f"{tag.written} 印出的 XML 不完好:{error}", f"{tag.written} prints XML that is not well-formed: {error}"
            )
            raise template_error(self.name, [finding(tag.place, "TPL-10", message)]) from error

    def _pictures(self, sheet: Sheet) -> Iterator[Member]:
        for part in sheet.parts_with_pictures():
            name = relationships_of(part)
            old = self._contents.get(name, b"").decode() or EMPTY_RELATIONSHIPS
            yield Member.pack(name, sheet.related(part, old).encode())
        for name, content in sheet.media.items():
            yield Member.pack(name, content, level=0)


def _read(source: Path | str | bytes, name: str | None) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name or "template.docx"
    path = Path(source)
    try:
        return path.read_bytes(), name or "/".join(path.parts[-2:])
    except OSError as error:
        raise TemplateError(
            Wording(f"模板 {path} 读不到:{error.strerror}", f"template {path} cannot be read: {error.strerror}")
        ) from error
