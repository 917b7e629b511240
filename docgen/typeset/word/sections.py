"""Sections: page set-up, columns, grid, page numbers, headers and footers with their inheritance."""

from dataclasses import dataclass, field
from typing import cast

from lxml.etree import _Element as Element

from docgen.typeset.tree import Columns, Grid, Margins, Page, Section, SectionStart, Story, VerticalAlign
from docgen.typeset.word.package import R, W
from docgen.typeset.word.source import Source
from docgen.typeset.word.story import Reader
from docgen.typeset.word.values import borders, is_on, number, points, sides, text_of, whole

_NAMES = (
    "headerReference footerReference type pgSz pgMar paperSrc pgBorders pgNumType cols vAlign titlePg docGrid "
    "sectPrChange printerSettings noEndnote formProt footnotePr endnotePr"
)
_KNOWN = frozenset(_NAMES.split())
_CHARACTER_UNITS = 4096.0  # charSpace counts in 1/4096 point
_DEFAULT_PITCH = 18.0


@dataclass(frozen=True, slots=True)
class Setup:
    """What a ``w:sectPr`` says of the pages, before headers and footers are read."""

    element: Element | None
    page: Page = field(default_factory=Page)
    grid: Grid = field(default_factory=Grid)
    columns: Columns = field(default_factory=Columns)

    @property
    def width(self) -> float:
        """The width of a column of text."""
        whole_width = self.page.width - self.page.left - self.page.right
        return (whole_width - self.columns.gap * (self.columns.count - 1)) / self.columns.count


def setup(element: Element | None) -> Setup:
    """Return the page set-up of a ``w:sectPr``; a document without one has Word's defaults."""
    return Setup(element) if element is None else Setup(element, _page(element), _grid(element), _columns(element))


def _page(element: Element) -> Page:
    size, margin, frame = (element.find(W + name) for name in ("pgSz", "pgMar", "pgBorders"))
    default = Page()

    def length(parent: Element | None, name: str, otherwise: float) -> float:
        return otherwise if parent is None else points(parent.get(W + name), otherwise)

    return Page(
        width=length(size, "w", default.width),
        height=length(size, "h", default.height),
        top=length(margin, "top", default.top),
        left=length(margin, "left", default.left) + length(margin, "gutter", 0.0),
        bottom=length(margin, "bottom", default.bottom),
        right=length(margin, "right", default.right),
        header=length(margin, "header", default.header),
        footer=length(margin, "footer", default.footer),
        borders=borders(sides(frame)),
        borders_from_page=frame is not None and frame.get(W + "offsetFrom") == "page",
        vertical=cast("VerticalAlign", text_of(element, "vAlign") or "top"),
    )


def _grid(element: Element) -> Grid:
    grid = element.find(W + "docGrid")
    kind = "default" if grid is None else grid.get(W + "type", "default")
    if grid is None or kind == "default":
        return Grid()
    pitch = points(grid.get(W + "linePitch"), _DEFAULT_PITCH)
    character = 0.0 if kind == "lines" else number(grid.get(W + "charSpace")) / _CHARACTER_UNITS
    return Grid(pitch or None, character)


def _columns(element: Element) -> Columns:
    columns = element.find(W + "cols")
    if columns is None:
        return Columns()
    separator = columns.get(W + "sep") in {"1", "true", "on"}
    return Columns(max(whole(columns.get(W + "num"), 1), 1), points(columns.get(W + "space"), 36.0), separator)


@dataclass(slots=True)
class SectionReader:
    """Turns set-ups into sections, in order: what one section does not define it has from the one before."""

    source: Source
    _headers: Margins = field(default_factory=Margins)
    _footers: Margins = field(default_factory=Margins)
    _count: int = 0

    def section(self, plan: Setup, blocks: Story) -> Section:
        """Return the section that ``plan`` sets up around ``blocks``."""
        element = plan.element
        self.source.warnings.expect(element, _KNOWN)
        self._headers = self._margins(plan, "header", self._headers)
        self._footers = self._margins(plan, "footer", self._footers)
        numbers = None if element is None else element.find(W + "pgNumType")
        first = None if numbers is None else numbers.get(W + "start")
        self._count += 1
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
