"""How much one document may ask for: what an honest template never reaches, and an attack always.

What a template makes of its own (products, paddings, joined and replaced texts) is counted before it is made; so are
turns of loops, calls, searches, and what is written. Nothing looks at a clock: the same values always come as far.
"""

import re
from collections.abc import Callable, Mapping
from functools import wraps
from operator import attrgetter
from typing import Any, Final

from jinja2 import pass_context, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import Context

MOST_MADE: Final = 20_000_000  # characters and list entries that one document's tags make on the way
MOST_WRITTEN: Final = 32_000_000  # bytes in one document, those of its macros and blocks once more
MOST_STEPS: Final = 30_000_000  # expressions in all turns of all loops of one document, a call for several
USUAL: Final = 4_000  # bytes that a value may print without being counted
STRIDE: Final = 100_000  # steps from one look to the next
_ENTRIES_AS_ONE: Final = 4  # looked at while one is made
_OF_AN_ENTRY: Final = 20  # characters, about


class TooMuchError(SecurityError):
    """A template asks for more than any document needs."""


class Effort:
    """What one document has asked for so far; every method raises TooMuchError when it is too much.

    ``left`` is how many steps may be taken before the next look.
    """

    def __init__(self) -> None:
        self.left = STRIDE
        self._made = self._written = self._steps = 0

    def make(self, size: int) -> None:
        """Count ``size`` characters or entries that are about to be made."""
        self._made += size
        if self._made > MOST_MADE:
            raise TooMuchError("it would make texts too large")

    def search(self, values: Any) -> Any:
        """Count a search through ``values``, and return them."""
        self.make(_length(values) // _ENTRIES_AS_ONE)
        return values

    def spend(self, steps: int) -> None:
        """Count what is about to be done; the loops of a template do so themselves."""
        self.left -= steps
        if self.left < -MOST_STEPS:
            raise TooMuchError("it would not end")

    def look(self, pieces: list[bytes]) -> None:
        """Look at what loops have done and printed since the last look, and let them go on."""
        self._steps += STRIDE - self.left
        self.left = STRIDE
        if self._steps > MOST_STEPS:
            raise TooMuchError("its loops would not end")
        if self._written + sum(map(len, pieces)) > MOST_WRITTEN:
            raise TooMuchError("the document would be endless")
        pieces[:] = [b"".join(pieces)]

    def write(self, size: int) -> None:
        """Count the bytes of a text that was put together."""
        self._written += size
        if self._written > MOST_WRITTEN:
            raise TooMuchError("the document would be endless")


_NUMBER = re.compile(r"\d+")
_FIELD = re.compile(r"[%{]")
_WIDTH_FROM_VALUE = re.compile(r"%[^a-zA-Z%]*\*|\{[^{}]*\{")


def product(operator: str, left: Any, right: Any) -> int:
    """Return how large the result of a binary operator becomes: in characters, entries, or bits of a number."""
    if operator == "%":
        values = right if isinstance(right, tuple) else (right,)
        return formatted(left, *values) if isinstance(left, str) else 0
    if isinstance(left, int) and isinstance(right, int):
        return _bits(operator, left, right)
    if operator == "+":
        return _length(left) + _length(right)
    return max(_times(left, right), _times(right, left))


def _bits(operator: str, left: int, right: int) -> int:
    if operator == "**":
        return left.bit_length() * abs(right)
    size = left.bit_length() + right.bit_length()
    return size if operator == "*" and size > 128 else 0


def _times(many: Any, times: Any) -> int:
    return _length(many) * times if isinstance(times, int) else 0


def weight(value: Any) -> int:
    """Return about how many characters a value prints; told as soon as it is more than a document may make."""
    if type(value) is list and {*map(type, value)} == {str}:
        return sum(map(len, value)) + _OF_AN_ENTRY * len(value)
    total, waiting = 0, [value]
    while waiting and total <= MOST_MADE:
        each = waiting.pop()
        kind = type(each)
        total += _OF_AN_ENTRY
        if issubclass(kind, str):
            total += len(each)
        elif issubclass(kind, _HOLDING):
            waiting += each
        elif issubclass(kind, dict):
            waiting += [*each.keys(), *each.values()]
    return total


_HOLDING: Final = (list, tuple, set, frozenset)


def formatted(form: Any, *values: Any, **named: Any) -> int:
    """Return about how long a text of ``%`` or ``{}`` fields becomes."""
    text = str(form)
    every = (*values, *named.values())
    widths = sum(int(number) if len(number) < 10 else MOST_MADE for number in _NUMBER.findall(text))
    if _WIDTH_FROM_VALUE.search(text):
        widths += sum(abs(value) for value in every if isinstance(value, int))
    return len(text) + widths + len(_FIELD.findall(text)) * max(map(weight, every), default=0)


def _as_wide(value: Any, *arguments: Any, **named: Any) -> int:
    return _length(value) + sum(abs(each) for each in (*arguments, *named.values()) if isinstance(each, int))


def _indented(value: Any, *arguments: Any, **named: Any) -> int:
    return (str(value).count("\n") + 1) * _as_wide("", *arguments, **named) + _length(value)


def _replaced(value: Any, old: Any = "", new: Any = "", *_: Any, **__: Any) -> int:
    return _length(value) + str(value).count(str(old)) * len(str(new))


def _joined(value: Any, between: Any = "", *_: Any, **__: Any) -> int:
    return weight(value) + _length(value) * _length(between)


def _joining(between: Any, value: Any = "") -> int:
    return _joined(value, between)


def _written_out(value: Any, *arguments: Any, **named: Any) -> int:
    heavy = weight(value)
    return heavy * (1 + _as_wide("", *arguments, **named))


def _summed(value: Any, attribute: Any = None, start: Any = 0) -> int:  # noqa: ARG001 - Jinja's signature
    return 0 if isinstance(start, int) else _length(value) * weight(value)


def _length(value: Any, *_: Any, **__: Any) -> int:
    return len(value) if hasattr(value, "__len__") else 0


_FILTERS: Final[Mapping[str, Callable[..., int]]] = {
    **dict.fromkeys(("center", "batch", "slice", "round", "wordwrap", "truncate"), _as_wide),
    **dict.fromkeys(("pprint", "tojson", "string", "xmlattr", "urlencode", "escape", "forceescape"), _written_out),
    **dict.fromkeys(("upper", "lower", "title", "capitalize", "trim", "striptags", "wordcount", "urlize"), _length),
    **dict.fromkeys(("list", "reverse", "sort", "unique", "items", "dictsort"), _length),
    "format": formatted,
    "indent": _indented,
    "join": _joined,
    "replace": _replaced,
    "sum": _summed,
}
METHODS: Final[Mapping[str, Callable[..., int]]] = {
    **dict.fromkeys(("center", "ljust", "rjust", "zfill"), _as_wide),
    **dict.fromkeys(("format", "format_map"), formatted),
    "expandtabs": lambda text, size=8: text.count("\t") * abs(size),
    "replace": _replaced,
    "join": _joining,
    "translate": lambda text, table: len(text) * max(map(weight, table.values()), default=1),
}


@pass_eval_context
def _quick_join(evaluated: Any, value: Any, d: Any = "", attribute: Any = None) -> Any:
    """Join as Jinja does, texts alone at once: of them there is nothing to look at."""
    if attribute is None and type(d) is str and type(value) is list and {*map(type, value)} == {str}:
        return d.join(value)
    return FILTERS["join"](evaluated, value, d, attribute)


_QUICK: Final[Mapping[str, Callable[..., Any]]] = {"join": _quick_join}


def whole(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the arguments with lists in the place of iterators, of which nobody can tell how long they are."""
    for each in arguments:
        if hasattr(each, "__next__"):
            return tuple([*each] if hasattr(each, "__next__") else each for each in arguments)
    return arguments


def limited() -> dict[str, Callable[..., Any]]:
    """Return Jinja's filters that make texts or lists, each counting what it makes before it does."""
    return {name: _counting(_QUICK.get(name, FILTERS[name]), size) for name, size in _FILTERS.items()}


def _counting(call: Callable[..., Any], size: Callable[..., int]) -> Callable[..., Any]:
    passed = _PASSED.get(getattr(getattr(call, "jinja_pass_arg", None), "name", ""))

    @wraps(call)
    def counted(context: Context, *arguments: Any, **named: Any) -> Any:
        arguments = whole(arguments)
        context.sheet.effort.make(size(*arguments, **named))  # type: ignore[attr-defined]  # a Page has one
        return call(passed(context), *arguments, **named) if passed else call(*arguments, **named)

    return pass_context(counted)


_PASSED: Final[Mapping[str, Callable[[Context], Any]]] = {  # what a filter of Jinja's may want beside its value
    "context": lambda context: context,
    "eval_context": attrgetter("eval_ctx"),
    "environment": attrgetter("environment"),
}
