"""Where a warning stands: named by the text around it, since a laid-out document has no line numbers."""

from docgen.diagnostics import Wording

MAX_EXCERPT = 20


def in_paragraph(text: str) -> Wording:
    """Return where something is: the paragraph that begins with ``text``."""
    text = " ".join(text.split())
    if not text:
        return Wording("", "")
    cut = text if len(text) <= MAX_EXCERPT else text[:MAX_EXCERPT] + "…"
    return Wording(f"在“{cut}”一段", f'in the paragraph "{cut}"')
