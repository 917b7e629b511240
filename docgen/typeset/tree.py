"""The document tree: what a page-setting program has to know of a Word document, with every property resolved.

Lengths are points (1/72 inch), colours are six hexadecimal digits, ``None`` means "not drawn" or "not set". Styles,
numbering, themes and inheritance are gone: each run, paragraph, cell and section carries its final values.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from docgen.diagnostics import Lang, Wording
from docgen.typeset.looks import Borders, Insets, Line, ParagraphFormat, RunFormat

VerticalAlign = Literal["top", "center", "bottom", "both"]
SectionStart = Literal["nextPage", "continuous", "oddPage", "evenPage", "nextColumn"]


@dataclass(frozen=True, slots=True)
class Approximation:
    """Something in the file that is not set exactly as Word would: what it is, where, and how it came out.

    ``face`` tells that a typeface or a character was missing.
    """

    what: Wording
    where: Wording
    how: Wording
    face: bool = False

    def say(self, lang: Lang) -> str:
        """Return the warning as one line in ``lang``."""
        where = self.where.say(lang)
        place = f"（{where}）" if lang == "zh" else f" ({where})"
        return f"{self.what.say(lang)}{place if where else ''}{'：' if lang == 'zh' else ': '}{self.how.say(lang)}"


@dataclass(frozen=True, slots=True)
class Text:
    """Characters in one format."""

    text: str
    format: RunFormat


@dataclass(frozen=True, slots=True)
class Break:
    """A forced end of a line, a page or a column."""

    kind: Literal["line", "page", "column"]


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab character; ``to`` is set for a positional tab, which goes to that place whatever the stops are."""

    format: RunFormat
    to: Literal["left", "center", "right"] | None = None
    leader: str | None = None


@dataclass(frozen=True, slots=True)
class PageField:
    """A number or text that only the laid-out page knows.

    ``kind`` is the page itself, the count of pages of the document or of the section, the page of a bookmark
    (``target``), the text or number of the paragraph of a style (``target``) that is on the page or came last, or the
    number of the note in which it stands.
    ``numbering`` is a Word number format, ``None`` the section's own; ``cached`` is what the file says.
    """

    kind: Literal["page", "pages", "section_pages", "page_of", "style_text", "style_number", "note"]
    format: RunFormat
    target: str | None = None
    numbering: str | None = None
    cached: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A named place."""

    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """Content that leads to an ``address`` on the web or to a bookmark (``anchor``)."""

    content: tuple["Inline", ...]
    address: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, or a note at the ``end`` of the document, standing where its mark stands."""

    blocks: tuple["Block", ...]
    format: RunFormat
    end: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader wrote in the margin."""

    author: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Ruby:
    """Characters with their pronunciation in small above them."""

    base: tuple["Inline", ...]
    above: Text


@dataclass(frozen=True, slots=True)
class Axis:
    """A place along one axis: ``offset`` or ``align`` against ``relative`` (page, margin, column, paragraph, line…)."""

    relative: str
    offset: float = 0.0
    align: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a floating object stands, and how text goes around it (Word's name of the wrap, or ``none``).

    ``gap`` is the room between the object and the text beside it.
    """

    horizontal: Axis
    vertical: Axis
    behind: bool = False
    wrap: str = "none"
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the bytes of its file, whose format ``suffix`` names; ``crop`` takes shares off its sides."""

    content: bytes = field(repr=False)
    suffix: str
    width: float
    height: float
    alternative: str = ""
    anchor: Anchor | None = None
    crop: Insets = Insets()
    rotation: float = 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a pen, with its places from the upper left of the box: of a ``curve`` two that pull, and its end."""

    kind: Literal["move", "line", "curve", "close"]
    places: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn outline (rect, roundRect, ellipse, line) with text in it, if any; ``rotation`` in degrees.

    Without a width or height (0) it is as wide or high as what stands in it. One of another form has a ``path``. A line
    goes from the upper left to the lower right, or with ``flip`` from the lower left to the upper right; ``heads`` tell
    whether an arrow stands where it begins, and where it ends.
    """

    kind: str
    width: float
    height: float
    blocks: tuple["Block", ...] = ()
    line: Line | None = None
    fill: str | None = None
    insets: Insets = Insets()
    vertical: VerticalAlign = "top"
    anchor: Anchor | None = None
    rotation: float = 0.0
    flip: bool = False
    path: tuple[Step, ...] = ()
    heads: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True)
class Group:
    """Pictures and shapes that stand in one box, in the order in which they are drawn; ``rotation`` in degrees."""

    width: float
    height: float
    parts: tuple["Placed", ...]
    anchor: Anchor | None = None
    rotation: float = 0.0


Drawn = Picture | Shape | Group


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of a group, and how far its box begins from the left and the upper edge of the group's."""

    x: float
    y: float
    item: Drawn


