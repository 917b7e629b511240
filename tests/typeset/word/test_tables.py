from collections.abc import Callable
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.typeset.looks import Line
from docgen.typeset.tree import Document, Row, Table
from docgen.typeset.word.borders import BorderMap, Edge, Edges, Span, settle

Tree = Callable[..., Document]
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
LINES = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in SIDES)
ALL_LINES = f"<w:tblBorders>{LINES}</w:tblBorders>"
ACROSS = '<w:gridSpan w:val="2"/>'


@pytest.fixture
def table(tree: Tree) -> Callable[..., Table]:
    def table(body: str, **parts: str) -> Table:
        first = tree(body, **parts).sections[0].blocks[0]
        assert isinstance(first, Table)
        return first

    return table


def places(row: Row) -> list[tuple[int, int, int]]:
    return [(cell.column, cell.columns, cell.rows) for cell in row.cells]


def test_merged_cells_know_how_far_they_reach(table: Callable, word: SimpleNamespace) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    found = table(
        word.table(
            word.row(word.cell("甲", down), word.cell("乙", ACROSS)),
            word.row(word.cell("", on), word.cell("丙"), word.cell("丁")),
            word.row(word.cell("", on), word.cell("戊"), word.cell("己")),
            grid=(1000, 1000, 1000),
        )
    )
    head, *rest = (places(row) for row in found.rows)
    assert head == [(0, 1, 3), (1, 2, 1)]
    assert rest == [[(1, 1, 1), (2, 1, 1)]] * 2


def test_a_row_may_begin_in_a_later_column(table: Callable, word: SimpleNamespace) -> None:
    late = word.row(word.cell("甲"), properties='<w:gridBefore w:val="1"/>')
    assert places(table(word.table(late, word.row(word.cell("乙"), word.cell("丙")))).rows[0]) == [(1, 1, 1)]


def test_widths_come_from_cells_then_grid_then_what_is_left(table: Callable, word: SimpleNamespace) -> None:
    asked = word.cell("甲", '<w:tcW w:w="2000" w:type="dxa"/>')
    found = table(word.table(word.row(asked, word.cell("乙"), word.cell("丙")), grid=(1000, 1500, 0)) + word.section())
    assert found.columns[:2] == (100.0, 75.0)
    assert sum(found.columns) == pytest.approx((11906 - 1588 - 1474) / 20)


def test_a_width_in_percent_scales_the_columns(table: Callable, word: SimpleNamespace) -> None:
    half = '<w:tblW w:w="2500" w:type="pct"/>'
    found = table(word.table(word.row(word.cell("甲"), word.cell("乙")), properties=half) + word.section())
    assert sum(found.columns) == pytest.approx((11906 - 1588 - 1474) / 40)


def test_a_cells_own_line_beats_the_tables(table: Callable, word: SimpleNamespace) -> None:
    bare = word.cell("甲", '<w:tcBorders><w:right w:val="nil"/></w:tcBorders>')
    left, right = table(word.table(word.row(bare, word.cell("乙")), properties=ALL_LINES)).rows[0].cells
    assert left.borders.right is None
    assert right.borders.left is None
    assert right.borders.right is not None


def test_bands_and_first_rows_of_a_style_colour_their_cells(table: Callable, word: SimpleNamespace) -> None:
    def when(kind: str, colour: str) -> str:
        shade = f'<w:tcPr><w:shd w:val="clear" w:fill="{colour}"/></w:tcPr>'
        return f'<w:tblStylePr w:type="{kind}"><w:rPr><w:b/></w:rPr>{shade}</w:tblStylePr>'

    styles = (
        word.FANGSONG
        + '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/>'
        + when("firstRow", "111111")
        + when("band1Horz", "222222")
        + "</w:style>"
    )
    properties = '<w:tblStyle w:val="T"/><w:tblLook w:firstRow="1" w:noHBand="0" w:noVBand="1"/>'
    rows = [word.row(word.cell("甲")) for _ in range(3)]
    found = table(word.table(*rows, properties=properties, grid=(3000,)), styles=styles)
    assert [row.cells[0].fill for row in found.rows] == ["111111", "222222", None]


def test_rows_carry_height_header_and_cohesion(table: Callable, word: SimpleNamespace) -> None:
    properties = '<w:cantSplit/><w:tblHeader/><w:trHeight w:val="600" w:hRule="exact"/>'
    kept = word.cell(word.paragraph("甲", "<w:keepNext/>"))
    row = table(word.table(word.row(kept, properties=properties))).rows[0]
    assert (row.height, row.exact, row.header, row.unbreakable, row.keep_next) == (30.0, True, True, True, True)


def test_before_word_2013_the_text_not_the_border_stands_at_the_margin(table: Callable, word: SimpleNamespace) -> None:
    body = word.table(word.row(word.cell("甲"), word.cell("乙")))
    mode = '<w:compat><w:compatSetting w:name="compatibilityMode" w:val="15"/></w:compat>'
    assert table(body).indent == -5.4
    assert table(body, settings=mode).indent == 0.0


lines = st.builds(Line, st.sampled_from(["single", "double", "dotted"]), st.sampled_from([0.5, 1.0, 2.25]))
edges = st.builds(Edge, st.none() | lines, st.booleans())


@given(edges, edges)
def test_two_edges_settle_alike_from_both_sides(one: Edge, other: Edge) -> None:
    assert settle(one, other) == settle(other, one) or one.own == other.own


@given(edges, edges, edges)
def test_a_cells_own_edge_always_wins_over_the_tables(table_edge: Edge, cell_edge: Edge, _: Edge) -> None:
    winner = settle(Edge(table_edge.line, own=False), Edge(cell_edge.line, own=True))
    assert winner.line == cell_edge.line


def test_a_wide_cell_leaves_a_mixed_side_to_its_neighbours() -> None:
    thin, thick = Line("single", 0.5), Line("single", 2.0)
    grid = BorderMap()
    grid.add(Span(0, 0, 1, 2), Edges())
    grid.add(Span(1, 0, 1, 1), Edges(top=Edge(thin, own=True)))
    grid.add(Span(1, 1, 1, 1), Edges(top=Edge(thick, own=True)))
    assert grid.around(Span(0, 0, 1, 2)).bottom is None
    assert grid.around(Span(1, 1, 1, 1)).top == thick
