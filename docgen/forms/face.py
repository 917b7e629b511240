"""The face in which forms are filled: embedded whole, as nobody knows beforehand which characters will be written."""

import io
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import NamedTuple

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from docgen.shipped import FONTS

_FILE = "DocgenSong.ttf"
_NEEDED = {"head", "hhea", "maxp", "hmtx", "loca", "glyf"}
_BATCH = 100  # lines that one block of a ToUnicode map may have (ISO 32000-1, 9.10.3)


class _Face(NamedTuple):
    """A TrueType face: its program, the glyph of each character, the width of each glyph in thousandths."""

    program: bytes
    glyphs: Mapping[int, int]
    widths: tuple[int, ...]
    ascent: int
    descent: int
    box: tuple[int, int, int, int]


def embed(pdf: Pdf) -> Object:
    """Put the face into a PDF and return it; a code of two bytes is the number of a glyph."""
    face = _face()
    name = Name("/DocgenSong")
    program = pdf.make_stream(face.program)
    program.Length1 = len(face.program)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array(face.box),
        ItalicAngle=0,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=face.ascent,
        StemV=80,
        FontFile2=program,
    )
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDToGIDMap=Name.Identity,
        DW=1000,
        W=Array(list(_widths(face.widths))),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(below)]),
            ToUnicode=pdf.make_stream(_to_unicode(face.glyphs).encode()),
        )
    )


@cache
def _face() -> _Face:
    with TTFont(FONTS / _FILE, recalcTimestamp=False) as font:
        numbers = font.getReverseGlyphMap()
        glyphs = {character: numbers[name] for character, name in font.getBestCmap().items()}
        per_em, head, lines = font["head"].unitsPerEm, font["head"], font["hhea"]
        widths = tuple(round(font["hmtx"][name][0] * 1000 / per_em) for name in font.getGlyphOrder())
        for table in set(font.keys()) - _NEEDED - {"GlyphOrder"}:
            del font[table]
        program = io.BytesIO()
        font.save(program, reorderTables=True)
        box = (head.xMin, head.yMin, head.xMax, head.yMax)
        return _Face(program.getvalue(), glyphs, widths, lines.ascent, lines.descent, box)


def _widths(widths: tuple[int, ...]) -> Iterator[int | Array]:
    """Yield the widths that are not 1000, run by run."""
    wanted = [(number, width) for number, width in enumerate(widths) if width != 1000]
    for _, run in groupby(enumerate(wanted), key=lambda each: each[1][0] - each[0]):
        pairs = [pair for _, pair in run]
        yield pairs[0][0]
        yield Array([width for _, width in pairs])


def _to_unicode(glyphs: Mapping[int, int]) -> str:
    """Return the map by which readers know the character of a code, and the code of a character."""
    first = {glyph: character for character, glyph in sorted(glyphs.items(), reverse=True)}  # a blank is U+0020
    lines = [f"<{glyph:04X}> <{chr(first[glyph]).encode('utf-16-be').hex()}>" for glyph in sorted(first)]
    blocks = [lines[start : start + _BATCH] for start in range(0, len(lines), _BATCH)]
    maps = "\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /Docgen def /CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{maps}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )
