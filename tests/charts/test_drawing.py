import io
import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from docgen.charts import Bar, Bars, Dot, Line, Scale, Scales, Zone, png, svg

STRONG, PLAIN = (158, 27, 30), (91, 127, 149)


def d(value):
    return Decimal(str(value))


def bars(*values, strong=False):
    return Bars([Bar(f"专家{n}", d(value), strong=strong) for n, value in enumerate(values, 1)], d(100))


def columns(picture, colour):
    """How many pixels of a colour the widest row has."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    rows = [image.crop((0, y, image.width, y + 1)) for y in range(image.height)]
    return max(sum(count for count, found in row.getcolors(1 << 16) if found == colour) for row in rows)


def test_a_chart_is_the_same_bytes_every_time():
    chart = Scales([Scale("王㛃示（20分）", d(20), [Dot(d(18), "1")], "18", d(18))], [Zone(d(0), d(1), "优")])
    assert png(chart, width=120) == png(chart, width=120)
    assert svg(chart, width=120) == svg(chart, width=120)


def test_it_is_as_wide_as_asked_for():
    assert Image.open(io.BytesIO(png(bars(50), width=127, ppi=100))).width == 500
    assert re.search(rb'width="(\d+)', svg(bars(50), width=127))[1] == b"360"


def test_a_bar_is_as_long_as_its_value():
    whole, half = (columns(png(bars(value), width=150), PLAIN) for value in (100, 50))
    assert abs(whole - 2 * half) <= 2


def test_what_is_to_be_noticed_has_a_colour_of_its_own():
    assert columns(png(bars(70, strong=True), width=150), STRONG) > 100
    assert columns(png(bars(70), width=150), STRONG) == 0


def test_dots_of_one_value_stand_above_each_other_and_none_is_hidden():
    def scale(*values):
        return png(Scales([Scale("指标", d(20), [Dot(d(value), "1") for value in values])]), width=150)

    one, three = (Image.open(io.BytesIO(scale(*values))).size for values in ((18,), (18, 18, 18)))
    assert three[1] > one[1]
    filled = [
        sum(
            count
            for count, found in Image.open(io.BytesIO(picture)).convert("RGB").getcolors(1 << 16)
            if found == PLAIN
        )
        for picture in (scale(18), scale(18, 18, 18))
    ]
    assert 2.9 < filled[1] / filled[0] < 3.1


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=12), st.integers(0, 100)), max_size=6))
def test_any_text_is_a_label_and_none_is_a_command(rows):
    chart = Bars([Bar(text, d(value), text) for text, value in rows], d(100), [d(0), d(100)], [Line(d(50), "#x[$")])
    assert png(chart, width=100, ppi=40).startswith(b"\x89PNG")
