"""From a file to a source: bytes, text, values; every fault that can be told apart is told at once."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from docgen.diagnostics import Finding, Location, has_errors
from docgen.source import events, faults, syntax
from docgen.source.composing import REPLACEMENT, UNPRINTABLE, Composer, Stopped
from docgen.source.events import Event
from docgen.source.lines import BOM, Lines, Span
from docgen.source.tree import Source

SIZE_LIMIT = 2 * 1024 * 1024
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_NO_SPELLINGS: Mapping[str, str] = MappingProxyType({})


def read(path: Path, *, spellings: Mapping[str, str] = _NO_SPELLINGS) -> Source:
    """Read a YAML file into plain values that remember their place; what is wrong is in the source's findings.

    ``spellings`` maps keys in another language (名称) to the keys that the values shall have (name).
    """
    file = str(path)
    refusal = _refusal(path)
    if refusal:
        return Source(file, findings=(refusal,))
    raw = path.read_bytes()
    try:
        return parse(raw.decode("utf-8"), file=file, spellings=spellings)
    except UnicodeDecodeError as error:
        return Source(file, findings=(_encoding(raw, error, file),))


def parse(text: str, *, file: str, spellings: Mapping[str, str] = _NO_SPELLINGS) -> Source:
    """Read YAML text as ``read`` reads a file; ``file`` is the name that findings carry."""
    head = text[: text.startswith(BOM)]
    clean = head + UNPRINTABLE.sub(REPLACEMENT, text[len(head) :])
    lines = Lines(file, clean)
    controls = [_control(text, lines, found.start()) for found in UNPRINTABLE.finditer(text, len(head))]
    values, composer = _composed(lines, spellings)
    return Source(
        file=file,
        text=clean,
        values=values if isinstance(values, dict) else None,
        places=composer.places,
        spellings=spellings,
        findings=(*controls, *composer.findings),
    )


def _composed(lines: Lines, spellings: Mapping[str, str]) -> tuple[Any, Composer]:
    """Return the values of a text, and the composer that knows their places and what is wrong."""
    with suppress(events.NotSureError):
        return _read(events.fast, lines, Composer(lines, spellings))
    return _read(events.exact, lines, Composer(lines, spellings))


def _read(parse: Callable[[str], Iterator[Event]], lines: Lines, composer: Composer) -> tuple[Any, Composer]:
    values = None
    try:
        values = composer.compose(parse(lines.text))
    except (YAMLError, ValueError, OverflowError) as error:
        composer.findings += _syntax(error, composer, lines)
    except Stopped as stopped:
        composer.findings.append(stopped.finding)
    else:
        composer.findings += _shape(values, lines)
    return values, composer


def _refusal(path: Path) -> Finding | None:
    """Return why a file cannot be opened at all."""
    top = Location(str(path), 1, 1)
    try:
        with path.open("rb"):
            size = path.stat().st_size
    except FileNotFoundError:
        return faults.NOT_FOUND.at(top)
    except OSError:
        return faults.NOT_READABLE.at(top)
    if size > SIZE_LIMIT:
        return faults.TOO_LARGE.at(top, size=f"{size / 2**20:.1f}", limit=SIZE_LIMIT // 2**20)
    return None


def _encoding(raw: bytes, error: UnicodeDecodeError, file: str) -> Finding:
    """Return the first place that is not UTF-8, with the encoding that the file most likely has."""
    guess = "UTF-16" if raw.startswith(_UTF16_MARKS) else "GB18030"
    try:
        before = len(raw[: error.start].decode(guess, "ignore"))
        return faults.ENCODING.at(Lines(file, raw.decode(guess)).locate(Span(before, before + 1)), guess=f"{guess}")
    except UnicodeDecodeError:
        line = raw.count(b"\n", 0, error.start) + 1
        return faults.NO_TEXT.at(Location(file, line, 1))


def _control(text: str, lines: Lines, index: int) -> Finding:
    return faults.CONTROL.at(lines.locate(Span(index, index + 1)), name=f"U+{ord(text[index]):04X}")


def _syntax(error: Exception, composer: Composer, lines: Lines) -> list[Finding]:
    """Return the syntax error, unless a fault that is already known stands on its line and explains it."""
    if not isinstance(error, MarkedYAMLError):
        return [faults.SYNTAX.at(lines.locate(Span(composer.reached, composer.reached + 1)))]
    explained = {finding.location.line for finding in composer.findings if has_errors([finding])}
    return [finding for finding in syntax.diagnose(error, lines) if finding.location.line not in explained]


def _shape(values: object, lines: Lines) -> list[Finding]:
    top = lines.locate(Span(0, 0))
    if values is None:
        return [faults.EMPTY.at(top)]
    if isinstance(values, dict):
        return []
    is_list = isinstance(values, list)
    return [
        faults.NOT_KEYED.at(top, found="一个列表" if is_list else "一段文字", found_en="a list" if is_list else "text")
    ]
