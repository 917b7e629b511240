"""Values added to a file: whatever stands in it stays as it is, comments and order too."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ruamel.yaml import YAML

from docgen.source.reading import parse
from docgen.source.rewriting import Node, UnwritableError, node_at, scalar
from docgen.source.tree import Path, Source

_WIDTH: Final = 118  # characters of a line
_DEPTH: Final = 2  # blanks before the items of a list


def append(source: Source, section: str, items: Sequence[Mapping[str, Any]]) -> str:
    """Return the file's text with items at the end of a list of the file, which is begun if it is not there.

    The values of an item are texts, lists and dictionaries. Raises ``UnwritableError`` where the file would not say
    what it should.
    """
    before = source.values.get(section) or []
    if not isinstance(before, list):
        raise UnwritableError(section)
    if not items:
        return source.text
    return _proven(source, _appended(source, section, items), {**source.values, section: [*before, *items]})


def extend(source: Source, path: Path, entries: Mapping[str, Any]) -> str:
    """Return the file's text with new keys at the end of the section at a path; raises as ``append`` does."""
    node = _node(source, path)
    first = next(key for key in source.places if key[:-1] == path)
    written = [f"{source.spell((*path, key))}: {_flow(value, _words(source))}" for key, value in entries.items()]
    if node.style == "[":
        text = source.text[: node.end - 1].rstrip() + "".join(f", {each}" for each in written)
        text += source.text[node.end - 1 :]
    else:
        key = source.places[first].key
        text = _after(source.text, node.last, written, key.start - _line(source.text, key.start) if key else 0)
    return _proven(source, text, _extended(source.values, path, entries))


def _appended(source: Source, section: str, items: Sequence[Mapping[str, Any]]) -> str:
    text, words = source.text, _words(source)
    if section not in source.values:
        newline = _newline(text)
        text = f"{text.rstrip()}{newline * 2}{words.get(section, section)}:{newline}"
        return _after(text, len(text) - len(newline), [*_lines(items, words, _DEPTH)], _DEPTH)
    node = _node(source, (section,))
    if not source.values[section]:
        text = text[: node.start].rstrip(" ") + text[node.end :]
        return _after(text, min(node.start, len(text)), [*_lines(items, words, _DEPTH)], _DEPTH)
    if node.style == "[":
        added = "".join(f", {_flow(item, words)}" for item in items)
        return text[: node.end - 1].rstrip() + added + text[node.end - 1 :]
    depth = node.start - _line(text, node.start)
    return _after(text, node.last, [*_lines(items, words, depth)], depth)


def _lines(items: Sequence[Mapping[str, Any]], words: Mapping[str, str], depth: int) -> Iterator[str]:
    """Yield each item as lines of a list, broken between its values where it is too long."""
    for item in items:
        line, whole = "- {", ""
        for number, (key, value) in enumerate(item.items()):
            part = f"{words.get(key, key)}: {_flow(value, words)}{'' if number == len(item) - 1 else ', '}"
            if depth + len(line) + len(part) > _WIDTH and number:
                whole, line = f"{whole}{line.rstrip()}\n", f"{' ' * (depth + 3)}"
            line += part
        yield f"{whole}{line}}}"


def _flow(value: Any, words: Mapping[str, str]) -> str:
    """Return a value as it is written in one line."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{words.get(key, key)}: {_flow(each, words)}' for key, each in value.items())}}}"
    if isinstance(value, str):
        return scalar(value, "")
    return f"[{', '.join(_flow(each, words) for each in value)}]"


def _after(text: str, position: int, lines: Sequence[str], depth: int) -> str:
    """Return the text with lines after the one that holds a position, or that ends just before it."""
    newline = _newline(text)
    end = position if text[:position].endswith("\n") else text.find("\n", position) + 1
    head = text[:end] if end else f"{text}{newline}"
    added = "".join(f"{' ' * depth}{line}\n" for line in lines).replace("\n", newline)
    return head + added + (text[end:] if end else "")


def _node(source: Source, path: Path) -> Node:
    return node_at(source, list(YAML(typ="safe", pure=True).parse(source.text)), path)


def _words(source: Source) -> Mapping[str, str]:
    """Return the Chinese words for keys if the file is written with them."""
    heads = {place.key for path, place in source.places.items() if len(path) == 1}
    chinese = any(key and source.text[key.start : key.end].strip("\"'") in source.spellings for key in heads)
    return {en: zh for zh, en in reversed([*source.spellings.items()])} if chinese else {}


def _line(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _extended(values: Any, path: Path, entries: Mapping[str, Any]) -> Any:
    if not path:
        return {**values, **entries}
    head, *rest = path
    if isinstance(values, list):
        return [_extended(each, tuple(rest), entries) if n == head else each for n, each in enumerate(values)]
    return {key: _extended(each, tuple(rest), entries) if key == head else each for key, each in values.items()}


def _proven(source: Source, text: str, wanted: Any) -> str:
    now = parse(text, file=source.file, spellings=source.spellings)
    if now.values != wanted or len(now.findings) > len(source.findings):
        raise UnwritableError(source.file)
    return text
