"""Fields (17.16): each begins, may show a result, and ends; fields may stand in fields."""

from collections.abc import Iterator

from lxml import etree

from docgen.diagnostics import Wording
from docgen.doctor.document import Document
from docgen.doctor.places import Part
from docgen.doctor.symptoms import Disorder, Symptom
from docgen.doctor.word import w

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
_STRAY = {"end": _NEVER_BEGAN, "separate": _SEPARATED, "code": _CODE_OUTSIDE}
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
