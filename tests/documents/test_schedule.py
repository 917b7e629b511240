from decimal import Decimal

from docgen.documents.schedule import schedule
from docgen.model import Month, Task


def task(start, end):
    return Task(
        id="T",
        title="任务",
        kind="talent",
        lead="a",
        start=Month(*start),
        end=Month(*end),
        content="…",
        budget=Decimal(1),
    )


def test_a_quarter_is_filled_from_the_first_month_to_the_last():
    grid = schedule([task((2008, 12), (2009, 4)), task((2009, 7), (2009, 9))])
    assert [column["label"] for column in grid["columns"]] == ["四", "一", "二", "三"]
    assert [line["cells"] for line in grid["lines"]] == [[True, True, True, False], [False, False, False, True]]


def test_the_years_span_their_columns():
    grid = schedule([task((2008, 12), (2010, 1))])
    assert grid["years"] == [{"year": 2008, "span": 1}, {"year": 2009, "span": 4}, {"year": 2010, "span": 1}]
    assert grid["step"] == "一个季度"


def test_a_long_plan_counts_half_years_so_that_it_fits_the_page():
    grid = schedule([task((2008, 1), (2017, 12))])
    assert grid["step"] == "半年"
    assert len(grid["columns"]) == 20


def test_no_tasks_make_an_empty_grid():
    assert schedule([])["lines"] == []
