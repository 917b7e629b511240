"""docxtpl's InlineImage: a picture from a file, as large as python-docx would make it."""

import struct
from os import PathLike
from pathlib import Path
from typing import IO, Any, Final

from docgen.render.image import Image

_EMU_PER_INCH: Final = 914_400
_USUAL: Final = 72.0  # dots per inch of a picture that does not say
_INCHES_PER_METRE: Final = 39.3701


class InlineImage(Image):
    """A picture in the line of text: ``InlineImage(template, "seal.png", width=Mm(20))``.

    ``descriptor`` is a path or an open binary file. A click opens ``anchor``. Without width and height the picture's
    own resolution decides, 72 dots per inch if it tells none. Raises ValueError for anything but PNG, JPEG and GIF.
    """

    def __init__(  # docxtpl's signature
        self,
        tpl: Any,  # noqa: ARG002 - docxtpl asks for the template, we do not
        image_descriptor: IO[bytes] | str | PathLike[str],
        width: int | None = None,
        height: int | None = None,
        anchor: str | None = None,
    ) -> None:
        content = read(image_descriptor)
        if width is None and height is None:
            width, height = _native(Image(content))
        super().__init__(content, width, height, link=anchor or "")


def read(file: IO[bytes] | str | PathLike[str]) -> bytes:
    """Return what a path or an open file holds."""
    return Path(file).read_bytes() if isinstance(file, str | PathLike) else file.read()


def _native(image: Image) -> tuple[int, int]:
    """Return width and height in EMU at the picture's own resolution."""
    across, down = _RESOLUTIONS[image.extension](image.content)
    width, height = image.pixels()
    return int(width / across * _EMU_PER_INCH), int(height / down * _EMU_PER_INCH)


def _png(content: bytes) -> tuple[float, float]:
    """Return the dots per inch of the chunk pHYs (PNG 11.3.5.3): per metre when its unit is 1."""
    start = content.find(b"pHYs", 0, content.find(b"IDAT"))
    if start < 0:
        return _USUAL, _USUAL
    across, down, unit = struct.unpack_from(">IIB", content, start + 4)
    if unit != 1:
        return _USUAL, _USUAL
    return _dots(across / _INCHES_PER_METRE), _dots(down / _INCHES_PER_METRE)


def _jpeg(content: bytes) -> tuple[float, float]:
    """Return the dots per inch of the segment JFIF APP0: per inch when its unit is 1, per centimetre when 2."""
    if content[6:11] != b"JFIF\0" or len(content) < 18:
        return _USUAL, _USUAL
    unit, across, down = struct.unpack_from(">BHH", content, 13)
    scale = {1: 1.0, 2: 2.54}.get(unit, 0.0)
    return _dots(across * scale), _dots(down * scale)


def _gif(_: bytes) -> tuple[float, float]:
    return _USUAL, _USUAL


def _dots(number: float) -> float:
    return float(round(number)) or _USUAL


_RESOLUTIONS = {"png": _png, "jpeg": _jpeg, "gif": _gif}
