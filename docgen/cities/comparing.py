"""How two programmes differ, in words: what only one has, and what each says of the same thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from docgen import clauses, documents
from docgen.cities.labels import LABELS, SECTIONS
from docgen.diagnostics import Wording
from docgen.model import Record
from docgen.programme import Programme
from docgen.programme.scheme import OWN
from docgen.rules import RULES

_NAMES: Final = ("id", "path", "kind", "name", "title")  # what an item of a list is called by
_SAID: Final = ("title", "label", "name", "place")  # what tells an item to a reader
_APART: Final = {*OWN, "folders", "law", "translations", "title_words"} - {"title", "english", "city", "in_force"}
_ORDER = Wording("排列次序", "their order")
_NOTHING: Final = "—"

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """One difference: in which section, of what, and what each programme says (``None``: it has no such thing)."""

    section: Wording
    what: Wording
    one: str | None
    other: str | None


def compare(one: Programme, other: Programme) -> list[Difference]:
    """Return how two programmes differ, section by section; rules and bureaus as on the first day of the younger."""
    before, after = _values(one, other), _values(other, one)
    return [
        Difference(SECTIONS.get(key, Wording(key, key)), *found)
        for key in dict.fromkeys([*before, *after])
        for found in _differ(before.get(key), after.get(key), (key,))
    ]


def _values(programme: Programme, beside: Programme) -> dict[str, Any]:
    """Return what is compared of a programme: its scheme, its rules of a day, its papers, clauses and law."""
    on = max(programme.in_force, beside.in_force)
    scheme = programme.plain()
    kinds = documents.documents(programme)
    return {
        **{key: _plain(value) for key, value in scheme.items() if key not in _APART},
        "issuers": [issuer.plain() for issuer in programme.issuers_on(on)],
        "rules": {code: _setting(programme, code, on) for code in programme.rules if programme.setting(code, on=on)},
        "papers": [
            kind.sheet.plain() | {"kind": kind.kind, "order": None, "design": kind.template.parent.parent.name}
            for kind in kinds
        ],
        "clauses": {clause.id: clause.plain() for clause in clauses.load_library(programme.folders).clauses},
        "law": {each.id: {"title": each.title} for each in programme.law.instruments},
    }


def _plain(value: Any) -> Any:
    """Return a value with the records in it as dictionaries."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return value.plain() if isinstance(value, Record) else value


def _setting(programme: Programme, code: str, on: Any) -> dict[str, Any]:
    setting = programme.setting(code, on=on)
    return {"severity": str(setting.severity), "value": setting.value} if setting else {}


Found = tuple[Wording, str | None, str | None]


def _differ(one: Any, other: Any, way: tuple[str, ...]) -> Iterator[Found]:
    """Yield where two values differ: part by part where both have named parts, else as a whole."""
    if one == other:
        return
    before, after = _named(one), _named(other)
    if before is None or after is None:
        yield _label(way), _say(one), _say(other)
        return
    alone = [
        [_title(part, key) for key, part in parts.items() if key not in rest]
        for parts, rest in ((before, after), (after, before))
    ]
    if any(alone):
        yield _label(way), _joined(alone[0]) or None, _joined(alone[1]) or None
    for key in before:
        if key in after:
            yield from _differ(before[key], after[key], (*way, _called(before[key], key)))
    if isinstance(one, list):
        yield from _reordered(before, after)


def _called(value: Any, key: str) -> str:
    """Return what a reader calls a part: its title, or else its key."""
    return next((str(value[name]) for name in _SAID if value.get(name)), key) if isinstance(value, Mapping) else key


def _reordered(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the stretch of two lists in which what both have stands in another order."""
    kept = [key for key in before if key in after], [key for key in after if key in before]
    moved = [place for place, (one, other) in enumerate(zip(*kept, strict=True)) if one != other]
    if moved:
        stretch = slice(moved[0], moved[-1] + 1)
        titles = (_joined([_title(before[key], key) for key in keys[stretch]]) for keys in kept)
        yield _ORDER, next(titles), next(titles)


def _named(value: Any) -> dict[str, Any] | None:
    """Return the parts of a value under their names, nothing for what has no named parts."""
    if isinstance(value, Mapping):
        return {str(key): part for key, part in value.items()}
    if isinstance(value, list) and value and all(isinstance(part, Mapping) for part in value):
        names = [next((str(part[key]) for key in _NAMES if part.get(key)), "") for part in value]
        return dict(zip(names, value, strict=True)) if len({*names} - {""}) == len(value) else None
    return None


def _label(way: tuple[str, ...]) -> Wording:
    """Return what stands at a way, in words: the last parts that have a name of their own."""
    if way[0] == "rules" and len(way) > 1:
        message = RULES[way[1]].message if way[1] in RULES else Wording("", "")
        named = Wording(f"{way[1]}（{_open(message.zh)}）", f"{way[1]} ({_open(message.en)})")
        ways = (named, *(LABELS.get(step, Wording(step, step)) for step in way[2:]))
    else:
        ways = tuple(LABELS.get(step, Wording(step, step)) for step in way[1:] or way)
    return Wording("，".join(each.zh for each in ways), ", ".join(each.en for each in ways))


def _open(words: str) -> str:
    """Return the words of a message with … for what it fills in."""
    parts = [part.partition("}")[2] if number else part for number, part in enumerate(words.split("{"))]
    return "…".join(parts)


def _say(value: Any) -> str | None:
    if value is None or value in ([], (), {}):
        return None
    if isinstance(value, Mapping):
        return _called(value, "") or _joined([said for part in value.values() if (said := _say(part))])
    if isinstance(value, (list, tuple)):
        return _joined([_say(part) or _NOTHING for part in value])
    return str(value)


def _title(value: Any, key: str) -> str:
    """Return a part that only one has, in a few words."""
    if not isinstance(value, Mapping):
        return LABELS[key].zh if key in LABELS else key
    points = value.get("points")
    return _called(value, key) + (f"（{points}）" if points else "")


def _joined(words: list[str]) -> str:
    return "、".join(words)
