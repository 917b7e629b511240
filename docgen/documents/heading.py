"""What a paper says of itself: its title, its day, and for an official paper its number."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from docgen import text
from docgen.documents.kinds import Sheet
from docgen.programme import Programme


def heading(sheet: Sheet, on: date | None, notice: Mapping[str, Any] | None, programme: Programme) -> dict[str, Any]:
    """Return the value ``document`` of a copy that bears a day; ``dated`` is the day as the standard writes it."""
    form = on and programme.paper_format(on)
    words = text.arabic_date if form and form.date == "arabic" else text.chinese_date
    return {
        "title": sheet.title,
        "date": on,
        "dated": on and words(on),
        "number": notice and notice["number"],
        "printed_on": notice and (notice["printed_on"] or notice["issued_on"]),
        "keywords": list(sheet.keywords),
    }
