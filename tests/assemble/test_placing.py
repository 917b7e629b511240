import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.assemble.placing import SHEET_HEIGHT, SHEET_WIDTH, STRIP, place

edges = st.floats(1, 20_000)
origins = st.floats(-5000, 5000)
turns = st.sampled_from([0, 90, 180, 270])


def moved(matrix, x, y):
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def shown(placing):
    """The page's corners on the upright sheet: undo what ``upright`` does."""
    left, bottom = moved(placing.matrix, *placing.box[:2])
    right, top = moved(placing.matrix, *placing.box[2:])
    a, b, c, d, e, f = placing.upright  # a rotation, so its inverse is its transpose
    corners = [((x - e) * a + (y - f) * b, (x - e) * c + (y - f) * d) for x, y in ((left, bottom), (right, top))]
    (x0, x1), (y0, y1) = (sorted(each) for each in zip(*corners, strict=True))
    return x0, y0, x1, y1


@settings(deadline=None)
@given(edges, edges, origins, origins, turns)
def test_every_page_stays_on_the_upright_sheet_and_off_the_strip_of_the_number(width, height, left, bottom, rotate):
    placing = place((left, bottom, left + width, bottom + height), rotate=rotate)
    x0, y0, x1, y1 = shown(placing)
    assert x0 >= -0.1
    assert x1 <= SHEET_WIDTH + 0.1
    assert y0 >= STRIP - 0.1
    assert y1 <= SHEET_HEIGHT + 0.1


@settings(deadline=None)
@given(edges, edges, turns)
def test_a_page_is_never_enlarged_nor_distorted(width, height, rotate):
    scale, skew, lean, other, *_ = place((0, 0, width, height), rotate=rotate).matrix
    assert scale == other <= 1
    assert skew == lean == 0


@settings(deadline=None)
@given(edges, edges, turns)
def test_what_lies_is_turned_upright(width, height, rotate):
    placing = place((0, 0, width, height), rotate=rotate)
    x0, y0, x1, y1 = shown(placing)
    assert x1 - x0 <= y1 - y0 + 0.1


def test_a_page_of_ours_stays_where_it_is():
    placing = place((0, 0, SHEET_WIDTH, SHEET_HEIGHT), free_foot=STRIP)
    assert placing.matrix == pytest.approx((1, 0, 0, 1, 0, 0))


@pytest.mark.parametrize("box", [(0, 0, 0, 10), (0, 0, 10, 0), (0, 0, float("nan"), 10)])
def test_a_page_without_extent_is_refused(box):
    with pytest.raises(ValueError, match="0"):
        place(box)
