import pytest

from docgen.errors import TemplateError
from docgen.render.outline import outline
from docgen.shipped import TEMPLATES

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def lines(word, body):
    first, *rest = outline(word.package(body=body), "a.docx").splitlines()
    assert first == "=== word/document.xml"
    return rest[: rest.index(next(line for line in rest if line.startswith("---")))]


def test_a_paragraph_has_its_style_and_its_tags_whole_although_runs_cut_them(word):
    body = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run("{{ alli")}{run("ance.name }}")}</w:p>'
    assert lines(word, body) == ["[heading 1] {{ alliance.name }}"]


def test_a_numbered_paragraph_tells_its_level(word):
    body = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>{run("甲")}</w:p>'
    assert lines(word, body) == ["[#2] 甲"]


def test_a_table_is_rows_that_show_merged_cells(word):
    body = (
        "<w:tbl><w:tr>"
        f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p>{run("甲")}</w:p><w:p>{run("乙")}</w:p></w:tc></w:tr>'
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p>{run('{{ x }}')}</w:p></w:tc></w:tr></w:tbl>"
    )
    assert lines(word, body) == ["| ⟨2⟩ 甲", "  乙", "|", "| ⟨↑⟩ | {{ x }} |"]


def test_fields_breaks_notes_and_pictures_are_signs(word):
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{run("页")}<w:r><w:br/></w:r><w:r><w:br w:type="page"/></w:r>'
        '<w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图 1"/></wp:inline></w:drawing></w:r></w:p>'
    )
    assert lines(word, body) == ["‹PAGE›页↵⤓^2▣图 1"]


def test_a_text_box_follows_its_paragraph_once(word):
    box = f"<w:txbxContent><w:p>{run('{{ note }}')}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{run('外')}<w:r><mc:AlternateContent {MC}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert lines(word, body) == ["外", "▭ {{ note }}"]


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.docx")), ids=lambda file: file.parent.name)
def test_shipped_templates_show_their_tags_and_parts(file):
    text = outline(file.read_bytes(), file.name)
    assert text.startswith("=== word/document.xml\n")
    assert text.count("\n---") >= 1
    assert text == outline(file.read_bytes(), file.name)
    if file.name == "template.docx":
        assert "{{" in text


def test_what_is_no_word_file_is_told():
    with pytest.raises(TemplateError, match="not a sound Word file"):
        outline(b"no zip", "a.docx")
