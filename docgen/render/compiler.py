"""Compile the parts of a template that hold tags, each to a Jinja template; report every fault found on the way."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Any, Final, cast

import jinja2
from lxml import etree

from docgen.diagnostics import Finding, Wording
from docgen.render.cache import Cache
from docgen.render.cells import shape_cells
from docgen.render.faults import syntax_findings
from docgen.render.grid import mark_tables
from docgen.render.language import Filters, Language
from docgen.render.lift import lift
from docgen.render.lists import Lists
from docgen.render.package import not_a_document
from docgen.render.page import Page
from docgen.render.parts import part_of_kind, read_part, stories
from docgen.render.places import template_error
from docgen.render.properties import CORE
from docgen.render.sheet import Sheet
from docgen.render.standing import heading_styles
from docgen.render.tags import Tagger, Tags
from docgen.render.weave import ESCAPE, Weaver
from docgen.render.word import DECLARATION, RELATIONS, W, serialise

_RESERVED = re.compile("[\ufdd0-\ufdef]")
_RELATIONS: Final = f'xmlns:r="{RELATIONS}"'


@dataclass(frozen=True)
class Part:
    """A part that changes from document to document.

    ``source`` is its Jinja, and ``unseen`` says that the proof of :mod:`docgen.render.weave` does not cover it, so that
    each rendered text must be parsed.
    """

    name: str
    source: str
    template: jinja2.Template
    unseen: bool


@dataclass(frozen=True)
class _Source:
    name: str
    jinja: str
    unseen: bool


class Compiler:
    """Compiles one template; ``file`` is its name in messages, ``cache`` keeps the code that comes of it."""

    def __init__(self, file: str, lists: Lists, cache: Cache | None = None) -> None:
        self._file, self._lists, self._cache = file, lists, cache
        self._tags = Tags()
        self._weaver = Weaver(self._tags)
        self._findings: list[Finding] = []

    def compile(
        self, contents: Mapping[str, bytes], filters: Filters, environment: jinja2.Environment | None = None
    ) -> tuple[Language, list[Part]]:
        """Return the language and the parts that hold tags; raises TemplateError with a finding for every fault."""
        styles = part_of_kind(contents, "styles", self._file)
        self._headings = heading_styles(read_part(contents[styles], styles, self._file) if styles else None)
        sources = [
            source
            for name, said in stories(contents, self._file)
            if b"{" in contents[name] and (source := self._woven(name, said, contents[name]))
        ]
        findings = _without_repeats([*self._findings, *self._weaver.findings])
        language = Language(filters, self._weaver.slots, environment, self._cache)
        try:
            codes = [language.compiled(source.jinja, source.name) for source in sources]
        except jinja2.TemplateSyntaxError as error:
            findings = _without_repeats([*findings, *syntax_findings(language, error)])
        if findings:
            raise template_error(self._file, findings)
        return language, [
            Part(source.name, source.jinja, bound(code, language), source.unseen)
            for source, code in zip(sources, codes, strict=True)
        ]

    def _woven(self, name: str, said: Wording, content: bytes) -> _Source | None:
        root = read_part(content, name, self._file)
        if root.nsmap.get("w") != W and etree.QName(root).namespace != CORE:
            raise not_a_document(
                self._file, Wording(f"{name}：不是 .docx 通常的写法", f"{name}: it is not in the usual form of a .docx")
            )
        if _RESERVED.search(etree.tostring(root, encoding="unicode")):
            raise not_a_document(
                self._file,
                Wording(f"{name}：有 U+FDD0 至 U+FDEF 的字符", f"{name}: a character from U+FDD0 to U+FDEF"),
            )
        before = len(self._tags)
        tagger = Tagger(self._file, said, self._tags, self._headings)
        tagger.mark(root)
        self._findings += tagger.findings
        tags = self._tags.since(before)
        if not tags and not tagger.touched and not tagger.findings and not ESCAPE.search(serialise(root)):
            return None
        for step in (mark_tables, shape_cells, self._lists.mark, lift):
            self._findings += step(root, self._tags)
        marked = serialise(root)
        jinja = self._weaver.weave(marked if "xmlns:r=" in marked else marked.replace(" ", f" {_RELATIONS} ", 1))
        return _Source(name, DECLARATION + jinja, self._weaver.unseen)


def bound(code: CodeType, language: Language) -> jinja2.Template:
    """Return the code of a part as a template that runs in this language."""
    return jinja2.Template.from_code(language, code, language.make_globals(None))


def rendered(template: jinja2.Template, names: dict[str, Any], sheet: Sheet) -> bytes:
    """Return the XML of a part for these names (Jinja's own among them), as a part of the document on this sheet."""
    page = cast("Page", template.new_context(names, shared=True))
    page.sheet = sheet
    (xml,) = cast("Iterator[bytes]", template.root_render_func(page))
    return xml


def _without_repeats(findings: list[Finding]) -> list[Finding]:
    """Return one finding for each place: the first that was found there."""
    return list({finding.location: finding for finding in reversed(findings)}.values())[::-1]
