"""What a printer, a photocopier and a hurried hand do to a QR code: the same damage every time."""

import io
import random

from PIL import Image, ImageFilter

PAPER = 250
_GRAINS = 4096


def photocopied(
    png: bytes, *, millimetres: float, dpi: int = 150, angle: float = 3, blur: float = 0.8, noise: int = 25
):
    """Return the code as it stands on a scanned page: small, turned, blurred and grainy."""
    side = round(millimetres / 25.4 * dpi)
    code = Image.open(io.BytesIO(png)).convert("L").resize((side, side), Image.Resampling.LANCZOS)
    page = Image.new("L", (side + 120, side + 120), PAPER)
    page.paste(code, (60, 60))
    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=PAPER)
    return _grainy(turned.filter(ImageFilter.GaussianBlur(blur)), noise)


def _grainy(page: Image.Image, noise: int) -> Image.Image:
    dice = random.Random(page.width)
    grains = [round(dice.gauss(0, noise)) for _ in range(_GRAINS)]
    pixels = (value + grains[(at * 7919 + (at >> 6) * 31) % _GRAINS] for at, value in enumerate(page.tobytes()))
    return Image.frombytes("L", page.size, bytes(min(255, max(0, value)) for value in pixels))
