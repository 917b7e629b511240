"""Word files made for the purpose: one for each thing that a file of this kind may hold.

``FEATURES`` are their bytes by what they are about. ``DIFFERS`` names the few where LibreOffice prints something else,
and why we do not follow it: where the two and the standard disagree, the standard (ECMA-376) holds.
"""

import io
import struct
import zipfile
from collections.abc import Iterator

from drawnml import diagram, diagram_parts, freeform, group, picture, shape, vml, vml_group
from PIL import Image
from wordml import A4, FANGSONG, cell, docx, field, paragraph, row, run, section, table

PAGE = '<w:r><w:br w:type="page"/></w:r>'
LINE = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"
SENTENCE = "各成员单位应当按照联盟协议约定的任务分工组织实施技术攻关，并定期向理事会报告进展情况。"
END = section(A4)
LINES = "".join(
    f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
RULED = f"<w:tblBorders>{LINES}</w:tblBorders>"
LANDSCAPE = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
    'w:left="1440" w:header="851" w:footer="992" w:gutter="0"/>'
)
SETTINGS = (
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="Body"/><w:basedOn w:val="a"/><w:link w:val="bc"/><w:pPr>'
    '<w:pageBreakBefore/><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="bc"><w:name w:val="Body Char"/><w:link w:val="b"/><w:rPr><w:b/></w:rPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="table" w:styleId="t"><w:name w:val="Banded"/>'
    f"<w:tblPr><w:tblBorders>{LINES}</w:tblBorders></w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:sz w:val="44"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="D9D9D9"/>'
    "</w:tcPr></w:tblStylePr></w:style>"
)
EXACT = FANGSONG.replace(
    "</w:docDefaults>",
    "<w:pPrDefault><w:pPr>{}</w:pPr></w:pPrDefault></w:docDefaults>".format(
        '<w:spacing w:line="480" w:lineRule="exact"/>'
    ),
)
DIFFERS = {
    "legal numbers": "LibreOffice 7.4 does not know isLgl (17.9.4) and prints 一.1",
    "a running head": "LibreOffice 7.4 does not know STYLEREF (17.16.5.59) and prints what the file last said",
    "pages of the section": "LibreOffice 7.4 does not know SECTIONPAGES (17.16.5.52) and prints the cached result",
    "page numbers in Roman numerals": "LibreOffice 7.4 counts NUMPAGES (17.16.5.40) in the numerals of the section",
    "a grid of lines and characters": "LibreOffice 7.4 sets linesAndChars (17.6.5) short of lines and characters",
    "tracked changes and comments": "LibreOffice prints what was deleted; we print the final view",
    "endnotes": "LibreOffice 7.4 prints them on a page of their own, not after the text (17.11.22, docEnd)",
}
"""Why the text or the pages of a file differ from LibreOffice's."""
OWN_HEIGHT = (
    "a line of a Chinese face is 1.3 times its size, as with the faces that the file names; LibreOffice takes the "
    "height of the shipped face instead"
)
PLACED_APART = {
    **dict.fromkeys(("multiple lines", "lines of at least a height", "a grid of lines"), OWN_HEIGHT),
    "line ends that Chinese forbids": "marks that meet are set closer, as compressPunctuation (17.18.7) asks; "
    "LibreOffice sets each as wide as a letter",
    "a floating table": "LibreOffice keeps the distance to the text free towards the margin, too",
}
"""Why the lines of a file stand at other heights than LibreOffice's."""


