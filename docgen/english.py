"""Dates, lists and shares as English papers write them: pure functions, the English twins of those in ``text``.

Like those, they give ``None`` and empty text back as they came.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel.dates import format_date
from babel.lists import format_list

from docgen.text import amount, passing_blanks

_LOCALE = "en_GB"
_NAMED = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 10: "tenth"}
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@passing_blanks
def english_date(day: date) -> str:
    """Return 20 November 2008."""
    return str(format_date(day, "d MMMM y", locale=_LOCALE))


@passing_blanks
def english_month(month: tuple[int, int]) -> str:
    """Return a (year, month) as November 2008."""
    return str(format_date(date(*month, 1), "MMMM y", locale=_LOCALE))


@passing_blanks
def english_list(names: Sequence[str]) -> str:
    """Return names as one reads them out: A, B and C; where a name has a comma of its own: A; B; and C."""
    if any("," in name for name in names):
        *first, last = names
        return f"{'; '.join(first)}; and {last}" if first else last
    return str(format_list(list(names), locale=_LOCALE))


@passing_blanks
def english_sum(yuan: Decimal) -> str:
    """Return an amount in yuan as RMB 18,800,000."""
    return f"RMB {amount(yuan)}"


def english_share(share: Fraction) -> str:
    """Return a share in words: two thirds, one half; a share without a name as 4/7."""
    name = _NAMED.get(share.denominator)
    if name is None or share.numerator >= len(_COUNTS):
        return str(share)
    return f"{_COUNTS[share.numerator]} {name}{'s' if share.numerator > 1 else ''}"


@passing_blanks
def english_bare(text: str) -> str:
    """Return a text without the mark at its end, so that it fits inside a sentence; a point may belong to Co., Ltd."""
    return text.rstrip("。；; \n\t　")


@passing_blanks
def english_sentence(text: str) -> str:
    """Return a text that ends as a sentence does, with a capital at its beginning."""
    bare = english_bare(text)
    closed = bare if re.search('[.?!…？！][”")]?$', bare) else f"{bare}."
    return closed[0].upper() + closed[1:]
