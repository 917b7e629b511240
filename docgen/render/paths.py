"""Where in the values of a document something stands: ``("members", 1, "name")`` is the name of the second member."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from docgen.diagnostics import Wording

Path = tuple[str | int, ...]


def said(path: Path) -> Wording:
    """Return the path in words: ``members 第 2 项 name``."""
    return Wording(
        " ".join(f"第 {step + 1} 项" if isinstance(step, int) else step for step in path),
        ", ".join(f"item {step + 1}" if isinstance(step, int) else step for step in path),
    )


class Paths:
    """The first path to each value: dictionaries, lists, named tuples and what they hold, known by identity.

    ``values`` is a copy of what it was made from, in which equal values from different places are different objects.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._found: dict[int, Path] = {}
        self._copies: dict[int, Any] = {}
        self._kept = values  # or an identity could pass to another object
        self.values: dict[str, Any] = {key: self._copy(value, (key,)) for key, value in values.items()}

    def of(self, value: Any) -> Path | None:
        """Return the path to this very object, if it is one that stands in one place."""
        return self._found.get(id(value))

    def _copy(self, value: Any, path: Path) -> Any:
        if id(value) in self._copies:
            return self._copies[id(value)]
        if type(value) in (dict, list):
            return self._container(value, path)
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            copy: Any = type(value)(*(self._copy(part, (*path, name)) for name, part in _fields(value)))
        elif type(value) in _COPIED:
            copy = _COPIED[type(value)](value)
        else:
            return value
        self._found.setdefault(id(copy), path)
        return copy

    def _container(self, value: Any, path: Path) -> Any:
        """Return a copy of a dictionary or a list; one that stands in two places stays one."""
        copy: Any = type(value)()
        self._copies[id(value)] = copy
        self._found[id(copy)] = path
        for step, each in _steps(value):
            made = self._copy(each, (*path, step))
            copy.append(made) if isinstance(copy, list) else copy.__setitem__(step, made)
        return copy


_COPIED: Mapping[type, Callable[[Any], Any]] = {
    str: lambda text: "".join(list(text)),  # the same object for texts of one character, which Python keeps once
    Decimal: lambda number: Decimal(str(number)),
    Fraction: lambda share: Fraction(share.numerator, share.denominator),
    date: lambda day: date(day.year, day.month, day.day),
}


def _fields(value: Any) -> Iterator[tuple[str, Any]]:
    return zip(value._fields, value, strict=True)  # the fields of a named tuple are public


def _steps(value: Mapping[Any, Any] | Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    return iter(value.items() if isinstance(value, Mapping) else enumerate(value))
