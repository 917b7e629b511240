"""Packets for the archives: PDF/A-2b (ISO 19005-2), where every attachment says of itself that it is a PDF/A.

What an attachment says is believed, but for what is quickly seen: faces that are not embedded, colours of a press.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from docgen.assemble import faults
from docgen.assemble.fonts import PROGRAMS
from docgen.diagnostics import Wording
from docgen.errors import AssemblyError

_PARTS: Final = frozenset("123")  # part 4 allows what the second does not
_INTENT: Final = "/GTS_PDFA1"
_SPACE: Final = slice(16, 20)  # the colour space in the head of a profile (ICC.1, 7.2.6)
_RGB: Final = b"RGB "
_PRESS: Final = b"CMYK"


def objection(pdf: Pdf, *, picture: bool) -> Wording | None:
    """Return why a PDF cannot go into a packet for the archives, if it cannot; ``picture`` is one that we laid out."""
    if picture:
        return faults.PRESS_COLOURS if any(_of_press(each) for each in pdf.objects) else None
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        part = metadata.pdfa_status[:1]
    if part not in _PARTS:
        return faults.NOT_ARCHIVAL
    if any(profile.read_bytes()[_SPACE] == _PRESS for profile in _profiles(pdf)):
        return faults.PRESS_COLOURS
    fonts = (font for each in pdf.objects for font in _fonts(each))
    missing = {str(font.BaseFont).removeprefix("/") for font in fonts if _lacks_program(font)}
    return faults.FACES_MISSING.fill(fonts="、".join(sorted(missing))) if missing else None


def declare(pdf: Pdf, sources: Iterable[Pdf]) -> None:
    """Declare a packet a PDF/A-2b: what its colours mean is taken over from the first source that says it in RGB.

    The document information must be written already. Raises AssemblyError where no source says it.
    """
    profile = next(
        (each for source in sources for each in _profiles(source) if each.read_bytes()[_SPACE] == _RGB), None
    )
    if profile is None:
        raise AssemblyError(faults.NO_INTENT)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name(_INTENT),
                OutputConditionIdentifier="sRGB",
                Info="sRGB",
                DestOutputProfile=pdf.make_stream(profile.read_bytes(), N=3),
            )
        ]
    )
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata.load_from_docinfo(pdf.docinfo)
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "B"


def _profiles(pdf: Pdf) -> Iterator[Stream]:
    """Yield the profiles that say what the colours of a PDF/A mean."""
    for intent in pdf.Root.get("/OutputIntents", Array()):
        profile = intent.get("/DestOutputProfile")
        if intent.get("/S") == _INTENT and isinstance(profile, Stream):
            yield profile


def _of_press(thing: Object) -> bool:
    return isinstance(thing, Stream) and thing.get("/ColorSpace") == Name.DeviceCMYK


def _fonts(thing: Object) -> Iterator[Object]:
    """Yield the font that an object is, or the fonts that are written within it."""
    if not isinstance(thing, Dictionary | Stream):
        return
    if thing.get("/Type") == Name.Font:
        yield thing
    for value in map(thing.get, thing.keys()):
        inner = value[0] if isinstance(value, Array) and len(value) == 1 else value  # the font below a composite one
        if isinstance(inner, Dictionary) and not inner.is_indirect:
            yield from _fonts(inner)


def _lacks_program(font: Object) -> bool:
    """Return whether a font is neither embedded, nor drawn by the file, nor made of another that is told."""
    if font.get("/Subtype") in (Name.Type0, Name.Type3) or "/BaseFont" not in font:
        return False
    descriptor = font.get("/FontDescriptor", Dictionary())
    return not any(program in descriptor for program in PROGRAMS)
