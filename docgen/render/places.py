"""Where in a template something stands, in the words of the person who wrote the template."""

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.diagnostics import Finding, Location, Severity, Wording
from docgen.errors import TemplateError
from docgen.render.standing import Standing

_AROUND = 24


@dataclass(frozen=True)
class Place:
    """A stretch of a paragraph that stands somewhere; ``column`` counts from 1."""

    file: str
    part: Wording
    standing: Standing
    text: str
    column: int = 1
    width: int = 1

    def say(self) -> Wording:
        """Return part, heading, paragraph, cell and the text around the place: 正文“一、总则”下第 12 段「…」."""
        (number, heading, inside), shown = self.standing, self._excerpt()
        zh = self.part.zh + (f"“{heading}”下" if heading else "") + (f"第 {number} 段" if number else "")
        en = self.part.en + (f" under “{heading}”" if heading else "") + (f", paragraph {number}" if number else "")
        if inside.zh:
            zh, en = f"{zh}（{inside.zh}）", f"{en} ({inside.en})"
        return Wording(f"{zh}「{shown}」", f"{en} “{shown}”")

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
        Location(place.file, place.standing.number or 1, place.column, place.width, place.text),
        hint,
    )


def template_error(file: str, findings: Sequence[Finding]) -> TemplateError:
    """Return the error that carries all ``findings`` of a template; its message is the first of them."""
    first, more = findings[0], len(findings) - 1
    zh, en = f"模板 {file} {first.message.zh}", f"template {file}, {first.message.en}"
    if more:
        zh, en = f"{zh}（另有 {more} 处）", f"{en} (and {more} more)"
    return TemplateError(Wording(zh, en), first.hint, findings=findings)
