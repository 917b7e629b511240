"""Where in a template something stands, in the words of the person who wrote the template."""

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.diagnostics import Finding, Location, Severity, Wording
from docgen.errors import TemplateError

_AROUND = 24


@dataclass(frozen=True)
class Place:
    """A stretch of a paragraph: ``paragraph`` and ``column`` count from 1, ``paragraph`` 0 is outside any."""

    file: str
    part: Wording
    paragraph: int
    text: str
    column: int = 1
    width: int = 1

    def say(self) -> Wording:
        """Return part, paragraph and the text around the place: 正文第 12 段「…」."""
        shown = self._excerpt()
        if not self.paragraph:
            return Wording(f"{self.part.zh}「{shown}」", f"{self.part.en} “{shown}”")
        return Wording(
            f"{self.part.zh}第 {self.paragraph} 段「{shown}」", f"{self.part.en}, paragraph {self.paragraph} “{shown}”"
        )

    def _excerpt(self) -> str:
        start = max(0, self.column - 1 - _AROUND)
        end = self.column - 1 + self.width + _AROUND
        before, after = "…" if start else "", "…" if end < len(self.text) else ""
        return before + self.text[start:end].strip() + after


def finding(place: Place, code: str, message: Wording, hint: Wording | None = None) -> Finding:
    """Return an error at ``place``; the line of its location is the paragraph's number."""
    said = place.say()
    return Finding(
        Severity.ERROR,
        code,
        Wording(f"{said.zh}：{message.zh}", f"{said.en}: {message.en}"),
        Location(place.file, place.paragraph or 1, place.column, place.width, place.text),
        hint,
    )


def template_error(file: str, findings: Sequence[Finding]) -> TemplateError:
    """Return the error that carries all ``findings`` of a template; its message is the first of them."""
    first, more = findings[0], len(findings) - 1
    zh, en = f"模板 {file} {first.message.zh}", f"template {file}, {first.message.en}"
    if more:
        zh, en = f"{zh}（另有 {more} 处）", f"{en} (and {more} more)"
    return TemplateError(Wording(zh, en), first.hint, findings=findings)
