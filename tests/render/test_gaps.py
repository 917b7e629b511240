import docx
import pytest

from docgen.render import Template
from docgen.render.gaps import close_gaps


def in_table(word, *cells: list[str]) -> bytes:
    whole = docx.Document()
    grid = whole.add_table(0, len(cells[0]))
    for texts in cells:
        for cell, text in zip(grid.add_row().cells, texts, strict=True):
            lines = text.split("|")
            cell.text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
    return word.blob(whole)


def test_a_cell_whose_loop_prints_nothing_keeps_one_paragraph(word) -> None:
    package = Template(in_table(word, ["{%p for i in [] %}|{{ i }}|{%p endfor %}", "b"])).render({})
    cells = list(word.tree(package).iter(f"{word.W}tc"))
    assert [len(cell.findall(f"{word.W}p")) for cell in cells] == [1, 1]


def test_a_table_whose_loop_prints_nothing_goes(word) -> None:
    source = in_table(word, ["{%tr for i in [] %}", ""], ["{{ i }}", ""], ["{%tr endfor %}", ""])
    assert not list(word.tree(Template(source).render({})).iter(f"{word.W}tbl"))


def test_a_table_whose_loop_prints_nothing_keeps_its_header(word) -> None:
    source = in_table(word, ["h1", "h2"], ["{%tr for i in [] %}", ""], ["{{ i }}", ""], ["{%tr endfor %}", ""])
    assert word.rows(Template(source).render({})) == [["h1", "h2"]]


def test_a_row_whose_loop_over_cells_prints_nothing_goes(word) -> None:
    source = in_table(word, ["{%tc for i in [] %}", "{{ i }}", "{%tc endfor %}"], ["a", "b", "c"])
    assert word.rows(Template(source).render({})) == [["a", "b", "c"]]


def test_a_header_whose_text_is_left_out_keeps_a_paragraph(word) -> None:
    whole = docx.Document()
    header = whole.sections[0].header
    header.paragraphs[0].text = "{%p if no %}"
    header.add_paragraph("x")
    header.add_paragraph("{%p endif %}")
    package = Template(word.blob(whole)).render({"no": False})
    assert len(word.tree(package, "word/header1.xml").findall(f"{word.W}p")) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<w:tc><w:tcPr/>\x03</w:tc>", "<w:tc><w:tcPr/><w:p/></w:tc>"),
        ("<w:tc><w:tcPr><w:x/></w:tcPr>\x03</w:tc>", "<w:tc><w:tcPr><w:x/></w:tcPr><w:p/></w:tc>"),
        ("<w:tc>\x03</w:tc>", "<w:tc><w:p/></w:tc>"),
        ("<w:tc><w:tbl>x</w:tbl>\x03</w:tc>", "<w:tc><w:tbl>x</w:tbl><w:p/></w:tc>"),
        ("<w:tc><w:p/>\x03</w:tc>", "<w:tc><w:p/></w:tc>"),
        ('<w:tc><w:p w:x="y"/>\x03</w:tc>', '<w:tc><w:p w:x="y"/></w:tc>'),
        ("<w:p><w:x/></w:p>\x03</w:tc><w:tc>\x03</w:tc>", "<w:p><w:x/></w:p></w:tc><w:tc><w:p/></w:tc>"),
        ("<w:p/><w:tbl><w:tblGrid><w:x/></w:tblGrid>\x04</w:tbl><w:p/>", "<w:p/><w:p/>"),
        (
            "<w:tbl><w:tr>a</w:tr>\x04</w:tbl><w:tbl><w:tblGrid/>\x04</w:tbl><w:p/>",
            "<w:tbl><w:tr>a</w:tr></w:tbl><w:p/>",
        ),
        ("<w:tc></w:tc>", "<w:tc></w:tc>"),
    ],
)
def test_a_gap_is_closed_where_the_template_warned_of_one_and_the_rest_left_alone(before, after) -> None:
    assert close_gaps(before) == after


def test_a_text_box_or_a_note_whose_text_is_left_out_keeps_a_paragraph(word) -> None:
    lines = ("{%p if no %}", "x", "{%p endif %}")
    box = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    body = f"<w:p><w:r><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r></w:p>"
    root = word.tree(Template(word.package(body=body)).render({"no": False}))
    assert [child.tag for child in root.find(f".//{word.W}txbxContent")] == [f"{word.W}p"]


def test_a_table_whose_only_row_has_no_cells_left_goes(word) -> None:
    source = in_table(word, ["{%tc for i in [] %}", "{{ i }}", "{%tc endfor %}"])
    assert not list(word.tree(Template(source).render({})).iter(f"{word.W}tbl"))
