"""Attribute values of WordprocessingML as Python values: switches, lengths in points, colours, lines."""

import math

from lxml import etree
from lxml.etree import _Element as Element

from docgen.typeset.looks import Borders, Line
from docgen.typeset.word.package import W

MAX_LENGTH = 1638.0
EMU = 12700.0  # English metric units in a point
VAL = W + "val"
_OFF = frozenset({"0", "false", "off", "none"})
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
_HIGHLIGHTS = {
    "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000",
    "darkBlue": "00008B", "darkCyan": "008B8B", "darkGreen": "006400", "darkMagenta": "800080", "darkRed": "8B0000",
    "darkYellow": "808000", "darkGray": "A9A9A9", "lightGray": "D3D3D3", "black": "000000", "white": "FFFFFF",
}  # fmt: skip
_UNDRAWN = frozenset({"nil", "none"})


def switch(element: Element) -> bool:
    """Return a toggle's state: present without a value means on."""
    return element.get(VAL, "1") not in _OFF


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a local ``name`` in Word's namespace, or None; faster than lxml's paths."""
    return None if element is None else next(element.iterchildren(W + name), None)


def text_of(element: Element | None, name: str) -> str | None:
    """Return ``w:val`` of the child ``name``, or None."""
    found = child(element, name)
    return None if found is None else found.get(VAL)


def is_on(element: Element | None, name: str) -> bool:
    """Return whether the child ``name`` is there and on."""
    found = child(element, name)
    return found is not None and switch(found)


def xml(element: Element | None) -> bytes:
    """Return an element as it is written in a file, by which equal ones are known; nothing for none."""
    return b"" if element is None else etree.tostring(element, encoding="utf-8", with_tail=False)


def number(text: str | None, default: float = 0.0) -> float:
    """Return a number, or ``default`` when ``text`` is none."""
    try:
        value = float(text) if text is not None else default
    except ValueError:
        return default
    return value if math.isfinite(value) else default


def bounded(length: float) -> float:
    """Return a length within what Word allows, some 22 inches: a broken file must not keep the engine busy for ever."""
    return min(max(length, -MAX_LENGTH), MAX_LENGTH)


def whole(text: str | None, default: int = 0) -> int:
    """Return a whole number, or ``default`` when ``text`` is none."""
    return int(number(text, default))


def points(text: str | None, default: float = 0.0, *, per_point: float = 20.0) -> float:
    """Return a length in points: a bare number counts in ``1 / per_point`` points, or it names its unit (``2cm``)."""
    if text is None:
        return default
    unit = _UNITS.get(text[-2:])
    if unit is not None:
        return bounded(number(text[:-2], default / unit) * unit)
    return bounded(number(text, default * per_point) / per_point)


def colour(text: str | None) -> str | None:
    """Return six hexadecimal digits, or None for ``auto`` and for what is no colour."""
    if text and len(text) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in text):
        return text.upper()
    return None


def highlight(element: Element) -> str | None:
    """Return the colour of a text marker."""
    return _HIGHLIGHTS.get(element.get(VAL, ""))


def shading(element: Element) -> str | None:
    """Return the background of ``w:shd``; a pattern becomes the tint that it gives from afar."""
    fill, pattern = colour(element.get(W + "fill")), element.get(VAL, "clear")
    if pattern == "solid":
        return colour(element.get(W + "color")) or "000000"
    if pattern.startswith("pct"):
        return _tint(fill or "FFFFFF", colour(element.get(W + "color")) or "000000", number(pattern[3:]) / 100)
    return fill


def _tint(back: str, front: str, share: float) -> str:
    pairs = ((int(back[i : i + 2], 16), int(front[i : i + 2], 16)) for i in (0, 2, 4))
    return "".join(f"{round(b + (f - b) * share):02X}" for b, f in pairs)


def line(element: Element | None) -> Line | None:
    """Return a border; its width comes in eighths of a point, its distance in points."""
    if element is None or element.get(VAL, "none") in _UNDRAWN:
        return None
    width = max(points(element.get(W + "sz"), 0.5, per_point=8), 0.0)
    space = max(points(element.get(W + "space"), per_point=1), 0.0)
    return Line(element.get(VAL, "single"), width, colour(element.get(W + "color")) or "000000", space)


def borders(sides: dict[str, Line | None]) -> Borders | None:
    """Return borders from sides by their Word names, or None when no side is drawn."""
    if not any(sides.values()):
        return None
    return Borders(
        sides.get("top"),
        sides.get("left"),
        sides.get("bottom"),
        sides.get("right"),
        sides.get("insideH") or sides.get("between"),
        sides.get("insideV"),
    )


SIDE_NAMES = {"start": "left", "end": "right"}


def sides(element: Element | None) -> dict[str, Line | None]:
    """Return the lines of a ``…Bdr`` or ``…Borders`` element by side; a side set to nothing is there as None."""
    if element is None:
        return {}
    return {SIDE_NAMES.get(name, name): line(child) for child in element for name in [child.tag.rpartition("}")[2]]}
