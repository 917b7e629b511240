"""What goes wrong while a template is compiled or rendered, told with its place and in the template author's words."""

import difflib
import re
import traceback
from collections.abc import Mapping, Sequence
from typing import Any, Final

import jinja2
from jinja2.runtime import Context
from jinja2.sandbox import SecurityError

from docgen.diagnostics import Finding, Wording
from docgen.render.language import Language, WrongPlace
from docgen.render.places import finding
from docgen.render.sheet import ValueMissing
from docgen.render.tags import Kind, Tag
from docgen.render.values import UnprintableCharacter
from docgen.render.weave import BLOCK, COMMENT, ENDINGS, PRINT, Slot

# Whatever an author's expression may raise; anything else is a fault of this program.
FAULTS: Final = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)

_BRACKETS = str.maketrans(dict(zip((*PRINT, *BLOCK, *COMMENT), ("{{", "}}", "{%", "%}", "{#", "#}"), strict=True)))


def syntax_findings(language: Language, error: jinja2.TemplateSyntaxError) -> list[Finding]:
    """Return every tag that cannot be compiled on its own, or else the one that ``error`` names."""
    found = [finding_ for slot in language.slots for finding_ in _own_fault(language, slot.tag)]
    return found or [_syntax(_slot(language.slots, error.lineno).tag, error)]


def _own_fault(language: Language, tag: Tag) -> list[Finding]:
    alone = _alone(tag)
    if alone is None:
        return []
    try:
        language.compile(alone, raw=True)
    except jinja2.TemplateSyntaxError as error:
        return [_syntax(tag, error)]
    return []


def _alone(tag: Tag) -> str | None:
    """Return source in which the tag stands complete, or None for a tag that only closes."""
    if tag.kind is Kind.PRINT:
        return f"{PRINT[0]} {tag.code} {PRINT[1]}"
    if tag.word in ("else",) or tag.word.startswith("end"):
        return None
    opening = f"{BLOCK[0]} {tag.code} {BLOCK[1]}"
    if tag.word == "elif":
        return f"{BLOCK[0]}if 1{BLOCK[1]}{opening}{BLOCK[0]}endif{BLOCK[1]}"
    closed = tag.word in ENDINGS and not (tag.word == "set" and "=" in tag.code)
    return opening + (f"{BLOCK[0]}{ENDINGS[tag.word]}{BLOCK[1]}" if closed else "")


def _syntax(tag: Tag, error: jinja2.TemplateSyntaxError) -> Finding:
    said = (error.message or "").translate(_BRACKETS)
    message = Wording(f"{tag.written} 写法有误:{said}", f"{tag.written} cannot be read: {said}")
    return finding(tag.place, "TPL-07", message)


def _slot(slots: Sequence[Slot], line: int) -> Slot:
    return slots[max(0, min(line, len(slots)) - 1)]


def line_of(error: BaseException) -> int:
    """Return the line of the source at which the error arose: the innermost template frame's; 0 if none."""
    line = 0
    for frame, number in traceback.walk_tb(error.__traceback__):
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(number)
    return line


def render_finding(language: Language, error: Exception, names: Mapping[str, Any]) -> Finding:
    """Return what stopped a rendering; ``names`` are those of the context, to guess which one was meant."""
    tag = _slot(language.slots, line_of(error)).tag
    if isinstance(error, SecurityError):
        message = Wording(f"{tag.written} 不被允许", f"{tag.written} is not allowed ({error.message})")
        return finding(tag.place, "TPL-06", message)
    if isinstance(error, jinja2.UndefinedError):
        return _undefined(tag, error, names)
    return finding(tag.place, "TPL-09", _reason(tag, error))


def _reason(tag: Tag, error: Exception) -> Wording:
    if isinstance(error, ValueMissing):
        return Wording(f"{tag.written} 没有值", f"{tag.written} has no value")
    if isinstance(error, WrongPlace):
        return Wording(f"{tag.written} 的值不能放在这里", f"the value of {tag.written} cannot stand here")
    if isinstance(error, UnprintableCharacter):
        code, number = f"U+{ord(error.character):04X}", error.index + 1
        return Wording(
            f"{tag.written} 的值中第 {number} 个字符 {code} 不能写入文件",
            f"character {number} of the value of {tag.written}, {code}, cannot be written to a file",
        )
    return Wording(f"{tag.written} 无法求值:{error}", f"{tag.written} cannot be evaluated: {error}")


def _undefined(tag: Tag, error: jinja2.UndefinedError, names: Mapping[str, Any]) -> Finding:
    del names
    return finding(tag.place, "TPL-08", Wording(f"{tag.written}: {error}", f"{tag.written}: {error}"))


_ = (difflib, re, Context)
