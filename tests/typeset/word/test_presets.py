import pytest
from lxml import etree

from docgen.typeset.tree import Step
from docgen.typeset.word import presets
from docgen.typeset.word.presets import preset

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WIDE = (200.0, 100.0)
KINDS = sorted({*presets._FIXED, *presets._ADJUSTED})


def adjusted(**values: int) -> etree._Element:
    guides = "".join(f'<a:gd name="{name}" fmla="val {value}"/>' for name, value in values.items())
    return etree.fromstring(f'<a:avLst xmlns:a="{A}">{guides}</a:avLst>')


def corners(path: tuple[Step, ...]) -> list[tuple[float, float]]:
    return [place for step in path for place in step.places]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("adjustment", [None, 0, 400_000, -5])
def test_a_ready_made_shape_is_one_closed_outline_inside_its_box(kind: str, adjustment: int | None) -> None:
    names = ("adj", "adj1", "adj2")
    given = None if adjustment is None else adjusted(**dict.fromkeys(names, adjustment))
    path = preset(kind, given, WIDE)
    assert (path[0].kind, path[-1].kind) == ("move", "close")
    reach = 1.11 if kind == "flowChartDocument" else 1.0  # its wave pulls further than it goes
    assert all(0 <= x <= 200 and 0 <= y <= 100 * reach for x, y in corners(path))


def test_what_is_not_ready_made_has_no_path() -> None:
    assert preset("star5", None, WIDE) == ()


def test_adjustments_move_the_corners() -> None:
    assert corners(preset("triangle", adjusted(adj=25_000), WIDE))[0] == (50, 0)
    assert corners(preset("parallelogram", adjusted(adj=50_000), WIDE))[0] == (50, 0)
    assert corners(preset("homePlate", adjusted(adj=100_000), WIDE))[1] == (100, 0)


def test_an_arrow_points_to_its_side() -> None:
    tips = {"rightArrow": (200, 50), "leftArrow": (0, 50), "downArrow": (100, 100), "upArrow": (100, 0)}
    assert all(tip in corners(preset(kind, None, WIDE)) for kind, tip in tips.items())
    shaft = [y for x, y in corners(preset("rightArrow", adjusted(adj1=20_000), WIDE)) if x == 0]
    assert shaft == [40, 60]


def test_a_formula_in_place_of_a_value_leaves_the_usual_form() -> None:
    formula = etree.fromstring(f'<a:avLst xmlns:a="{A}"><a:gd name="adj" fmla="*/ w 1 2"/></a:avLst>')
    assert preset("triangle", formula, WIDE) == preset("triangle", None, WIDE)
