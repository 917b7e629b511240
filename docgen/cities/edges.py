"""Alliances and rounds at the edges of what a template may meet: made from samples, every value of a kind at once."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial, reduce
from typing import Any, Final, NamedTuple, get_args

from docgen.diagnostics import Wording
from docgen.model import Alliance, Record, Round

Values = dict[str, Any]

HOSTILE: Final = "{{ x }}{% if %}<w:t>&amp;&\"'］]]>𠮷㛃"
LONG: Final = "（超长的文字用来检查排版）"
_DATE: Final = re.compile(r"((?:19|20)\d\d)((?:-\d\d){0,2})")
_MANY: Final = 12  # how many of each thing there are where there are many
_CHOICES: Final = {"是", "否", "all"}


class Edge(NamedTuple):
    """One edge: its name, the change, and whether what comes of it is a draft, which may have gaps.

    One that is ``searched`` for takes long: once, with the richest sample, is enough.
    """

    name: Wording
    change: Callable[[Values], Values]
    draft: bool = False
    searched: bool = False


def edges(is_sound: Callable[[Values], bool]) -> Iterator[Edge]:
    """Yield every edge of alliances: as it is, fewest, most, longest, empty optional, hostile characters.

    ``is_sound`` tells whether a final paper may be made of values; what is optional is left out as far as it holds, in
    a draft all of it.
    """
    yield Edge(Wording("样例", "the sample"), lambda values: values)
    yield Edge(Wording("最少", "fewest"), fewest)
    yield Edge(Wording("最多", "most"), most)
    yield Edge(Wording("最长", "longest"), longest)
    yield Edge(Wording("选填的都空着", "empty optional"), partial(_barest, is_sound=is_sound), searched=True)
    yield Edge(Wording("选填的都空着的草稿", "a draft, empty optional"), _emptied, draft=True)
    yield Edge(Wording("刚起头的草稿", "a draft just begun"), _begun, draft=True)
    yield Edge(Wording("怪字符", "hostile characters"), hostile)


def edges_of_rounds(is_sound: Callable[[Values], bool]) -> Iterator[Edge]:
    """Yield the edges of rounds: as it is, longest, empty optional, hostile characters."""
    yield Edge(Wording("样例", "the sample"), lambda values: values)
    yield Edge(Wording("最长", "longest"), longest)
    yield Edge(Wording("选填的都空着", "empty optional"), lambda values: bare(values, Round, is_sound))
    yield Edge(Wording("怪字符", "hostile characters"), hostile)


def fewest(values: Values) -> Values:
    """Return the values with one of each thing, and only the members that these name."""
    kept = {key: _one_of_each(value) for key, value in values.items() if key != "members"}
    named = set(_texts(kept))
    members = [member for number, member in enumerate(values.get("members", ())) if not number or member["id"] in named]
    return {**values, **kept, "members": [_one_of_each(member) for member in members]}


def most(values: Values) -> Values:
    """Return the values with many of each thing, those with an ``id`` each with one of its own."""
    return {key: _many(value) for key, value in values.items()}


def longest(values: Values) -> Values:
    """Return the values with every text that people write made long."""
    changed: Values = _written(values, lambda text: text + LONG * 3)
    return changed


def hostile(values: Values) -> Values:
    """Return the values with every text that people write followed by what no format likes."""
    changed: Values = _written(values, lambda text: text + HOSTILE)
    return changed


def later(values: Any, years: int) -> Any:
    """Return the values with every day, month and year so many years later."""
    if isinstance(values, Mapping):
        return {_later(key, years): later(part, years) for key, part in values.items()}
    if isinstance(values, list):
        return [later(part, years) for part in values]
    return _later(values, years)


def _later(text: Any, years: int) -> Any:
    found = _DATE.fullmatch(text) if isinstance(text, str) else None
    return f"{int(found[1]) + years}{found[2].replace('-02-29', '-02-28')}" if found else text


def _one_of_each(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _one_of_each(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_one_of_each(part) for part in value[:1]]
    return value


def _many(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _many(part) for key, part in value.items()}
    if isinstance(value, list) and value and len(value) < _MANY:
        return [*value, *(_again(value[n % len(value)], n) for n in range(_MANY - len(value)))]
    return value


def _again(item: Any, number: int) -> Any:
    """Return another of the same thing; a name and a code of its own where it has one."""
    if not isinstance(item, dict) or "id" not in item:
        return item
    return {**item, "id": f"{item['id']}-{number}", **({"seat": "member"} if "seat" in item else {})}


def bare(values: Values, model: type[Record], is_sound: Callable[[Values], bool]) -> Values:
    """Return the values without whatever the model leaves to choice, as far as they stay sound without it.

    A field is left out of all entries of its kind at once; sections and entries of lists stay, each as bare as may be.
    """
    return _barer(values, [*dict.fromkeys(_optional(values, model, ()))], is_sound)


def _barer(values: Values, ways: list[tuple[str, ...]], is_sound: Callable[[Values], bool]) -> Values:
    """Return the values without as much as can be missing; halves are tried where the whole cannot."""
    fewer = reduce(_without, ways, values)
    if not ways or is_sound(fewer):
        return fewer
    if len(ways) == 1:
        return values
    middle = len(ways) // 2
    return _barer(_barer(values, ways[:middle], is_sound), ways[middle:], is_sound)


def _barest(values: Values, is_sound: Callable[[Values], bool]) -> Values:
    return bare(fewest(values), Alliance, is_sound)


def _optional(values: Any, model: Any, way: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the ways to all fields that the model leaves to choice and that hold no entries of their own."""
    if isinstance(values, list):
        for part in values:
            yield from _optional(part, model, way)
    elif isinstance(values, Mapping) and model:
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        for key, value in values.items():
            inner = _record(fields[key].annotation)
            yield from _optional(value, inner, (*way, key))
            if not fields[key].is_required() and not (inner and isinstance(value, list)):
                yield *way, key


def _without(values: Any, way: tuple[str, ...]) -> Any:
    if isinstance(values, list):
        return [_without(part, way) for part in values]
    if not isinstance(values, Mapping) or way[0] not in values:
        return values
    if len(way) == 1:
        return {key: value for key, value in values.items() if key != way[0]}
    return {**values, way[0]: _without(values[way[0]], way[1:])}


def _record(annotation: Any) -> type[Record] | None:
    """Return the record that a field holds, alone or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record(part))), None)


def _emptied(values: Values) -> Values:
    return bare(values, Alliance, lambda _: True)


def _begun(values: Values) -> Values:
    """Return the values of a draft that has a name and members, and no section yet."""
    members = [{key: member[key] for key in ("id", "name", "kind")} for member in values.get("members", ())]
    profile = {"name": values["alliance"]["name"]}
    return {"docgen": values["docgen"], "programme": values["programme"], "alliance": profile, "members": members}


def _written(values: Any, change: Callable[[str], str]) -> Any:
    """Return the values with every text that people write changed; keys, codes and choices stay."""
    if isinstance(values, Mapping):
        return {key: _written(part, change) for key, part in values.items()}
    if isinstance(values, list):
        return [_written(part, change) for part in values]
    return change(values) if isinstance(values, str) and _is_written(values) else values


def _is_written(text: str) -> bool:
    return text not in _CHOICES and any("\u4e00" <= character <= "\u9fff" for character in text)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, str):
        yield value
