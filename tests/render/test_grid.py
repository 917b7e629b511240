import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.render import Template
from docgen.render.grid import _spread, fit_grids


def wide(word) -> bytes:
    whole = docx.Document()
    grid = whole.add_table(2, 3)
    for cell, text in zip(grid.rows[0].cells, ("{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}"), strict=True):
        cell.text = text
    for cell, text in zip(grid.rows[1].cells, ("{% colspan columns|length %}all", "", ""), strict=True):
        cell.text = text
    for spare in grid.rows[1].cells[1:]:
        grid.rows[1]._tr.remove(spare._tc)
    return word.blob(whole)


def test_a_loop_over_cells_leaves_a_grid_of_as_many_columns_and_of_the_same_width(word) -> None:
    template = Template(wide(word))
    before = sum(width(word, column) for column in word.tree(wide(word)).iter(f"{word.W}gridCol"))
    for columns in (["a"], ["a", "b"], ["a", "b", "c"], list("abcdefg")):
        root = word.tree(template.render({"columns": columns}))
        grid = [width(word, column) for column in root.iter(f"{word.W}gridCol")]
        assert len(grid) == len(columns)
        assert before - len(columns) <= sum(grid) <= before
        first, second = root.iter(f"{word.W}tr")
        assert len(first.findall(f"{word.W}tc")) == len(columns)
        assert second.find(f".//{word.W}gridSpan").get(f"{word.W}val") == str(len(columns))
        if len(columns) != 3:
            assert [width(word, cell) for cell in first.iter(f"{word.W}tcW")] == grid
            assert [width(word, cell) for cell in second.iter(f"{word.W}tcW")] == [sum(grid)]


def width(word, element) -> int:
    return int(element.get(f"{word.W}w"))


@given(st.lists(st.integers(1, 9_000), min_size=1, max_size=12), st.integers(1, 30))
def test_a_new_grid_never_gets_wider_and_loses_less_than_a_unit_per_column(widths, columns) -> None:
    fitted = _spread(widths, columns)
    assert len(fitted) == columns
    assert 0 <= sum(widths) - sum(fitted) <= 2 * max(columns, len(widths))


def test_a_nested_table_is_fitted_on_its_own(word) -> None:
    def table(columns: int, *rows: str) -> str:
        grid = '<w:gridCol w:w="100"/>' * columns
        return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"

    inner = table(1, "<w:tr>" + "<w:tc><w:p/></w:tc>" * 2 + "</w:tr>")
    outer = table(1, f"<w:tr><w:tc>{inner}<w:p/></w:tc></w:tr>")
    fitted = fit_grids(outer.encode(), f'<w:document xmlns:w="{word.W[1:-1]}">').decode()
    assert fitted.count('<w:gridCol w:w="100"/>') == 1
    assert fitted.count('<w:gridCol w:w="50"/>') == 2


def test_copies_of_a_cell_share_the_width_that_it_had_and_the_others_keep_theirs(word) -> None:
    whole = docx.Document()
    grid = whole.add_table(1, 4)
    for cell, text, size in zip(
        grid.rows[0].cells, ("name", "{%tc for c in columns %}", "{{ c }}", "{%tc endfor %}"), (3, 1, 6, 1), strict=True
    ):
        cell.text, cell.width = text, size * 1000 * 635
    for column, size in zip(grid._tbl.tblGrid, (3000, 0, 6000, 0), strict=True):
        column.set(f"{word.W}w", str(size))
    root = word.tree(Template(word.blob(whole)).render({"columns": [1, 2, 3]}))
    assert [width(word, column) for column in root.iter(f"{word.W}gridCol")] == [3000, 2000, 2000, 2000]


@pytest.mark.parametrize("columns", [0, -1, "x", None, []])
def test_a_span_that_is_no_number_of_columns_is_told_with_its_place(word, columns) -> None:
    body = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{% colspan n %}a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    error = word.refused(Template(word.package(body=body)).render, {"n": columns})
    assert "{{ n }}" in error.message.zh


def test_broken_xml_of_a_value_in_such_a_table_is_told_and_not_passed_on(word) -> None:
    body = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{% colspan 1 %}{{ v|safe }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    for broken in ("<", "</w:tbl>", "\x01", "\x02"):
        assert "{{ v|safe }}" in word.refused(Template(word.package(body=body)).render, {"v": broken}).message.zh
