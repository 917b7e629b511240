"""Borders of several lines side by side: double, triple, thick and thin. Typst has none: each line is drawn apart."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from docgen.diagnostics import Wording
from docgen.typeset.looks import Insets, Line
from docgen.typeset.press.job import Job
from docgen.typeset.press.literals import length, stroke

_THIN = 0.75  # the thin line beside a thick one, in points
_GAPS = {"Small": 0.75, "Medium": 1.5, "Large": 3.0}
_WAVES = Wording("边框线型“{kind}”", 'border style "{kind}"')
_STRAIGHT = Wording("按直线排", "set as straight lines")


class Stripe(NamedTuple):
    """One of the lines of a border: how far its middle lies from the border's, and its width, in points."""

    offset: float
    width: float


def stripes(line: Line) -> list[Stripe]:
    """Return the lines that a border consists of, from top to bottom or from left to right."""
    parts = _parts(line)
    start = -sum(parts) / 2
    found = []
    for index, part in enumerate(parts):
        if index % 2 == 0:  # a line; what stands between two lines is a gap
            found.append(Stripe(start + part / 2, part))
        start += part
    return found


@lru_cache(maxsize=1024)
def _parts(line: Line) -> tuple[float, ...]:
    width, thin = line.width, min(line.width, _THIN)
    gap = next((gap for name, gap in _GAPS.items() if name in line.kind), width)
    if line.kind in {"double", "doubleWave"}:
        return width, width, width
    if line.kind == "triple":
        return (width,) * 5
    if line.kind.startswith("thinThickThin"):
        return thin, gap, width, gap, thin
    if line.kind.startswith("thinThick"):
        return thin, gap, width
    if line.kind.startswith("thickThin"):
        return width, gap, thin
    return (width,)


def is_striped(line: Line | None) -> bool:
    """Return whether a border is more than one line."""
    return line is not None and len(_parts(line)) > 1


def extent(line: Line | None) -> float:
    """Return the whole width of a border, in points."""
    return 0.0 if line is None else sum(_parts(line))


def single(job: Job, line: Line | None) -> str:
    """Return the stroke of a border that is one line; one of several is left to ``drawn``."""
    if line is not None and "ave" in line.kind:
        job.warn(_WAVES.fill(kind=line.kind), Wording("", ""), _STRAIGHT)
    return "none" if is_striped(line) else stroke(line)


def drawn(side: str, line: Line | None, beyond: Insets) -> Iterator[str]:
    """Yield what draws a border of several lines at one side of a box; ``beyond`` is how far its edges lie outside."""
    if line is None or not is_striped(line):
        return
    for offset, width in stripes(line):
        look = stroke(Line("single", width, line.colour))
        if side in {"top", "bottom"}:
            dy = offset + (beyond.bottom if side == "bottom" else -beyond.top)
            reach = f"100% + {length(beyond.left + beyond.right)}"
            place = f"{side} + left, dx: {length(-beyond.left)}, dy: {length(dy)}"
            yield f"place({place}, line(length: {reach}, stroke: {look}))"
        else:
            dx = offset + (beyond.right if side == "right" else -beyond.left)
            reach = f"100% + {length(beyond.top + beyond.bottom)}"
            place = f"top + {side}, dx: {length(dx)}, dy: {length(-beyond.top)}"
            yield f"place({place}, line(angle: 90deg, length: {reach}, stroke: {look}))"
