import io
import struct

import pytest
from PIL import Image

from docgen.typeset.word.pictures import redrawn


def saved(kind: str) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (3, 2), (200, 0, 0)).save(drawn, kind)
    return drawn.getvalue()


def emf(bitmap: bytes) -> bytes:
    """An EMF of one EMR_STRETCHDIBITS record."""
    head = struct.pack("<II", 1, 88) + bytes(32) + b" EMF" + bytes(88 - 44)
    dib = bitmap[14:]
    bits = struct.unpack_from("<I", bitmap, 10)[0] - 14
    record = bytes(40) + struct.pack("<IIII", 80, bits, 80 + bits, len(dib) - bits) + bytes(80 - 8 - 56)
    return head + struct.pack("<II", 81, 80 + len(dib)) + record + dib


@pytest.mark.parametrize("content", [saved("BMP"), saved("TIFF"), emf(saved("BMP"))], ids=["bmp", "tiff", "emf"])
def test_a_picture_becomes_a_png(content: bytes) -> None:
    drawn = redrawn(content)
    assert drawn is not None
    with Image.open(io.BytesIO(drawn)) as picture:
        assert picture.format == "PNG"
        assert picture.size == (3, 2)
        assert picture.convert("RGB").getpixel((0, 0)) == (200, 0, 0)


@pytest.mark.parametrize("content", [b"", b"garbage", emf(saved("BMP"))[:100], bytes(40) + b" EMF" + bytes(100)])
def test_what_cannot_be_drawn_is_none(content: bytes) -> None:
    assert redrawn(content) is None
