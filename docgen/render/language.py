"""The language inside tags: Jinja in a sandbox, strict about names, whose printing makes values safe for Word."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import BuiltinMethodType, CodeType, MethodType
from typing import Any, cast

from jinja2 import Environment, StrictUndefined, Undefined, UndefinedError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.exceptions import TemplateRuntimeError, TemplateSyntaxError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.utils import missing
from markupsafe import Markup

from docgen.render.image import Image
from docgen.render.limits import METHODS, limited, product, weight, whole
from docgen.render.sheet import Sheet
from docgen.render.values import as_plain, as_text, is_runs, rich_as_paragraphs, rich_as_runs, rich_as_text, special
from docgen.render.weave import BLOCK, COMMENT, PRINT, Slot

Filters = Mapping[str, Callable[..., Any]]


class NoSuchNameError(UndefinedError):
    """A name that is not there: in ``owner``, or in the context when that is ``jinja2.utils.missing``."""

    def __init__(self, name: str | None, owner: Any, message: str | None = None) -> None:
        super().__init__(message)
        self.name = name or ""
        self.owner = owner


class WrongPlaceError(ValueError):
    """A value cannot stand where the template prints it."""


class NoSuchName(StrictUndefined):
    """Stands for a name that is not there until it is used, and then tells which and where it was looked for."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        if exc is UndefinedError:
            exc = cast("type[TemplateRuntimeError]", partial(NoSuchNameError, name, obj))
        super().__init__(hint, obj, name, exc)

    __repr__ = StrictUndefined.__str__  # or a list that holds it would print "Undefined"


class Language(ImmutableSandboxedEnvironment):
    """The environment of one template; ``slots[line - 1]`` is the tag on a line of its sources.

    ``filters`` and ``environment`` are those of :class:`docgen.render.Template`.
    """

    intercepted_binops = frozenset(("*", "**", "+", "%"))

    def __init__(self, filters: Filters, slots: Sequence[Slot], environment: Environment | None = None) -> None:
        delimiters = (*BLOCK, *PRINT, *COMMENT)
        lent = environment or Environment(autoescape=True)
        super().__init__(
            *delimiters,
            undefined=NoSuchName if lent.undefined is Undefined else lent.undefined,
            extensions=[type(extension) for extension in lent.extensions.values()],
            autoescape=True,
            keep_trailing_newline=True,
            cache_size=0,
        )
        self.slots = slots
        self._safe: defaultdict[type, set[str]] = defaultdict(set)
        self.globals.pop("lipsum")
        self.filters.pop("random")  # the same values give the same document
        self.globals.update(_own(lent.globals, DEFAULT_NAMESPACE))
        self.tests.update(_own(lent.tests, TESTS))
        self.filters.update(limited())
        self.filters["e"] = self.filters["escape"] = _unchanged
        self.filters.update({**_own(lent.filters, FILTERS), **filters})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look a name up in a dictionary first, then as the sandbox does, which is asked once for each type."""
        kind = type(obj)
        if kind is dict or issubclass(kind, dict):
            try:
                return obj[attribute]
            except KeyError:
                pass
        elif attribute in self._safe[kind]:
            value = getattr(obj, attribute, missing)
            if value is not missing and type(value) not in _METHODS:
                return value
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may see the attribute: Jinja decides by the object's type and the name alone."""
        safe = super().is_safe_attribute(obj, attr, value)
        if safe:
            self._safe[type(obj)].add(attr)
        return safe

    def compiled(self, source: str, name: str | None = None) -> CodeType:
        """Return the code of a source; raises TemplateSyntaxError, also where it is nested too deeply for Python."""
        try:
            return self.compile(source, name=name)
        except (RecursionError, SyntaxError) as error:
            raise TemplateSyntaxError(f"too deeply nested ({error})", 1, name) from error

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon, unless the result would be so large that only an attack wants it."""
        cast("Page", context).sheet.effort.make(product(operator, left, right))
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - Jinja's signature
        """Call as the sandbox does; methods of texts count what they make before they do."""
        method = getattr(__obj, "__wrapped__", __obj)  # the sandbox wraps str.format
        text = getattr(method, "__self__", None)
        if isinstance(text, str) and (size := METHODS.get(getattr(method, "__name__", ""))):
            args = whole(args)
            cast("Page", __context).sheet.effort.make(size(text, *args, **kwargs))
        return super().call(__context, __obj, *args, **kwargs)


_METHODS = frozenset((MethodType, BuiltinMethodType))  # the sandbox wraps str.format


def _own(entries: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries that are not Jinja's own."""
    return {name: entry for name, entry in entries.items() if defaults.get(name) is not entry}


def _unchanged(value: Any) -> Any:
    """Return the value: what is printed is escaped anyway, once."""
    return value


