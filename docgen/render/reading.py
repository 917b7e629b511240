"""What a template really reads of the values it is given, so that one can tell whether other values would change it.

::

    witness = Witness(values, template.names)
    template.render(witness.values)
    witness.reads                      # {"alliance/name": "5f1e…", "members": "91ab…", "members/0/seat": "…"}
    changed(witness.reads, others)     # the paths at which other values differ: none, if the document would be the same

A read is a path and what was found there: of a plain value a digest, of a list the digest of all plain values in it, of
a dictionary only whether it holds anything, since what is taken from it is a read of its own. ``#keys`` after a path
tells that its keys were asked for, ``#all`` that the whole was handed to something that does not tell what it reads,
``#[…]`` that it was called with these arguments.
"""

import hashlib
import json
import pickle
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from types import MethodType
from typing import Any, Final

from docgen.render.paths import Path

Reads = Mapping[str, str]

_ABSENT, _CALL = "absent", "call"
_KEYS, _ALL = "keys", "all"
_DIGEST_BYTES = 9
_MISSING: Final = object()
_TOLD: Final = (int, float, Decimal, Fraction, date, tuple, type(None))  # their repr tells all that can be printed


class Witness:
    """Values that remember what was read of them; ``names`` are those of the values that the template may use."""

    def __init__(self, values: Mapping[str, Any], names: Iterable[str]) -> None:
        self.reads: dict[str, str] = {}
        for name in sorted(names):
            self.reads[_step(name)] = _aspect(values.get(name, _MISSING), "")
        self.values: dict[str, Any] = {name: _watched(value, _step(name), self.reads) for name, value in values.items()}


def changed(reads: Reads, values: Mapping[str, Any]) -> list[Path]:
    """Return the paths at which reading these values would find something else, in the order of the reads."""
    differing = (read for read, found in reads.items() if _look(values, read) != found)
    return list(dict.fromkeys(tuple(_steps(read.partition("#")[0])) for read in differing))


def fingerprint(value: Any) -> str:
    """Return a digest of a value, however deep: the same for equal values, in every process."""
    return hashlib.blake2b(_canonical(value), digest_size=_DIGEST_BYTES).hexdigest()


class _Watched(dict[str, Any]):
    """A dictionary that notes what is read of it."""

    __slots__ = ("_path", "_plain", "_reads")

    def __init__(self, values: dict[str, Any], path: str, reads: dict[str, str]) -> None:
        super().__init__(values)
        self._plain, self._path, self._reads = values, path, reads

    def _note(self, part: str) -> None:
        read = f"{self._path}#{part}"
        if read not in self._reads:
            self._reads[read] = _aspect(self._plain, part)

    def _found(self, key: Any) -> Any:
        value = self._plain.get(key, _MISSING)
        path = f"{self._path}/{_step(key)}"
        if path not in self._reads:
            self._reads[path] = _aspect(value, "")
        return value if value is _MISSING else _watched(value, path, self._reads)

    def __getitem__(self, key: Any) -> Any:
        value = self._found(key)
        if value is _MISSING:
            raise KeyError(key)
        return value

    def get(self, key: Any, default: Any = None) -> Any:
        value = self._found(key)
        return default if value is _MISSING else value

    def __contains__(self, key: object) -> bool:
        return self._found(key) is not _MISSING

    def __bool__(self) -> bool:
        return bool(self._plain)

    def __len__(self) -> int:
        self._note(_KEYS)
        return len(self._plain)

    def __iter__(self) -> Iterator[str]:
        self._note(_KEYS)
        return iter(self._plain)

    def keys(self) -> Any:
        self._note(_KEYS)
        return self._plain.keys()

    def __reversed__(self) -> Iterator[str]:
        self._note(_KEYS)
        return reversed(self._plain)

    def values(self) -> Any:
        self._note(_ALL)
        return self._plain.values()

    def items(self) -> Any:
        self._note(_ALL)
        return self._plain.items()

    def copy(self) -> dict[str, Any]:
        self._note(_ALL)
        return self._plain.copy()

    def __or__(self, other: Any) -> Any:
        return self.copy() | other

    def __ror__(self, other: Any) -> Any:
        return other | self.copy()

    def __eq__(self, other: object) -> bool:
        return self.copy() == other

    def __ne__(self, other: object) -> bool:
        return self.copy() != other

    __hash__ = None

    def __repr__(self) -> str:
        return repr(self.copy())


