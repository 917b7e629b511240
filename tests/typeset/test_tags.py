"""The tag tree of what we print, checked against ISO 14289-1 and ISO 32000-1 14.8 by a reader of our own."""

import datetime as dt
import io
from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from docgen import documents, pipeline
from docgen.documents.plan import filters
from docgen.render import Template
from docgen.shipped import SAMPLES
from docgen.typeset import Demands, typeset

MAY_HOLD = {
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TR": {"/TH", "/TD"},
    "/L": {"/LI", "/Caption"},
    "/P": {"/Span", "/Link", "/Figure", "/Note", "/Reference", "/Lbl", "/Form", "/Em", "/Strong", "/Code"},
}
TITLED = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>联盟协议</dc:title></cp:coreProperties>'
)
LED = SAMPLES / "xiamen-2008" / "led.yaml"


def children(element: Dictionary) -> Iterator[object]:
    inside = element.get("/K")
    yield from inside if isinstance(inside, Array) else [] if inside is None else [inside]


def elements(root: Dictionary) -> Iterator[tuple[str, Dictionary]]:
    """Every structure element with its parent's type, in reading order."""
    for child in children(root):
        if isinstance(child, Dictionary) and Name.S in child:
            yield str(root.get("/S", "")), child
            yield from elements(child)


def marked(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    """The (page, mark) of all content that a page marks as part of the text."""
    for number, page in enumerate(pdf.pages):
        depth: list[bool] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in {"BDC", "BMC"}:
                tag, properties = operands[0], operands[1] if len(operands) > 1 else {}
                depth.append(tag == "/Artifact")
                if tag != "/Artifact":
                    yield number, int(properties["/MCID"])
            elif str(operator) == "EMC":
                depth.pop()
            elif str(operator) in {"Tj", "TJ", "Do", "S", "f", "B"}:
                assert depth, "content that is neither text nor furniture"


def referred(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    for _, element in elements(pdf.Root.StructTreeRoot):
        for child in children(element):
            if isinstance(child, int):
                yield pages[element.Pg.objgen], child
            elif isinstance(child, Dictionary) and child.get("/Type") == "/MCR":
                yield pages[child.get("/Pg", element.get("/Pg")).objgen], int(child.MCID)


def faults(data: bytes) -> list[str]:
    """What is wrong with the tags of a PDF."""
    pdf = pikepdf.open(io.BytesIO(data))
    found = [f"{parent} holds {element.S}" for parent, element in elements(pdf.Root.StructTreeRoot)
             if parent in MAY_HOLD and str(element.S) not in MAY_HOLD[parent]]  # fmt: skip
    found += headings(pdf) + tables(pdf)
    on_pages, in_tree = Counter(marked(pdf)), Counter(referred(pdf))
    if on_pages != in_tree:
        found.append(f"marked content and tree differ: {on_pages - in_tree}, {in_tree - on_pages}")
    found += [f"figure without words: {element}" for _, element in elements(pdf.Root.StructTreeRoot)
              if element.S == "/Figure" and not str(element.get("/Alt", ""))]  # fmt: skip
    if (
        not pdf.Root.MarkInfo.Marked
        or not str(pdf.Root.get("/Lang", ""))
        or not pdf.Root.ViewerPreferences.DisplayDocTitle
    ):
        found.append("not marked, or no language, or the title is not shown")
    return found


def headings(pdf: pikepdf.Pdf) -> list[str]:
    levels = [int(str(element.S)[2]) for _, element in elements(pdf.Root.StructTreeRoot) if str(element.S)[:2] == "/H"]
    return [f"heading {after} after {before}" for before, after in zip([0, *levels], levels, strict=False)
            if after > before + 1]  # fmt: skip


def tables(pdf: pikepdf.Pdf) -> list[str]:
    """Tables whose rows do not all come out at the same number of columns, merged cells counted."""
    found = []
    for _, table in elements(pdf.Root.StructTreeRoot):
        if table.S == "/Table":
            rows = [element for _, element in elements(table) if element.S == "/TR"]
            taken: Counter[int] = Counter()
            for index, row in enumerate(rows):
                for cell in (child for child in children(row) if isinstance(child, Dictionary)):
                    for below in range(spanned(cell, "/RowSpan")):
                        taken[index + below] += spanned(cell, "/ColSpan")
            if len(set(taken.values())) > 1:
                found.append(f"an irregular table: {sorted(taken.items())}")
    return found


def spanned(cell: Dictionary, name: str) -> int:
    attributes = cell.get("/A")
    listed = attributes if isinstance(attributes, Array) else [attributes] if attributes is not None else []
    return next((int(one[name]) for one in listed if name in one), 1)


@pytest.mark.parametrize("kind", ["agreement", "pilot-certificates", "work-plan", "evaluation-sheet"])
def test_every_paper_of_the_sample_is_archival_and_fit_for_reading_machines(kind: str) -> None:
    alliance, programme = pipeline.check(LED).cleared()
    copy = documents.plan(alliance, programme, only=[kind], as_of=dt.date(2009, 2, 3))[0]
    docx = Template(copy.template, filters=filters(programme)).render(copy.context, created=copy.date)
    (made,) = typeset([docx], created=copy.date, demands=Demands(("a-2a", "ua-1")))
    assert faults(made.pdf) == []
    (usual,) = typeset([docx], created=copy.date)
    assert usual.pdf == made.pdf


def test_headers_and_footers_are_no_part_of_the_text(word: SimpleNamespace) -> None:
    references = "".join(f'<w:{kind}Reference w:type="default" r:id="{kind}1"/>' for kind in ("header", "footer"))
    rows = [word.row(word.cell(str(number)), word.cell("单位")) for number in range(60)]
    file = word.docx(
        word.paragraph("甲") + word.table(*rows) + word.section(references + word.A4),
        header1=word.paragraph("眉"),
        footer1=word.paragraph(word.field("PAGE")),
        core=TITLED,
    )
    (made,) = typeset([file], created=dt.date(2009, 1, 2))
    assert faults(made.pdf) == []
    pdf = pikepdf.open(io.BytesIO(made.pdf))
    assert "/Table" not in {str(element.S) for _, element in elements(pdf.Root.StructTreeRoot)}, "it only lays out"
    kinds = Counter(str(element.S) for _, element in elements(pdf.Root.StructTreeRoot))
    assert kinds["/P"] == 1 + 2 * 60


def test_the_checks_see_what_is_wrong(word: SimpleNamespace) -> None:
    head = word.row(word.cell("名称"), properties="<w:tblHeader/>")
    file = word.docx(
        word.paragraph("题", '<w:outlineLvl w:val="0"/>') + word.table(head, word.row(word.cell("甲"))), core=TITLED
    )
    (made,) = typeset([file], created=dt.date(2009, 1, 2))
    pdf = pikepdf.open(io.BytesIO(made.pdf))
    for _, element in elements(pdf.Root.StructTreeRoot):
        if element.S == "/TD":
            element.S = Name.P
        elif element.S == "/H1":
            element.S = Name.H3
    buffer = io.BytesIO()
    pdf.save(buffer)
    assert faults(buffer.getvalue()) == ["/TR holds /P", "/P holds /P", "heading 3 after 0"]
