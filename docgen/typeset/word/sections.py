"""Sections: page numbers, headers and footers, with what each section has from the one before."""

from dataclasses import dataclass, field
from typing import cast

from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.typeset.tree import Margins, Section, SectionStart, Story
from docgen.typeset.word.package import R, W
from docgen.typeset.word.pagesetup import Setup
from docgen.typeset.word.source import Source
from docgen.typeset.word.story import Reader
from docgen.typeset.word.values import is_on, text_of, whole

_NAMES = (
    "headerReference footerReference type pgSz pgMar paperSrc pgBorders pgNumType cols vAlign titlePg docGrid "
    "sectPrChange printerSettings noEndnote formProt footnotePr endnotePr"
)
_UNEQUAL, _EQUAL = Wording("不等宽的分栏", "columns of different widths"), Wording("按等宽排", "set in equal widths")
_KNOWN = frozenset(_NAMES.split())


@dataclass(slots=True)
class SectionReader:
    """Turns set-ups into sections, in order: what one section does not define it has from the one before."""

    source: Source
    _headers: Margins = field(default_factory=Margins)
    _footers: Margins = field(default_factory=Margins)

    def section(self, plan: Setup, blocks: Story) -> Section:
        """Return the section that ``plan`` sets up around ``blocks``."""
        element = plan.element
        self._survey(element)
        self._headers = self._margins(plan, "header", self._headers)
        self._footers = self._margins(plan, "footer", self._footers)
        numbers = None if element is None else element.find(W + "pgNumType")
        first = None if numbers is None else numbers.get(W + "start")
        return Section(
            blocks=blocks,
            page=plan.page,
            start=cast("SectionStart", text_of(element, "type") or "nextPage"),
            columns=plan.columns,
            grid=plan.grid,
            headers=self._headers,
            footers=self._footers,
            title_page=is_on(element, "titlePg"),
            first_number=None if first is None else whole(first),
            numbering="decimal" if numbers is None else numbers.get(W + "fmt", "decimal"),
        )

    def _survey(self, element: Element | None) -> None:
        self.source.warnings.expect(element, _KNOWN)
        columns = None if element is None else element.find(W + "cols")
        if columns is not None and columns.get(W + "equalWidth") in {"0", "false", "off"} and len(columns) > 1:
            self.source.warnings.add(_UNEQUAL, _EQUAL)

    def _margins(self, plan: Setup, kind: str, inherited: Margins) -> Margins:
        found: dict[str, Story] = {}
        if plan.element is None:
            return inherited
        relations = self.source.package.relations(self.source.package.main)
        for reference in plan.element.iterfind(f"{W}{kind}Reference"):
            relation = relations.get(reference.get(R + "id", ""))
            root = None if relation is None else self.source.package.tree(relation.target)
            if relation is not None and root is not None:
                reader = Reader(self.source, relation.target, grid=plan.grid, width=plan.width)
                found[reference.get(W + "type", "default")] = reader.blocks(root)
        return Margins(
            default=found.get("default", inherited.default),
            first=found.get("first", inherited.first),
            even=found.get("even", inherited.even),
        )
