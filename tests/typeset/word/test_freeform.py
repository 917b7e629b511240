import math
from collections.abc import Callable
from types import SimpleNamespace

import drawnml
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from docgen.typeset.tree import Document, Paragraph, Shape, Step
from docgen.typeset.word.freeform import mirrored, outline_of

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def drawn(*steps: str, of: str = 'w="100" h="50"', size: tuple[float, float] = (200.0, 200.0)) -> tuple[Step, ...]:
    geometry = f"<a:custGeom {A}><a:pathLst><a:path {of}>{''.join(steps)}</a:path></a:pathLst></a:custGeom>"
    return outline_of(etree.fromstring(geometry), size)


def to(name: str, *places: tuple[object, object]) -> str:
    points = "".join(f'<a:pt x="{x}" y="{y}"/>' for x, y in places)
    return f"<a:{name}>{points}</a:{name}>"


def test_places_are_measured_by_the_coordinates_of_the_path() -> None:
    steps = drawn(to("moveTo", (0, 0)), to("lnTo", (100, 50)), to("cubicBezTo", (1, 1), (2, 2), (50, 25)), to("close"))
    assert steps == (
        Step("move", ((0, 0),)),
        Step("line", ((200, 200),)),
        Step("curve", ((2, 4), (4, 8), (100, 100))),
        Step("close", ()),
    )


def test_a_path_without_a_size_counts_in_the_units_of_the_page() -> None:
    assert drawn(to("moveTo", (12700, 25400)), of="") == (Step("move", ((1, 2),)),)


def test_a_curve_with_one_point_that_pulls_becomes_one_with_two() -> None:
    _, curve = drawn(to("moveTo", (0, 0)), to("quadBezTo", (30, 0), (30, 30)), of='w="200" h="200"')
    assert curve == Step("curve", ((20, 0), (30, 10), (30, 30)))


@given(st.floats(-360, 360), st.floats(-720, 720))
def test_an_arc_stays_on_its_ellipse_and_ends_at_its_angle(start: float, sweep: float) -> None:
    arc = f'<a:arcTo wR="40" hR="20" stAng="{start * 60000}" swAng="{sweep * 60000}"/>'
    first, *curves = drawn(to("moveTo", (0, 0)), arc, of='w="200" h="200"')
    centre = -40 * math.cos(math.radians(start)), -20 * math.sin(math.radians(start))
    assert first.kind == "move"
    for curve in curves:
        x, y = curve.places[-1]
        assert math.hypot((x - centre[0]) / 40, (y - centre[1]) / 20) == pytest.approx(1.0)
    end = math.radians(start + sweep)
    assert curves[-1].places[-1] == pytest.approx((centre[0] + 40 * math.cos(end), centre[1] + 20 * math.sin(end)))


@pytest.mark.parametrize("step", [to("lnTo", ("hc", 0)), to("lnTo"), '<a:arcTo wR="wd2" hR="1"/>', "<a:new/>"])
def test_what_is_drawn_by_formulas_or_not_understood_has_no_path(step: str) -> None:
    assert drawn(to("moveTo", (0, 0)), step) == ()


def test_a_mirrored_path_begins_on_the_other_side() -> None:
    path = (Step("move", ((10, 20),)), Step("close", ()))
    assert mirrored(path, (100, 50), (True, True)) == (Step("move", ((90, 30),)), Step("close", ()))
    assert mirrored(path, (100, 50), (False, False)) == path


def test_a_shape_drawn_freely_has_its_path_or_is_told(tree: Callable[..., Document], word: SimpleNamespace) -> None:
    told = []
    for run in (drawnml.freeform("框内"), drawnml.freeform("框内").replace('x="200"', 'x="r"')):
        document = tree(word.paragraph(run))
        (block,) = document.sections[0].blocks
        assert isinstance(block, Paragraph)
        (shape,) = block.content
        assert isinstance(shape, Shape)
        told.append((len(shape.path), [warning.what.zh for warning in document.warnings]))
    assert told == [(7, []), (0, ["自选图形“custGeom”"])]
