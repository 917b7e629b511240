"""Weave a marked part into Jinja source, and prove once that whatever it prints is well-formed.

The proof: every ``if``, ``for`` and other block, and each of its branches, ends under the open elements under which it
began; values are escaped. Then any choice of branches and any number of turns gives well-formed XML, and no document
has to be parsed again. What the proof cannot see makes the rendered part be parsed: a value that brings XML of its own
(``|safe``, rich text, a macro's result), a ``filter`` or ``call`` block.

Line breaks count the tags: a line of the source ends right before the code of the next tag, so a line number in Jinja's
errors is the number of a tag, over all parts of the template.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from docgen.diagnostics import Finding, Wording
from docgen.render.gaps import due
from docgen.render.places import finding
from docgen.render.repeats import Repeats
from docgen.render.surroundings import Surroundings
from docgen.render.tags import END, MARK, START, Kind, Position, Tag, Tags

# Delimiters of the woven source: noncharacters, so that no text of a document can look like a tag.
PRINT: Final = ("\ufdd4", "\ufdd5")
BLOCK: Final = ("\ufdd6", "\ufdd7")
COMMENT: Final = ("\ufdd8", "\ufdd9")

ENDINGS: Final = {word: f"end{word}" for word in ("if", "for", "with", "macro", "call", "filter", "set", "block")}
_BRANCHES = {"else", "elif"}
_REFUSED = {"include", "import", "from", "extends", "autoescape"}
_REPEATING = {"for", "macro", "call"}
_UNSEEN = {"filter", "call"}
_LEAVING = {"break", "continue"}
_OF_THEIR_OWN = {"macro", "call", "block"}  # no loop around them can be left from within

_TOKEN = re.compile(f"<[^<>]*>|{START}\\d+{END}")
_NAME = re.compile(r"</?([^\s/>]+)")
_ESCAPES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
ESCAPE: Final = re.compile("|".join(map(re.escape, _ESCAPES)))
_LEAVES = {"w:instrText", "w:delText"}


@dataclass(frozen=True)
class Slot:
    """A tag in the source: where it prints, and the properties (XML) of the paragraph and run around it."""

    tag: Tag
    position: Position
    paragraph: str
    run: str


@dataclass(frozen=True)
class _Open:
    tag: Tag
    stack: list[str]


class Weaver:
    """Weaves parts one after another; ``slots[line - 1]`` is the tag on a line of the source."""

    def __init__(self, tags: Tags) -> None:
        self.slots: list[Slot] = []
        self.findings: list[Finding] = []
        self.unseen = False  # whether the last part holds what the proof cannot see
        self._tags = tags

    def weave(self, marked: str) -> str:
        """Return the Jinja source of a part given as XML with marks."""
        self.unseen = False
        self._steered: dict[int, Tag] = {}  # the last tag that steers the rows or paragraphs of an element, by depth
        self._stack: list[str] = []
        self._blocks: list[_Open] = []
        self._around = Surroundings()
        self._torn = False
        self._repeats = Repeats(self._tags)
        marked = _joined(ESCAPE.sub(lambda match: _ESCAPES[match.group()], marked), self._tags)
        self._before = len(self.slots)
        source = [COMMENT[0] + "\n" * self._before + COMMENT[1]] if self.slots else []
        end = 0
        for token in _TOKEN.finditer(marked):
            source.append(marked[end : token.start()])
            source.append(self._token(token, marked))
            end = token.end()
        source.append(marked[end:])
        self.findings.extend(_unclosed(block.tag) for block in self._blocks)
        return "".join(source)

    def _token(self, token: re.Match[str], marked: str) -> str:
        written = token.group()
        if written.startswith(START):
            tag = self._tags.of(written)
            return self._tag(tag, self._position(tag))
        match = _NAME.match(written)
        name = match[1] if match else ""
        seam = None
        if written.startswith("</"):
            seam = self._close(name)
            self._around.end(name, self._parent(), marked, token.end())
        elif not written.endswith("/>"):
            self._around.begin(name, self._parent(), token.start())
            self._stack.append(name)
        if self._blocks and any(block.tag.word in _REPEATING for block in self._blocks):
            written = self._repeats.distinct(written, name, self._blocks[-1].tag)
        written = self._attributes(written) if START in written else written
        return self._sewn(seam, written)

    def _sewn(self, seam: Position | None, written: str) -> str:
        """Return a closing tag with the seam before it, or after it when that is a table's."""
        if seam is None:
            return written
        tag = replace(self._steering, kind=Kind.PRINT, scope="", code="''", trim_left=False, trim_right=False)
        mark = self._tag(tag, seam)
        return written + mark if seam is Position.ROW_DUE else mark + written

    def _parent(self) -> str:
        return self._stack[-1] if self._stack else ""

    def _position(self, tag: Tag) -> Position:
        inner = self._parent()
        if tag.position:
            return tag.position
        if inner == "w:t":
            return Position.TEXT
        return Position.BLOCK if tag.scope and inner not in _LEAVES else Position.PLAIN

    def _close(self, name: str) -> Position | None:
        """Leave the element; return what is due if a block tag may have left it without rows or paragraphs."""
        depth = len(self._stack)
        if self._parent() == name:
            self._stack.pop()
        elif not self._torn:
            self._torn = True
            self.findings.append(_crossing(self._blocks[-1].tag if self._blocks else self.slots[-1].tag))
        if depth not in self._steered:
            return None
        self._steering = self._steered.pop(depth)
        return due(name)

    def _attributes(self, written: str) -> str:
        """Return an opening tag with the tags in its attributes woven; a block must end in the value where it began."""
        outer = self._blocks
        pieces = written.split('"')
        for number in range(1, len(pieces), 2):
            self._blocks = []
            pieces[number] = MARK.sub(lambda match: self._attribute(self._tags.of(match.group())), pieces[number])
            self.findings.extend(_unclosed(block.tag) for block in self._blocks)
        self._blocks = outer
        return '"'.join(pieces)

    def _attribute(self, tag: Tag) -> str:
        return self._tag(tag, tag.position or Position.PLAIN)

    def _tag(self, tag: Tag, position: Position) -> str:
        if tag.scope:
            self._steered[len(self._stack)] = tag
        if tag.kind is Kind.COMMENT:
            return ""
        self.slots.append(Slot(tag, position, *self._around.properties()))
        line = "\n" if len(self.slots) > self._before + 1 else ""
        if tag.kind is Kind.BLOCK:
            closed = self._leave(tag) if tag.word in _LEAVING else ""
            self._block(tag)
            return f"{closed}{BLOCK[0]}{line} {tag.code} {BLOCK[1]}"
        left, right = "-" * tag.trim_left, "-" * tag.trim_right
        return f"{PRINT[0]}{left}{line} {tag.code} {right}{PRINT[1]}"

    def _block(self, tag: Tag) -> None:
        self.unseen |= tag.word in _UNSEEN
        if tag.word in _REFUSED:
            self.findings.append(_refused(tag))
        elif tag.word in _BRANCHES or tag.word.startswith("end"):
            self._continue(tag)
        elif opens(tag):
            self._blocks.append(_Open(tag, self._stack.copy()))

    def _leave(self, tag: Tag) -> str:
        """Return the ends of what is open since the loop began that the tag leaves: a paragraph may be cut short."""
        inner = next((block for block in reversed(self._blocks) if block.tag.word in {"for", *_OF_THEIR_OWN}), None)
        if inner is None or inner.tag.word in _OF_THEIR_OWN:
            self.findings.append(_unexpected(tag, inner.tag if inner else None))
            return ""
        begun = self._stack[len(inner.stack) :]
        if begun and "w:p" not in begun:
            self.findings.append(_cut_short(tag))
        return "".join(f"</{name}>" for name in reversed(begun))

    def _continue(self, tag: Tag) -> None:
        block = self._blocks[-1] if self._blocks else None
        if block is None or tag.word not in (ENDINGS[block.tag.word], *_BRANCHES):
            self.findings.append(_unexpected(tag, block.tag if block else None))
            return
        if self._stack != block.stack:
            self.findings.append(_crossing(block.tag))
            self._stack = block.stack.copy()
        if tag.word not in _BRANCHES:
            self._blocks.pop()


