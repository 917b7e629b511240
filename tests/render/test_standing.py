"""A fault of a template is told in the words of its author: part, heading, paragraph, table, row and cell."""

import docx
import pytest

from docgen.render import Template


@pytest.fixture
def source(word) -> bytes:
    whole = docx.Document()
    whole.add_paragraph("{{ before }}")
    whole.add_heading("一、经费与考核的安排，以及一个写得很长很长很长很长的标题", level=1)
    whole.add_paragraph("{{ under }}")
    whole.add_table(1, 1)
    whole.add_table(2, 3).cell(1, 2).text = "{{ deep }}"
    box = whole.add_paragraph()
    box.add_run()._r.append(
        box._p.makeelement(f"{word.W}pict", {}),
    )
    content = box._p.makeelement(f"{word.W}txbxContent", {})
    box.runs[0]._r[0].append(content)
    content.append(box._p.makeelement(f"{word.W}p", {}))
    whole.sections[0].header.paragraphs[0].text = "{{ above }}"
    boxed = word.blob(whole)
    xml = word.member(boxed).replace(
        b"<w:txbxContent><w:p/>", b"<w:txbxContent><w:p><w:r><w:t>{{ boxed }}</w:t></w:r></w:p>"
    )
    return word.replaced(boxed, {"word/document.xml": xml})


def test_a_fault_is_told_with_its_heading_and_its_table_row_and_cell(word, source) -> None:
    heading = "一、经费与考核的安排，以及一个写得很长很长很长很…"
    said = {
        "before": "正文第 1 段「",
        "under": f"正文“{heading}”下第 3 段「",
        "deep": f"正文“{heading}”下第 10 段（第 2 个表格第 2 行第 3 格）「",
        "boxed": f"正文“{heading}”下第 12 段（文本框）「",
        "above": "页眉 1 第 1 段「",
    }
    messages = [each.message for each in word.refused(Template(source).render, {}).findings]
    assert [message.zh.partition("{{")[0] for message in messages] == list(said.values())
    assert f"body under “{heading}”, paragraph 10 (table 2, row 2, cell 3) “{{{{ deep }}}}”" in messages[2].en


def test_a_fault_in_a_note_tells_which(word) -> None:
    types = word.member(word.made("x"), "[Content_Types].xml").decode()
    note = (
        f'<w:footnotes xmlns:w="{word.W[1:-1]}"><w:footnote w:id="3"><w:p><w:r><w:t>{{{{ v }}}}</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    types = types.replace("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>')
    source = word.replaced(word.made("x"), {"word/footnotes.xml": note, "[Content_Types].xml": types})
    assert "脚注第 1 段（编号 3）「{{ v }}」" in word.refused(Template(source).render, {}).message.zh
