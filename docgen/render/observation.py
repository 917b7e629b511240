"""A template rendered once more, to see what one rendering cannot tell: every fault, and where each value went.

The code is that of the template; only the language that it runs in is another, which notes a fault and goes on with
nothing in the place of the value.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Final, NamedTuple, Self, cast

import jinja2
from jinja2 import Undefined
from jinja2.runtime import Context

from docgen.diagnostics import Finding
from docgen.render.compiler import Part, bound, rendered
from docgen.render.faults import FAULTS, NoListError, line_in, line_of, render_finding, tag_at
from docgen.render.generator import PlainGenerator
from docgen.render.language import Language, NoSuchName, NoSuchNameError
from docgen.render.limits import TooMuchError
from docgen.render.page import Page
from docgen.render.paths import Path, Paths
from docgen.render.sheet import Sheet
from docgen.render.tags import Tag

MOST_FINDINGS: Final = 200
ENDINGS: Final = (TooMuchError, RecursionError)  # faults that leave no time to look for others
SEEN: Final = ("\ufddc", "\ufddd")  # around the number of a sight: noncharacters, taken out of values
_BARE_NAME: Final = re.compile(r"(\w+)\s*(?:\||$)")
_NAMES: Final = re.compile(r"(?<![\w.])[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_WITHOUT_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
_BEGIN_TEXT: Final = '<w:t xml:space="preserve">'


class Sight(NamedTuple):
    """A plain value that was printed: ``marked`` if the number of the sight stands before it in the rendered text."""

    path: Path
    tag: Tag
    text: str
    part: str
    marked: bool


class Observer(Language):
    """The language of a template, going on past faults.

    ``findings`` are the faults so far, ``sights`` the values printed so far.
    """

    code_generator_class = PlainGenerator
    findings: list[Finding]
    sights: list[Sight]
    _paths: Paths
    _looked: tuple[Any, Any]
    _found: tuple[Any, Path | None]  # what was looked up last, and the way on which
    _made: dict[int, tuple[Any, Path]]  # what filters made, by identity, with the path to what they made it of

    @classmethod
    def of(cls, language: Language, paths: Paths) -> Self:
        """Return an observer that speaks the language; ``paths`` are those of the values to be rendered."""
        self = cls.__new__(cls)
        self.__dict__.update(language.__dict__)
        self.context_class = _ObservedPage
        self.optimized = False  # or filters of constants would fail while the code is made, nowhere
        self.undefined = cast("type[jinja2.Undefined]", self._gap)
        self.filters = {name: self._going_on(call) for name, call in language.filters.items()}
        self.findings, self.sights = [], []
        self._paths, self._looked, self._found, self._made = paths, (None, None), (None, None), {}
        return self

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look up as the language does, and keep what was looked up."""
        return self._keep(obj, attribute, super().getattr(obj, attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look up as the language does, and keep what was looked up."""
        return self._keep(obj, argument, super().getitem(obj, argument))

    def named(self, value: Any) -> Any:
        """Return the value of a name that the template has set, and keep it."""
        self._found = (value, self._known(value))
        return value

    def begin(self) -> None:
        """Forget what the expression before looked up."""
        self._looked, self._found = (None, None), (None, None)

    def _keep(self, owner: Any, name: Any, value: Any) -> Any:
        above = self._known(owner)
        self._looked = (owner, name)
        self._found = (value, None if above is None else (*above, name))
        return value

    def _keep_made(self, made: Any, args: tuple[Any, ...], of: Path | None) -> Any:
        """Keep what a filter made: one that picked a value from elsewhere (a name from members) made it of its list."""
        own = self._paths.of(made)
        picked = own is not None and (own[:-1] == of or any(made is arg for arg in args))
        if of is not None and not picked:
            self._found = self._made[id(made)] = (made, of)
        return made

    def _known(self, value: Any) -> Path | None:
        """Return the way on which a value was reached: by the names of this tag, or else the first that leads to it."""
        found, path = self._found
        if value is found and path is not None:
            return path
        made, path = self._made.get(id(value), (None, None))
        return path if path is not None and made is value else self._paths.of(value)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - Jinja's signature
        """Call as the sandbox does; a fault of the call is noted."""
        return __self._going_on(super().call)(__context, __obj, *args, **kwargs)

    def note(self, error: Exception, line: int, value: Any = None) -> None:
        """Keep a fault of the tag on this line, unless it is known."""
        tag = tag_at(self, line)
        named = isinstance(error, NoSuchNameError) and error.name
        path = self._paths.of(error.owner) if isinstance(error, NoSuchNameError) and named else self.path_of(value, tag)
        found = render_finding(tag, error, self._paths.values, path)
        if found not in self.findings and len(self.findings) < MOST_FINDINGS:
            self.findings.append(found)

    def path_of(self, value: Any, tag: Tag) -> Path | None:
        """Return where the printed value stands, or what the tag looked up last to make it."""
        known = self._known(value)
        owner, name = self._looked
        bare = _BARE_NAME.match(tag.code)
        if known is None and bare and bare[1] in self._paths.values:
            return (bare[1],)
        if known is None and str(name) in tag.code and (above := self._paths.of(owner)) is not None:
            return (*above, name)
        return next((path for path in (known, self._found[1], self._only_path(tag)) if path is not None), None)

    def _only_path(self, tag: Tag) -> Path | None:
        """Return the way to the first value from the top that the tag names."""
        found = _NAMES.findall(_WITHOUT_QUOTED.sub("", tag.code))
        paths = (tuple(name.split(".")) for name in found)
        return next((path for path in paths if path[0] in self._paths.values), None)

    def _going_on(self, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            given, of = next(((arg, path) for arg in args[:2] if (path := self._known(arg)) is not None), (None, None))
            try:
                return self._keep_made(call(*args, **kwargs), args, of)
            except ENDINGS:
                raise
            except FAULTS as error:
                self.note(error, line_in(inspect.currentframe()), given)
                return _Gap()

        return guarded

    def _gap(self, *args: Any, **kwargs: Any) -> "_Gap":
        gap = _Gap(*args, **kwargs)
        gap.observer = self
        return gap


def _neutral(value: Callable[[Any], Any]) -> Any:
    """Return a method that notes the use of a gap and returns what does no harm."""

    def method(gap: "_Gap", *_: Any, **__: Any) -> Any:
        if gap.observer is not None:
            error = gap._undefined_exception(gap._undefined_message)  # noqa: SLF001 - its own
            gap.observer.note(error, line_in(inspect.currentframe()))
        return value(gap)

    return method


class _Gap(NoSuchName):
    """Stands for a name that is not there, notes where it is used, and is nothing."""

    __slots__ = ("observer",)

    observer: Observer | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.observer = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _itself(self)

    __str__ = _neutral(lambda _: "")
    __iter__ = _neutral(lambda _: iter(()))
    __len__ = __hash__ = __int__ = _neutral(lambda _: 0)
    __float__ = _neutral(lambda _: 0.0)
    __bool__ = __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _neutral(lambda _: False)
    __ne__ = _neutral(lambda _: True)
    __call__ = __getitem__ = __neg__ = __pos__ = _neutral(lambda gap: gap)
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __rmod__ = _neutral(lambda gap: gap)
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __pow__ = __rpow__ = _neutral(lambda gap: gap)


_itself = _neutral(lambda gap: gap)


class _ObservedPage(Page):
    """Prints as a page does, and keeps what it prints."""

    def text(self, value: Any, line: int) -> str:
        """Return a value for the text of a run, with the number of its sight before it."""
        xml, mark = self._seen(super().text, value, line)
        return mark + xml

    def block(self, value: Any, line: int) -> str:
        """Return a value that takes the place of a run or more, with the number of its sight before its text."""
        xml, mark = self._seen(super().block, value, line)
        return xml.replace(_BEGIN_TEXT, _BEGIN_TEXT + mark, 1)

    def plain(self, value: Any, line: int) -> str:
        """Return a value for an attribute, a property or a field's code."""
        return self._seen(super().plain, value, line, marked=False)[0]

    def span(self, value: Any, line: int) -> str:
        """Return how many columns a cell spans; one if that cannot be told."""
        return self._seen(super().span, value, line, marked=False)[0] or "1"

    def attempt(self, expression: Callable[[], Any], line: int) -> Any:
        """Return what the expression is worth; nothing, and a fault noted, if it cannot be told."""
        observer = cast("Observer", self.environment)
        observer.begin()
        try:
            return expression()
        except ENDINGS:
            raise
        except FAULTS as error:
            observer.note(error, line)
            return _Gap()

    def turns(self, value: Any, line: int) -> Any:
        """Return what a loop takes its turns from; nothing, and a fault noted, if that is a single value."""
        if isinstance(value, Undefined):
            return iter(value)
        if isinstance(value, str) or not hasattr(value, "__iter__"):
            observer = cast("Observer", self.environment)
            observer.note(NoListError(f"{type(value).__name__}"), line, value)
            return ()
        return value

    def table_end(self, pieces: list[bytes], value: str) -> None:
        """Fit the grid of a table, unless it is not sound because of a fault."""
        if not cast("Observer", self.environment).findings:
            super().table_end(pieces, value)

    def _seen(
        self, printing: Callable[[Any, int], str], value: Any, line: int, *, marked: bool = True
    ) -> tuple[str, str]:
        """Return what is printed, and the number of the sight between its marks if the value is a plain one."""
        observer = cast("Observer", self.environment)
        try:
            xml = printing(value, line).translate(_WITHOUT_MARKS)
            plain = self._plain(value)
        except ENDINGS:
            raise
        except FAULTS as error:
            observer.note(error, line, value)
            return "", ""
        if plain is None:
            return xml, ""
        tag = tag_at(observer, line)
        observer.sights.append(Sight(observer.path_of(value, tag) or (tag.code,), tag, plain, str(self.name), marked))
        return xml, f"{SEEN[0]}{len(observer.sights) - 1}{SEEN[1]}"


_WITHOUT_MARKS = str.maketrans(dict.fromkeys(SEEN, "\ufffd"))


def observe(
    parts: Iterable[Part], language: Language, values: Mapping[str, Any], sheet: Sheet
) -> tuple[Observer, dict[str, bytes]]:
    """Return what was seen, and the parts by name as they were rendered: sound only if no fault was found."""
    paths = Paths(values)
    observer, texts = Observer.of(language, paths), {}
    for part in parts:
        template = bound(observer.compiled(part.source, part.name), observer)
        try:
            texts[part.name] = rendered(template, {**language.globals, **paths.values}, sheet)
        except FAULTS as error:
            observer.note(error, line_of(error))
    return observer, texts
