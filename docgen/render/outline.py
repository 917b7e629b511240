"""A Word file as plain text, so that changes to templates can be read and compared line by line.

::

    === word/document.xml                 a part: the body first, then headers, footers, notes, comments
    [heading 1] 一、目标                   a paragraph with its style; "#2": numbered, on the second level
    {%p for task in tasks %}              a paragraph of the default style; tags as they are
    | [表头] 序号 | ⟨2⟩ [表头] 名称 |        a table's row; a cell over two columns; ⟨↑⟩ continues the one above
    | [正文] 甲                            a row with several paragraphs in a cell: a cell begins with a bar,
      [正文] 乙                            and a bar alone ends the row
    | [正文] 丙
    |
    见第‹PAGEREF aims›7页↵^2▣图 1           a field's code and result, a line break, footnote 2, a picture
    ▭ [正文] 附注                          a paragraph in a text box of the paragraph before
    --- 11906 × 16838                     a section ends; width and height of its page in twips
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from lxml import etree

from docgen.render.package import read_package
from docgen.render.parts import part_of_kind, read_part, stories
from docgen.render.properties import CORE
from docgen.render.word import w

_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DOCPR: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_VOLATILE: Final = {"created", "modified", "lastModifiedBy", "lastPrinted", "revision"}
_BREAKS: Final = {"page": "⤓", "column": "⇥⤓"}
_ITEMS: Final = {w("footnote"): "^", w("endnote"): "^", w("comment"): "@"}
_SILENT: Final = {w("pPr"), w("rPr"), w("sdtPr"), w("tcPr"), w("trPr"), _FALLBACK}
_BOX: Final = w("txbxContent")


def outline(blob: bytes, name: str) -> str:
    """Return the text of a .docx, a line for each paragraph and row; ``name`` is the file's, for messages.

    Raises TemplateError when it is no Word file.
    """
    _, contents = read_package(blob, name)
    writer = _Writer(_style_names(contents, name))
    body, *others = [part for part, _ in stories(contents, name)]
    parts = [(part, read_part(contents[part], part, name)) for part in (body, *sorted(others))]
    lines = [line for part, root in parts for line in (f"=== {part}", *writer.part(root))]
    return "\n".join(lines) + "\n"


def _style_names(contents: Mapping[str, bytes], file: str) -> Mapping[str, str]:
    """Return the names of styles by id; a paragraph without style has none."""
    part = part_of_kind(contents, "styles", file)
    if part is None:
        return {}
    styles = read_part(contents[part], part, file).iter(w("style"))
    return {style.get(w("styleId"), ""): _value(style.find(w("name"))) for style in styles}


class _Writer:
    """Writes parts as lines; ``styles`` are the names of styles by id."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        self._styles = styles

    def part(self, root: etree._Element) -> Iterator[str]:
        """Yield the lines of a part."""
        if etree.QName(root).namespace != CORE:
            yield from self._blocks(root)
            return
        for element in root.iterchildren(etree.Element):
            if etree.QName(element).localname not in _VOLATILE and element.text:
                yield f"{etree.QName(element).localname}: {element.text}"

    def _blocks(self, holder: etree._Element) -> Iterator[str]:
        for child in holder.iterchildren(etree.Element):
            if child.tag == w("p"):
                yield from self._paragraph(child)
            elif child.tag == w("tbl"):
                yield from (line for row in _found(child, "tr") for line in self._row(row))
            elif child.tag == w("sectPr"):
                yield _section(child)
            elif child.tag in _ITEMS:
                lines = list(self._blocks(child))
                yield f"{_ITEMS[child.tag]}{child.get(w('id'))} {' ¶ '.join(lines)}"
            elif child.tag not in _SILENT:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        text = "".join(_inline(paragraph))
        yield " ".join(piece for piece in (self._style(paragraph), text) if piece)
        for box in paragraph.iter(_BOX):
            if _is_seen(box, paragraph):
                yield from (f"▭ {line}" for line in self._blocks(box))
        for section in paragraph.iterfind(f"{w('pPr')}/{w('sectPr')}"):
            yield _section(section)

    def _style(self, paragraph: etree._Element) -> str:
        """Return the paragraph's style and level of numbering in brackets, or nothing."""
        styled = _value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        numbered = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        level = "" if numbered is None else f"#{int(_value(numbered.find(w('ilvl'))) or 0) + 1}"
        said = " ".join(piece for piece in (self._styles.get(styled, styled), level) if piece)
        return f"[{said}]" if said else ""

    def _row(self, row: etree._Element) -> Iterator[str]:
        """Yield the row as one line, or its paragraphs as lines where a cell has several."""
        cells = [self._cell(cell) for cell in _found(row, "tc")]
        if all(len(cell) < 2 for cell in cells):
            yield f"| {' | '.join(''.join(cell) for cell in cells)} |"
            return
        for cell in cells:
            yield from (f"{' ' if number else '|'} {line}" for number, line in enumerate(cell))
        yield "|"

    def _cell(self, cell: etree._Element) -> list[str]:
        span = _value(cell.find(f"{w('tcPr')}/{w('gridSpan')}"))
        merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
        above = merge is not None and _value(merge) != "restart"
        shape = span * (span not in ("", "1")) + "↑" * above
        first, *more = [*self._blocks(cell), ""]
        return [" ".join(piece for piece in (f"⟨{shape}⟩" * bool(shape), first) if piece), *more[:-1]]


def _inline(element: etree._Element) -> Iterator[str]:
    """Yield what a paragraph says, without its text boxes."""
    for child in element.iterchildren(etree.Element):
        if child.tag in _SIGNS:
            yield _SIGNS[child.tag](child)
        elif child.tag not in _SILENT and child.tag != _BOX:
            yield from _inline(child)


def _note(sign: str) -> Callable[[etree._Element], str]:
    return lambda reference: sign + reference.get(w("id"), "")


def _field(element: etree._Element) -> str:
    """Return the code of a simple field, and its result."""
    return f"‹{element.get(w('instr'), '').strip()}›{''.join(_inline(element))}"


_SIGNS: Final[Mapping[str, Callable[[etree._Element], str]]] = {
    w("t"): lambda text: text.text or "",
    w("delText"): lambda text: f"[-{text.text or ''}-]",
    w("instrText"): lambda code: f"‹{(code.text or '').strip()}›",
    w("fldSimple"): _field,
    w("br"): lambda line: _BREAKS.get(line.get(w("type"), ""), "↵"),
    w("cr"): lambda _: "↵",
    w("tab"): lambda _: "\t",
    w("noBreakHyphen"): lambda _: "‑",
    w("footnoteReference"): _note("^"),
    w("endnoteReference"): _note("^"),
    w("commentReference"): _note("@"),
    _DOCPR: lambda picture: f"▣{picture.get('descr') or picture.get('name', '')}",
}


def _found(holder: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table, or the cells of a row, also those in content controls."""
    for child in holder.iterchildren(etree.Element):
        if child.tag == w(name):
            yield child
        elif child.tag not in _SILENT and child.tag not in (w("tr"), w("tc")):
            yield from _found(child, name)


def _is_seen(box: etree._Element, paragraph: etree._Element) -> bool:
    """Return whether the box belongs to the paragraph itself, in the form that Word shows."""
    above = box.iterancestors(_BOX, _FALLBACK, w("p"))
    return next(above, None) is paragraph


def _section(section: etree._Element) -> str:
    page = section.find(w("pgSz"))
    return "---" if page is None else f"--- {page.get(w('w'))} × {page.get(w('h'))}"


def _value(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(w("val"), ""))