def level(number: int, form: str, text: str, suffix: str = "space", more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:suff w:val="{suffix}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


FORMS = (
    "chineseCounting", "chineseCountingThousand", "ideographTraditional", "decimalEnclosedCircle", "upperLetter",
    "lowerLetter", "upperRoman", "lowerRoman", "decimal", "chineseLegalSimplified", "decimalZero",
)  # fmt: skip
_LISTS = {
    1: (level(0, "chineseCountingThousand", "第%1条"), level(1, "decimal", "（%2）")),
    2: (level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", more="<w:isLgl/>")),
    3: (level(0, "decimal", "%1.", "tab"),),
    4: (level(0, "decimal", "%1.", "nothing"),),
    5: (level(0, "bullet", "●", "space"),),
    **{10 + number: (level(0, form, "%1、"),) for number, form in enumerate(FORMS)},
}
_ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
NUMBERING = (
    "".join(f'<w:abstractNum w:abstractNumId="{n}">{"".join(levels)}</w:abstractNum>' for n, levels in _LISTS.items())
    + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in _LISTS)
    + f'<w:num w:numId="99"><w:abstractNumId w:val="1"/>{_ANEW}</w:num>'
)


def listed(text: str, list_id: int = 1, depth: int = 0) -> str:
    """A paragraph of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def exact(points: float) -> str:
    """Lines of one height."""
    return f'<w:spacing w:line="{points * 20:.0f}" w:lineRule="exact"/>'


def looked(text: str, name: str, value: str) -> str:
    """A run with one property."""
    return run(text, f'<w:{name} w:val="{value}"/>')


def bookmarked(text: str, name: str = "there") -> str:
    """A run inside a bookmark."""
    return f'<w:bookmarkStart w:id="9" w:name="{name}"/>{run(text)}<w:bookmarkEnd w:id="9"/>'


def saved(kind: str) -> bytes:
    """A small picture."""
    drawn = io.BytesIO()
    Image.new("RGB", (20, 20), (90, 90, 90)).save(drawn, kind)
    return drawn.getvalue()


def emf() -> bytes:
    """An EMF of 20 by 20 dots that is one bitmap (MS-EMF 2.3.1.7)."""
    bitmap = saved("BMP")
    bits, dib = struct.unpack_from("<I", bitmap, 10)[0] - 14, bitmap[14:]
    box = struct.pack("<4i", 0, 0, 19, 19)
    stretch = struct.pack("<6i", 0, 0, 0, 0, 20, 20) + struct.pack("<IIII", 80, bits, 80 + bits, len(dib) - bits)
    record = box + stretch + struct.pack("<IIii", 0, 0x00CC0020, 20, 20)
    drawing = struct.pack("<II", 81, 8 + len(record) + len(dib)) + record + dib
    end = struct.pack("<IIIII", 14, 20, 0, 0, 20)
    frame = struct.pack("<4i", 0, 0, 529, 529)
    size = 88 + len(drawing) + len(end)
    head = struct.pack("<4sIIIHHIIIiiii", b" EMF", 0x10000, size, 3, 1, 0, 0, 0, 0, 1000, 1000, 265, 265)
    return struct.pack("<II", 1, 88) + box + frame + head + drawing + end


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20" fill="#555"/></svg>'
MEDIA = {"p_png": saved("PNG"), "p_jpg": saved("JPEG"), "p_svg": SVG, "p_emf": emf()}


def changed() -> str:
    """A paragraph with an insertion, a deletion and a comment."""
    deleted = '<w:del w:id="2" w:author="李" w:date="2008-11-25T00:00:00Z"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="1" w:author="李" w:date="2008-11-25T00:00:00Z">{run("新")}</w:ins>'
    return paragraph(f'{run("甲")}{inserted}{deleted}<w:r><w:commentReference w:id="5"/></w:r>')


def paragraphs() -> Iterator[tuple[str, str]]:
    """Yield bodies about paragraphs."""
    p = paragraph
    yield "first-line indent in characters", p(SENTENCE * 4, '<w:ind w:firstLineChars="200" w:firstLine="640"/>')
    yield "indents on both sides", p(SENTENCE * 4, '<w:ind w:left="720" w:right="1440" w:firstLine="480"/>')
    yield "hanging indent", p(SENTENCE * 3, '<w:ind w:left="1280" w:hanging="640"/>')
    yield "exact lines over pages", p(SENTENCE * 40, exact(28.95) + '<w:jc w:val="both"/>')
    yield "lines of at least a height", p(SENTENCE * 10, '<w:spacing w:line="800" w:lineRule="atLeast"/>')
    yield "multiple lines", p(SENTENCE * 10, '<w:spacing w:line="360" w:lineRule="auto"/>')
    yield "space around", p("甲", '<w:spacing w:before="6000" w:after="6000"/>') * 3
    yield "alignments", "".join(p("对齐", f'<w:jc w:val="{side}"/>') for side in ("left", "center", "right", "both"))
    yield "page break", p(run("甲") + PAGE + run("乙")) + p("丙")
    yield "page break before", p("甲") + p("乙", "<w:pageBreakBefore/>")
    yield "keep with next", p("甲", exact(400)) + p("题", "<w:keepNext/>" + exact(200)) + p("文", exact(200))
    yield "keep lines", p("甲", exact(500)) + p(SENTENCE * 3, "<w:keepLines/>" + exact(60))
    yield "widow control", p("甲", exact(560)) + p(SENTENCE * 2, "<w:widowControl/>" + exact(28))
    yield "borders of a paragraph", p("框中文字", f"<w:pBdr>{LINES[: LINES.index('<w:insideH')]}</w:pBdr>")
    yield "shading of a paragraph", p("底色", '<w:shd w:val="clear" w:fill="D9D9D9"/>') + p("无")
    yield "an outline level", p("总则", '<w:outlineLvl w:val="0"/>') + p("正文")
    yield "line breaks and tabs", p(run("甲") + LINE + run("乙") + TAB + run("丙"))
    stops = "".join(
        f'<w:tab w:val="{kind}" w:pos="{place}" w:leader="{leader}"/>'
        for kind, place, leader in (("center", 3000, "none"), ("decimal", 5000, "none"), ("right", 8500, "dot"))
    )
    yield "tab stops and leaders", p(TAB.join(map(run, ("甲", "中", "3.14", "末"))), f"<w:tabs>{stops}</w:tabs>")
    yield "a style with its base and its link", p("甲") + p("乙", '<w:pStyle w:val="b"/>')
    yield "a bold style that a run undoes", p(run("甲", '<w:b w:val="0"/>') + run("乙"), '<w:pStyle w:val="b"/>')
    yield "line ends that Chinese forbids", p(("甲" * 26 + "，“乙”（丙）。") * 3)
    yield "a number beside letters", p("共3页A4纸，GB/T 9704—2012")


def runs() -> Iterator[tuple[str, str]]:
    """Yield bodies about characters."""
    p = paragraph
    yield "faces and sizes", p(looked("大", "sz", "72") + run("黑", '<w:rFonts w:eastAsia="黑体"/>') + run("Aa"))
    kinds = ("single", "double", "thick", "dotted", "dash", "dotDash", "dotDotDash", "wave", "words")
    yield "underlines", p("".join(looked("线 条", "u", kind) for kind in kinds))
    yield "bold, italic and struck", p(run("甲", "<w:b/>") + run("乙", "<w:i/>") + run("丙", "<w:strike/><w:dstrike/>"))
    yield "colour and highlight", p(looked("红", "color", "FF0000") + looked("黄", "highlight", "yellow"))
    yield "super- and subscript", p(run("H") + looked("2", "vertAlign", "subscript") + run("O"))
    yield (
        "spacing and scale",
        p(looked("松散的字", "spacing", "60") + looked("窄字", "w", "66") + looked("高", "position", "12")),
    )
    yield "emphasis dots", p(looked("着重", "em", "dot") + looked("号", "em", "underDot") + run("无"))
    yield "hidden text", p(run("甲") + run("乙", "<w:vanish/>") + run("丙"))
    yield "capitals", p(run("Led light", "<w:caps/>") + run("Led light", "<w:smallCaps/>"))
    yield "rare characters", p("〇喆堃·燚\u36c3𬭎")
    yield "tracked changes and comments", changed()
    yield "a content control", f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>" + p("乙")
    inline = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    ticked = inline.replace("<w:text/>", '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>')
    yield "controls in a line", p(run("单位：") + inline.format(run("鹭光")) + ticked.format(run("☑")) + run("完"))


def lists() -> Iterator[tuple[str, str]]:
    """Yield bodies about numbers of paragraphs."""
    yield "articles in Chinese numerals", "".join(listed(f"条文{n}") for n in range(1, 24))
    yield "numbers of two levels", (listed("条") + listed("项", depth=1) * 2) * 2
    for number, form in enumerate(FORMS):
        yield f"numbers as {form}", listed("项", 10 + number) * 11
    yield "legal numbers", listed("条", 2) + listed("款", 2, 1)
    yield "what follows a number", listed("甲", 3) + listed("乙", 4) + listed("丙", 5)
    yield "a list that begins anew", listed("甲") + listed("乙", 99) + listed("丙", 99)


def fields() -> Iterator[tuple[str, str]]:
    """Yield bodies with fields, links and notes."""
    p = paragraph
    foot = section('<w:footerReference w:type="default" r:id="footer1"/>' + A4)
    yield "page numbers", (p("甲") + p(PAGE)) * 2 + p("乙") + foot
    yield "page numbers from five", p("甲") + foot.replace("</w:sectPr>", '<w:pgNumType w:start="5"/></w:sectPr>')
    roman = foot.replace("</w:sectPr>", '<w:pgNumType w:fmt="upperRoman"/></w:sectPr>')
    yield "page numbers in Roman numerals", p("甲") + p(PAGE) + p("乙") + roman
    head = section('<w:headerReference w:type="default" r:id="header3"/>' + A4)
    yield "a running head", p("总则", '<w:pStyle w:val="h1"/>') + p("甲") + head
    yield "pages of the section", p(run("共") + field("SECTIONPAGES", "9") + run("页")) + p(PAGE) + p("乙") + END
    yield (
        "a reference to a page",
        p(run("见第") + field("PAGEREF there", "1") + run("页")) + p(PAGE) + p(bookmarked("此")),
    )
    yield "a reference to a text", p(run("见") + field("REF there", "此处")) + p(bookmarked("此处"))
    yield "a sequence", p(run("图") + field("SEQ 图", "1")) + p(run("图") + field("SEQ 图", "2"))
    yield (
        "a frozen date",
        p(field('DATE \\@ "yyyy年M月d日"', "2008年11月25日").replace('"begin"', '"begin" w:fldLock="1"')),
    )
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    code = '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    entry = p(
        begin + code + run("总则") + TAB + run("2") + end,
        '<w:tabs><w:tab w:val="right" w:pos="8500" w:leader="dot"/></w:tabs>',
    )
    yield "a table of contents", entry + p(PAGE) + p("总则", '<w:pStyle w:val="h1"/>')
    yield "a link", p(f'{run("见")}<w:hyperlink w:anchor="there">{run("此处")}</w:hyperlink>') + p(bookmarked("此处"))
    yield "footnotes", p(run("甲") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + p("乙")
    yield "endnotes", p(run("甲") + '<w:r><w:endnoteReference w:id="2"/></w:r>') + p("乙")


def tables() -> Iterator[tuple[str, str]]:
    """Yield bodies about tables."""
    p, plain = paragraph, row(cell("甲"), cell("乙")) + row(cell("丙"), cell("丁"))
    after = p("后")
    yield "a plain table", p("前") + table(plain, properties=RULED) + after
    wide = '<w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>' + RULED
    yield "a table of fixed width", table(plain, properties=wide, grid=(2000, 6844)) + after
    auto = "".join(cell(text, '<w:tcW w:w="0" w:type="auto"/>') for text in ("短", "长一些的内容"))
    yield "a table as wide as its text", table(f"<w:tr>{auto}</w:tr>", properties=RULED, grid=(1000, 2600)) + after
    merged = (
        row(cell("甲", '<w:vMerge w:val="restart"/>'), cell("乙")) + row(cell("", "<w:vMerge/>"), cell("丙"))
        + row(cell("丁", '<w:gridSpan w:val="2"/>'))
    )  # fmt: skip
    yield "merged cells", table(merged, properties=RULED) + after
    thick = '<w:tcBorders><w:bottom w:val="single" w:sz="24" w:color="000000"/></w:tcBorders>'
    conflict = row(cell("甲", thick), cell("乙")) + row(cell("丙"), cell("丁", thick.replace("bottom", "top")))
    yield "borders in conflict", table(conflict, properties=RULED) + after
    roomy = RULED + '<w:tblCellMar><w:top w:w="200" w:type="dxa"/><w:left w:w="400" w:type="dxa"/></w:tblCellMar>'
    yield "margins of cells", table(plain, properties=roomy) + after
    places = "".join(cell("文", f'<w:vAlign w:val="{place}"/>') for place in ("top", "center", "bottom"))
    high = f'<w:tr><w:trPr><w:trHeight w:val="1600"/></w:trPr>{places}</w:tr>'
    yield "text high and low in its cell", table(high, properties=RULED, grid=(2000,) * 3) + after
    upright = row(
        cell("竖排文字", '<w:textDirection w:val="tbRlV"/>'), cell("横"), properties='<w:trHeight w:val="2400"/>'
    )
    yield "text from above to below", table(upright, properties=RULED, grid=(1500, 3000)) + after
    head = row(cell("名称"), cell("数量"), properties="<w:tblHeader/>")
    many = [row(cell(p(f"第{n}行", exact(30))), cell("一")) for n in range(60)]
    yield "a header row on each page", table(head, *many, properties=RULED) + after
    whole = [row(cell(p("甲", exact(250)) * 2), cell("乙"), properties="<w:cantSplit/>")] * 3
    yield "rows that stay whole", table(*whole, properties=RULED) + after
    yield (
        "a nested table",
        table(row(cell(table(row(cell("内")), grid=(900,)) + p("外")), cell("右")), properties=RULED) + after,
    )
    float_at = (
        '<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="text" w:horzAnchor="margin" '
        'w:tblpXSpec="right" w:tblpY="60"/>'
    )
    yield "a floating table", table(row(cell("浮")), properties=float_at + RULED, grid=(2000,)) + p(SENTENCE * 3)
    styled = '<w:tblStyle w:val="t"/><w:tblLook w:firstRow="1" w:val="0020"/>'
    yield "a table style with a head", table(plain, properties=styled) + after
    yield "a table in the middle", table(plain, properties='<w:jc w:val="center"/>' + RULED) + after


def sections() -> Iterator[tuple[str, str]]:
    """Yield bodies about pages."""
    p = paragraph
    yield "landscape after portrait", p("甲", f"<w:sectPr>{A4}</w:sectPr>") + p("乙") + section(LANDSCAPE)
    other = '<w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="first" r:id="header2"/>'
    yield "another first header", p("甲") + p(PAGE) + p("乙") + section(other + A4 + "<w:titlePg/>")
    yield "another even header", p("甲") + p(PAGE) + p("乙") + section(other.replace("first", "even") + A4)
    yield "two columns", p("甲", exact(300)) * 3 + section(A4 + '<w:cols w:num="2" w:space="400"/>')
    framed = LINES[: LINES.index("<w:insideH")].replace('w:space="0"', 'w:space="24"')
    yield "borders of a page", p("甲") + section(A4 + f'<w:pgBorders w:offsetFrom="page">{framed}</w:pgBorders>')
    yield (
        "a section in the middle of a page",
        p("甲", f"<w:sectPr>{A4}</w:sectPr>") + p("乙") + section('<w:type w:val="continuous"/>' + A4),
    )
    yield "a grid of lines", p(SENTENCE * 12) + section(A4 + '<w:docGrid w:type="lines" w:linePitch="579"/>')
    chars = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/>'
    yield "a grid of lines and characters", p("国" * 28 * 21) + section(A4 + chars)


def drawings() -> Iterator[tuple[str, str]]:
    """Yield bodies with pictures and shapes."""
    p = paragraph
    for kind in ("png", "jpg", "svg", "emf"):
        yield f"a picture in the line ({kind})", p(run("前") + picture(f"p_{kind}") + run("后"))
    yield "a picture behind the text", p(picture("p_png", anchor="<wp:wrapNone/>", behind=1) + run(SENTENCE * 3))
    yield "a picture in front of the text", p(picture("p_png", anchor="<wp:wrapNone/>") + run(SENTENCE * 3))
    square = '<wp:wrapSquare wrapText="bothSides"/>'
    yield "text around a picture", p(picture("p_png", anchor=square) + run(SENTENCE * 5))
    yield "text above and below a picture", p(picture("p_png", anchor="<wp:wrapTopAndBottom/>") + run(SENTENCE))
    for kind in ("rect", "roundRect", "ellipse", "line"):
        yield f"a shape ({kind})", p(shape(kind, "" if kind == "line" else "框内") + run("后"))
    yield "a text box of the older kind", p(run("前") + vml("框内"))
    for kind in ("flowChartDecision", "flowChartTerminator", "parallelogram", "rightArrow", "chevron"):
        yield f"a ready-made shape ({kind})", p(shape(kind, "" if kind == "chevron" else "框内") + run("后"))
    yield "a shape drawn freely", p(freeform("框内") + run("后"))
    yield "a group of shapes", p(group(anchor="<wp:wrapTopAndBottom/>") + run("后"))
    yield "a group in the line (shapes)", p(run("前") + group() + run("后"))
    yield "a diagram", p(diagram() + run("后"))
    yield "a group of the older kind", p(vml_group() + run("后"))


def _features() -> dict[str, bytes]:
    note = "".join(
        f'<w:{{0}} w:type="{kind}" w:id="{number}"><w:p/></w:{{0}}>'
        for number, kind in enumerate(("separator", "continuationSeparator"))
    )
    notes = {}
    for kind, text in (("footnote", "脚注"), ("endnote", "尾注")):
        said = paragraph(f"<w:r><w:{kind}Ref/></w:r>{run(text)}")
        notes[f"{kind}s"] = f'{note.format(kind)}<w:{kind} w:id="2">{said}</w:{kind}>'
    parts = {
        "settings": SETTINGS, "numbering": NUMBERING, "styles": EXACT + STYLES, **MEDIA, **notes,
        **diagram_parts(),
        "comments": f'<w:comment w:id="5" w:author="李">{paragraph("请核对")}</w:comment>',
        "header1": paragraph("眉"), "header2": paragraph("首"),
        "header3": paragraph(run("眉") + field('STYLEREF "heading 1"', "旧")),
        "footer1": paragraph(run("第") + field("PAGE") + run("页共") + field("NUMPAGES") + run("页")),
    }  # fmt: skip
    even = {**parts, "settings": "<w:evenAndOddHeaders/>" + SETTINGS}
    loose = {**parts, "styles": FANGSONG + STYLES}
    return {
        name: docx(
            body if body.endswith("</w:sectPr>") else body + END,
            **(even if "even" in name else loose if "in the line (" in name or "a grid" in name else parts),
        )
        for topic in (paragraphs, runs, lists, fields, tables, sections, drawings)
        for name, body in topic()
    }


def is_ruled(file: bytes) -> bool:
    """Tell whether a file draws lines around something."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return b'w:val="single" w:sz="8"' in archive.read("word/document.xml")


FEATURES = _features()
"""The files by what they are about."""
