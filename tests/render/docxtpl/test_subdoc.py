"""A document inside a document keeps its lists, styles, pictures and links, and the template keeps its headers."""

import io
import re
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from docgen import doctor
from docgen.errors import TemplateError
from docgen.render import Inset, Template
from docgen.render.docxtpl import DocxTemplate

NUMBERING = "word/numbering.xml"


def rendered(source: bytes, make: Any, **values: Any) -> bytes:
    template = DocxTemplate(io.BytesIO(source))
    template.render({"sub": make(template), **values})
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def annex(word: SimpleNamespace, png: bytes) -> bytes:
    """A file with a style of its own, a list, a picture, a link and a table."""
    whole = docx.Document()
    style = whole.styles.add_style("附件标题", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = whole.styles["Heading 1"]
    whole.add_paragraph("附件 A & B", style="附件标题")
    for text in ("一", "二"):
        whole.add_paragraph(text, style="List Number")
    whole.add_picture(io.BytesIO(png))
    table = whole.add_table(1, 2, style="Table Grid")
    table.cell(0, 0).text, table.cell(0, 1).text = "左", "右"
    link = whole.part.relate_to(
        "https://example.org/?a&b",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    hyperlink = whole.add_paragraph()._p.makeelement(f"{word.W}hyperlink", {})
    hyperlink.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", link)
    whole.paragraphs[-1]._p.append(hyperlink)
    hyperlink.append(whole.add_paragraph("链接").runs[0]._r)
    whole.add_paragraph("处")
    whole.add_paragraph("见").add_run(" ")
    package = word.blob(whole)
    start, end = '<w:bookmarkStart w:id="0" w:name="here"/>', '<w:bookmarkEnd w:id="0"/>'
    body = word.member(package).decode()
    body = body.replace("<w:r><w:t>处</w:t></w:r>", f"{start}<w:r><w:t>处</w:t></w:r>{end}")
    body = body.replace("<w:t>见</w:t></w:r>", '<w:t>见</w:t></w:r><w:fldSimple w:instr=" REF here \\h "/>')
    return word.replaced(package, {"word/document.xml": body})


def names_of(package: bytes) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in docx.Document(io.BytesIO(package)).paragraphs]


def test_a_file_comes_along_with_styles_lists_pictures_and_links(word, annex, png) -> None:
    whole = docx.Document(io.BytesIO(word.made("{{p sub }}", "end")))
    whole.sections[0].header.paragraphs[0].text = "页眉 {{ v }}"
    package = rendered(word.blob(whole), lambda template: template.new_subdoc(io.BytesIO(annex)), v="&")
    assert doctor.examine(package, "a.docx") == []
    made = docx.Document(io.BytesIO(package))
    assert names_of(package) == [
        ("附件标题", "附件 A & B"),
        ("List Number", "一"),
        ("List Number", "二"),
        ("Normal", ""),
        ("Normal", "链接"),
        ("Normal", ""),
        ("Normal", "处"),
        ("Normal", "见 "),
        ("Normal", "end"),
    ]
    assert made.styles["附件标题"].base_style.name == "Heading 1"
    assert word.rows(package) == [["左", "右"]]
    assert made.tables[0].style.name == "Table Grid"
    assert [each.image.blob for each in made.part.package.image_parts] == [png]
    assert made.sections[0].header.paragraphs[0].text == "页眉 &"
    links = [each.target_ref for each in made.part.rels.values() if each.is_external]
    assert links == ["https://example.org/?a&b"]


def test_a_file_printed_twice_and_again_from_a_document_of_ours_is_sound(word, annex) -> None:
    source = word.made("{%p for i in range(2) %}", "{{p sub }}", "{%p endfor %}")
    package = rendered(source, lambda template: template.new_subdoc(io.BytesIO(annex)))
    assert doctor.examine(package, "a.docx") == []
    again = rendered(source, lambda template: template.new_subdoc(io.BytesIO(package)))
    assert doctor.examine(again, "b.docx") == []
    assert [text for _, text in names_of(again)].count("处") == 4
    fields = [each.get(f"{word.W}instr").split()[1] for each in word.tree(again).iter(f"{word.W}fldSimple")]
    names = [each.get(f"{word.W}name") for each in word.tree(again).iter(f"{word.W}bookmarkStart")]
    assert fields == names
    assert len({*names}) == 4


def listed(word, paragraphs: int) -> bytes:
    """A file whose paragraphs are numbered by a list of their own, not by a style."""
    numbering = (
        f'<w:numbering xmlns:w="{word.W[1:-1]}"><w:abstractNum w:abstractNumId="4"><w:nsid w:val="0ABC0001"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
    )
    paragraph = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    )
    return word.replaced(word.package(body=paragraph * paragraphs), {NUMBERING: numbering})


def test_a_list_of_its_own_counts_for_itself_also_where_the_template_has_no_lists(word) -> None:
    source = word.made("{{p sub }}", "{{p sub }}")
    types = word.member(source, "[Content_Types].xml").decode()
    bare = types.replace(types[types.index('<Override PartName="/word/numbering.xml"') :].split("/>")[0] + "/>", "")
    relations = word.member(source, "word/_rels/document.xml.rels").decode()
    start = relations[: relations.index('Target="numbering.xml"')].rindex("<Relationship ")
    without = relations[:start] + relations[relations.index("/>", start) + 2 :]
    styles = word.member(source, "word/styles.xml").decode()
    for template in (
        source,
        word.replaced(
            source,
            {
                "[Content_Types].xml": bare,
                "word/_rels/document.xml.rels": without,
                "word/styles.xml": re.sub(r"<w:numPr>.*?</w:numPr>", "", styles, flags=re.DOTALL),
            },
        ),
    ):
        package = rendered(template, lambda each: each.new_subdoc(io.BytesIO(listed(word, 2))))
        ids = [number.get(f"{word.W}val") for number in word.tree(package).iter(f"{word.W}numId")]
        assert len(ids) == 4
        assert len(set(ids)) == 2, "each printing is a list of its own"
        left = [each for each in doctor.examine(package, "a.docx") if each.part != "word/stylesWithEffects.xml"]
        assert {each.code for each in left} <= {"DOC-18"}, "but for the part that the test itself left behind"


def test_a_subdocument_written_on_the_spot_has_the_styles_of_the_template(word) -> None:
    whole = docx.Document()
    whole.styles.add_style("本方案正文", WD_STYLE_TYPE.PARAGRAPH)
    whole.add_paragraph("{{p sub }}")

    def make(template: Any) -> Any:
        sub = template.new_subdoc()
        sub.add_paragraph("<甲> & 乙", style="本方案正文")
        sub.add_table(1, 1).cell(0, 0).text = "格"
        return sub

    package = rendered(word.blob(whole), make)
    assert names_of(package) == [("本方案正文", "<甲> & 乙")]
    assert word.rows(package) == [["格"]]
    assert doctor.examine(package, "a.docx") == []


@pytest.mark.parametrize("tag", ["{{ sub }}", "{{r sub }}", "a {{ sub }} b"])
def test_a_subdocument_stands_in_the_place_of_a_paragraph_only(word, tag) -> None:
    error = word.refused(Template(word.made(tag)).render, {"sub": Inset(word.made("x"))})
    assert "不能放在这里" in error.message.zh


def test_a_file_whose_notes_would_be_lost_is_refused(word) -> None:
    noted = word.package(body='<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
    with pytest.raises(TemplateError, match="footnoteReference cannot come along"):
        Template(word.made("{{p sub }}")).render({"sub": Inset(noted, "附件.docx")})
