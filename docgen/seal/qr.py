"""QR codes (ISO/IEC 18004) at level M, drawn the same every time by the library that reads them back."""

import io

import zxingcpp
from PIL import Image

QUIET_ZONE = 4
"""The light margin that the standard asks for, in modules."""


def version(text: str) -> int:
    """Return the version, 1 to 40: a code of version v has 17 + 4v modules a side."""
    return (_drawn(text).width - 2 * QUIET_ZONE - 17) // 4


def png(text: str, *, scale: int = 4) -> bytes:
    """Return the code as a PNG in black and white, ``scale`` pixels a module, with its quiet zone."""
    written, drawn = io.BytesIO(), _drawn(text)
    enlarged = drawn.resize((scale * drawn.width, scale * drawn.height), Image.Resampling.NEAREST)
    enlarged.save(written, "PNG", compress_level=1)
    return written.getvalue()


def svg(text: str) -> bytes:
    """Return the code as an SVG, with its quiet zone."""
    return str(_code(text).to_svg(add_quiet_zones=True)).encode()


def _drawn(text: str) -> Image.Image:
    """Return the code in black and white, a pixel for each module."""
    grey = Image.fromarray(_code(text).to_image(scale=1, add_quiet_zones=True))
    return grey.convert("1", dither=Image.Dither.NONE)


def _code(text: str) -> zxingcpp.Barcode:
    return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
