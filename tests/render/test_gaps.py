import docx
import pytest

from docgen.render import Template
from docgen.render.gaps import close_boxes, close_cells, close_stories, close_tables, closings


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
    ("close", "before", "after"),
    [
        (close_cells, "<w:tc><w:tcPr/></w:tc>", "<w:tc><w:tcPr/><w:p/></w:tc>"),
        (close_cells, "<w:tc><w:tcPr><w:x/></w:tcPr></w:tc>", "<w:tc><w:tcPr><w:x/></w:tcPr><w:p/></w:tc>"),
        (close_cells, "<w:tc></w:tc>", "<w:tc><w:p/></w:tc>"),
        (close_cells, "<w:tc><w:tbl>x</w:tbl></w:tc>", "<w:tc><w:tbl>x</w:tbl><w:p/></w:tc>"),
        (close_cells, "<w:tc><w:p/></w:tc>", "<w:tc><w:p/></w:tc>"),
        (close_boxes, "<w:txbxContent></w:txbxContent>", "<w:txbxContent><w:p/></w:txbxContent>"),
        (close_boxes, "</w:tbl></w:txbxContent>", "</w:tbl><w:p/></w:txbxContent>"),
        (close_stories, '<w:footnote w:id="2"></w:footnote>', '<w:footnote w:id="2"><w:p/></w:footnote>'),
        (close_stories, '<w:footnote w:id="2"><w:p/></w:footnote>', '<w:footnote w:id="2"><w:p/></w:footnote>'),
        (close_tables, "<w:p/><w:tbl><w:tblPr/><w:tblGrid><w:x/></w:tblGrid></w:tbl><w:p/>", "<w:p/><w:p/>"),
        (
            close_tables,
            "<w:tbl><w:tblGrid/><w:tr>a</w:tr></w:tbl><w:tbl><w:tblGrid/></w:tbl><w:p/>",
            "<w:tbl><w:tblGrid/><w:tr>a</w:tr></w:tbl><w:p/>",
        ),
    ],
)
def test_what_word_would_repair_is_closed_and_the_rest_left_alone(close, before, after) -> None:
    assert close(before) == after


def test_only_the_gaps_that_a_template_can_leave_are_looked_for() -> None:
    assert closings({"w:body"}) == ()
    assert closings({"w:tc", "w:body"}) == (close_cells,)
    assert closings({"w:tbl"}) == (close_tables,)
