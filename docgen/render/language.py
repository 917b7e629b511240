"""The language inside tags: Jinja in a sandbox, strict about names, whose printing makes values safe for Word."""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError

from docgen.render.image import Image
from docgen.render.sheet import Sheet
from docgen.render.values import as_plain, as_text, is_runs, rich_as_runs, rich_as_text
from docgen.render.weave import BLOCK, COMMENT, PRINT, Slot

Filters = Mapping[str, Callable[..., Any]]

LARGEST_PRODUCT: Final = 1_000_000


class WrongPlace(ValueError):
    """A value cannot stand where the template prints it."""


class Language(ImmutableSandboxedEnvironment):
    """The environment of one template; ``slots[line - 1]`` is the tag on a line of its sources."""

    intercepted_binops = frozenset(("*", "**"))

    def __init__(self, filters: Filters, slots: Sequence[Slot]) -> None:
        super().__init__(
            *(*BLOCK, *PRINT, *COMMENT),
            undefined=StrictUndefined,
            autoescape=True,
            keep_trailing_newline=True,
            cache_size=0,
        )
        self.slots = slots
        self.globals.pop("lipsum")
        self.filters["e"] = self.filters["escape"] = _unchanged
        self.filters.update(filters)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look a name up in a dictionary first, then as the sandbox does."""
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                pass
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply, unless the product would be so large that only an attack wants it."""
        if _size(operator, left, right) > LARGEST_PRODUCT:
            raise SecurityError(f"the result of {operator} is too large")
        return super().call_binop(context, operator, left, right)


def _unchanged(value: Any) -> Any:
    """Return the value: what is printed is escaped anyway, once."""
    return value


def _size(symbol: str, left: Any, right: Any) -> int:
    """Return how many characters, items or digits the product has, roughly."""
    if symbol == "**":
        return abs(right) * int(abs(left)).bit_length() if isinstance(left, int) and isinstance(right, int) else 0
    length, times = (left, right) if hasattr(left, "__len__") else (right, left)
    return len(length) * operator.index(times) if hasattr(length, "__len__") and isinstance(times, int) else 0


class _Printing(CodeGenerator):
    """Compiles ``{{ value }}`` to a call that knows where the value is printed, and on which line."""

    environment: Language

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return node.data
        raise nodes.Impossible

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(f"context.{self.environment.slots[node.lineno - 1].position}(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(f", {node.lineno})")


class Page(Context):
    """The names of one part of one document while it is rendered, and how its values are printed.

    ``sheet`` is the document that the part belongs to; ``raw`` are the lines that printed XML of their own.
    """

    environment: Language
    sheet: Sheet

    def text(self, value: Any, line: int) -> str:
        """Return a value for the text of a run."""
        if type(value) is str:
            return as_text(value)
        plain = self._plain(value)
        if plain is not None:
            return as_text(plain)
        slot = self.environment.slots[line - 1]
        if isinstance(value, Image):
            return f'</w:t>{self.sheet.draw(value, self.name)}<w:t xml:space="preserve">'
        return rich_as_text(self._xml(value, line), slot.paragraph, slot.run)

    def block(self, value: Any, line: int) -> str:
        """Return a value that takes the place of a run or a paragraph."""
        slot = self.environment.slots[line - 1]
        xml = self._runs(value, line, slot)
        if slot.tag.scope == "p" and not xml.startswith(("<w:p>", "<w:p ", "<w:tbl>")):
            return f"<w:p>{slot.paragraph}{xml}</w:p>"
        return xml

    def plain(self, value: Any, line: int) -> str:
        """Return a value for an attribute, a property or a field's code."""
        plain = self._plain(value)
        if plain is not None:
            return as_plain(plain)
        if isinstance(value, Image):
            raise WrongPlace("Image")
        return self._xml(value, line)

    def _runs(self, value: Any, line: int, slot: Slot) -> str:
        plain = self._plain(value)
        if plain is not None:
            return f'<w:r>{slot.run}<w:t xml:space="preserve">{as_text(plain)}</w:t></w:r>'
        if isinstance(value, Image):
            return f"<w:r>{self.sheet.draw(value, self.name)}</w:r>"
        xml = self._xml(value, line)
        return rich_as_runs(xml, slot.paragraph) if is_runs(xml) else xml

    def _plain(self, value: Any) -> str | None:
        """Return what a plain value prints, or None if the value brings XML of its own."""
        if value is None:
            return self.sheet.nothing()
        if isinstance(value, Image) or (hasattr(value, "__html__") and not isinstance(value, Undefined)):
            return None
        return str(value)

    def _xml(self, value: Any, line: int) -> str:
        self.sheet.raw.setdefault(self.name or "", line)
        return str(value.__html__())


Language.code_generator_class = _Printing
Language.context_class = Page
