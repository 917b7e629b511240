"""Charts drawn with Typst: their shapes are laid out here as shares of a length, and drawn by ``charts.typ``."""

import json
import tempfile
import threading
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, cast

import typst

from docgen.charts.figures import Bars, Chart, Scale, Scales
from docgen.shipped import FONTS
from docgen.text import number

_ONE = Decimal(1)
_MM_A_CHARACTER = 3.25
_MOST_BEFORE, _MOST_BEHIND = 0.4, 0.3  # longer texts are broken into lines
_lock = threading.Lock()  # a Typst compiler serves one caller at a time


def png(chart: Chart, *, width: float, ppi: int = 200) -> bytes:
    """Return a chart as PNG, ``width`` millimetres wide, with so many pixels an inch."""
    return _drawn(chart, width, "png", ppi)


def svg(chart: Chart, *, width: float) -> bytes:
    """Return a chart as SVG, ``width`` millimetres wide; its letters are shapes."""
    return _drawn(chart, width, "svg", None)


def _drawn(chart: Chart, width: float, form: Literal["png", "svg"], ppi: int | None) -> bytes:
    plain = _bars(chart) if isinstance(chart, Bars) else _scales(chart)
    lines = chart.bars if isinstance(chart, Bars) else chart.scales
    before = min(_room([line.label for line in lines]) + 4, width * _MOST_BEFORE)
    behind = min(_room([line.note for line in lines]) + 3, width * _MOST_BEHIND)
    inputs = {"chart": json.dumps(plain), "width": str(width), "before": str(before), "behind": str(behind)}
    with _lock:
        drawn = _compiler().compile(input=_source(), format=form, ppi=ppi, sys_inputs=inputs)
    return cast("bytes", drawn)


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(b"", root=tempfile.gettempdir(), font_paths=faces)


@lru_cache(maxsize=1)
def _source() -> bytes:
    return files("docgen.charts").joinpath("charts.typ").read_bytes()


def _room(texts: Sequence[str]) -> float:
    """Return the millimetres that the longest text needs at 9 points, a Latin character counted as half."""
    return max((sum(1.0 if ord(each) > 0x2E7F else 0.55 for each in text) for text in texts), default=0) * (
        _MM_A_CHARACTER
    )


def _share(value: Decimal, high: Decimal) -> float:
    return float(value / high) if high else 0.0


def _bars(chart: Bars) -> dict[str, Any]:
    return {
        "kind": "bars",
        "bars": [
            {"label": bar.label, "note": bar.note, "strong": bar.strong, "share": _share(bar.value, chart.high)}
            for bar in chart.bars
        ],
        "ticks": [{"share": _share(tick, chart.high), "text": number(tick)} for tick in chart.ticks],
        "lines": [{"share": _share(line.value, chart.high), "label": line.label} for line in chart.lines],
    }


def _scales(chart: Scales) -> dict[str, Any]:
    return {
        "kind": "scales",
        "zones": [{"start": float(zone.start), "end": float(zone.end), "label": zone.label} for zone in chart.zones],
        "scales": [_scale(scale) for scale in chart.scales],
    }


def _scale(scale: Scale) -> dict[str, Any]:
    """Return a scale with its dots; dots of one value stand above each other, around the line."""
    stacks: dict[Decimal, list[int]] = defaultdict(list)
    for place, dot in enumerate(scale.dots):
        stacks[dot.value].append(place)
    row = {place: rank - (len(stack) - 1) / 2 for stack in stacks.values() for rank, place in enumerate(stack)}
    dots = [
        {"share": _share(dot.value, scale.high), "row": row[place], "mark": dot.mark, "strong": dot.strong}
        for place, dot in enumerate(scale.dots)
    ]
    return {
        "label": scale.label,
        "note": scale.note,
        "tick": None if scale.tick is None else _share(scale.tick, scale.high),
        "depth": max(map(len, stacks.values()), default=1),
        "dots": dots,
    }
