"""What goes wrong while a template is compiled or rendered, told with its place and in the template author's words."""

import difflib
import re
import traceback
from collections.abc import Mapping
from dataclasses import replace
from types import FrameType
from typing import Any, Final

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from docgen.diagnostics import Finding, Wording
from docgen.render.language import Language, NoSuchNameError
from docgen.render.page import MethodError, WrongPlaceError
from docgen.render.paths import Path, said
from docgen.render.places import finding
from docgen.render.sheet import MissingValueError
from docgen.render.tags import Kind, Tag
from docgen.render.values import UnprintableCharacterError
from docgen.render.weave import BLOCK, COMMENT, ENDINGS, PRINT, opens

# Whatever an author's expression may raise; anything else is a fault of this program.
FAULTS: Final = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)


class NoListError(TypeError):
    """A loop got a text, a number or nothing in the place of a list."""


_OPEN = re.compile(r"unexpected char '\\ufdd[0-9a-f]' at \d+")
_BRACKETS = str.maketrans(dict(zip((*PRINT, *BLOCK, *COMMENT), ("{{", "}}", "{%", "%}", "{#", "#}"), strict=True)))


def syntax_findings(language: Language, error: jinja2.TemplateSyntaxError) -> list[Finding]:
    """Return every tag that cannot be compiled on its own, or else the one that ``error`` names."""
    found = [finding_ for slot in language.slots for finding_ in _own_fault(language, slot.tag)]
    return found or [_syntax(tag_at(language, error.lineno), error)]


def _own_fault(language: Language, tag: Tag) -> list[Finding]:
    alone = _alone(tag)
    if alone is None:
        return []
    try:
        language.compiled(alone)
    except jinja2.TemplateSyntaxError as error:
        return [_syntax(tag, error)]
    return []


def _alone(tag: Tag) -> str | None:
    """Return source in which the tag stands complete, or None for a tag that only closes."""
    if tag.kind is Kind.PRINT:
        return f"{PRINT[0]} {tag.code} {PRINT[1]}"
    if tag.word == "else" or tag.word.startswith("end"):
        return None
    opening = f"{BLOCK[0]} {tag.code} {BLOCK[1]}"
    if tag.word == "elif":
        return f"{BLOCK[0]}if 1{BLOCK[1]}{opening}{BLOCK[0]}endif{BLOCK[1]}"
    return opening + (f"{BLOCK[0]}{ENDINGS[tag.word]}{BLOCK[1]}" if opens(tag) else "")


def _syntax(tag: Tag, error: jinja2.TemplateSyntaxError) -> Finding:
    text = _OPEN.sub("a bracket is not closed", (error.message or "").translate(_BRACKETS))
    message = Wording(f"{tag.written} 写法有误：{text}", f"{tag.written} cannot be read: {text}")
    return finding(tag.place, "TPL-07", message)


def tag_at(language: Language, line: int) -> Tag:
    """Return the tag on a line of the source; the nearest one for a line that there is not."""
    return language.slots[max(0, min(line, len(language.slots)) - 1)].tag


def line_of(error: BaseException) -> int:
    """Return the line of the source at which the error arose: the innermost template frame's; 0 if none."""
    line = 0
    for frame, number in traceback.walk_tb(error.__traceback__):
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(number)
    return line


def line_in(frame: FrameType | None) -> int:
    """Return the line of the source that is being rendered: the innermost template frame's; 0 if none."""
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return 0


def render_finding(tag: Tag, error: Exception, names: Mapping[str, Any], path: Path | None = None) -> Finding:
    """Return what stopped a rendering at this tag.

    ``names`` are those of the context, to guess which one was meant; ``path`` leads to the value, or to what should
    have it, and is told when the tag alone does not tell it: inside a list.
    """
    inside = said(path) if path and any(isinstance(step, int) for step in path) else None
    if isinstance(error, SecurityError):
        message = Wording(f"{tag.written} 不被允许", f"{tag.written} is not allowed ({error.message})")
        return finding(tag.place, "TPL-06", message)
    if isinstance(error, NoSuchNameError):
        return replace(_undefined(tag, error, names, inside), path=_lacking(error, path))
    reason = _reason(tag, error)
    if inside:
        reason = Wording(f"{reason.zh}（数据 {inside.zh}）", f"{reason.en} (data: {inside.en})")
    return replace(finding(tag.place, "TPL-09", reason), path=path)


def _lacking(error: NoSuchNameError, owner: Path | None) -> Path | None:
    """Return where the name should stand: in its owner, or at the top."""
    if not error.name:  # the first of an empty list
        return owner
    if owner is None:
        return (error.name,) if error.owner is missing else None
    return (*owner, int(error.name) if isinstance(error.owner, list) and error.name.isdigit() else error.name)


def _reason(tag: Tag, error: Exception) -> Wording:
    if isinstance(error, NoListError):
        return Wording(
            f"{tag.written} 要一个列表，得到的是一个值", f"{tag.written} needs a list, and got a single value"
        )
    if isinstance(error, MissingValueError):
        return Wording(f"{tag.written} 没有值", f"{tag.written} has no value")
    if isinstance(error, WrongPlaceError):
        return Wording(f"{tag.written} 的值不能放在这里", f"the value of {tag.written} cannot stand here")
    if isinstance(error, MethodError):
        return Wording(f"{tag.written} 是一个方法，不是值", f"{tag.written} is a method, not a value")
    if isinstance(error, UnprintableCharacterError):
        code, number = f"U+{ord(error.character):04X}", error.index + 1
        return Wording(
            f"{tag.written} 的值中第 {number} 个字符 {code} 不能写入文件",
            f"character {number} of the value of {tag.written}, {code}, cannot be written to a file",
        )
    return Wording(f"{tag.written} 无法求值：{error}", f"{tag.written} cannot be evaluated: {error}")


def _undefined(tag: Tag, error: NoSuchNameError, names: Mapping[str, Any], inside: Wording | None) -> Finding:
    path = re.search(rf"[\w.]*\b{re.escape(str(error.name))}\b", tag.code)
    shown = path.group() if path else error.name
    zh, en = (f"{inside.zh} 中", f" in {inside.en}") if inside else ("", "")
    message = Wording(
        f"{zh}没有名为 {shown} 的值（{tag.written}）", f"there is no value named {shown}{en} ({tag.written})"
    )
    near = difflib.get_close_matches(str(error.name), _names(error.owner, names), 1)
    hint = Wording(f"是不是想写 {near[0]}？", f"Did you mean {near[0]}?") if near else None
    return finding(tag.place, "TPL-08", message, hint)


def _names(owner: Any, names: Mapping[str, Any]) -> list[str]:
    """Return the names that ``owner`` has; those of the context when there is no owner."""
    if owner is missing:
        return [str(name) for name in names]
    found = owner if isinstance(owner, Mapping) else dir(owner)
    return [str(name) for name in found if not str(name).startswith("_")]


def broken_finding(language: Language, error: Exception, line: int | None) -> Finding:
    """Return that a rendered part is not well-formed; ``line`` is the tag that printed XML of its own, if one did."""
    tag = tag_at(language, line or 1)
    message = Wording(
        f"{tag.written} 印出的 XML 不完好：{error}", f"{tag.written} prints XML that is not sound: {error}"
    )
    return finding(tag.place, "TPL-10", message)
