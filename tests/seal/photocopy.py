"""What a printer, a photocopier and a hurried hand do to a QR code: the same damage every time."""

import io
import random

from PIL import Image, ImageFilter

PAPER = 250
_BLUR = 0.8  # pixels
_GRAINS = 4096


def photocopied(png: bytes, *, millimetres: float, angle: float = 3, noise: int = 25) -> Image.Image:
    """Return a code as it stands on a page that was scanned at 150 dpi."""
    side = round(millimetres / 25.4 * 150)
    code = Image.open(io.BytesIO(png)).convert("L").resize((side, side), Image.Resampling.LANCZOS)
    page = Image.new("L", (side + 120, side + 120), PAPER)
    page.paste(code, (60, 60))
    return turned_and_grainy(page, angle=angle, noise=noise)


def turned_and_grainy(page: Image.Image, *, angle: float, noise: int = 25) -> Image.Image:
    """Return a page as a photocopier gives it: turned by some degrees, blurred, and grainy (in greys)."""
    turned = page.convert("L").rotate(angle, Image.Resampling.BICUBIC, fillcolor=PAPER)
    return _grainy(turned.filter(ImageFilter.GaussianBlur(_BLUR)), noise)


def _grainy(page: Image.Image, noise: int) -> Image.Image:
    dice = random.Random(page.width)
    grains = [round(dice.gauss(0, noise)) for _ in range(_GRAINS)]
    pixels = (value + grains[(at * 7919 + (at >> 6) * 31) % _GRAINS] for at, value in enumerate(page.tobytes()))
    return Image.frombytes("L", page.size, bytes(min(255, max(0, value)) for value in pixels))
