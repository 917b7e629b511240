"""Faces embedded in PDFs: a TrueType program becomes a composite font whose codes are glyph ids (ISO 32000-1, 9.7)."""

from collections.abc import Mapping
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

EM = 1000
_BATCH = 100  # lines that one block of a ToUnicode map may have (9.10.3)


@dataclass(frozen=True)
class Face:
    """A TrueType face: its program, its glyph ids and widths (thousandths of the size) by character."""

    program: bytes
    glyphs: Mapping[str, int]
    widths: Mapping[str, int]


def embed(pdf: Pdf, face: Face, name: str) -> Object:
    """Put a face into a PDF under a name, and return the font; readers know each character of it, both ways."""
    called = Name(f"/{name}")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=called,
        Flags=4,
        FontBBox=Array([0, -120, EM, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=729,
        StemV=80,
        FontFile2=pdf.make_stream(face.program, Length1=len(face.program)),
    )
    own = {face.glyphs[character]: width for character, width in face.widths.items() if width != EM}
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=called,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=EM,
        W=Array([part for glyph, width in own.items() for part in (glyph, Array([width]))]),
        CIDToGIDMap=Name.Identity,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=called,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode(face.glyphs)),
        )
    )


def _to_unicode(glyphs: Mapping[str, int]) -> bytes:
    """Return the map from codes to characters."""
    pairs = [f"<{glyph:04X}> <{character.encode('utf-16-be').hex().upper()}>" for character, glyph in glyphs.items()]
    blocks = [pairs[start : start + _BATCH] for start in range(0, len(pairs), _BATCH)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