def _watched(value: Any, path: str, reads: dict[str, str]) -> Any:
    """Return a value whose dictionaries note what is read of them; the plain values of a list were read with it."""
    if _is_call(value):
        return partial(_call, value, path, reads)
    if type(value) is dict:
        return _Watched(value, path, reads)
    if type(value) is list:
        return [_watched(item, f"{path}/{number}", reads) for number, item in enumerate(value)]
    return value


def _is_call(value: Any) -> bool:
    return callable(value) and not isinstance(value, type | str)


def _call(value: Any, path: str, reads: dict[str, str], *arguments: Any, **named: Any) -> Any:
    """Call a value, and note with what and what came of it; what no text can say is noted as the whole value."""
    found = value(*arguments, **named)
    if not named and all(isinstance(argument, str | int) for argument in arguments):
        reads[f"{path}#{json.dumps(arguments)}"] = fingerprint(found)
    else:
        reads[f"{path}#{_ALL}"] = fingerprint(value)
    return found


def _called(value: Any, arguments: str) -> str:
    with suppress(Exception):  # whatever it raises, it gives no value
        return fingerprint(value(*json.loads(arguments)))
    return _ABSENT


def _aspect(value: Any, part: str) -> str:
    """Return what a read finds: ``part`` is what was asked of the value, nothing for the value itself."""
    if value is _MISSING:
        return _ABSENT
    if part == _ALL:
        return fingerprint(value)
    if _is_call(value):
        return _called(value, part) if part else _CALL
    if isinstance(value, dict):
        return fingerprint(list(value)) if part == _KEYS else "{}" if not value else "{…}"
    if type(value) is list:
        return fingerprint([_aspect(item, "") if type(item) in (dict, list) else item for item in value])
    return fingerprint(value)


def _look(values: Mapping[str, Any], read: str) -> str:
    path, _, part = read.partition("#")
    value: Any = values
    for step in _steps(path):
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return _ABSENT
    return _aspect(value, part)


def _step(key: Any) -> str:
    """Return a key as a step of a path; a digit before it tells a number from a text of digits."""
    text = str(key).replace("~", "~0").replace("/", "~1").replace("#", "~2")
    return f"~3{text}" if isinstance(key, str) and text.lstrip("-").isdecimal() else text


def _steps(path: str) -> Iterator[str | int]:
    for text in path.split("/"):
        if text.lstrip("-").isdecimal():
            yield int(text)
        else:
            yield text.replace("~3", "").replace("~2", "#").replace("~1", "/").replace("~0", "~")


def _canonical(value: Any) -> bytes:
    """Return a value as bytes that tell all that can be printed of it."""
    kind = type(value).__qualname__
    if isinstance(value, dict):
        parts = [_canonical(part) for pair in value.items() for part in pair]
    elif type(value) in (list, tuple):
        parts = [_canonical(part) for part in value]
    elif is_dataclass(value) and not isinstance(value, type):
        parts = [_canonical(getattr(value, field.name)) for field in fields(value)]
    elif isinstance(value, MethodType):
        parts = [value.__func__.__qualname__.encode(), _canonical(value.__self__)]
    elif isinstance(value, partial):
        parts = [_canonical(part) for part in (value.func, value.args, value.keywords)]
    elif isinstance(value, set | frozenset):
        parts = sorted(map(_canonical, value))
    elif hasattr(value, "__dict__") and not callable(value) and not isinstance(value, str):
        parts = [_canonical(vars(value))]
    else:
        parts = [_plain(value)]
    return b"".join((kind.encode(), b"(", *(b"%d:%s" % (len(part), part) for part in parts), b")"))


def _plain(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return str.__str__(value).encode("utf-8", "surrogatepass")
    return repr(value).encode("utf-8", "surrogatepass") if isinstance(value, _TOLD) else pickle.dumps(value)
