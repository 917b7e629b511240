import pytest

from docgen.typeset.looks import ParagraphFormat, RunFormat
from docgen.typeset.press.leading import EAST_ASIAN, LATIN, leading, natural
from docgen.typeset.tree import Grid, Paragraph

NO_GRID = Grid()
SONG_16 = [(RunFormat(size=16), EAST_ASIAN)]


def height(layout: ParagraphFormat, grid: Grid = NO_GRID, size: float = 16) -> float:
    paragraph = Paragraph(layout, RunFormat(size=size))
    return leading(paragraph, grid, [(RunFormat(size=size), EAST_ASIAN)]).tallest.height


def test_an_exact_line_is_exactly_that_high_in_any_grid() -> None:
    layout = ParagraphFormat(line=28.95, line_rule="exact")
    assert height(layout, Grid(pitch=31.2)) == pytest.approx(28.95)


def test_a_line_takes_whole_lines_of_the_grid() -> None:
    assert height(ParagraphFormat(), Grid(pitch=28.95)) == pytest.approx(28.95)
    assert height(ParagraphFormat(), Grid(pitch=28.95), size=26) == pytest.approx(57.9)


def test_a_paragraph_that_does_not_snap_ignores_the_grid() -> None:
    assert height(ParagraphFormat(snap_to_grid=False), Grid(pitch=28.95)) == pytest.approx(16 * 1.3)


def test_a_multiple_stretches_the_natural_line() -> None:
    assert height(ParagraphFormat(line=1.5)) == pytest.approx(16 * 1.3 * 1.5)


def test_at_least_gives_way_to_large_characters_only() -> None:
    layout = ParagraphFormat(line=25, line_rule="atLeast")
    assert height(layout) == pytest.approx(25)
    assert height(layout, size=30) == pytest.approx(39)


def test_song_at_twelve_points_is_fifteen_point_six_high_as_in_word() -> None:
    assert natural(12, EAST_ASIAN).height == pytest.approx(15.6)


def test_runs_share_edges_only_where_the_line_has_one_height() -> None:
    mixed = [*SONG_16, (RunFormat(size=10), LATIN)]
    free = leading(Paragraph(ParagraphFormat(), RunFormat()), Grid(), mixed)
    fixed = leading(Paragraph(ParagraphFormat(line=30, line_rule="exact"), RunFormat()), Grid(), mixed)
    assert free.common is None
    assert fixed.common is not None
