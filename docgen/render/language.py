"""The language inside tags: Jinja in a sandbox, strict about names, whose printing makes values safe for Word."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from types import BuiltinMethodType, CodeType, MethodType
from typing import Any, cast

import jinja2
from jinja2 import Environment, StrictUndefined, Undefined, UndefinedError
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.exceptions import TemplateRuntimeError, TemplateSyntaxError
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.utils import missing

from docgen.render.cache import Cache, name_of
from docgen.render.generator import Generator
from docgen.render.limits import METHODS, limited, product, whole
from docgen.render.page import Page
from docgen.render.weave import BLOCK, COMMENT, PRINT, Slot

Filters = Mapping[str, Callable[..., Any]]


class NoSuchNameError(UndefinedError):
    """A name that is not there: in ``owner``, or in the context when that is ``jinja2.utils.missing``."""

    def __init__(self, name: str | int | None, owner: Any, message: str | None = None) -> None:
        super().__init__(message)
        self.name = "" if name is None else str(name)
        self.owner = owner


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

    ``filters``, ``environment`` and ``cache`` are those of :class:`docgen.render.Template`.
    """

    code_generator_class = Generator
    context_class = Page
    intercepted_binops = frozenset(("*", "**", "+", "%"))

    def __init__(
        self,
        filters: Filters,
        slots: Sequence[Slot],
        environment: Environment | None = None,
        cache: Cache | None = None,
    ) -> None:
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
        self._cache = cache
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
        if issubclass(kind, dict):
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
        if self._cache is None:
            return self._compiled(source, name)
        kept = name_of(source, str(name), *self._said())
        code = self._cache.read(kept)
        if code is None:
            code = self._compiled(source, name)
            self._cache.write(kept, code)
        return code

    def _compiled(self, source: str, name: str | None) -> CodeType:
        try:
            return self.compile(source, name=name)
        except (RecursionError, SyntaxError) as error:
            raise TemplateSyntaxError(f"too deeply nested ({error})", 1, name) from error

    def _said(self) -> Iterator[str]:
        """Yield all but the source that code depends on: versions, where tags print, what filters and tests want."""
        yield from (_engine(), jinja2.__version__, self.code_generator_class.__name__)
        yield " ".join(slot.position for slot in self.slots)
        yield " ".join(sorted(self.extensions))
        for known in (self.filters, self.tests):
            yield " ".join(f"{name}:{getattr(call, 'jinja_pass_arg', '')}" for name, call in sorted(known.items()))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon, unless the result would be so large that only an attack wants it."""
        cast("Page", context).sheet.effort.make(product(operator, left, right))
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - Jinja's signature
        """Call as the sandbox does, counting; methods of texts count what they make before they do."""
        effort = cast("Page", __context).sheet.effort
        effort.spend(_OF_A_CALL)
        method = getattr(__obj, "__wrapped__", __obj)  # the sandbox wraps str.format
        text = getattr(method, "__self__", None)
        if isinstance(text, str) and (size := METHODS.get(getattr(method, "__name__", ""))):
            args = whole(args)
            effort.make(size(text, *args, **kwargs))
        return super().call(__context, __obj, *args, **kwargs)


_OF_A_CALL = 100
_METHODS = frozenset((MethodType, BuiltinMethodType))  # the sandbox wraps str.format


@cache
def _engine() -> str:
    """Return what the code that makes code consists of."""
    folder = Path(__file__).parent
    return sha256(
        b"".join((folder / f"{name}.py").read_bytes() for name in ("generator", "limits", "tags"))
    ).hexdigest()


def _own(entries: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries that are not Jinja's own."""
    return {name: entry for name, entry in entries.items() if defaults.get(name) is not entry}


def _unchanged(value: Any) -> Any:
    """Return the value: what is printed is escaped anyway, once."""
    return value
