"""Pictures looked at before they are set: whole and of a bearable size, and drawn anew in a format that can be set."""

import io
import struct
from collections.abc import Iterator

from lxml import etree
from PIL import Image

REDRAWN = frozenset({".bmp", ".dib", ".tif", ".tiff", ".emf"})
MAX_PIXELS = 100_000_000
_TAKEN_AS_IT_IS = frozenset({"jpg"})  # goes into the PDF undecoded
_EMF_BITMAPS = {81: 48, 76: 84, 114: 84}  # EMR_STRETCHDIBITS, _BITBLT, _ALPHABLEND: where the bitmap's place is told
_BITMAP_HEADER = 14


def is_sound(content: bytes, suffix: str) -> bool:
    """Return whether a picture in a format that can be set is undamaged, and no bomb of countless dots."""
    if suffix == "svg":
        return _is_drawing(content)
    try:
        with Image.open(io.BytesIO(content)) as picture:
            bearable = picture.width * picture.height <= MAX_PIXELS
            if bearable and picture.format == "PNG":
                picture.verify()
            elif bearable and suffix not in _TAKEN_AS_IT_IS:
                picture.load()
            return bearable
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return False


def _is_drawing(content: bytes) -> bool:
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return False
    return bool(etree.QName(root).localname == "svg")


def redrawn(content: bytes) -> bytes | None:
    """Return a picture as PNG, None for one that cannot be drawn; of an EMF only a bitmap inside it."""
    if content[40:44] == b" EMF":
        return next((drawn for bitmap in _bitmaps(content) if (drawn := _as_png(bitmap))), None)
    return _as_png(content)


def _as_png(content: bytes) -> bytes | None:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return None
            drawn = io.BytesIO()
            picture.convert("RGB" if picture.mode in {"CMYK", "YCbCr", "LAB"} else picture.mode).save(drawn, "PNG")
            return drawn.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _bitmaps(content: bytes) -> Iterator[bytes]:
    """Yield the bitmaps of an EMF (MS-EMF 2.3.1) as BMP files."""
    place = 0
    while place + 8 <= len(content):
        kind, size = struct.unpack_from("<II", content, place)
        if size < 8:
            return
        told = place + _EMF_BITMAPS.get(kind, 0)
        if kind in _EMF_BITMAPS and told + 16 <= min(place + size, len(content)):
            head, head_size, bits, bits_size = struct.unpack_from("<IIII", content, told)
            if head_size and bits_size:
                header = content[place + head : place + head + head_size]
                whole = header + content[place + bits : place + bits + bits_size]
                start = _BITMAP_HEADER + len(header)
                yield b"BM" + struct.pack("<IHHI", _BITMAP_HEADER + len(whole), 0, 0, start) + whole
        place += size
