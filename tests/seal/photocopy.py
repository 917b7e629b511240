"""What a printer, a photocopier and a hurried hand do to a QR code: the same damage every time."""

import io
import random
from functools import lru_cache

from PIL import Image, ImageChops, ImageFilter

PAPER = 250
_BLUR = 0.8  # pixels
_GRAINS = 4096
_GREY = 128


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
    return ImageChops.add(page, _grain(page.size, noise), offset=-_GREY)


@lru_cache(maxsize=4)
def _grain(size: tuple[int, int], noise: int) -> Image.Image:
    """Return the grain of a page, on grey: what is lighter than that is added, what is darker taken away."""
    dice = random.Random(size[0])
    grains = bytes(min(255, max(0, _GREY + round(dice.gauss(0, noise)))) for _ in range(_GRAINS))
    pixels = bytes(grains[(at * 7919 + (at >> 6) * 31) % _GRAINS] for at in range(size[0] * size[1]))
    return Image.frombytes("L", size, pixels)
