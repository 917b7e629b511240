import io

import docx
import pypdf
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.consistency.reading import GAP, bare, read_docx, read_pdf
from docgen.consistency.remaking import remake
from docgen.errors import TemplateError


def saved(document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def field(paragraph, code: str, result: str) -> None:
    for kind, text in (("begin", None), (None, code), ("separate", None), ("result", result), ("end", None)):
        run = paragraph.add_run(text if kind == "result" else "")
        if kind in {"begin", "separate", "end"}:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif kind is None:
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)


def test_a_word_file_is_read_paragraph_by_paragraph_with_tables_breaks_and_margins():
    document = docx.Document()
    document.add_paragraph("甲").add_run().add_break()
    document.add_table(1, 2).cell(0, 1).text = "格"
    document.sections[0].footer.paragraphs[0].text = "页脚 文字"
    document.core_properties.title = "题"
    said = read_docx(saved(document), "x.docx")
    assert [line.text for line in said.body.lines] == ["甲\n", "", "格"]
    assert [line.text for line in said.margins] == ["页脚文字"]
    assert said.properties["title"] == "题"
    assert said.body.lines[2].place.zh == "正文第 3 段"


def test_a_page_number_is_a_gap_and_a_reference_is_text():
    document = docx.Document()
    paragraph = document.add_paragraph("第")
    field(paragraph, " PAGE ", "7")
    paragraph.add_run("页，见")
    field(paragraph, " REF aims \\n \\h ", "第五条")
    assert [line.text for line in read_docx(saved(document), "x.docx").body.lines] == [f"第{GAP}页，见第五条"]


def test_what_is_no_word_file_is_refused():
    with pytest.raises(TemplateError):
        read_docx(b"x", "x.docx")


def test_a_pdf_is_read_without_blanks_and_its_margins_apart(made):
    paper = next(paper for paper in remake(made).papers if str(paper.copy.path) == "work-plan")
    said = read_pdf((made / "work-plan.pdf").read_bytes(), [line.text for line in paper.word.margins])
    assert f"—{GAP}—" in {line.text for line in said.margins}
    assert bare("示例市深蓝水下机器人有限公司") in said.body.text
    assert "—1—" not in said.body.text
    assert said.body.at(said.body.text.index("科研投入合计")).zh == "第 6 页"
    assert all(bare(line.text) in said.body.text for line in paper.word.body.lines if "万元" in line.text)


def test_a_page_without_anything_is_read():
    writer, target = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(target)
    assert read_pdf(target.getvalue(), []).body.text == ""