class _Printing(CodeGenerator):
    """Compiles ``{{ value }}`` to a call that knows where the value is printed, and on which line.

    A turn of a loop and ``~`` are compiled to calls that count.
    """

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write a loop whose turns are counted."""
        node.body.insert(0, nodes.ExprStmt(nodes.ContextReference(lineno=node.lineno), lineno=node.lineno))
        super().visit_For(node, frame)

    def visit_ExprStmt(self, node: nodes.ExprStmt, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write an expression that prints nothing; the context alone stands for the turn of a loop."""
        super().visit_ExprStmt(node, frame)
        if isinstance(node.node, nodes.ContextReference):
            self.write(".sheet.effort.turn()")

    def visit_Operand(self, node: nodes.Operand, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write an operator and what stands after it; what is searched through is counted."""
        if node.op not in ("in", "notin"):
            super().visit_Operand(node, frame)
            return
        self.write(f" {'not ' * (node.op == 'notin')}in context.sheet.effort.search(")
        self.visit(node.expr, frame)
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write ``~``."""
        self.write("context.concatenated((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:  # noqa: ARG002
        if isinstance(node, nodes.TemplateData):
            return node.data
        raise nodes.Impossible

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        slots = cast("Language", self.environment).slots
        self.write(f"context.{slots[node.lineno - 1].position}(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write(f", {node.lineno})")


class Page(Context):
    """The names of one part of one document while it is rendered, and how its values are printed.

    ``sheet`` is the document that the part belongs to. The methods that print are the values of
    :class:`docgen.render.tags.Position`; each gets the value and the line of its tag.
    """

    sheet: Sheet

    def concatenated(self, parts: Sequence[Any]) -> Markup | str:
        """Return what ``~`` makes of its parts."""
        self.sheet.effort.make(sum(map(weight, parts)))
        return markup_join(parts)

    def text(self, value: Any, line: int) -> str:
        """Return a value for the text of a run."""
        if type(value) is str:
            return as_text(value) if special(value) else value
        plain = self._plain(value)
        if plain is not None:
            return as_text(plain)
        if isinstance(value, Image):
            return f'</w:t>{self.sheet.draw(value, str(self.name))}<w:t xml:space="preserve">'
        slot = self._slot(line)
        return rich_as_text(self._xml(value, line), slot.paragraph, slot.run)

    def block(self, value: Any, line: int) -> str:
        """Return a value that takes the place of a run, a paragraph, a cell or a row."""
        slot = self._slot(line)
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
            return as_plain(plain)
        if isinstance(value, Image):
            raise WrongPlaceError
        return self._xml(value, line)

    def span(self, value: Any, _line: int) -> str:
        """Return how many columns a cell spans; raises ValueError for anything but a number from 1 on."""
        columns = int(value)
        if columns < 1:
            raise ValueError(f"a cell cannot span {columns} columns")
        return str(columns)

    def drawing_id(self, _value: str, _line: int) -> str:
        """Return an id for a drawing that a loop repeats."""
        return str(self.sheet.fresh_id())

    def bookmark_id(self, value: str, _line: int) -> str:
        """Return an id for a bookmark that a loop repeats; ``value`` is the template's."""
        return str(self.sheet.bookmark(value))

    def bookmark_end(self, value: str, _line: int) -> str:
        """Return the id of the bookmark that ends here."""
        return self.sheet.bookmark_end(value)

    def bookmark_name(self, value: str, _line: int) -> str:
        """Return a name for a bookmark that a loop repeats."""
        return self.sheet.bookmark_name(value)

    def list_id(self, value: str, _line: int) -> str:
        """Return the id that a list has now."""
        return self.sheet.list_id(value)

    def new_list_id(self, value: str, _line: int) -> str:
        """Return a fresh id for a list, which begins anew."""
        return self.sheet.new_list(value)

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

    def _plain(self, value: Any) -> str | None:
        """Return what a plain value prints, or None if the value is a picture or brings XML of its own."""
        if value is None:
            return self.sheet.nothing()
        if isinstance(value, Image) or (hasattr(value, "__html__") and not isinstance(value, Undefined)):
            return None
        if isinstance(value, list | dict | tuple | set):
            self.sheet.effort.make(weight(value))
        return str(value)

    def _xml(self, value: Any, line: int) -> str:
        self.sheet.raw.setdefault(str(self.name), line)
        return str(value.__html__())

    def _slot(self, line: int) -> Slot:
        return cast("Language", self.environment).slots[line - 1]


_BLOCKS = ("<w:p>", "<w:p ", "<w:tbl>", "<w:tr>", "<w:tr ", "<w:tc>", "<w:tc ")


def _run(slot: Slot, text: str) -> str:
    return f'<w:r>{slot.run}<w:t xml:space="preserve">{text}</w:t></w:r>'


Language.code_generator_class = _Printing
Language.context_class = Page
