"""What a pydantic model allows at a path: its keys, its words."""

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from docgen.source.tree import Path


def keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys that a section may have."""
    records = (kind for kind in _kinds_at(model, path) if _is_record(kind))
    return [field.alias or name for record in records for name, field in record.model_fields.items()]


def words_at(model: type[BaseModel], path: Path) -> list[str]:
    """Return the words from which a value is to be chosen; none where it may be any text."""
    return [str(word) for kind in _kinds_at(model, path) if get_origin(kind) is Literal for word in get_args(kind)]


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _kinds_at(kind: Any, path: Path) -> Iterator[Any]:
    """Yield the types that a value at ``path`` may have, unions opened."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Annotated, Union, types.UnionType}:
        branches = arguments[:1] if origin is Annotated else arguments
        for branch in branches:
            yield from _kinds_at(branch, path)
    elif not path:
        yield kind
    elif _is_record(kind):
        fields = kind.model_fields.items()
        inner = (field.annotation for name, field in fields if path[0] in {name, field.alias})
        yield from _kinds_at(next(inner, None), path[1:])
    elif origin in {tuple, list, dict}:
        yield from _kinds_at(arguments[1 if origin is dict else 0], path[1:])
