"""Page numbers: Word's number formats as Typst's numbering patterns."""

from docgen.diagnostics import Wording
from docgen.typeset.press.job import Job
from docgen.typeset.press.literals import string
from docgen.typeset.tree import PageField

_PATTERNS = {
    "decimal": "1", "upperRoman": "I", "lowerRoman": "i", "upperLetter": "A", "lowerLetter": "a",
    "numberInDash": "- 1 -", "chineseCounting": "一", "chineseCountingThousand": "一", "taiwaneseCounting": "一",
    "japaneseCounting": "一", "chineseLegalSimplified": "壹", "decimalEnclosedCircle": "①",
    "decimalEnclosedCircleChinese": "①", "decimalHalfWidth": "1",
}  # fmt: skip
_FORMAT = Wording("页码格式 {name}", "page number format {name}")
_ARABIC = Wording("按阿拉伯数字排", "set in Arabic digits")


def pattern(job: Job, name: str) -> str:
    """Return the Typst pattern of a Word number format, as a literal."""
    if name not in _PATTERNS:
        job.warn(_FORMAT.fill(name=name), Wording("", ""), _ARABIC)
    return string(_PATTERNS.get(name, "1"))


def page_field(job: Job, field: PageField, numbering: str, section: tuple[str, str]) -> str:
    """Return the expression of a page number.

    ``numbering`` is the section's own format, ``section`` the marks of its first page and of the next section's.
    """
    if field.kind in {"style_text", "style_number"}:
        return f"style-reference({string(f'y-{field.target}')}, {string(field.kind)}, {string(field.cached)})"
    shape = pattern(job, field.numbering or (numbering if field.kind in {"page", "page_of"} else "decimal"))
    known = {
        "page": f"page-number({shape})",
        "pages": f"page-count({shape})",
        "section_pages": f"section-pages({string(section[0])}, {string(section[1])}, {shape})",
        "note": "note-number",
    }
    if field.kind == "page_of" and job.has_bookmark(field.target):
        return f"page-reference({string(f'b-{field.target}')}, {shape})"
    return known.get(field.kind, string(field.cached))
