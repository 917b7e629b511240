"""The order in which the schema of WordprocessingML wants children, and what holds what (ISO/IEC 29500-1, A.1).

Only ``w:`` elements are judged: others are extensions, which any program may skip.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from lxml import etree

from docgen.diagnostics import Severity, Wording
from docgen.doctor.document import Document
from docgen.doctor.places import Part
from docgen.doctor.symptoms import SAVE_ANEW, Disorder, Symptom
from docgen.doctor.word import MARKUP, W, local, outer, w

_ORDER = Disorder(
    "DOC-30",
    Wording("{child} 应在 {other} 之前（在 {element} 中）", "{child} should stand before {other} (in {element})"),
)
_RUN_ORDER = Disorder(_ORDER.code, _ORDER.what, SAVE_ANEW, Severity.WARNING)  # 17.3.2.28: any order; Word writes one
_STRANGER = Disorder("DOC-31", Wording("{child} 不能放在 {element} 里", "{child} may not stand in {element}"))
_REPEATED = Disorder("DOC-32", Wording("{element} 里有不止一个 {child}", "there is more than one {child} in {element}"))
_NO_FIRST = Disorder("DOC-33", Wording("{element} 缺少 {child}", "{element} has no {child}"))

# One word a place; "a|b" share a place, "*" says that it may be taken more than once.
_SEQUENCES: Final[Mapping[str, str]] = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "ins|del|moveFrom|moveTo* rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
    "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
    "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tblPrEx": "tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblPrExChange",
    "trPr": "cnfStyle|divId|gridBefore|gridAfter|wBefore|wAfter|cantSplit|trHeight|tblHeader|tblCellSpacing|jc|hidden* "
    "ins del trPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark "
    "headers cellIns|cellDel|cellMerge tcPrChange",
    "sectPr": "headerReference|footerReference* footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings "
    "sectPrChange",
    "tblBorders": "top left|start bottom right|end insideH insideV",
    "tcBorders": "top left|start bottom right|end insideH insideV tl2br tr2bl",
    "pBdr": "top left bottom right between bar",
    "tblCellMar": "top left|start bottom right|end",
    "tcMar": "top left|start bottom right|end",
    "numPr": "ilvl numId numberingChange ins",
    "tblGrid": "gridCol* tblGridChange",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl*",
    "num": "abstractNumId lvlOverride*",
    "numbering": "numPicBullet* abstractNum* num* numIdMacAtCleanup",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr*",
    "styles": "docDefaults latentStyles style*",
}
_HEADS: Final[Mapping[str, str]] = {"p": "pPr", "r": "rPr", "tbl": "tblPr tblGrid", "tr": "tblPrEx trPr", "tc": "tcPr"}
_NEEDED = {"tbl": ("tblPr", "tblGrid")}

_BLOCK = frozenset(["body", "tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent", "docPartBody"])
_PARENTS: Final[Mapping[str, frozenset[str]]] = {
    w(child): parents
    for child, parents in {
        "p": _BLOCK,
        "tbl": _BLOCK,
        "tr": frozenset({"tbl"}),
        "tc": frozenset({"tr"}),
        "r": frozenset(["p", "hyperlink", "fldSimple", "rt", "rubyBase"]),
        "t": frozenset({"r"}),
        "pPr": frozenset(["p", "style", "tblStylePr", "lvl", "pPrDefault", "pPrChange"]),
        "sectPr": frozenset(["body", "pPr", "sectPrChange"]),
    }.items()
}


class _Seat(NamedTuple):
    rank: int
    many: bool


def _seats(sequence: str) -> Mapping[str, _Seat]:
    return {
        w(name): _Seat(rank, word.endswith("*"))
        for rank, word in enumerate(sequence.split())
        for name in word.rstrip("*").split("|")
    }


_SEATED = {w(name): _seats(sequence) for name, sequence in _SEQUENCES.items()}
_HEADED = {w(name): _seats(sequence) for name, sequence in _HEADS.items()}


def order(document: Document) -> Iterator[Symptom]:
    """Yield children that stand in an element where the schema does not want them."""
    for part in document.parts:
        for element in part.elements:
            if element.tag in _SEATED:
                yield from _sequence(part, element, _SEATED[element.tag])
            elif element.tag in _HEADED:
                yield from _head(part, element, _HEADED[element.tag])


def nesting(document: Document) -> Iterator[Symptom]:
    """Yield elements that stand in one which cannot hold them."""
    for part in document.stories:
        for element in part.elements:
            above = outer(element) if element.tag in _PARENTS else None
            if above is None or etree.QName(above).namespace != W:
                continue
            if etree.QName(above).localname not in _PARENTS[element.tag]:
                yield part.symptom(_STRANGER, element, child=local(element), element=local(above))


def _sequence(part: Part, element: etree._Element, seats: Mapping[str, _Seat]) -> Iterator[Symptom]:
    """Yield children that the element cannot hold, or not twice, and the first that stands too late."""
    order: list[tuple[int, etree._Element]] = []
    for child in _words(element):
        seat = seats.get(child.tag)
        if seat is None:
            yield part.symptom(_STRANGER, child, child=local(child), element=local(element))
        elif not seat.many and any(seat.rank == rank for rank, _ in order):
            yield part.symptom(_REPEATED, child, child=local(child), element=local(element))
        else:
            order.append((seat.rank, child))
    for (rank, other), (next_rank, child) in pairwise(order):
        if next_rank < rank:
            disorder = _RUN_ORDER if element.tag == w("rPr") else _ORDER
            yield part.symptom(disorder, child, child=local(child), other=local(other), element=local(element))
            return


def _head(part: Part, element: etree._Element, seats: Mapping[str, _Seat]) -> Iterator[Symptom]:
    """Yield properties that do not stand before all else in the element, or are not there."""
    children = [child for child in _words(element) if child.tag not in MARKUP or child.tag in seats]
    body: etree._Element | None = None
    for child in children:
        if child.tag not in seats:
            body = child if body is None else body
        elif body is not None:
            yield part.symptom(_ORDER, child, child=local(child), other=local(body), element=local(element))
    ahead = [child for child in children if child.tag in seats]
    ranks = [seats[child.tag].rank for child in ahead]
    if len(set(ranks)) < len(ranks):
        yield part.symptom(_REPEATED, element, child=local(ahead[-1]), element=local(element))
    elif ranks != sorted(ranks):
        yield part.symptom(_ORDER, element, child=local(ahead[-1]), other=local(ahead[0]), element=local(element))
    for name in _NEEDED.get(etree.QName(element).localname, ()):
        if element.find(w(name)) is None:
            yield part.symptom(_NO_FIRST, element, element=local(element), child=f"w:{name}")


def _words(element: etree._Element) -> list[etree._Element]:
    return [child for child in element.iterchildren(etree.Element) if etree.QName(child).namespace == W]
