"""Typst, embedded: fonts are loaded once per process, and nothing of the system is looked at."""

import datetime as dt
import re
import tempfile
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import typst

from docgen.diagnostics import Wording
from docgen.errors import ConversionError
from docgen.shipped import FONTS
from docgen.typeset.press.job import Assets

_REFUSED = Wording("排版引擎无法排出这份文档：{message}", "the layout engine cannot set this document: {message}")
_REPORT = Wording(
    "请在 Word 中把文中的图片和复杂表格逐一删去再试，找出是哪一处，然后告知我们",
    "take out pictures and complex tables one by one in Word to find the culprit, and report it to us",
)
_PAGE_COUNT = re.compile(rb"/Type\s*/Pages\b.*?/Count (\d+)|/Count (\d+)[^>]*?/Type\s*/Pages", re.DOTALL)
_ARCHIVE: Literal["a-2b"] = "a-2b"


@lru_cache(maxsize=1)
def preamble() -> str:
    """Return the definitions that every document stands on."""
    return files("docgen.typeset.press").joinpath("preamble.typ").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(b"", root=tempfile.gettempdir(), font_paths=fonts)


def compile_pdf(source: str, assets: Assets, created: dt.date | None, *, archive: bool) -> bytes:
    """Return the PDF of a Typst source; ``archive`` asks for PDF/A-2b, which needs a date and all glyphs.

    Raises ConversionError when Typst refuses the source.
    """
    with tempfile.TemporaryDirectory(prefix="docgen-") as folder:
        for name, content in assets.items():
            Path(folder, name).write_bytes(content)
        return _compile(source, folder, created, archive=archive)


def _compile(source: str, folder: str, created: dt.date | None, *, archive: bool) -> bytes:
    moment = dt.datetime.combine(created or dt.date(1980, 1, 1), dt.time(), dt.UTC)
    standard = _ARCHIVE if archive and created else None
    try:
        pdf = _compiler().compile(
            input=source.encode(), root=folder, timestamp=moment, format="pdf", pdf_standards=standard
        )
    except typst.TypstError as error:
        if standard:
            return _compile(source, folder, created, archive=False)
        raise ConversionError(_REFUSED.fill(message=_braceless(error.message)), _REPORT) from error
    if not isinstance(pdf, bytes):
        raise TypeError(type(pdf))
    return pdf


def _braceless(message: str) -> str:
    return message.replace("{", "(").replace("}", ")")


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF of this compiler has."""
    return max(int(first or second) for first, second in _PAGE_COUNT.findall(pdf))
