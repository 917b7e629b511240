"""Ways through a packet: outline, named destinations, page labels, links from the contents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, String

from docgen.assemble.destinations import Bookmark
from docgen.assemble.ordering import Order, Run
from docgen.assemble.packet import Line

SCHEME = "docgen:"
"""How a link in the contents begins; after it comes the target of a line."""


@dataclass(frozen=True)
class Item:
    """An item of the outline: its title, the index of its page, the items below it, and whether they are shown."""

    title: str
    page: int
    children: Sequence["Item"] = ()
    opened: bool = False


class Ways:
    """Navigation of a packet whose first ``front`` pages are cover and contents; page 1 is the one after them."""

    def __init__(self, pdf: Pdf, order: Order, front: int) -> None:
        self._pdf = pdf
        self._order = order
        self._front = front
        self._pages = [page.obj for page in pdf.pages]

    def lay(self) -> None:
        """Write the outline and the named destinations."""
        names = NameTree.new(self._pdf)
        for line in self._order.lines:
            names[line.target] = Array([self._pages[self._index(line.page)], Name.Fit])
        self._pdf.Root.Names = Dictionary(Dests=names.obj)
        items = list(self._items(list(self._order.lines), list(self._order.runs), 1))
        self._pdf.Root.Outlines = self._pdf.make_indirect(Dictionary(Type=Name.Outlines))
        self._hang(self._pdf.Root.Outlines, items)
        self._pdf.Root.PageMode = Name.UseOutlines

    def label(self, cover: int) -> None:
        """Label the pages: the cover by its name, the rest of the front in Roman numerals, all else as printed."""
        labels: list[object] = [0, Dictionary(P=String("封面"))] if cover else []
        if self._front > cover:
            labels += [cover, Dictionary(S=Name.r)]
        labels += [self._front, Dictionary(S=Name.D)]
        self._pdf.Root.PageLabels = Dictionary(Nums=Array(labels))

    def _index(self, number: int) -> int:
        return self._front + number - 1

    def _items(self, lines: Sequence[Line], runs: Sequence[Run], level: int) -> Iterator[Item]:
        """Yield an item for each line of this level; below it its own lines, or else the bookmarks of its files."""
        for line, below, until in _grouped(lines, level):
            end = until.page if until else self._order.last + 1
            own = [run for run in runs if line.page <= run.first < end]
            if below:
                children = list(self._items(below, own, level + 1))
            else:
                children = [child for run in own for child in self._own(run.opened.bookmarks, run)]
            yield Item(line.title, self._index(line.page), children, opened=level == 1)

    def _own(self, bookmarks: Iterable[Bookmark], run: Run) -> Iterator[Item]:
        for bookmark in bookmarks:
            page = self._index(run.first + bookmark.page)
            yield Item(bookmark.title, page, list(self._own(bookmark.children, run)))

    def _hang(self, parent: Object, items: Sequence[Item]) -> int:
        """Hang items below one another and below their parent (ISO 32000-1, 12.3.3); return how many can be seen."""
        hung = [self._pdf.make_indirect(self._entry(parent, item)) for item in items]
        for before, after in pairwise(hung):
            before.Next, after.Prev = after, before
        seen = len(items)
        for entry, item in zip(hung, items, strict=True):
            if item.children:
                count = self._hang(entry, item.children)
                entry.Count = count if item.opened else -count
                seen += count if item.opened else 0
        if hung:
            parent.First, parent.Last = hung[0], hung[-1]
        return seen

    def _entry(self, parent: Object, item: Item) -> Dictionary:
        target = Array([self._pages[item.page], Name.Fit])
        return Dictionary(Title=String(item.title), Parent=parent, Dest=target)


def _grouped(lines: Sequence[Line], level: int) -> Iterator[tuple[Line, Sequence[Line], Line | None]]:
    """Yield each line of a level with the lines below it and the next line of its level."""
    starts = [place for place, line in enumerate(lines) if line.level == level]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start], lines[start + 1 : end], lines[end] if end < len(lines) else None


def link(pages: Iterable[Object]) -> None:
    """Make the links of the contents lead into the packet."""
    for page in pages:
        for annotation in page.get("/Annots", Array()):
            address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(SCHEME):
                del annotation["/A"]
                annotation["/Dest"] = String(address.removeprefix(SCHEME))
