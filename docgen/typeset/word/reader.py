"""From the bytes of a DOCX to the document tree."""

from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.errors import ConversionError
from docgen.typeset.tree import Document
from docgen.typeset.word.blocks import flatten
from docgen.typeset.word.package import Package, W
from docgen.typeset.word.pagesetup import Setup, setup
from docgen.typeset.word.sections import SectionReader
from docgen.typeset.word.source import Source
from docgen.typeset.word.story import Reader
from docgen.typeset.word.values import child

_SECTION = W + "sectPr"
_TOO_DEEP = Wording("文档中的表格或文本框嵌套过深", "tables or text boxes in the document are nested too deeply")
_FLATTEN = Wording("请减少嵌套层数", "use fewer levels of nesting")
_EMPTY = Wording("文档没有正文", "the document has no body")
_SAVE_AGAIN = Wording("请在 Word 中打开并另存一次", "open it in Word and save it again")


def read(docx: bytes, *, markup: bool = False) -> Document:
    """Return the document tree of a DOCX file; with ``markup`` tracked changes and comments are part of it.

    Raises ConversionError when the file is no DOCX, is damaged, or goes beyond the limits of ``package``.
    """
    try:
        return _read(Source(Package(docx), markup=markup))
    except RecursionError as error:
        raise ConversionError(_TOO_DEEP, _FLATTEN) from error


def _read(source: Source) -> Document:
    root = source.package.tree(source.package.main)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise ConversionError(_EMPTY, _SAVE_AGAIN)
    sections = SectionReader(source)
    reader = Reader(source, source.package.main, grid=Setup(None).grid, width=Setup(None).width)
    found = []
    for elements, plan in _divide(body):
        reader.grid, reader.width = plan.grid, plan.width
        found.append(sections.section(plan, reader.sequence(elements)))
    return Document(tuple(found), source.properties(), source.settings, source.warnings.found)


def _divide(body: Element) -> list[tuple[list[Element], Setup]]:
    """Return the body's elements by section; a section's set-up stands in, or after, its last paragraph."""
    divided: list[tuple[list[Element], Setup]] = []
    current: list[Element] = []
    for element in flatten(body):
        if element.tag == _SECTION:
            properties: Element | None = element
        else:
            properties = child(child(element, "pPr"), "sectPr")
            current.append(element)
        if properties is not None:
            divided.append((current, setup(properties)))
            current = []
    if current:
        divided.append((current, setup(None)))
    return divided
