"""The faces that a document can be set in: the shipped ones, and before them a folder of the user's own."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import typst
from fontTools.ttLib import TTFont, TTLibError

from docgen.diagnostics import Wording
from docgen.errors import ConversionError
from docgen.shipped import FONTS
from docgen.typeset.press.faces import INVISIBLE, LATIN, NAMES, SONG, Stack, covered, key, likeness

_NAME_RECORDS = (1, 4, 16)  # family, full name and typographic family (OpenType, table "name")
_REGULAR = 400
_BOLD = 600
_LATIN_END = 0x250
_NO_FONTS = Wording("文件夹 {folder} 里没有可用的字体", "there is no usable font in the folder {folder}")
_FONT_FILES = Wording("放入 .ttf、.otf 或 .ttc 字体文件", "put .ttf, .otf or .ttc files into it")


class Choice(NamedTuple):
    """A face for a family that a file names; ``exact`` is false when it is only near in kind."""

    face: str
    exact: bool


class Typecase:
    """The shipped faces, those in ``folder`` and those of the ``system``.

    The folder's win wherever a file names them or one that they stand for, then the system's, then ours. Raises
    ConversionError when no font in ``folder`` can be read.
    """

    def __init__(self, folder: Path | None = None, *, system: bool = False) -> None:
        self.fonts = _fonts(FONTS, *([folder] if folder else []), system=system)
        self._own = {**(_of_system() if system else {}), **(_by_name(folder) if folder else {})}
        self._files = {info.family: info for info in sorted(self.fonts.fonts(), key=_irregularity, reverse=True)}
        self._bolds = {info.family: info for info in self.fonts.fonts() if info.weight >= _BOLD}
        self.choose = cache(self._choose)
        self.characters = cache(self._characters)
        self._advances = cache(self._measured)
        self._known = cache(self._set_without_help)

    def has_bold(self, face: str) -> bool:
        """Return whether a face has a bold of its own."""
        return face in self._bolds

    def missing(self, stack: Stack, text: str) -> tuple[str, str]:
        """Return the characters of ``text`` that come from a spare face, and those that no face has."""
        strange = set(text) - self._known(stack)
        spare = strange & (self.characters(SONG) | self.characters(LATIN)) if strange else set()
        return "".join(sorted(spare)), "".join(sorted(strange - spare))

    def width(self, face: str, text: str, *, bold: bool = False) -> float:
        """Return how long a text is in a face, as a multiple of its size."""
        advances = self._advances(face, bold=bold)
        return sum(advances.get(character, 1.0) for character in text)

    def _measured(self, face: str, *, bold: bool) -> dict[str, float]:
        info = self._bolds.get(face, self._files[face]) if bold else self._files[face]
        with TTFont(info.path, fontNumber=info.index, lazy=True) as font:
            unit, advances, glyphs = font["head"].unitsPerEm, font["hmtx"].metrics, font.getBestCmap() or {}
            return {chr(code): advances[glyph][0] / unit for code, glyph in glyphs.items() if code < _LATIN_END}

    def _choose(self, family: str, *, east_asian: bool) -> Choice:
        """Return the face for a family name; an unknown one comes in Song or, for Latin text, in the Times metrics."""
        if key(family) in self._own:
            return Choice(self._own[key(family)], exact=True)
        shipped, exact = likeness(family, east_asian=east_asian)
        own = (self._own[name] for name in NAMES[shipped] if name in self._own)
        return Choice(next(own, shipped), exact)

    def _characters(self, face: str) -> frozenset[str]:
        info = self._files[face]
        with TTFont(info.path, fontNumber=info.index, lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap() or ()))

    def _set_without_help(self, stack: Stack) -> frozenset[str]:
        return INVISIBLE | covered(stack, self.characters)


@lru_cache(maxsize=4)
def typecase(folder: Path | None = None, *, system: bool = False) -> Typecase:
    """Return the faces to set in; fonts are loaded once per process."""
    return Typecase(folder, system=system)


def _fonts(*folders: Path, system: bool = False) -> typst.Fonts:
    paths = [str(folder) for folder in folders]
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=paths)


def _irregularity(info: typst.FontInfo) -> tuple[int, bool, str]:
    return abs(info.weight - _REGULAR), info.style != "normal", str(info.path)


def _by_name(folder: Path) -> dict[str, str]:
    """Return the family of each font in ``folder`` under all names that it has, in any language."""
    found = _named(_fonts(folder).fonts())
    if not found:
        raise ConversionError(_NO_FONTS.fill(folder=folder), _FONT_FILES)
    return found


def _of_system() -> dict[str, str]:
    return _named(_fonts(system=True).fonts())


def _named(fonts: Iterable[typst.FontInfo]) -> dict[str, str]:
    found: dict[str, str] = {}
    for info in sorted(fonts, key=_irregularity):
        for name in (info.family, *_names(info)):
            found.setdefault(key(name), info.family)
    return found


def _names(info: typst.FontInfo) -> Iterator[str]:
    try:
        with TTFont(info.path, fontNumber=info.index, lazy=True) as font:
            records = font["name"].names
            yield from (record.toUnicode(errors="replace") for record in records if record.nameID in _NAME_RECORDS)
    except (TTLibError, OSError):
        return  # Typst could read it: it is known by its family alone
