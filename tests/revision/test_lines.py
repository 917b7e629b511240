from lxml import etree

from docgen.render.word import W
from docgen.revision import Bit, lines


def read(body: str):
    return lines(etree.fromstring(f'<w:body xmlns:w="{W}">{body}</w:body>'))


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def field(code: str, shown: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{run(shown)}{mark('end')}"


def test_a_paragraph_says_what_a_reader_sees():
    body = f"<w:p>{run('甲')}<w:r><w:br/><w:t>乙</w:t><w:tab/></w:r></w:p>"
    assert [line.text for line in read(body)] == ["甲\n乙\t"]


def test_tracked_insertions_are_read_and_deletions_are_not():
    body = f"<w:p>{run('甲')}<w:del><w:r><w:delText>乙</w:delText></w:r></w:del><w:ins>{run('丙')}</w:ins></w:p>"
    assert read(body)[0].text == "甲丙"


def test_a_reference_knows_its_bookmark_and_a_code_is_not_read():
    reference = field(r" REF _Ref_exit \n \h ", "第五条")
    body = f"<w:p>{run('依照')}{reference}{run('办理')}{field(' PAGE ', '3')}</w:p>"
    assert read(body)[0].bits == (Bit("依照"), Bit("第五条", "_Ref_exit"), Bit("办理3"))


def test_a_simple_reference_is_one_too():
    body = f'<w:p><w:fldSimple w:instr=" REF &quot;_Ref_a&quot; \\n">{run("一")}</w:fldSimple></w:p>'
    assert read(body)[0].bits == (Bit("一", "_Ref_a"),)


def test_a_tab_stop_is_no_tab():
    assert read('<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr></w:p>')[0].text == ""


def test_a_line_knows_its_bookmarks_its_style_and_its_row():
    body = f"""<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:bookmarkStart w:id="1" w:name="_dg1"/>{run("甲")}</w:p>
        <w:tbl><w:tr><w:tc><w:p>{run("乙")}</w:p></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"""
    first, second, third = read(body)
    assert (first.number, first.marks, first.style, first.row) == (1, ("_dg1",), "a", 0)
    assert (second.row, third.row, third.number) == (1, 2, 3)
