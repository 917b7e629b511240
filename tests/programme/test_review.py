"""The result of a round: one agreed rule, exact until it is rounded once, half up, before it is graded (F.1, B.4)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.programme import load
from docgen.programme.review import Aggregation, Review, median, rounded
from docgen.shipped import TEMPLATES

XIAMEN = load("xiamen-2008", [TEMPLATES])
totals = st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=11)


def points(*values):
    return [Decimal(str(value)) for value in values]


@pytest.mark.parametrize(
    ("rule", "values", "exact", "printed"),
    [
        ("mean", points(80, 81, 81), Fraction(242, 3), "80.67"),
        ("mean", points(79.99, 80), Fraction("79.995"), "80.00"),
        ("mean", points(79.98, 80), Fraction("79.99"), "79.99"),
        ("trimmed_mean", points(60, 80, 85, 90, 100), Fraction(85), "85.00"),
        (
            "trimmed_mean",
            points(90, 90, 90, 60, 60),
            Fraction(80),
            "80.00",
        ),  # one of each extreme, though they are tied
        ("trimmed_mean", points(60, 80, 85, 90), Fraction("78.75"), "78.75"),  # fewer than five: none is dropped
        ("median", points(60, 90, 80), Fraction(80), "80.00"),
        ("median", points(60, 80, 85, 90), Fraction("82.5"), "82.50"),
    ],
)
def test_vectors(rule, values, exact, printed):
    review = Review(aggregation=Aggregation(rule=rule))
    assert review.aggregation.combine(values) == exact
    assert str(review.result(values)) == printed


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("100", "优"),
        ("80", "优"),
        ("79.99", "良"),
        ("60", "良"),
        ("59.99", "中"),
        ("40", "中"),
        ("39.99", "差"),
        ("0", "差"),
    ],
)
def test_bands_are_half_open_so_that_a_total_has_exactly_one(total, grade):
    assert XIAMEN.evaluation.grade(Decimal(total)).title == grade


def test_a_total_is_rounded_before_it_is_graded():
    review = Review(aggregation=Aggregation(rule="mean"))
    assert XIAMEN.evaluation.grade(review.result(points(79.99, 80))).title == "优"


@pytest.mark.parametrize(
    ("value", "printed"), [("0.005", "0.01"), ("0.015", "0.02"), ("0.0149", "0.01"), ("99.995", "100.00")]
)
def test_half_is_rounded_up_and_never_to_even(value, printed):
    assert str(rounded(Fraction(value), 2)) == printed


def test_a_quorum_includes_its_share():
    review = Review()
    assert review.quorate(4, 6)
    assert not review.quorate(3, 6)
    assert not review.quorate(0, 0)


def test_no_marks_have_no_result():
    assert Review().result([]) is None


@given(totals)
def test_the_order_of_experts_changes_no_result(values):
    for rule in ("mean", "trimmed_mean", "median"):
        review = Review(aggregation=Aggregation(rule=rule))
        assert review.result(values) == review.result(values[::-1])
        assert min(values) <= review.aggregation.combine(values) <= max(values)


@given(totals)
def test_exactly_two_are_dropped_or_none(values):
    used = Aggregation(rule="trimmed_mean").used(values)
    assert used.count(False) == (2 if len(values) >= 5 else 0)
    kept = [value for value, counts in zip(values, used, strict=True) if counts]
    if len(values) >= 5:
        assert sorted(kept) == sorted(values)[1:-1]


@given(totals)
def test_no_more_than_half_are_above_the_median_or_beneath(values):
    middle = median(values)
    assert 2 * sum(value < middle for value in values) <= len(values)
    assert 2 * sum(value > middle for value in values) <= len(values)
