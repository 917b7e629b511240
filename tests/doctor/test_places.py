from docgen.diagnostics import as_json, as_text
from docgen.doctor import examine

DOCUMENT = "word/document.xml"


def symptom(members, pack, old, new):
    members[DOCUMENT] = members[DOCUMENT].decode().replace(old, new).encode()
    (found,) = examine(pack(members), "报告.docx")
    return found


def test_a_place_in_a_paragraph_is_told_with_its_heading_and_text(members, pack):
    found = symptom(members, pack, '<w:numId w:val="1"/>', '<w:numId w:val="8"/>')
    assert found.place.zh == "正文“一、目标”下第 2 段“第一项”"
    assert found.place.en == "body under “一、目标”, paragraph 2 “第一项”"
    assert found.location.line == 2


def test_a_place_in_a_table_is_told_with_row_and_cell(members, pack):
    found = symptom(members, pack, "<w:p><w:r><w:t>丁</w:t></w:r></w:p>", "<w:sdt/>")
    assert found.place.zh == "正文“一、目标”下第 1 个表格第 2 行第 3 格“”"
    assert "table 1 row 2 cell 3" in found.message.en


def test_a_finding_says_file_part_place_and_what_to_do(members, pack):
    found = symptom(members, pack, '<w:fldChar w:fldCharType="end"/>', "")
    said = as_text(found, "zh")
    for words in ("报告.docx", "DOC-50", "word/document.xml", "第 3 段", "域有开始，没有结束", "怎么办"):
        assert words in said
    assert '"part": "word/document.xml"' in as_json([found], "zh")
