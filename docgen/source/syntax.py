"""From what the YAML scanner stumbled over to what the user did: judged by the text at the place, not by its words."""

import re
from typing import NamedTuple

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.scanner import ScannerError

from docgen.diagnostics import Finding
from docgen.source import faults
from docgen.source.faults import Fault
from docgen.source.lines import Lines, Span

_OPENING = {
    '"': faults.QUOTE,
    "'": faults.QUOTE,
    "&": faults.ANCHOR,
    "*": faults.ANCHOR,
    "!": faults.TAG,
    "|": faults.RESERVED,
    ">": faults.RESERVED,
}
_FOUND = {
    "\t": faults.TAB,
    "}": faults.BRACKET,
    "]": faults.BRACKET,
    **dict.fromkeys("@`%,", faults.RESERVED),
}
_TAB_INDENT = re.compile(r"^[ ]*\t[ \t]*(?=[^\s#])", re.MULTILINE)
_KEY = re.compile(r":(?=\s|$)")


class _Spot(NamedTuple):
    fault: Fault
    start: int


def diagnose(error: MarkedYAMLError, lines: Lines) -> list[Finding]:
    """Return what made the scanner stop, and every line indented by tabs from there on."""
    text = lines.text
    spot = _spot(error, text)
    if spot.fault is faults.TAB:
        spans = {Span(spot.start, spot.start + 1), *_tabs(text, text.rfind("\n", 0, spot.start) + 1)}
        return [faults.TAB.at(lines.locate(span)) for span in spans]
    end = re.compile(r"[^\r\n]*").match(text, spot.start)
    location = lines.locate(Span(spot.start, end.end() if end else spot.start + 1))
    return [spot.fault.at(location, character=text[spot.start : spot.start + 1])]


def _tabs(text: str, start: int) -> list[Span]:
    return [Span(found.end() - 1, found.end()) for found in _TAB_INDENT.finditer(text, start)]


def _spot(error: MarkedYAMLError, text: str) -> _Spot:
    at = error.problem_mark.index if error.problem_mark else 0
    if error.context_mark:
        since = error.context_mark.index
        if isinstance(error, ScannerError):
            return _unfinished(text, since, at)
        if text[since : since + 1] in {"{", "["}:
            return _Spot(faults.BRACKET, since)
    return _unexpected(text, at)


def _unfinished(text: str, since: int, at: int) -> _Spot:
    """Judge a token that the scanner began at ``since`` and could not finish."""
    if text[since] == '"' and text[at - 1] == "\\":
        return _Spot(faults.BACKSLASH, at - 1)
    return _Spot(_OPENING.get(text[since], faults.COLON), since)


def _unexpected(text: str, at: int) -> _Spot:
    """Judge a token that cannot stand at ``at``."""
    head = text[text.rfind("\n", 0, at) + 1 : at]
    character = text[at : at + 1]
    if character in _FOUND:
        return _Spot(_FOUND[character], at)
    if character == "-" and head.rstrip().endswith(":"):
        return _Spot(faults.RESERVED, at)
    if head.rstrip().endswith(('"', "'")):
        return _Spot(faults.QUOTE, at)
    if character == ":" and not _KEY.search(head):
        return _keyless_line_above(text, at - len(head)) or _Spot(faults.LAYOUT, at - len(head.lstrip()))
    return _Spot(faults.LAYOUT if character else faults.SYNTAX, at)


def _keyless_line_above(text: str, start: int) -> _Spot | None:
    above = text[:start].rstrip()
    begin = above.rfind("\n") + 1
    line = above[begin:]
    return _Spot(faults.COLON, begin + len(line) - len(line.lstrip())) if line and not _KEY.search(line) else None
