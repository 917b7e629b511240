"""A form that was filled in whatever reader, read back: sheet by sheet, every field with its page."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, IndirectObject

from docgen.forms.filling import CODE


class FormError(Exception):
    """A file is no form that can be read: ``reason`` is ``broken``, ``locked``, or ``flat`` (without any fields)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Filled:
    """What stands in one field: its text, without blanks around it, and on which page."""

    text: str
    page: int
    label: str


@dataclass(frozen=True)
class Answers:
    """One sheet as it was filled: the code that says which sheet it is, and its fields by name, the empty ones too."""

    code: str
    fields: Mapping[str, Filled] = field(default_factory=dict)


def answers(content: bytes) -> list[Answers]:
    """Return the sheets of a filled form in its order; raise FormError for anything that is no form."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FormError("locked")
        form = reader.root_object.get("/AcroForm")
        tops = (form.get_object().get("/Fields") or []) if form else []
        pages = _pages(reader)
        found = [_sheet(top.get_object(), pages) for top in tops]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FormError("broken") from error
    if not tops:
        raise FormError("flat")
    return [each for each in found if each.code]


def _pages(reader: pypdf.PdfReader) -> dict[int, int]:
    """Return the page on which each widget stands, by the number of its object."""
    return {
        annotation.idnum: number
        for number, page in enumerate(reader.pages, start=1)
        for annotation in page.get("/Annots") or []
        if isinstance(annotation, IndirectObject)
    }


def _sheet(top: DictionaryObject, pages: Mapping[int, int]) -> Answers:
    code, found = "", {}
    for kid in top.get("/Kids") or []:
        entry = kid.get_object()
        name = str(entry.get("/T", ""))
        if name == CODE:
            code = _text(entry.get("/V"))
            continue
        widgets = [kid, *(entry.get("/Kids") or [])]
        page = next((pages[each.idnum] for each in widgets if each.idnum in pages), 1)
        text = _text(entry.get("/V"))
        found[name] = Filled(_option(text) if entry.get("/FT") == "/Btn" else text, page, _text(entry.get("/TU")))
    return Answers(code, found)


def _option(text: str) -> str:
    """Return the option that is ticked; some readers write the name of its state with the stroke, as a text."""
    return "" if text in ("Off", "/Off") else text.removeprefix("/")


def _text(value: Any) -> str:
    """Return the value of a field as text: a name without its stroke, a stream read whole, one kind of line end."""
    value = value.get_object() if value is not None else ""
    if isinstance(value, pypdf.generic.StreamObject):
        data = value.get_data()
        value = data.decode("utf-16") if data.startswith((b"\xfe\xff", b"\xff\xfe")) else data.decode("latin-1")
    if isinstance(value, pypdf.generic.NameObject):
        return str(value).removeprefix("/")
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, bytes):
        value = value.decode("utf-16") if value.startswith((b"\xfe\xff", b"\xff\xfe")) else value.decode("gb18030")
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
