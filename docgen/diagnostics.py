"""What is wrong with the user's data: findings as values, each with its place, in Chinese and English."""

import errno
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, NamedTuple

Lang = Literal["zh", "en"]


class Wording(NamedTuple):
    """One sentence in both languages; ``{name}`` in it stands for a value that comes later."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """Return the sentence in ``lang``."""
        return self.zh if lang == "zh" else self.en

    def fill(self, **values: Any) -> "Wording":
        """Return the sentence with its ``{name}`` places filled, in both languages."""
        return Wording(self.zh.format(**values), self.en.format(**values))


_REASONS = {
    errno.ENOENT: Wording("没有这个文件或者文件夹", "there is no such file or folder"),
    errno.EACCES: Wording("没有权限", "permission denied"),
    errno.EPERM: Wording("没有权限", "permission denied"),
    errno.EISDIR: Wording("这是一个文件夹", "it is a folder"),
    errno.ENOTDIR: Wording("路径中有一段是文件，不是文件夹", "a part of the path is a file and no folder"),
    errno.EEXIST: Wording("已经有同名的文件，不是文件夹", "a file of that name is there, and no folder"),
    errno.EROFS: Wording("磁盘是只读的", "the disk is read-only"),
    errno.ENOSPC: Wording("磁盘满了", "the disk is full"),
    errno.ENAMETOOLONG: Wording("文件名太长", "the file name is too long"),
}
"""What the system says most often, in plain words."""


_SAID = {
    "File is not a zip file": Wording(
        "里面不是 Word、Excel 文件的格式", "it has not the format of Word and Excel files"
    ),
    "openpyxl does not support": Wording("这不是 Excel 文件", "it is no Excel file"),
    "unable to open database file": Wording("打不开这个文件", "the file cannot be opened"),
    "file is not a database": Wording("这个文件不是登记簿", "the file is no register"),
    "attempt to write a readonly database": Wording("登记簿只能读，不能写", "the register cannot be written to"),
    "database is locked": Wording("别人正在办理，请稍后再试", "somebody else is at work: try again later"),
}
"""What libraries say, by how it begins, in plain words."""


def because(error: Exception | str) -> Wording:
    """Return why a file cannot be opened or written: what the system says, in plain words where it is known."""
    said = f"{getattr(error, 'strerror', None) or error}"
    plain = next((words for start, words in _SAID.items() if said.startswith(start)), Wording(said, said))
    return _REASONS.get(getattr(error, "errno", None) or 0, plain)


class Severity(StrEnum):
    """How bad a finding is: an error stops a build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Location:
    """A place in a text file: ``line`` and ``column`` count from 1, ``width`` counts characters."""

    file: str
    line: int
    column: int
    width: int = 1
    text: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Finding:
    """One problem in the user's data: where, which, what to do, and the article it goes against.

    What a template could not print has a place in the data too: ``path`` is the way there, keys and numbers from 0, and
    ``data`` the place in the file, for those who have read one.
    """

    severity: Severity
    code: str
    message: Wording
    location: Location
    hint: Wording | None = None
    cite: Wording | None = None
    path: tuple[str | int, ...] | None = None
    data: Location | None = None

    def as_dict(self, lang: Lang) -> dict[str, str | int | None]:
        """Return the finding for tools: file, line, column, severity, code, message, hint, cite; data if it has any."""
        return {
            "file": self.location.file,
            "line": self.location.line,
            "column": self.location.column,
            "severity": str(self.severity),
            "code": self.code,
            "message": self.message.say(lang),
            "hint": self.hint.say(lang) if self.hint else None,
            "cite": self.cite.say(lang) if self.cite else None,
            **({"data": str(self.data)} if self.data else {}),
        }


def has_errors(findings: Iterable[Finding]) -> bool:
    """Return whether at least one finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def by_place(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings in the order in which a reader of the file meets them."""
    return sorted(findings, key=lambda finding: (finding.location, finding.code, finding.message))


def as_json(findings: Iterable[Finding], lang: Lang) -> str:
    """Return the findings as a JSON list of objects."""
    return json.dumps([finding.as_dict(lang) for finding in findings], ensure_ascii=False, indent=2)


_HINT, _CITE, _DATA = Wording("怎么办", "hint"), Wording("依据", "basis"), Wording("数据", "data")


def as_text(finding: Finding, lang: Lang) -> str:
    """Return the finding for people: the place and message, the line with a caret, the data, the hint, the article."""
    head = f"{finding.location}: {finding.severity} {finding.code} {finding.message.say(lang)}"
    lines = [head, *_excerpt(finding.location)]
    colon = "：" if lang == "zh" else ": "
    if finding.data:
        lines += [f"    {_DATA.say(lang)}{colon}{finding.data}", *_excerpt(finding.data)]
    for label, wording in ((_HINT, finding.hint), (_CITE, finding.cite)):
        if wording:
            lines.append(f"    {label.say(lang)}{colon}{wording.say(lang)}")
    return "\n".join(lines)


def _excerpt(place: Location) -> list[str]:
    if not place.text.strip():
        return []
    start = place.column - 1
    marked = place.text[start : start + place.width] or " "
    return [f"    {place.text}", "    " + " " * _cells(place.text[:start]) + "^" * max(1, _cells(marked))]


def _cells(text: str) -> int:
    """Return how many terminal cells ``text`` takes: a Chinese character takes two."""
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
