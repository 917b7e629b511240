"""Where the links and bookmarks of an attachment lead, as numbers of its pages; where they may not lead."""

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, PdfError, String

_DEPTH, _COUNT = 6, 5000  # of an attachment's own bookmarks
_UNSAFE = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/Movie", "/Sound"}


@dataclass(frozen=True)
class Bookmark:
    """A bookmark of an attachment: its title, the index of its page (0 is the first), and those below it."""

    title: str
    page: int
    children: tuple["Bookmark", ...]


class Destinations:
    """The destinations within one PDF, explicit or named, old or new (ISO 32000-1, 12.3.2)."""

    def __init__(self, pdf: Pdf) -> None:
        self._pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self._root = pdf.Root
        try:
            self._named = dict(self._names())
        except (PdfError, RuntimeError, TypeError, ValueError):
            self._named = {}  # a broken table of names; its links are taken off, and that is told

    def page(self, target: Object | None) -> int | None:
        """Return the index of the page that a destination or an action leads to, if it is one of this PDF."""
        for _ in range(_DEPTH):  # a name may stand for a dictionary that stands for an array
            if isinstance(target, Array):
                return self._index(target)
            if isinstance(target, Dictionary):
                target = target.get("/D") if target.get("/S", Name.GoTo) == Name.GoTo else None
            elif isinstance(target, String | Name):
                target = self._named.get(str(target).removeprefix("/"))
            else:
                return None
        return None

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """Return the PDF's own bookmarks; one that leads nowhere leads where its parent does, or to the first page."""
        outlines = self._root.get("/Outlines")
        return tuple(self._below(outlines, 0, set(), 0)) if isinstance(outlines, Dictionary) else ()

    def _below(self, parent: Object, page: int, seen: set[tuple[int, int]], depth: int) -> Iterator[Bookmark]:
        item = parent.get("/First")
        while isinstance(item, Dictionary) and item.objgen not in seen and len(seen) < _COUNT and depth < _DEPTH:
            seen.add(item.objgen)
            found = self.page(item.get("/Dest", item.get("/A")))
            here = page if found is None else found
            yield Bookmark(str(item.get("/Title", "")), here, tuple(self._below(item, here, seen, depth + 1)))
            item = item.get("/Next")

    def _index(self, target: Object) -> int | None:
        first = target[0] if len(target) else None
        if isinstance(first, int):
            return first if 0 <= first < len(self._pages) else None
        return self._pages.get(first.objgen) if isinstance(first, Dictionary) else None

    def _names(self) -> Iterator[tuple[str, Object]]:
        old = self._root.get("/Dests")
        if isinstance(old, Dictionary):
            yield from ((key.removeprefix("/"), value) for key, value in old.items())
        tree = self._root.get("/Names", Dictionary())
        if isinstance(tree, Dictionary) and isinstance(tree.get("/Dests"), Dictionary):
            yield from ((str(key), value) for key, value in NameTree(tree.Dests).items())


def unsafe(action: Object | None) -> bool:
    """Return whether an action runs a program or a script, plays or sends something."""
    return isinstance(action, Dictionary) and str(action.get("/S", "")) in _UNSAFE
