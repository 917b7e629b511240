"""Lift block tags: a ``tr``, ``tc``, ``p`` or ``r`` tag takes the place of the row, cell, paragraph or run."""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from docgen.diagnostics import Finding, Wording
from docgen.render.places import finding
from docgen.render.tags import Tag, Tags
from docgen.render.word import XML_SPACE, w

_NAMES = {
    "tr": Wording("表格行", "table row"),
    "tc": Wording("单元格", "table cell"),
    "p": Wording("段落", "paragraph"),
    "r": Wording("文字", "run"),
}


def lift(root: etree._Element, tags: Tags) -> list[Finding]:
    """Replace what block tags take with them by their marks alone; return what cannot be lifted."""
    findings: list[Finding] = []
    for scope in ("tr", "tc", "p"):
        for holder, lifted, lost in _holders(root, tags, scope):
            if holder is None:
                findings.append(_misplaced(lifted[0][1]))
                continue
            findings.extend(_swallowed(tag, lifted[0][1]) for tag in lost)
            if holder.find(f"{w('pPr')}/{w('sectPr')}") is not None:
                findings.append(_ends_section(lifted[0][1]))
            replace_by_text(holder, "".join(mark for mark, _ in lifted))
    for run in _runs(root, tags):
        _split(run, tags)
    return findings


def replace_by_text(element: etree._Element, text: str) -> None:
    """Put ``text`` in the place of the element."""
    tail, previous, parent = element.tail or "", element.getprevious(), element.getparent()
    parent.remove(element)
    if previous is None:
        parent.text = _solid(parent.text) + text + _solid(tail)
    else:
        previous.tail = _solid(previous.tail) + text + _solid(tail)


def _solid(text: str | None) -> str:
    """Return ``text``, or nothing if it is only the white space of indented XML."""
    return text if text and text.strip() else ""


def _holders(
    root: etree._Element, tags: Tags, scope: str
) -> list[tuple[etree._Element | None, list[tuple[str, Tag]], list[Tag]]]:
    """Return each element that tags of this scope take with them, its marks of the scope, and the tags lost in it."""
    found: dict[etree._Element | None, list[tuple[str, Tag]]] = {}
    for text in root.iter(w("t")):
        for mark, tag in tags.within(text.text):
            if tag.scope == scope:
                found.setdefault(next(text.iterancestors(w(scope)), None), []).append((mark, tag))
    return [(holder, lifted, list(_others(holder, tags, scope))) for holder, lifted in found.items()]


def _others(holder: etree._Element | None, tags: Tags, scope: str) -> Iterator[Tag]:
    for text in holder.iter(w("t")) if holder is not None else ():
        yield from (tag for _, tag in tags.within(text.text) if tag.scope != scope and tag.kind != "comment")


def _misplaced(tag: Tag) -> Finding:
    name = _NAMES[tag.scope]
    message = Wording(f"{tag.written} 不在{name.zh}中", f"{tag.written} does not stand in a {name.en}")
    return finding(tag.place, "TPL-02", message)


def _swallowed(tag: Tag, by: Tag) -> Finding:
    name = _NAMES[by.scope]
    message = Wording(
        f"{tag.written} 会同所在的{name.zh}一起被 {by.written} 取代",
        f"{tag.written} would vanish with its {name.en}, whose place {by.written} takes",
    )
    hint = Wording(f"{by.written} 请单独占一个{name.zh}。", f"Give {by.written} a {name.en} of its own.")
    return finding(tag.place, "TPL-03", message, hint)


def _ends_section(tag: Tag) -> Finding:
    message = Wording(
        f"{tag.written} 所在的段落带有分节符，会一起消失",
        f"the section break in the paragraph of {tag.written} would vanish",
    )
    hint = Wording("请把分节符移到另一段。", "Move the section break to another paragraph.")
    return finding(tag.place, "TPL-03", message, hint)


def _runs(root: etree._Element, tags: Tags) -> list[etree._Element]:
    """Return the runs that hold a tag of scope ``r``."""
    found: dict[etree._Element, None] = {}
    for text in root.iter(w("t")):
        if any(tag.scope == "r" for _, tag in tags.within(text.text)):
            found[text.getparent()] = None
    return list(found)


def _split(run: etree._Element, tags: Tags) -> None:
    """Cut the run at its ``r`` tags; every piece keeps the run's properties."""
    piece = _blank(run)
    for child in [child for child in run if child.tag != w("rPr")]:
        for part in _cut(child, tags):
            if isinstance(part, str):
                _put_before(run, piece)
                write_before(run, part)
                piece = _blank(run)
            else:
                piece.append(part)
    _put_before(run, piece)
    replace_by_text(run, "")


def _cut(child: etree._Element, tags: Tags) -> Iterator[etree._Element | str]:
    """Yield a child of a run cut at its ``r`` tags: their marks, and texts for what stands around them."""
    marks = [mark for mark, tag in tags.within(child.text) if tag.scope == "r"] if child.tag == w("t") else []
    if not marks:
        yield child
        return
    rest = child.text or ""
    for mark in marks:
        before, _, rest = rest.partition(mark)
        yield from _text(before)
        yield mark
    yield from _text(rest)


def _text(words: str) -> Iterator[etree._Element]:
    if words:
        text = etree.Element(w("t"), {XML_SPACE: "preserve"})
        text.text = words
        yield text


def _blank(run: etree._Element) -> etree._Element:
    """Return a run with the same properties and nothing in it."""
    copy = etree.Element(run.tag, run.attrib)
    copy.extend(deepcopy(run.findall(w("rPr"))))
    return copy


def _put_before(run: etree._Element, piece: etree._Element) -> None:
    if any(child.tag != w("rPr") for child in piece):
        run.addprevious(piece)


def write_before(element: etree._Element, mark: str) -> None:
    """Put the mark right before the element."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is None:
        parent.text = (parent.text or "") + mark
    else:
        previous.tail = (previous.tail or "") + mark
