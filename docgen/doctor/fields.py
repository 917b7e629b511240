"""Fields (17.16): each begins, may show a result, and ends; what it refers to is there."""

import re
from collections.abc import Iterator

from lxml import etree

from docgen.diagnostics import Wording
from docgen.doctor.document import Document
from docgen.doctor.places import Part
from docgen.doctor.symptoms import Disorder, Symptom
from docgen.doctor.word import R, w

_AGAIN = Wording("删去这个域，重新插入（插入 → 文档部件 → 域）", "Delete the field and insert it anew (Insert, Field).")
_NEVER_ENDS = Disorder("DOC-50", Wording("域有开始，没有结束", "a field begins and never ends"), _AGAIN)
_NEVER_BEGAN = Disorder("DOC-51", Wording("域有结束，没有开始", "a field ends that never began"), _AGAIN)
_SEPARATED = Disorder(
    "DOC-52",
    Wording("域的分隔符不在域里，或不止一个", "a field's separator stands outside a field, or is its second"),
    _AGAIN,
)
_CODE_OUTSIDE = Disorder(
    "DOC-53", Wording("域代码“{code}”不在域里", "the field code “{code}” stands outside a field"), _AGAIN
)
_UNKNOWN = Disorder(
    "DOC-54",
    Wording("域的标记“{code}”不是开始、分隔或结束", "a field's mark is “{code}”: no begin, separate or end"),
    _AGAIN,
)
_NO_BOOKMARK = Disorder(
    "DOC-55",
    Wording("所指的书签“{name}”不存在", "the bookmark “{name}” that it refers to does not exist"),
    Wording("重新插入这个引用（引用 → 交叉引用）", "Insert the reference anew (References, Cross-reference)."),
)
_STRAY = {"end": _NEVER_BEGAN, "separate": _SEPARATED, "code": _CODE_OUTSIDE}
_REFERENCE = re.compile(r"\s*(?:REF|PAGEREF|NOTEREF)\s+\"?([^\s\"]+)", re.IGNORECASE)
_ALWAYS_THERE = {"_top"}  # the beginning of the document
_STORIES = frozenset(map(w, ("body", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")))


def fields(document: Document) -> Iterator[Symptom]:
    """Yield fields that are torn: a field begins and ends in the same story."""
    for part in document.stories:
        stories: dict[etree._Element | None, list[etree._Element]] = {}
        for element in part.elements:
            if element.tag in (w("fldChar"), w("instrText")):
                story = next((above for above in element.iterancestors() if above.tag in _STORIES), None)
                stories.setdefault(story, []).append(element)
        for marks in stories.values():
            yield from _story(part, marks)


def bookmarks(document: Document) -> Iterator[Symptom]:
    """Yield references and links to bookmarks that are not there; a name that a template's tag makes is not judged."""
    starts = (element for part in document.stories for element in part.elements if element.tag == w("bookmarkStart"))
    known = {start.get(w("name"), "").casefold() for start in starts} | _ALWAYS_THERE
    for part in document.stories:
        for element, name in (*_links(part), *_references(part)):
            if name.casefold() not in known and "{" not in name:
                yield part.symptom(_NO_BOOKMARK, element, name=name)


def _links(part: Part) -> Iterator[tuple[etree._Element, str]]:
    for element in part.elements:
        if element.tag == w("hyperlink") and element.get(f"{{{R}}}id") is None and element.get(w("anchor")):
            yield element, element.get(w("anchor"), "")


def _references(part: Part) -> Iterator[tuple[etree._Element, str]]:
    """Yield fields that refer to a bookmark, and the bookmark's name."""
    for element, code in (*_simple_codes(part), *_codes(part)):
        reference = _REFERENCE.match(code)
        if reference:
            yield element, reference[1]


def _simple_codes(part: Part) -> Iterator[tuple[etree._Element, str]]:
    return ((element, element.get(w("instr"), "")) for element in part.elements if element.tag == w("fldSimple"))


def _codes(part: Part) -> Iterator[tuple[etree._Element, str]]:
    """Yield the mark that begins each field, and the field's code, which may be spread over runs."""
    begun: list[tuple[etree._Element, list[str]]] = []
    for element in part.elements:
        kind = element.get(w("fldCharType")) if element.tag == w("fldChar") else None
        if kind == "begin":
            begun.append((element, []))
        elif kind == "end" and begun:
            mark, pieces = begun.pop()
            yield mark, "".join(pieces)
        elif element.tag == w("instrText") and begun:
            begun[-1][1].append(element.text or "")


def _story(part: Part, marks: list[etree._Element]) -> Iterator[Symptom]:
    begun: list[etree._Element] = []
    separated: set[etree._Element] = set()
    for mark in marks:
        in_code = bool(begun) and begun[-1] not in separated
        kind = "code" if mark.tag == w("instrText") else mark.get(w("fldCharType"), "end")
        if kind == "begin":
            begun.append(mark)
        elif kind == "end" and begun:
            begun.pop()
        elif kind == "separate" and in_code:
            separated.add(begun[-1])
        elif kind != "code" or not in_code:
            code = kind if kind not in _STRAY else (mark.text or "").strip()
            yield part.symptom(_STRAY.get(kind, _UNKNOWN), mark, code=code)
    for mark in begun:
        yield part.symptom(_NEVER_ENDS, mark)
