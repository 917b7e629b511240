"""Typst, embedded: fonts are loaded once per process, and nothing of the system is looked at."""

import datetime as dt
import re
import tempfile
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, cast

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
# PDF/A wants a date and all glyphs; tags are a wish, too, should the engine stumble over them.
_Attempt = tuple[Literal["a-2b"] | None, bool]
_ATTEMPTS: tuple[_Attempt, ...] = (("a-2b", True), (None, True), (None, False))


@lru_cache(maxsize=1)
def preamble() -> str:
    """Return the definitions that every document stands on."""
    return files("docgen.typeset.press").joinpath("preamble.typ").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(b"", root=tempfile.gettempdir(), font_paths=fonts)


def compile_pdf(source: str, assets: Assets, created: dt.date | None) -> bytes:
    """Return the PDF of a Typst source: PDF/A-2b where it has a date and every character a glyph, else plain PDF.

    Raises ConversionError when Typst refuses the source.
    """
    with tempfile.TemporaryDirectory(prefix="docgen-") as folder:
        for name, content in assets.items():
            Path(folder, name).write_bytes(content)
        for standard, tags in _ATTEMPTS[0 if created else 1 :]:
            try:
                return _compile(source.encode(), folder, created, (standard, tags))
            except typst.TypstError as error:
                refusal = error
    raise ConversionError(_REFUSED.fill(message=refusal.message), _REPORT) from refusal


def _compile(source: bytes, folder: str, created: dt.date | None, attempt: _Attempt) -> bytes:
    moment = dt.datetime.combine(created or dt.date(1980, 1, 1), dt.time(), dt.UTC)
    standard, tags = attempt
    pdf = _compiler().compile(
        input=source, root=folder, timestamp=moment, format="pdf", pdf_standards=standard, pdf_tags=tags
    )
    return cast("bytes", pdf)


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF of this compiler has."""
    return max(int(first or second) for first, second in _PAGE_COUNT.findall(pdf))