Inline = Text | Break | Tab | PageField | Bookmark | Link | Note | Comment | Ruby | Picture | Shape | Group


@dataclass(frozen=True, slots=True)
class Label:
    """The number or bullet of a list paragraph, and what follows it."""

    text: str
    format: RunFormat
    suffix: Literal["tab", "space", "nothing"] = "tab"
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``mark`` is the format of its end, which gives an empty paragraph its height; ``style`` by name."""

    format: ParagraphFormat
    mark: RunFormat
    content: tuple[Inline, ...] = ()
    label: Label | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place in the grid (``column``, ``columns`` and ``rows`` spanned) and its final four lines."""

    column: int
    columns: int
    rows: int
    blocks: tuple["Block", ...]
    borders: Borders = Borders()
    diagonals: tuple[Line | None, Line | None] = (None, None)
    fill: str | None = None
    vertical: VerticalAlign = "top"
    insets: Insets = Insets()
    direction: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: the cells that begin in it, and its height (``None``: as high as its content)."""

    cells: tuple[Cell, ...]
    height: float | None = None
    exact: bool = False
    header: bool = False
    unbreakable: bool = False
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: column widths, rows, and its place between the margins."""

    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    align: Literal["left", "center", "right"] = "left"
    indent: float = 0.0


Block = Paragraph | Table
Story = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The document grid: ``pitch`` between lines; ``character`` is added to every character's advance."""

    pitch: float | None = None
    character: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet, its margins, and the distances of header and footer from its edges."""

    width: float = 595.3
    height: float = 841.9
    top: float = 72.0
    left: float = 90.0
    bottom: float = 72.0
    right: float = 90.0
    header: float = 36.0
    footer: float = 36.0
    borders: Borders | None = None
    borders_from_page: bool = False
    vertical: VerticalAlign = "top"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a section, all of one width and ``gap`` apart, with a line between them where ``ruled``."""

    count: int = 1
    gap: float = 36.0
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """The stories that repeat on the pages of a section, by the kind of page; ``None`` prints nothing."""

    default: Story | None = None
    first: Story | None = None
    even: Story | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that share a page set-up; ``title_page`` gives the first page its own header and footer."""

    blocks: Story
    page: Page = Page()
    start: SectionStart = "nextPage"
    columns: Columns = Columns()
    grid: Grid = Grid()
    headers: Margins = Margins()
    footers: Margins = Margins()
    title_page: bool = False
    first_number: int | None = None
    numbering: str = "decimal"


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself."""

    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the whole document.

    ``stretch_breaks``: a justified line that ends in a forced break is stretched too; ``grid_in_tables``: the line
    pitch of the grid also holds inside tables; ``additive_spacing``: the space after a paragraph and the space before
    the next are added, where otherwise the larger of them counts; ``footnotes`` and ``endnotes`` are number formats.
    """

    default_tab: float = 36.0
    even_and_odd: bool = False
    stretch_breaks: bool = True
    grid_in_tables: bool = False
    additive_spacing: bool = False
    footnotes: str = "decimal"
    endnotes: str = "lowerRoman"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in reading order, with a warning for all that was not understood."""

    sections: tuple[Section, ...]
    properties: Properties = Properties()
    settings: Settings = Settings()
    warnings: tuple[Approximation, ...] = ()


def shapes(item: Drawn) -> Iterator[Shape]:
    """Yield the shapes that something drawn is made of, itself or those of a group, in their order."""
    if isinstance(item, Shape):
        yield item
    elif isinstance(item, Group):
        for part in item.parts:
            yield from shapes(part.item)


def walk(blocks: Story) -> Iterator[Paragraph]:
    """Yield every paragraph of ``blocks`` in reading order, also those inside tables."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from walk(cell.blocks)
