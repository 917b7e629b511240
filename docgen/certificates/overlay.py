"""Certificates for stock that is printed already: without what the stock bears, and moved to where it lies."""

import io
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

import pikepdf
from lxml import etree
from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.errors import InputError

MM = 72 / 25.4
LIMIT = 20
"""How far (mm) a print may be moved: what needs more is stock of another size."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PAPER_WHITE = "FFFFFF"
_OFFSET = re.compile(r"\s*([-+]?\d+(?:\.\d+)?)\s*[,，]\s*([-+]?\d+(?:\.\d+)?)\s*")
_NO_OFFSET = Wording("偏移“{text}”读不懂", "the offset “{text}” cannot be read")
_OFFSETS = Wording(
    "写“向右,向下”的毫米数，各不超过 20，例如 1.5,-2；用 certificate calibrate 印一张校准页来读",
    "write the millimetres to the right and down, 20 at most, such as 1.5,-2; certificate calibrate prints a page to "
    "read them off",
)


@dataclass(frozen=True)
class Offset:
    """How far a print is moved on its paper, in millimetres."""

    right: float = 0
    down: float = 0

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the offset that a clerk writes as ``1.5,-2``; raise InputError for anything else."""
        found = _OFFSET.fullmatch(text)
        offset = cls(float(found[1]), float(found[2])) if found else None
        if offset is None or max(abs(offset.right), abs(offset.down)) > LIMIT:
            raise InputError(_NO_OFFSET.fill(text=text), _OFFSETS)
        return offset


def moved(pdf: bytes, offset: Offset) -> bytes:
    """Return a PDF whose pages have all that is on them moved."""
    with pikepdf.open(io.BytesIO(pdf)) as book:
        place = f"q 1 0 0 1 {offset.right * MM:.4f} {-offset.down * MM:.4f} cm"
        for page in book.pages:
            page.contents_add(place.encode(), prepend=True)
            page.contents_add(b"Q")
        target = io.BytesIO()
        book.save(target, deterministic_id=True)
        return target.getvalue()


def stripped(docx: bytes, stock: Collection[str]) -> bytes:
    """Return a certificate without its frame, and its words in the ``stock`` styles (by name) in the paper's white.

    The frame is whatever is drawn in headers and footers, and a border of the page. All else stays where it was.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(target, "w") as new:
        whitened = _identifiers(old.read("word/styles.xml"), stock)
        for entry in old.infolist():
            content = old.read(entry)
            if re.fullmatch(r"word/(header|footer)\d*\.xml", entry.filename):
                content = _without_drawings(content)
            elif entry.filename == "word/document.xml":
                content = _without_page_border(_whitened(content, whitened))
            new.writestr(entry, content)
    return target.getvalue()


def _identifiers(styles: bytes, names: Collection[str]) -> set[str]:
    found = etree.fromstring(styles).iter(_W + "style")
    return {style.get(_W + "styleId", "") for style in found if _value(style.find(_W + "name")) in names}


def _without_drawings(content: bytes) -> bytes:
    root = etree.fromstring(content)
    for tag in ("drawing", "pict", "AlternateContent"):
        for drawing in list(root.iter(f"{{*}}{tag}")):
            parent = drawing.getparent()
            if parent is not None:
                parent.remove(drawing)
    return _written(root)


def _without_page_border(content: bytes) -> bytes:
    root = etree.fromstring(content)
    for section in root.iter(_W + "sectPr"):
        for border in section.findall(_W + "pgBorders"):
            section.remove(border)
    return _written(root)


def _whitened(content: bytes, styles: set[str]) -> bytes:
    root = etree.fromstring(content)
    for paragraph in root.iter(_W + "p"):
        if _value(paragraph.find(f"{_W}pPr/{_W}pStyle")) in styles:
            for run in paragraph.findall(_W + "r"):
                _whiten(run)
            for border in paragraph.iterfind(f"{_W}pPr/{_W}pBdr/*"):
                border.set(_W + "color", _PAPER_WHITE)
    return _written(root)


def _whiten(run: Element) -> None:
    properties = run.find(_W + "rPr")
    if properties is None:
        properties = etree.Element(_W + "rPr")
        run.insert(0, properties)
    for colour in properties.findall(_W + "color"):
        properties.remove(colour)
    etree.SubElement(properties, _W + "color", {_W + "val": _PAPER_WHITE})


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(_W + "val", "")


def _written(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
