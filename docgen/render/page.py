"""One part of one document while it is rendered: the names that it knows, and how its values are printed."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from jinja2 import Undefined
from jinja2.runtime import Context, markup_join
from markupsafe import Markup

from docgen.render import gaps, grid
from docgen.render.image import Image
from docgen.render.inset import Inset
from docgen.render.limits import USUAL, weight
from docgen.render.sheet import Sheet
from docgen.render.values import (
    BREAK,
    as_plain,
    as_read,
    as_text,
    is_runs,
    rich_as_paragraphs,
    rich_as_runs,
    rich_as_text,
    special,
)
from docgen.render.weave import Slot

if TYPE_CHECKING:
    from docgen.render.language import Language


class WrongPlaceError(ValueError):
    """A value cannot stand where the template prints it."""


class MethodError(ValueError):
    """A template prints a method or a function instead of what it returns."""


class Page(Context):
    """The names of one part of one document while it is rendered, and how its values are printed.

    ``sheet`` is the document that the part belongs to. The methods that print are values of
    :class:`docgen.render.tags.Position`; each gets the value and the line of its tag, those at a seam the pieces that
    were printed so far.
    """

    sheet: Sheet

    @property
    def texts(self) -> dict[str, bytes]:
        """What texts printed in runs, in this document and the ones before."""
        return self.sheet.texts

    @property
    def plains(self) -> dict[str, bytes]:
        """What texts printed in other places."""
        return self.sheet.plains

    def joined(self, pieces: Sequence[bytes]) -> bytes:
        """Return the pieces as one; loops have seen to it that they are not too many."""
        whole = b"".join(pieces)
        self.sheet.effort.write(len(whole))
        return whole

    def whole(self, pieces: Sequence[bytes]) -> str:
        """Return the text that the pieces make."""
        return self.joined(pieces).decode()

    def derived(self, locals: dict[str, Any] | None = None) -> "Page":  # noqa: A002 - Jinja's signature
        """Return the page as a ``scoped`` block sees it, with the names around the block."""
        page = cast("Page", super().derived(locals))
        page.sheet = self.sheet
        return page

    def unprinted(self, pieces: Sequence[bytes]) -> Markup | str:
        """Return what a ``filter`` block holds as the filter is to see it: text as it reads, or XML if it is more."""
        whole = self.whole(pieces)
        text = as_read(whole)
        return Markup(whole) if text is None else text  # noqa: S704 - XML that the template printed

    @staticmethod
    def filtered(before: Markup | str, value: Any) -> str:
        """Return what a ``filter`` block made of :meth:`unprinted`."""
        return str(value) if isinstance(before, Markup) else as_text(str(value))

    def concatenated(self, parts: Sequence[Any]) -> Markup | str:
        """Return what ``~`` makes of its parts."""
        self.sheet.effort.make(sum(map(weight, parts)))
        return markup_join(parts)

    def new_text(self, value: Any, line: int) -> bytes:
        """Return what :meth:`text` does, and remember it for a text of usual length."""
        if type(value) is int:
            return str(value).encode()
        return _kept(value, self.text(value, line).encode(), self.sheet.texts)

    def new_plain(self, value: Any, line: int) -> bytes:
        """Return what :meth:`plain` does, and remember it for a text of usual length."""
        return _kept(value, self.plain(value, line).encode(), self.sheet.plains)

    def text(self, value: Any, line: int) -> str:
        """Return a value for the text of a run."""
        plain = str(value) if type(value) in _ALWAYS_PLAIN else self._plain(value)
        if plain is not None:
            return self._escaped(plain, as_text)
        if isinstance(value, Image):
            return f'</w:t>{self.sheet.draw(value, str(self.name))}<w:t xml:space="preserve">'
        slot = self._slot(line)
        return rich_as_text(self._xml(value, line), slot.paragraph, slot.run)

    def block(self, value: Any, line: int) -> str:
        """Return a value that takes the place of a run, a paragraph, a cell or a row."""
        slot = self._slot(line)
        if isinstance(value, Inset) and slot.tag.scope == "p":
            return self._welcomed(value, line)
        xml = self._runs(value, line, slot)
        if xml.startswith(_BLOCKS) or slot.tag.scope == "r" or not xml:
            return xml
        if slot.tag.scope == "p":
            return f"<w:p>{slot.paragraph}{xml}</w:p>"
        raise WrongPlaceError

    def plain(self, value: Any, line: int) -> str:
        """Return a value for an attribute, a property or a field's code."""
        plain = self._plain(value)
        if plain is not None:
            return self._escaped(plain, as_plain)
        if isinstance(value, Image):
            raise WrongPlaceError
        return self._xml(value, line)

    def span(self, value: Any, _line: int) -> str:
        """Return how many columns a cell spans; raises ValueError for anything but a number from 1 on."""
        columns = int(value)
        if columns < 1:
            raise ValueError(f"a cell cannot span {columns} columns")
        return str(columns)

    def paragraph_due(self, pieces: list[bytes], _value: str) -> None:
        """Let the cell or note that ends here end in a paragraph."""
        gaps.end_in_paragraph(pieces)

    def row_due(self, pieces: list[bytes], _value: str) -> None:
        """Drop the table that has ended here if it has no row."""
        gaps.drop_empty_table(pieces)

    def table_begin(self, pieces: list[bytes], _value: str) -> None:
        """Mark where a table begins whose grid may change."""
        grid.begin_table(pieces)

    def table_end(self, pieces: list[bytes], value: str) -> None:
        """Fit the grid of the table that has ended here; ``value`` is the opening tag of the part's root."""
        grid.end_table(pieces, value)

    def _welcomed(self, inset: Inset, line: int) -> str:
        self.sheet.raw.setdefault(str(self.name), line)
        return self.sheet.guests.welcome(inset.opened(), str(self.name))

    def _runs(self, value: Any, line: int, slot: Slot) -> str:
        plain = self._plain(value)
        if plain is not None:
            return _run(slot, as_text(plain)) if plain else ""
        if isinstance(value, Image):
            return f"<w:r>{self.sheet.draw(value, str(self.name))}</w:r>"
        xml = self._xml(value, line)
        if is_runs(xml):
            return rich_as_runs(xml, slot.paragraph)
        if xml.startswith(_BLOCKS) or not xml:
            return rich_as_paragraphs(xml)
        return _run(slot, rich_as_text(xml, slot.paragraph, slot.run))

    def _escaped(self, text: str, escaping: Callable[[str], str]) -> str:
        if len(text) > _LONG:
            self.sheet.effort.make(len(text) + (text.count("\n") + text.count("\t")) * len(BREAK))
        return escaping(text) if special(text) else text

    def _plain(self, value: Any) -> str | None:
        """Return what a plain value prints, or None if the value is a picture or brings XML of its own."""
        if value is None:
            return self.sheet.nothing()
        if isinstance(value, Image | Inset) or (hasattr(value, "__html__") and not isinstance(value, Undefined)):
            return None
        if isinstance(value, list | dict | tuple | set):
            self.sheet.effort.make(weight(value))
        elif callable(value) and not isinstance(value, Undefined):
            raise MethodError
        return str(value)

    def _xml(self, value: Any, line: int) -> str:
        if isinstance(value, Inset):
            raise WrongPlaceError
        self.sheet.raw.setdefault(str(self.name), line)
        return str(value.__html__())

    def _slot(self, line: int) -> Slot:
        return cast("Language", self.environment).slots[line - 1]


_ALWAYS_PLAIN = frozenset((str, int, bool, float, Decimal, date))
_BLOCKS = ("<w:p>", "<w:p ", "<w:tbl>", "<w:tr>", "<w:tr ", "<w:tc>", "<w:tc ")


_LONG = USUAL // len(BREAK)  # a text of so many line breaks prints no more than the usual


def _kept(value: Any, printed: bytes, known: dict[str, bytes]) -> bytes:
    if type(value) is str and len(printed) <= USUAL:
        known[value] = printed
    return printed


def _run(slot: Slot, text: str) -> str:
    return f'<w:r>{slot.run}<w:t xml:space="preserve">{text}</w:t></w:r>'