def opens(tag: Tag) -> bool:
    """Return whether the tag begins a block that an ``end…`` tag must close."""
    return tag.word in ENDINGS and not (tag.word == "set" and "=" in tag.code)


_JOIN_LEFT, _JOIN_RIGHT = "\ufdd2", "\ufdd3"
_LEFT = re.compile(f"</w:t>(?:(?!</w:t>|{START}).)*?{_JOIN_LEFT}", re.DOTALL)
_RIGHT = re.compile(f"{_JOIN_RIGHT}(?:(?!<w:t[ >]|{START}).)*?<w:t(?: [^>]*)?>", re.DOTALL)


def _joined(marked: str, tags: Tags) -> str:
    """Return the XML with the text around ``{%-`` and ``-%}`` joined to them, as docxtpl joins it."""

    def flag(match: re.Match[str]) -> str:
        tag = tags.of(match.group())
        block = tag.kind is Kind.BLOCK
        return _JOIN_LEFT * (block and tag.trim_left) + match.group() + _JOIN_RIGHT * (block and tag.trim_right)

    flagged = MARK.sub(flag, marked)
    if len(flagged) == len(marked):
        return marked
    joined = _RIGHT.sub("", _LEFT.sub("", flagged))
    return joined.replace(_JOIN_LEFT, "").replace(_JOIN_RIGHT, "")


def _unclosed(tag: Tag) -> Finding:
    ending = f"{{% {ENDINGS[tag.word]} %}}"
    return finding(tag.place, "TPL-04", Wording(f"{tag.written} 没有对应的 {ending}", f"{tag.written} has no {ending}"))


def _unexpected(tag: Tag, within: Tag | None) -> Finding:
    if within is None:
        message = Wording(f"{tag.written} 前面没有与它对应的标签", f"nothing before {tag.written} begins what it ends")
    else:
        message = Wording(
            f"{tag.written} 与前面的 {within.written} 不配对",
            f"{tag.written} does not match {within.written} before it",
        )
    return finding(tag.place, "TPL-04", message)


def _crossing(tag: Tag) -> Finding:
    message = Wording(
        f"{tag.written} 与它的结束标签（或分支）不在同一层",
        f"{tag.written} and its end (or branch) do not stand in the same kind of place",
    )
    hint = Wording(
        "开始与结束标签要同在一段之内；跨段落请都用 {%p … %}，跨表格行请都用 {%tr … %}。",
        "Keep both inside one paragraph; around paragraphs write both as {%p … %}, around table rows as {%tr … %}.",
    )
    return finding(tag.place, "TPL-05", message, hint)


def _cut_short(tag: Tag) -> Finding:
    message = Wording(f"{tag.written} 会留下没有写完的表格", f"{tag.written} would leave a table unfinished")
    hint = Wording("请写在与循环开头同一层的地方。", "Write it in the same kind of place as the beginning of its loop.")
    return finding(tag.place, "TPL-05", message, hint)


def _refused(tag: Tag) -> Finding:
    message = Wording(f"模板中不允许 {tag.written}", f"{tag.written} is not allowed in a template")
    return finding(tag.place, "TPL-06", message)
