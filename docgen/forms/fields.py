"""The kinds of field that a form has, and what each is in a PDF."""

from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from docgen.forms import face
from docgen.forms.boxes import Box

FACE = "Song"
_SIZE = 10.5  # points
_LOOK = f"/{FACE} {_SIZE} Tf 0 g"
_TINT = (0.93, 0.96, 1.0)  # so that whoever opens the form sees what is to be filled
_FRAME, _FRAME_PT = 0.3, 0.6  # the grey around a box to tick, and how thick it is
_MULTILINE, _RADIO, _COMBO, _HIDDEN, _PRINT, _READ_ONLY = 1 << 12, 1 << 15, 1 << 17, 2, 4, 1
_TICK_PT = 10.0
_GAP = 1.0  # points between a field and the lines around it
_LINE_PT = 18.0


@dataclass(frozen=True)
class Line:
    """A field for one line of text; ``label`` is what readers show and say of it."""

    label: str


@dataclass(frozen=True)
class Lines:
    """A field for text of several lines."""

    label: str


@dataclass(frozen=True)
class Choice:
    """A field with a list to choose one of; nothing is chosen at first."""

    label: str
    options: Sequence[str]


@dataclass(frozen=True)
class Tick:
    """A group of boxes of which one is ticked; each of its ``options`` has an anchor ``NAME=OPTION``."""

    label: str
    options: Sequence[str]


Field = Line | Lines | Choice | Tick


def place(field: Field, anchor: Box, ruled: Box | None) -> Box:
    """Return where a field goes: into the ruled box of its anchor; a box to tick goes just there.

    An anchor in the middle of its box has the box for itself; any other has what is right of it, and below it for a
    text of several lines.
    """
    x, y = anchor.middle
    if isinstance(field, Tick):
        return Box(anchor.left, y - _TICK_PT / 2, anchor.left + _TICK_PT, y + _TICK_PT / 2)
    if ruled is None:
        return Box(anchor.left, y - _LINE_PT / 2, anchor.left + 10 * _LINE_PT, y + _LINE_PT / 2)
    inner = ruled.within(_GAP)
    if isinstance(field, Lines):
        return Box(anchor.left, inner.bottom, inner.right, anchor.top)
    if abs(x - ruled.middle[0]) < 2:
        return inner
    return Box(anchor.left, max(y - _LINE_PT / 2, inner.bottom), inner.right, min(y + _LINE_PT / 2, inner.top))


def root(field: Field, name: str) -> Dictionary:
    """Return the entry of a field in the form, without its widgets."""
    made = Dictionary(T=String(name), TU=String(field.label), FT=Name.Tx, Ff=0, DA=String(_LOOK))
    if isinstance(field, Lines):
        made.Ff = _MULTILINE
    elif isinstance(field, Choice):
        made.FT, made.Ff = Name.Ch, _COMBO
        made.Opt, made.Q = Array([String(option) for option in ("", *field.options)]), 1
    elif isinstance(field, Tick):
        made.FT, made.Ff = Name.Btn, _RADIO
        made.V, made.DA = Name.Off, String("/ZaDb 9 Tf 0 g")
    return made


def hidden(name: str, value: str) -> Dictionary:
    """Return a field that nobody sees and that says which sheet this is."""
    return Dictionary(
        T=String(name),
        FT=Name.Tx,
        Ff=_READ_ONLY,
        V=String(value),
        DA=String(_LOOK),
        Type=Name.Annot,
        Subtype=Name.Widget,
        F=_HIDDEN,
        Rect=Array([0, 0, 0, 0]),
    )


def dress(pdf: pikepdf.Pdf, widget: pikepdf.Object, field: Field, box: Box, option: str) -> None:
    """Give a widget its place and its look; ``option`` is the one that it ticks."""
    widget.Type, widget.Subtype, widget.F = Name.Annot, Name.Widget, _PRINT
    widget.Rect = Array([round(each, 2) for each in box])
    widget.MK = Dictionary(BG=Array(_TINT))
    width, height = box.right - box.left, box.top - box.bottom
    if isinstance(field, Tick):
        widget.MK.CA, widget.MK.BC = String("4"), Array([_FRAME])
        widget.BS = Dictionary(W=_FRAME_PT, S=Name.S)
        widget.AS, widget.DA = Name.Off, String("/ZaDb 9 Tf 0 g")
        frame = f"{_fill(width, height)} {_FRAME} G {_FRAME_PT} w 0.5 0.5 {width - 1:.2f} {height - 1:.2f} re S"
        tick = f" 0 G 1.4 w 1 J {0.22 * width:.2f} {0.5 * height:.2f} m {0.42 * width:.2f} {0.26 * height:.2f} l"
        ticked = f"{frame}{tick} {0.8 * width:.2f} {0.78 * height:.2f} l S"
        states = {f"/{option}": _drawn(pdf, ticked, width, height), "/Off": _drawn(pdf, frame, width, height)}
        widget.AP = Dictionary(N=Dictionary(states))
    else:
        widget.DA = String(_LOOK)
        widget.AP = Dictionary(N=_drawn(pdf, _fill(width, height), width, height))


def resources(pdf: pikepdf.Pdf) -> Dictionary:
    """Return the resources of a form: the face in which its fields are written, and the ticks."""
    ticks = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats)
    return Dictionary(Font=Dictionary({f"/{FACE}": face.embedded(pdf), "/ZaDb": pdf.make_indirect(ticks)}))


def _fill(width: float, height: float) -> str:
    red, green, blue = _TINT
    return f"{red} {green} {blue} rg 0 0 {width:.2f} {height:.2f} re f"


def _drawn(pdf: pikepdf.Pdf, content: str, width: float, height: float) -> pikepdf.Object:
    made = pdf.make_stream(content.encode())
    made.Type, made.Subtype = Name.XObject, Name.Form
    made.BBox, made.Resources = Array([0, 0, round(width, 2), round(height, 2)]), Dictionary()
    return made
