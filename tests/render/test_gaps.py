import docx
import pytest

from docgen.render import Template
from docgen.render.gaps import drop_empty_table, end_in_paragraph


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
    ("pieces", "due"),
    [
        (["<w:tc><w:tcPr/>"], True),
        (["<w:tc><w:tcPr><w:x/></w:tcPr>", ""], True),
        (["<w:tc>"], True),
        (["<w:tc><w:tbl>", "x", "</w:tbl>"], True),
        (["<w:tc><w:p/>"], False),
        (["<w:tc><w:p w:x=", '"y"', "/>"], False),
        (["<w:p><w:x/></w:p>", ""], False),
        ([""], True),
    ],
)
def test_a_paragraph_is_added_where_the_last_thing_is_none(pieces, due) -> None:
    assert with_gaps_closed(end_in_paragraph, pieces) == "".join(pieces) + "<w:p/>" * due


@pytest.mark.parametrize(
    ("pieces", "after"),
    [
        (["<w:p/><w:tbl><w:tblGrid><w:x/></w:tblGrid>", "", "</w:tbl>"], "<w:p/>"),
        (["<w:tbl><w:tr>", "a", "</w:tr>", "</w:tbl>", "<w:p/><w:tbl>", "</w:tbl>"], None),
        (["<w:tbl><w:tr>a</w:tr>", *[""] * 30, "</w:tbl>"], "<w:tbl><w:tr>a</w:tr></w:tbl>"),
        (["<w:tbl><w:tr><w:tc><w:tbl>", "<w:tblGrid/>", "</w:tbl>"], "<w:tbl><w:tr><w:tc>"),
        (["<w:tbl><w:sdt><w:tr >", "</w:tr></w:sdt></w:tbl>"], "<w:tbl><w:sdt><w:tr ></w:tr></w:sdt></w:tbl>"),
        (["x"], "x"),
    ],
)
def test_a_table_that_has_no_row_goes_and_no_other(pieces, after) -> None:
    expected = "<w:tbl><w:tr>a</w:tr></w:tbl><w:p/>" if after is None else after
    assert with_gaps_closed(drop_empty_table, pieces) == expected


def with_gaps_closed(closing, pieces: list[str]) -> str:
    encoded = [piece.encode() for piece in pieces]
    closing(encoded)
    return b"".join(encoded).decode()


def test_a_text_box_or_a_note_whose_text_is_left_out_keeps_a_paragraph(word) -> None:
    lines = ("{%p if no %}", "x", "{%p endif %}")
    box = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    body = f"<w:p><w:r><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r></w:p>"
    root = word.tree(Template(word.package(body=body)).render({"no": False}))
    assert [child.tag for child in root.find(f".//{word.W}txbxContent")] == [f"{word.W}p"]


def test_a_table_whose_only_row_has_no_cells_left_goes(word) -> None:
    source = in_table(word, ["{%tc for i in [] %}", "{{ i }}", "{%tc endfor %}"])
    assert not list(word.tree(Template(source).render({})).iter(f"{word.W}tbl"))
