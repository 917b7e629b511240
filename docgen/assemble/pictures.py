"""Pictures as pages: JPEG goes in as it is, PNG and TIFF without loss, each frame centred on A4."""

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from warnings import catch_warnings, simplefilter

from pikepdf import Array, Dictionary, Name, Object, Pdf
from PIL import Image, ImageOps, ImageSequence

from docgen.assemble.placing import MM, SHEET_HEIGHT, SHEET_WIDTH

MARGIN = 15 * MM
"""What stays white around a picture, in points; enough for the page number."""

BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)
"""What is raised for a picture that would fill the memory."""

_ORIENTATION = 0x0112  # Exif
_POINTS_PER_INCH = 72
_PLAUSIBLE_DPI = (30, 2400)
_ASSUMED_DPI = 96
_SPACES = {"1": Name.DeviceGray, "L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
_DEEP = {"I", "I;16", "I;16B", "I;16L", "F"}


def pages_of(content: Path | bytes) -> Pdf:
    """Return a PDF with a page for each frame of a picture, at its own size where that fits.

    Raises OSError, ValueError or a Pillow error for a picture that cannot be read or is dangerously large.
    """
    pdf = Pdf.new()
    with catch_warnings():
        simplefilter("error", Image.DecompressionBombWarning)
        simplefilter("ignore", UserWarning)  # Pillow's remarks on metadata that we do not use
        with Image.open(io.BytesIO(content) if isinstance(content, bytes) else content) as picture:
            for frame in _frames(picture):
                _add_page(pdf, frame, _stream(pdf, frame, content))
    return pdf


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    if picture.format == "TIFF":
        yield from ImageSequence.Iterator(picture)
    else:
        yield picture


def _stream(pdf: Pdf, frame: Image.Image, content: Path | bytes) -> Object:
    """Return the frame as an image of the PDF, upright."""
    if frame.format == "JPEG" and frame.getexif().get(_ORIENTATION, 1) == 1 and frame.mode in _SPACES:
        frame.load()  # a cut-off file shall be told, not printed grey
        raw = content if isinstance(content, bytes) else content.read_bytes()
        return _image(pdf, frame, raw, Filter=Name.DCTDecode, Decode=_inverted(frame))
    plain = _plain(ImageOps.exif_transpose(frame) or frame)
    return _image(pdf, plain, zlib.compress(plain.tobytes(), 6), Filter=Name.FlateDecode)


def _inverted(frame: Image.Image) -> Object | None:
    """Return the decoding of Adobe's CMYK, which says ink where others say light."""
    return Array([1, 0] * 4) if frame.mode == "CMYK" and "adobe" in frame.info else None


def _plain(frame: Image.Image) -> Image.Image:
    """Return the frame as bilevel, grey, RGB or CMYK; what is transparent becomes white paper."""
    if frame.mode in _DEEP:
        low, high = frame.getextrema()
        span = max(float(high) - float(low), 1.0)  # type: ignore[arg-type]
        return frame.convert("F").point(lambda value: (value - float(low)) * (255 / span)).convert("L")  # type: ignore[arg-type]
    if frame.has_transparency_data:
        layer = frame.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return frame if frame.mode in _SPACES else frame.convert("RGB")


def _image(pdf: Pdf, frame: Image.Image, raw: bytes, **entries: Object | None) -> Object:
    image = pdf.make_stream(
        raw,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=frame.width,
        Height=frame.height,
        ColorSpace=_SPACES[frame.mode],
        BitsPerComponent=1 if frame.mode == "1" else 8,
    )
    for key, value in entries.items():
        if value is not None:
            image[f"/{key}"] = value
    return image


def _add_page(pdf: Pdf, frame: Image.Image, image: Object) -> None:
    """Add a page, turned if the picture lies, with the picture in its middle."""
    width, height = (size * _POINTS_PER_INCH / _dpi(frame) for size in (int(image.Width), int(image.Height)))
    across, down = (SHEET_HEIGHT, SHEET_WIDTH) if width > height else (SHEET_WIDTH, SHEET_HEIGHT)
    scale = min(1.0, (across - 2 * MARGIN) / width, (down - 2 * MARGIN) / height)
    width, height = width * scale, height * scale
    left, bottom = (across - width) / 2, (down - height) / 2
    page = pdf.add_blank_page(page_size=(across, down))
    page.Resources = Dictionary(XObject=Dictionary(Picture=image))
    page.Contents = pdf.make_stream(f"{width:.4f} 0 0 {height:.4f} {left:.4f} {bottom:.4f} cm /Picture Do".encode())


def _dpi(frame: Image.Image) -> float:
    """Return how many dots of the picture make an inch; what cannot be true is not believed."""
    told = float(frame.info.get("dpi", (0, 0))[0])
    return told if _PLAUSIBLE_DPI[0] <= told <= _PLAUSIBLE_DPI[1] else _ASSUMED_DPI
