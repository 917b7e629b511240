"""Pictures as values: ``{{ picture }}`` draws one in the line of text."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

EMU_PER_PIXEL: Final = 9_525  # at 96 pixels per inch; 914,400 EMU are one inch, 36,000 one millimetre

MIME: Final = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif"}


@dataclass(frozen=True)
class Image:
    """A picture (PNG, JPEG or GIF); ``width`` and ``height`` are EMU, as ``docx.shared.Mm`` counts: 36,000 per mm.

    With one of them given the other keeps the proportions, with none a pixel is 1/96 inch. ``description`` is read
    aloud to those who cannot see the picture; a click on it opens ``link``, if there is one. Raises ValueError for
    bytes that are no such picture.
    """

    content: bytes
    width: int | None = None
    height: int | None = None
    description: str = ""
    link: str = ""

    def __post_init__(self) -> None:
        self.pixels()

    @property
    def extension(self) -> str:
        """``png``, ``jpeg`` or ``gif``; raises ValueError for anything else."""
        if self.content.startswith(b"\x89PNG\r\n\x1a\n"):
            return "png"
        if self.content.startswith(b"\xff\xd8\xff"):
            return "jpeg"
        if self.content.startswith((b"GIF87a", b"GIF89a")):
            return "gif"
        raise ValueError("not a PNG, JPEG or GIF picture")

    def pixels(self) -> tuple[int, int]:
        """Return width and height in pixels."""
        try:
            width, height = _SIZES[self.extension](self.content)
        except (struct.error, IndexError) as error:
            raise ValueError("the picture is cut off") from error
        if not width or not height:
            raise ValueError("the picture has no extent")
        return width, height

    def extent(self) -> tuple[int, int]:
        """Return width and height on paper in EMU."""
        across, down = self.pixels()
        if self.width is None and self.height is None:
            return across * EMU_PER_PIXEL, down * EMU_PER_PIXEL
        width = self.width if self.width is not None else round((self.height or 0) * across / down)
        height = self.height if self.height is not None else round(width * down / across)
        return int(width), int(height)


def _png_size(content: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def _gif_size(content: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", content, 6)
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Return the size in the frame header, SOF0-SOF15 without DHT, JPG and DAC (ITU-T T.81, B.2.2)."""
    for marker, start in _jpeg_segments(content):
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", content, start + 3)
            return width, height
    raise ValueError("a JPEG picture without a frame")


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, int]]:
    start = 2
    while start < len(content):
        if content[start] != 0xFF:
            return
        marker = content[start + 1]
        if marker == 0xFF:
            start += 1
            continue
        (length,) = struct.unpack_from(">H", content, start + 2)
        yield marker, start + 2
        start += 2 + length


_SIZES = {"png": _png_size, "jpeg": _jpeg_size, "gif": _gif_size}

_DRAWING = (
    '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="{number}" name="Picture {number}" descr="{description}">{click}</wp:docPr><wp:cNvGraphicFramePr>'
    '<a:graphicFrameLocks xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" noChangeAspect="1"/>'
    '</wp:cNvGraphicFramePr><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="Picture {number}">{click}</pic:cNvPr><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{relationship}"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing>"
)


_CLICK = (
    '<a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{link}"/>'
)


def drawing(image: Image, *, number: int, relationship: str, link: str | None, description: str) -> str:
    """Return the picture as a child of a run; ``number`` is its id, ``description`` is escaped already.

    ``relationship`` leads to the picture, ``link`` to what a click opens.
    """
    width, height = image.extent()
    return _DRAWING.format(
        width=width,
        height=height,
        number=number,
        relationship=relationship,
        description=description,
        click=_CLICK.format(link=link) if link else "",
    )
