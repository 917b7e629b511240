"""The face in which forms are filled: embedded whole, as nobody knows beforehand which characters will be written."""

import io
from functools import cache

from fontTools.ttLib import TTFont
from pikepdf import Object, Pdf

from docgen.embedding import EM, Face, embed
from docgen.shipped import FONTS

_FILE, _NAME = "DocgenSong.ttf", "DocgenSong"
_NEEDED = {"GlyphOrder", "head", "hhea", "maxp", "hmtx", "loca", "glyf"}


def embedded(pdf: Pdf) -> Object:
    """Put the face into a PDF and return it as a font."""
    return embed(pdf, _face(), _NAME)


@cache
def _face() -> Face:
    with TTFont(FONTS / _FILE, recalcTimestamp=False) as font:
        ids, advances, per_em = font.getReverseGlyphMap(), font["hmtx"], font["head"].unitsPerEm
        first = {
            name: chr(code) for code, name in sorted(font.getBestCmap().items(), reverse=True)
        }  # a blank is U+0020
        glyphs = {character: ids[name] for name, character in first.items()}
        widths = {character: round(advances[name][0] * EM / per_em) for name, character in first.items()}
        for table in set(font.keys()) - _NEEDED:
            del font[table]
        program = io.BytesIO()
        font.save(program, reorderTables=True)
        return Face(program.getvalue(), glyphs, widths)
