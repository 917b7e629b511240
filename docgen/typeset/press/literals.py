"""Values as Typst writes them. Text only ever travels as a string literal, so no text can become markup."""

import re
from functools import lru_cache

from docgen.typeset.looks import Line

_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f\u2028\u2029]')
DASHES = {
    "dotted": "dotted", "dashed": "dashed", "dashSmallGap": "densely-dashed", "dotDash": "dash-dotted",
    "dotDotDash": "dash-dotted", "dash": "dashed", "dashLong": "loosely-dashed", "dottedHeavy": "dotted",
    "dashedHeavy": "dashed", "dashLongHeavy": "loosely-dashed", "dashDotHeavy": "dash-dotted",
    "dashDotDotHeavy": "dash-dotted",
}  # fmt: skip
"""Typst's dash patterns for the border styles that are one broken line."""


def string(text: str) -> str:
    """Return ``text`` as a Typst string literal."""
    return '"' + _SPECIAL.sub(lambda match: f"\\u{{{ord(match[0]):x}}}", text) + '"'


@lru_cache(maxsize=4096)
def length(points: float) -> str:
    """Return a length; hundredths of a twip are finer than anything that a printer shows."""
    return f"{points:.4f}".rstrip("0").rstrip(".") + "pt" if abs(points) > 0.00005 else "0pt"


def ratio(share: float) -> str:
    """Return a share of one as a percentage."""
    return f"{share * 100:.3f}".rstrip("0").rstrip(".") + "%"


def colour(digits: str | None) -> str:
    """Return a colour; none is black."""
    return f'rgb("{digits}")' if digits else "black"


@lru_cache(maxsize=1024)
def stroke(line: Line | None) -> str:
    """Return the stroke of a line; double lines come from ``lines``, here they are one of their width."""
    if line is None:
        return "none"
    dash = DASHES.get(line.kind)
    pattern = f', dash: "{dash}"' if dash else ""
    return f"stroke(paint: {colour(line.colour)}, thickness: {length(line.width)}{pattern})"


def sequence(values: list[str]) -> str:
    """Return an array; one element needs a comma to be one."""
    return f"({', '.join(values)}{',' if len(values) == 1 else ''})"


def joined(parts: list[str]) -> str:
    """Return content made of ``parts`` in order."""
    if len(parts) == 1:
        return parts[0]
    return "{" + "; ".join(parts) + "}"
