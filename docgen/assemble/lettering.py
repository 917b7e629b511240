"""Letters that the packet itself draws: only those it needs, embedded once and shared by all pages."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from docgen.diagnostics import Wording
from docgen.errors import AssemblyError
from docgen.shipped import FONTS

_FACES = ("DocgenSong.ttf", "DocgenFill.ttf")
"""A character is taken from the first face that has it."""

_EM = 1000
_NO_GLYPH = Wording(
    "页码或水印中的“{characters}”没有字形", "there is no glyph for “{characters}” of stamp or watermark"
)
_OTHER_CHARACTERS = Wording("换用别的字", "use other characters")


@dataclass(frozen=True)
class Face:
    """A subset of one face: its program, its glyph ids and widths (thousandths of the size) by character."""

    program: bytes
    glyphs: Mapping[str, int]
    widths: Mapping[str, int]


@lru_cache(maxsize=64)
def _faces(characters: frozenset[str]) -> tuple[Face, ...]:
    """Return the faces with just these characters. Raises AssemblyError for one that no face has."""
    left, faces = set(characters), []
    for file in _FACES:
        with TTFont(FONTS / file, lazy=True, recalcTimestamp=False) as font:
            here = {character for character in left if ord(character) in font.getBestCmap()}
            left -= here
            faces.append(_subset(font, here))
    if left:
        raise AssemblyError(_NO_GLYPH.fill(characters="".join(sorted(left))), _OTHER_CHARACTERS)
    return tuple(face for face in faces if face.glyphs)


def _subset(font: TTFont, characters: set[str]) -> Face:
    options = Options(layout_features=[], name_IDs=[], notdef_outline=True, hinting=False, drop_tables=["vhea", "vmtx"])
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)
    program = io.BytesIO()
    font.save(program)
    names, advances = font.getBestCmap(), font["hmtx"]
    glyphs = {character: font.getGlyphID(names[ord(character)]) for character in sorted(characters)}
    widths = {character: advances[names[ord(character)]][0] for character in sorted(characters)}
    return Face(program.getvalue(), glyphs, widths)


class Lettering:
    """The letters of one packet: ``fonts`` is the resource that pages share, ``show`` the operators that draw text."""

    def __init__(self, pdf: Pdf, texts: Iterable[str]) -> None:
        faces = _faces(frozenset("".join(texts)))
        self.fonts = pdf.make_indirect(
            Dictionary({f"/Dg{number}": _font(pdf, face, number) for number, face in enumerate(faces)})
        )
        self._codes = {
            character: (number, f"{glyph:04X}")
            for number, face in enumerate(faces)
            for character, glyph in face.glyphs.items()
        }
        self._widths = {character: width for face in faces for character, width in face.widths.items()}

    def width(self, text: str, size: float) -> float:
        """Return how wide ``text`` is, in points."""
        return sum(map(self._widths.__getitem__, text)) * size / _EM

    def show(self, text: str, size: float) -> str:
        """Return the operators that draw ``text`` from the current point."""
        runs: list[str] = []
        face = -1
        for character in text:
            number, code = self._codes[character]
            runs.append(code if number == face else f"{'> Tj ' if runs else ''}/Dg{number} {size:g} Tf <{code}")
            face = number
        return "".join(runs) + ("> Tj" if runs else "")


def _font(pdf: Pdf, face: Face, number: int) -> Object:
    """Return the face as a composite font whose codes are glyph ids (ISO 32000-1, 9.7)."""
    name = Name(f"/DOCGEN+Packet{number}")
    program = pdf.make_stream(face.program, Length1=len(face.program))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array([0, -120, _EM, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=729,
        StemV=80,
        FontFile2=program,
    )
    widths = Array(
        [part for character, glyph in face.glyphs.items() for part in (glyph, Array([face.widths[character]]))]
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=widths,
        CIDToGIDMap=Name.Identity,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode(face.glyphs)),
        )
    )


def _to_unicode(glyphs: Mapping[str, int]) -> bytes:
    """Return the map from codes to characters, at most a hundred in a block (ISO 32000-1, 9.10.3)."""
    pairs = [f"<{glyph:04X}> <{character.encode('utf-16-be').hex().upper()}>" for character, glyph in glyphs.items()]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
