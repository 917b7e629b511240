"""The codes in files: a picture or scan (PNG, JPEG…), a PDF with its text, or the code's text itself."""

import io
import math
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdf
import zxingcpp
from lxml import etree
from PIL import Image, ImageFilter, UnidentifiedImageError
from pypdf.errors import PyPdfError

from docgen.diagnostics import Wording
from docgen.errors import InputError
from docgen.seal.sealing import is_sealed

_NOTHING = Wording("{file} 里没有找到证书的二维码", "no certificate's QR code was found in {file}")
_CLOSER = Wording(
    "把二维码拍得更近、更正、更清楚再试；或者用别的工具读出 DG1: 开头的文字",
    "photograph the code closer, straighter and sharper; or read its text, which starts with DG1:, with another tool",
)
_CANNOT_OPEN = Wording("打不开 {file}", "{file} cannot be opened")
_WHICH = Wording("应是 PDF、PNG、JPEG 或者文本文件", "it should be a PDF, PNG, JPEG or text file")


_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_MAGNIFICATION, _CLEARED_PIXELS = 3, 24_000_000
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


@dataclass(frozen=True)
class Scan:
    """One code as read, and the words that are printed beside it, where they could be read (from a PDF)."""

    code: str
    printed: str | None = None


def scan(path: Path, *, needed: bool = True) -> list[Scan]:
    """Return the certificates' codes in a file, page by page; an InputError where one is needed and missing."""
    try:
        content = path.read_bytes()
        scans = list(_scans(content))
    except (OSError, PyPdfError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise InputError(_CANNOT_OPEN.fill(file=path), _WHICH) from error
    if needed and not scans:
        raise InputError(_NOTHING.fill(file=path), _CLOSER)
    return scans


def printed_text(document: bytes) -> str:
    """Return the words of a certificate as PDF or DOCX: both read the same, so that a digest can be had before layout.

    Of a DOCX the body is read, and nothing that Word would number or compute.
    """
    if document.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            body = etree.fromstring(package.read("word/document.xml"))
        return "".join(body.itertext(_WORDS))
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document)).pages)


def _scans(content: bytes) -> Iterator[Scan]:
    if content.startswith(b"%PDF"):
        yield from scan_pdf(content)
    elif is_sealed(content[:1000].decode("utf-8", "ignore")):
        yield Scan(content.decode("utf-8", "ignore").strip())
    else:
        yield from map(Scan, _codes(Image.open(io.BytesIO(content))))


def scan_pdf(content: bytes) -> Iterator[Scan]:
    """Yield the codes in the pictures of each page; a scanned page has a picture and no words."""
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        printed = page.extract_text() or None
        for picture in page.images:
            if picture.image:
                yield from (Scan(code, printed) for code in _codes(picture.image))


def _codes(picture: Image.Image) -> list[str]:
    """Return our codes in a picture: as it is, or else magnified and cleared, as photocopies need."""
    grey = _on_white(picture).convert("L")
    return _read(grey) or _read(_cleared(grey))


def _read(picture: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(picture, formats=_QR)
    return [barcode.text for barcode in found if is_sealed(barcode.text)]


def _cleared(picture: Image.Image) -> Image.Image:
    """Return the picture magnified, its grain smoothed and its edges sharpened: a module of 2.1 pixels then reads."""
    factor = min(_MAGNIFICATION, math.sqrt(_CLEARED_PIXELS / (picture.width * picture.height)))
    size = (math.ceil(picture.width * factor), math.ceil(picture.height * factor))
    magnified = picture.resize(size, Image.Resampling.LANCZOS)
    return magnified.filter(ImageFilter.GaussianBlur(2)).filter(ImageFilter.UnsharpMask(6, 200, 0))


def _on_white(picture: Image.Image) -> Image.Image:
    """Return the picture with white where it is transparent."""
    rgba = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba)
