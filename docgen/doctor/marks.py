"""What a document may have only once, and what comes in pairs: drawings, bookmarks, comments, revisions (17.13)."""

from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from docgen.diagnostics import Severity, Wording
from docgen.doctor.document import Document
from docgen.doctor.places import Part
from docgen.doctor.symptoms import SAVE_ANEW, Disorder, Symptom
from docgen.doctor.word import local, w

_DRAWING_TWICE = Disorder(
    "DOC-40",
    Wording("图形编号 {id} 已经被另一个图形用了", "another drawing has the id {id} already"),
)
_BOOKMARK_ID = Disorder("DOC-41", Wording("书签编号 {id} 已经被用了", "another bookmark has the id {id} already"))
_BOOKMARK_NAME = Disorder(
    "DOC-42",
    Wording("已经有一个书签叫“{name}”", "there is another bookmark called “{name}”"),
    Wording("给其中一个书签改名（插入 → 书签）", "Rename one of the bookmarks (Insert, Bookmark)."),
)
_UNPAIRED = Disorder(
    "DOC-43",
    Wording("{element} 的编号 {id} 没有相配的 {partner}", "{element} with the id {id} has no {partner}"),
)
_COMMENT_TWICE = Disorder("DOC-44", Wording("有两条批注编号都是 {id}", "two comments have the id {id}"))
_NO_COMMENT = Disorder(
    "DOC-45", Wording("{element} 指的批注 {id} 不存在", "{element} refers to comment {id}, which does not exist")
)
_REVISION_TWICE = Disorder(
    "DOC-46",
    Wording("修订编号 {id} 已经被另一处修订用了", "another revision has the id {id} already"),
    SAVE_ANEW,
    Severity.WARNING,
)

_DOCPR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PAIRS = {
    "bookmarkStart": "bookmarkEnd",
    "commentRangeStart": "commentRangeEnd",
    "moveFromRangeStart": "moveFromRangeEnd",
    "moveToRangeStart": "moveToRangeEnd",
    "permStart": "permEnd",
}
_REVISIONS = frozenset(
    map(
        w,
        (
            *("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange"),
            *("tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange", "cellIns", "cellDel", "cellMerge"),
        ),
    )
)
_COMMENT_MARKS = frozenset(map(w, ("commentRangeStart", "commentRangeEnd", "commentReference")))


def unique(document: Document) -> Iterator[Symptom]:
    """Yield drawings, bookmarks and revisions that share an id, and bookmarks that share a name, over all parts."""
    elements = [(part, element) for part in document.stories for element in part.elements]
    bookmarks = [(part, element) for part, element in elements if element.tag == w("bookmarkStart")]
    drawings = [(part, element) for part, element in elements if element.tag == _DOCPR]
    revisions = [(part, element) for part, element in elements if element.tag in _REVISIONS]
    yield from _repeated(drawings, "id", _DRAWING_TWICE)
    yield from _repeated(bookmarks, w("id"), _BOOKMARK_ID)
    yield from _repeated(revisions, w("id"), _REVISION_TWICE)
    names: set[str] = set()
    for part, element in bookmarks:
        name = element.get(w("name"), "")
        if name.casefold() in names:
            yield part.symptom(_BOOKMARK_NAME, element, name=name)
        names.add(name.casefold())


def _repeated(elements: Iterable[tuple[Part, etree._Element]], attribute: str, disorder: Disorder) -> Iterator[Symptom]:
    seen: set[str] = set()
    for part, element in elements:
        written = element.get(attribute)
        if written is None:
            continue
        if written in seen:
            yield part.symptom(disorder, element, id=written)
        seen.add(written)


def paired(document: Document) -> Iterator[Symptom]:
    """Yield beginnings without an end and ends without a beginning, within each part."""
    for part in document.stories:
        for start, end in _PAIRS.items():
            starts, ends = ([item for item in part.elements if item.tag == w(name)] for name in (start, end))
            for alone, partners in ((starts, ends), (ends, starts)):
                open_ids = Counter(item.get(w("id"), "") for item in partners)
                for item in alone:
                    if not open_ids[item.get(w("id"), "")]:
                        partner = end if alone is starts else start
                        yield part.symptom(
                            _UNPAIRED, item, element=local(item), id=item.get(w("id"), ""), partner=f"w:{partner}"
                        )


def comments(document: Document) -> Iterator[Symptom]:
    """Yield comments that share an id, and references to comments that are not there."""
    written = [(part, item) for part in document.of_kind("comments") for item in part.root.iter(w("comment"))]
    yield from _repeated(written, w("id"), _COMMENT_TWICE)
    known = {item.get(w("id")) for _, item in written}
    for part in document.stories:
        for item in part.elements:
            if item.tag in _COMMENT_MARKS and item.get(w("id")) not in known:
                yield part.symptom(_NO_COMMENT, item, element=local(item), id=item.get(w("id"), ""))
