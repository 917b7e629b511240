"""Table cells that a tag shapes: ``colspan``, ``cellbg``, ``vm`` and ``hm`` become properties of the cell."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from docgen.diagnostics import Finding, Wording
from docgen.render.lift import replace_by_text, write_before
from docgen.render.places import finding
from docgen.render.tags import Kind, Position, Tag, Tags
from docgen.render.word import set_cell_property, w


def shape_cells(root: etree._Element, tags: Tags) -> list[Finding]:
    """Turn each cell tag into the cell's properties; return those that stand outside a table."""
    findings: list[Finding] = []
    for text, mark, tag in [*_cell_tags(root, tags)]:
        cell = next(text.iterancestors(w("tc")), None)
        if cell is None:
            message = Wording(f"{tag.written} 不在表格单元格中", f"{tag.written} does not stand in a table cell")
            findings.append(finding(tag.place, "TPL-02", message))
            continue
        text.text = text.text.replace(mark, "")
        _SHAPES[tag.word](cell, text, _Maker(tags, tag))
        drop_empty(text)
    return findings


def _cell_tags(root: etree._Element, tags: Tags) -> Iterator[tuple[etree._Element, str, Tag]]:
    for text in root.iter(w("t")):
        for mark, tag in tags.within(text.text):
            if tag.kind is Kind.BLOCK and tag.word in _SHAPES:
                yield text, mark, tag


class _Maker:
    """Makes the marks of tags that stand for the author's tag, at its place."""

    def __init__(self, tags: Tags, tag: Tag) -> None:
        self._tags, self._tag = tags, tag
        self.rest = tag.code.removeprefix(tag.word).strip()

    def code_in(self, value: str) -> str:
        """Return an attribute's value as code, whether a tag stands in it or not."""
        marks = self._tags.within(value)
        return marks[0][1].code if marks else value

    def value(self, code: str, position: Position = Position.PLAIN) -> str:
        return self._tags.add(replace(self._tag, kind=Kind.PRINT, scope="", code=code, position=position))

    def block(self, code: str) -> str:
        return self._tags.add(replace(self._tag, kind=Kind.BLOCK, scope="", code=code))


def _span(cell: etree._Element, _: etree._Element, make: _Maker) -> None:
    set_cell_property(cell, "gridSpan", val=make.value(make.rest, Position.SPAN))


def _colour(cell: etree._Element, _: etree._Element, make: _Maker) -> None:
    set_cell_property(cell, "shd", val="clear", color="auto", fill=make.value(make.rest))


def _merge_down(cell: etree._Element, text: etree._Element, make: _Maker) -> None:
    state = make.value("'restart' if loop.first else 'continue'")
    set_cell_property(cell, "vMerge", val=state)
    text.text = make.block("if loop.first") + (text.text or "") + make.block("endif")


def _merge_across(cell: etree._Element, _: etree._Element, make: _Maker) -> None:
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    columns = "loop.length" if span is None else f"({make.code_in(span.get(w('val')))}) * loop.length"
    set_cell_property(cell, "gridSpan", val=make.value(columns, Position.SPAN))
    write_before(cell, make.block("if loop.first"))
    cell.tail = make.block("endif") + (cell.tail or "")


_SHAPES = {"colspan": _span, "cellbg": _colour, "vm": _merge_down, "hm": _merge_across}


def drop_empty(text: etree._Element) -> None:
    """Remove a text that a tag has left empty, and its run with it when nothing else stands in the run."""
    if text.text:
        return
    run = text.getparent()
    replace_by_text(text, "")
    if all(child.tag == w("rPr") for child in run):
        replace_by_text(run, "")
