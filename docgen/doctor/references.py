"""What a document refers to must be there: styles, lists, notes; and a definition stands once."""

from collections.abc import Iterator

from lxml import etree

from docgen.diagnostics import Severity, Wording
from docgen.doctor.document import Document
from docgen.doctor.places import Part
from docgen.doctor.symptoms import Disorder, Symptom
from docgen.doctor.word import local, value, w

_NO_STYLE = Disorder(
    "DOC-60",
    Wording("{element} 用的样式“{id}”不存在", "{element} uses the style “{id}”, which does not exist"),
    Wording("给这里重新选一个样式", "Choose a style for this place anew."),
    Severity.WARNING,
)
_STYLE_TWICE = Disorder("DOC-61", Wording("有两个样式编号都是“{id}”", "two styles have the id “{id}”"))
_CIRCLE = Disorder(
    "DOC-62",
    Wording("样式“{id}”以自己为基准", "the style “{id}” is based on itself"),
    Wording("修改样式，另选“样式基准”", "Modify the style: choose another one to base it on."),
)
_WRONG_STYLE = Disorder(
    "DOC-63",
    Wording("{element} 用的“{id}”是另一类样式（{kind}）", "{element} uses “{id}”, a style of another type ({kind})"),
)
_NO_LIST = Disorder(
    "DOC-64",
    Wording("编号列表 {id} 不存在", "the list {id} does not exist"),
    Wording("给这里重新设置编号", "Number this place anew."),
)
_NO_DEFINITION = Disorder(
    "DOC-65", Wording("列表 {id} 的定义 {definition} 不存在", "list {id} has no definition {definition}")
)
_LIST_TWICE = Disorder("DOC-66", Wording("有两个 {element} 编号都是 {id}", "two {element} have the id {id}"))
_NO_NOTE = Disorder("DOC-67", Wording("脚注或尾注 {id} 不存在", "the footnote or endnote {id} does not exist"))
_NOTE_TWICE = Disorder("DOC-68", Wording("有两个脚注或尾注编号都是 {id}", "two notes have the id {id}"))
_MARGIN_TWICE = Disorder(
    "DOC-69",
    Wording("同一节有两个“{type}”{element}", "a section has two {element} of the type “{type}”"),
)
_STYLE_TYPES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_TEMPLATE_TAG = ("{{", "{%")


def styles(document: Document) -> Iterator[Symptom]:
    """Yield styles that are referred to and not there, that are there twice, or are based on themselves."""
    known: dict[str, tuple[str, str]] = {}
    for part in document.of_kind("styles"):
        for style in part.root.iter(w("style")):
            style_id = style.get(w("styleId"), "")
            if style_id in known:
                yield part.symptom(_STYLE_TWICE, style, id=style_id)
            known[style_id] = style.get(w("type"), "paragraph"), value(style.find(w("basedOn")))
        for style in part.root.iter(w("style")):
            if _goes_round(style.get(w("styleId"), ""), known):
                yield part.symptom(_CIRCLE, style, id=style.get(w("styleId"), ""))
    for part in document.parts:
        for element in part.elements:
            yield from _style(part, element, known)


def _style(part: Part, element: etree._Element, known: dict[str, tuple[str, str]]) -> Iterator[Symptom]:
    name, used = etree.QName(element).localname, value(element)
    refers = name in _STYLE_TYPES or name in ("basedOn", "next", "link")
    if not refers or not used or used.startswith(_TEMPLATE_TAG):
        return
    if used not in known:
        yield part.symptom(_NO_STYLE, element, element=local(element), id=used)
    elif name in _STYLE_TYPES and known[used][0] != _STYLE_TYPES[name]:
        yield part.symptom(_WRONG_STYLE, element, element=local(element), id=used, kind=known[used][0])


def _goes_round(style: str, known: dict[str, tuple[str, str]]) -> bool:
    seen, above = {style}, known.get(style, ("", ""))[1]
    while above and above not in seen:
        seen.add(above)
        above = known.get(above, ("", ""))[1]
    return bool(above) and above == style


def lists(document: Document) -> Iterator[Symptom]:
    """Yield lists that are referred to and not there, without a definition, or there twice."""
    known: set[str] = set()
    for part in document.of_kind("numbering"):
        definitions = _ids(part, "abstractNum", "abstractNumId")
        yield from _twice(part, "abstractNum", "abstractNumId")
        yield from _twice(part, "num", "numId")
        for item in part.root.iter(w("num")):
            definition = value(item.find(w("abstractNumId")))
            if definition not in definitions:
                yield part.symptom(_NO_DEFINITION, item, id=item.get(w("numId"), ""), definition=definition)
        known |= _ids(part, "num", "numId")
    for part in document.parts:
        for element in part.elements:
            if element.tag == w("numId") and value(element) not in known | {"0", ""}:
                yield part.symptom(_NO_LIST, element, id=value(element))


def _ids(part: Part, name: str, attribute: str) -> set[str]:
    return {item.get(w(attribute), "") for item in part.root.iter(w(name))}


def _twice(part: Part, name: str, attribute: str) -> Iterator[Symptom]:
    seen: set[str] = set()
    for item in part.root.iter(w(name)):
        written = item.get(w(attribute), "")
        if written in seen:
            yield part.symptom(_LIST_TWICE, item, element=f"w:{name}", id=written)
        seen.add(written)


def notes(document: Document) -> Iterator[Symptom]:
    """Yield footnotes and endnotes that are referred to and not there, or there twice."""
    for name, kind in (("footnote", "footnotes"), ("endnote", "endnotes")):
        seen: set[str] = set()
        for part in document.of_kind(kind):
            for note in part.root.iter(w(name)):
                written = note.get(w("id"), "")
                if written in seen:
                    yield part.symptom(_NOTE_TWICE, note, id=written)
                seen.add(written)
        for part in document.stories:
            for item in part.elements:
                if item.tag == w(f"{name}Reference") and item.get(w("id"), "") not in seen:
                    yield part.symptom(_NO_NOTE, item, id=item.get(w("id"), ""))


def margins(document: Document) -> Iterator[Symptom]:
    """Yield sections with two headers, or two footers, for the same pages (17.10.5)."""
    for part in document.stories:
        for section in part.root.iter(w("sectPr")):
            seen: set[tuple[str, str]] = set()
            for item in section.iterchildren(w("headerReference"), w("footerReference")):
                place = item.tag, item.get(w("type"), "default")
                if place in seen:
                    yield part.symptom(_MARGIN_TWICE, item, element=local(item), type=place[1])
                seen.add(place)
