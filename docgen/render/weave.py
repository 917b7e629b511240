"""Weave a marked part into Jinja source, and prove once that whatever it prints is well-formed.

The proof: every ``if``, ``for`` and other block ends under the same open elements under which it began, and so does each
of its branches; values are escaped. Then any choice of branches and any number of turns gives well-formed XML, and no
document has to be parsed again. Only a value that brings XML of its own (``|safe``, rich text) makes the part be parsed.

Line breaks count the tags: each tag ends in the one line break of its line, so a line number in Jinja's errors is the
number of a tag, over all parts of the template.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from docgen.diagnostics import Finding, Wording
from docgen.render.places import finding
from docgen.render.tags import END, MARK, START, Kind, Tag, Tags

# Delimiters of the woven source: noncharacters, so that no text of a document can look like a tag.
PRINT: Final = ("\ufdd4", "\ufdd5")
BLOCK: Final = ("\ufdd6", "\ufdd7")
COMMENT: Final = ("\ufdd8", "\ufdd9")

ENDINGS: Final = {word: f"end{word}" for word in ("if", "for", "with", "macro", "call", "filter", "set", "block")}
_BRANCHES = {"else", "elif"}
_REFUSED = {"include", "import", "from", "extends", "autoescape", "raw", "endraw"}
_LOOPS = {"for", "macro", "call"}

_TOKEN = re.compile(f"<[^<>]*>|{START}\\d+{END}")
_NAME = re.compile(r"[^\s/>]+")
_JOIN_LEFT, _JOIN_RIGHT = "\ufdd2", "\ufdd3"
_LEFT = re.compile(f"</w:t>(?:(?!</w:t>|{START}).)*?{_JOIN_LEFT}", re.DOTALL)
_RIGHT = re.compile(f"{_JOIN_RIGHT}(?:(?!<w:t[ >]|{START}).)*?<w:t(?: [^>]*)?>", re.DOTALL)


class Position(StrEnum):
    """What a printed value stands in: the text of a run, a place for runs or paragraphs, or plain text."""

    TEXT = "text"
    BLOCK = "block"
    PLAIN = "plain"


@dataclass(frozen=True)
class Slot:
    """A tag as it stands in the source: where it prints, and the properties around it (XML, or nothing)."""

    tag: Tag
    position: Position = Position.PLAIN
    paragraph: str = ""
    run: str = ""


@dataclass
class _Open:
    tag: Tag
    stack: tuple[str, ...]


@dataclass
class _Around:
    """The properties of the paragraphs and runs that are open, innermost last."""

    paragraphs: list[str] = field(default_factory=lambda: [""])
    runs: list[str] = field(default_factory=lambda: [""])


class Weaver:
    """Weaves parts one after another; ``slots[line - 1]`` is the tag on a line of the source."""

    def __init__(self, tags: Tags) -> None:
        self.slots: list[Slot] = []
        self.findings: list[Finding] = []
        self._tags = tags

    def weave(self, marked: str) -> str:
        """Return the Jinja source of a part given as XML with marks."""
        self._stack: list[str] = []
        self._blocks: list[_Open] = []
        self._around = _Around()
        self._properties_from = 0
        source = [COMMENT[0] + "\n" * len(self.slots) + COMMENT[1]] if self.slots else []
        marked = _joined(marked, self._tags)
        end = 0
        for token in _TOKEN.finditer(marked):
            source.append(marked[end : token.start()])
            end = token.end()
            if marked[token.start()] == START:
                source.append(self._tag(self._tags.of(token.group()), self._position(token.group())))
            else:
                source.append(self._element(token, marked))
        source.append(marked[end:])
        self.findings.extend(_unclosed(block) for block in self._blocks)
        return "".join(source)

    def _position(self, mark: str) -> Position:
        if self._stack and self._stack[-1] == "w:t":
            return Position.TEXT
        return Position.BLOCK if self._tags.of(mark).scope else Position.PLAIN

    def _element(self, token: re.Match[str], marked: str) -> str:
        written = token.group()
        name = _NAME.match(written.lstrip("</"))
        name = name.group() if name else ""
        if written.startswith("</"):
            self._close(name, token, marked)
        elif not written.endswith("/>"):
            self._open(name, token)
        return self._attributes(written) if START in written else written

    def _open(self, name: str, token: re.Match[str]) -> None:
        self._stack.append(name)
        if name == "w:p":
            self._around.paragraphs.append("")
        elif name == "w:r":
            self._around.runs.append("")
        elif name in ("w:pPr", "w:rPr"):
            self._properties_from = token.start()

    def _close(self, name: str, token: re.Match[str], marked: str) -> None:
        if self._stack and self._stack[-1] == name:
            self._stack.pop()
        elif self._blocks:
            self.findings.append(_crossing(self._blocks[-1].tag))
        around = self._around
        if name == "w:p" and len(around.paragraphs) > 1:
            around.paragraphs.pop()
        elif name == "w:r" and len(around.runs) > 1:
            around.runs.pop()
        elif name == "w:pPr" or (name == "w:rPr" and self._stack[-1:] == ["w:r"]):
            properties = marked[self._properties_from : token.end()]
            which = around.paragraphs if name == "w:pPr" else around.runs
            which[-1] = "" if START in properties else properties

    def _attributes(self, written: str) -> str:
        """Return the opening tag with the tags in its attributes woven; a block must end in the element where it began."""
        depth = len(self._blocks)
        woven = MARK.sub(lambda match: self._tag(self._tags.of(match.group()), Position.PLAIN), written)
        while len(self._blocks) > depth:
            self.findings.append(_unclosed(self._blocks.pop()))
        return woven

    def _tag(self, tag: Tag, position: Position) -> str:
        if tag.kind is Kind.COMMENT:
            return ""
        if tag.kind is Kind.BLOCK:
            self._block(tag)
        self.slots.append(Slot(tag, position, self._around.paragraphs[-1], self._around.runs[-1]))
        opening, closing = PRINT if tag.kind is Kind.PRINT else BLOCK
        left, right = (
            ("-" if tag.trim_left else "", "-" if tag.trim_right else "") if tag.kind is Kind.PRINT else ("", "")
        )
        return f"{opening}{left} {tag.code}\n{right}{closing}"

    def _block(self, tag: Tag) -> None:
        word = tag.word
        if word in _REFUSED:
            self.findings.append(_refused(tag))
        elif word in _BRANCHES or word.startswith("end"):
            self._continue(tag)
        elif word in ENDINGS and not (word == "set" and "=" in tag.code):
            self._blocks.append(_Open(tag, tuple(self._stack)))

    def _continue(self, tag: Tag) -> None:
        block = self._blocks[-1] if self._blocks else None
        expected = block and (ENDINGS[block.tag.word] if tag.word not in _BRANCHES else tag.word)
        if block is None or tag.word != expected:
            self.findings.append(_unexpected(tag, block.tag if block else None))
            return
        if tuple(self._stack) != block.stack:
            self.findings.append(_crossing(block.tag))
            self._stack = list(block.stack)
        if tag.word not in _BRANCHES:
            self._blocks.pop()


def _joined(marked: str, tags: Tags) -> str:
    """Return the XML with the text around ``{%-`` and ``-%}`` joined to them, as docxtpl joins it."""

    def flag(match: re.Match[str]) -> str:
        tag = tags.of(match.group())
        left = _JOIN_LEFT if tag.trim_left and tag.kind is Kind.BLOCK else ""
        right = _JOIN_RIGHT if tag.trim_right and tag.kind is Kind.BLOCK else ""
        return f"{left}{match.group()}{right}"

    flagged = MARK.sub(flag, marked)
    if len(flagged) == len(marked):
        return marked
    joined = _RIGHT.sub("", _LEFT.sub("", flagged))
    return joined.replace(_JOIN_LEFT, "").replace(_JOIN_RIGHT, "")


def _unclosed(block: _Open) -> Finding:
    ending = ENDINGS[block.tag.word]
    message = Wording(
        f"{block.tag.written} 没有对应的 {{% {ending} %}}", f"{block.tag.written} has no {{% {ending} %}}"
    )
    return finding(block.tag.place, "TPL-04", message)


def _unexpected(tag: Tag, within: Tag | None) -> Finding:
    if within is None:
        message = Wording(f"{tag.written} 前面没有与它对应的标签", f"nothing before {tag.written} needs it")
    else:
        message = Wording(
            f"{tag.written} 与前面的 {within.written} 不配对",
            f"{tag.written} does not match {within.written} before it",
        )
    return finding(tag.place, "TPL-04", message)


def _crossing(tag: Tag) -> Finding:
    message = Wording(
        f"{tag.written} 与它的结束标签(或分支)不在同一层",
        f"{tag.written} and its end (or branch) do not stand in the same kind of place",
    )
    hint = Wording(
        "开始与结束标签要同在一段之内;跨段落请都用 {%p … %},跨表格行请都用 {%tr … %}。",
        "Keep both inside one paragraph; around paragraphs write both as {%p … %}, around table rows as {%tr … %}.",
    )
    return finding(tag.place, "TPL-05", message, hint)


def _refused(tag: Tag) -> Finding:
    message = Wording(f"模板中不允许 {tag.written}", f"{tag.written} is not allowed in a template")
    return finding(tag.place, "TPL-06", message)
