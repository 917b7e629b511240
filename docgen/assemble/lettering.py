"""Letters that the packet itself draws: only those it needs, embedded once and shared by all pages."""

import io
from collections.abc import Iterable
from functools import lru_cache

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Pdf

from docgen.diagnostics import Wording
from docgen.embedding import EM, Face, embed
from docgen.errors import AssemblyError
from docgen.shipped import FONTS

_FACES = ("DocgenSong.ttf", "DocgenFill.ttf")
"""A character is taken from the first face that has it."""

_NO_GLYPH = Wording(
    "页码或水印中的“{characters}”没有字形", "there is no glyph for “{characters}” of stamp or watermark"
)
_OTHER_CHARACTERS = Wording("换用别的字", "use other characters")


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
            Dictionary(
                {f"/Dg{number}": embed(pdf, face, f"DOCGEN+Packet{number}") for number, face in enumerate(faces)}
            )
        )
        self._codes = {
            character: (number, f"{glyph:04X}")
            for number, face in enumerate(faces)
            for character, glyph in face.glyphs.items()
        }
        self._widths = {character: width for face in faces for character, width in face.widths.items()}

    def width(self, text: str, size: float) -> float:
        """Return how wide ``text`` is, in points."""
        return sum(map(self._widths.__getitem__, text)) * size / EM

    def show(self, text: str, size: float) -> str:
        """Return the operators that draw ``text`` from the current point."""
        runs: list[str] = []
        face = -1
        for character in text:
            number, code = self._codes[character]
            runs.append(code if number == face else f"{'> Tj ' if runs else ''}/Dg{number} {size:g} Tf <{code}")
            face = number
        return "".join(runs) + ("> Tj" if runs else "")
