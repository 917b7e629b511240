"""What can be wrong with a document, and where it was found."""

from dataclasses import dataclass
from typing import NamedTuple

from docgen.diagnostics import Finding, Lang, Location, Severity, Wording

NOWHERE = Wording("", "")
SAVE_ANEW = Wording(
    "用 Word 打开，按提示修复后另存为 .docx；由程序生成的，请改正那个程序",
    "Open it in Word, let Word repair it and save it as .docx; if a program made the file, mend the program.",
)


class Disorder(NamedTuple):
    """One thing that can be wrong: its code, what it is (``{name}`` stands for a value) and what to do.

    An error is what Word repairs, refuses or loses; a warning is what Word puts up with.
    """

    code: str
    what: Wording
    hint: Wording = SAVE_ANEW
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Symptom(Finding):
    """A finding in a document: ``part`` is the member of the package, ``place`` is where in it, in words."""

    part: str = ""
    place: Wording = NOWHERE

    def as_dict(self, lang: Lang) -> dict[str, str | int | None]:
        """Return the finding for tools: also the part, and the place in words."""
        return super().as_dict(lang) | {"part": self.part, "place": self.place.say(lang)}


class Where(NamedTuple):
    """A place: the file, the part in it, the place in the part in words, and its paragraph counted from 1."""

    file: str
    part: str = ""
    place: Wording = NOWHERE
    paragraph: int = 1


def symptom(disorder: Disorder, where: Where, /, **values: object) -> Symptom:
    """Return a disorder as found somewhere; ``values`` fill its wording, the paragraph is its location's line."""
    file, part, place, paragraph = where
    what = disorder.what.fill(**values)
    said = Wording(f"{part}（{place.zh}）", f"{part} ({place.en})") if place.zh else Wording(part, part)
    message = Wording(f"{said.zh}：{what.zh}", f"{said.en}: {what.en}") if part else what
    location = Location(file, paragraph, 1)
    return Symptom(disorder.severity, disorder.code, message, location, disorder.hint, part=part, place=place)
