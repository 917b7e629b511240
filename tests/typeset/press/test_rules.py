import io
from collections.abc import Callable
from types import SimpleNamespace

import pikepdf
import pytest

from docgen.typeset import Typeset
from docgen.typeset.looks import Line
from docgen.typeset.press.rules import Stripe, extent, is_striped, stripes

LaidOut = Callable[..., Typeset]


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("single", [Stripe(0.0, 3.0)]),
        ("double", [Stripe(-3.0, 3.0), Stripe(3.0, 3.0)]),
        ("triple", [Stripe(-6.0, 3.0), Stripe(0.0, 3.0), Stripe(6.0, 3.0)]),
        ("thinThickSmallGap", [Stripe(-1.875, 0.75), Stripe(0.75, 3.0)]),
        ("thickThinSmallGap", [Stripe(-0.75, 3.0), Stripe(1.875, 0.75)]),
    ],
)
def test_a_border_is_as_many_lines_as_its_name_says(kind: str, lines: list[Stripe]) -> None:
    line = Line(kind, 3.0)
    assert stripes(line) == lines
    assert is_striped(line) == (len(lines) > 1)
    assert extent(line) == lines[-1].offset + lines[-1].width / 2 - lines[0].offset + lines[0].width / 2


def drawing(result: Typeset) -> list[tuple[str, list[float]]]:
    """The operators of the first page, with their numbers."""
    with pikepdf.open(io.BytesIO(result.pdf)) as pdf:
        parsed = pikepdf.parse_content_stream(pdf.pages[0])
        return [(str(name), [float(one) for one in given if not isinstance(one, pikepdf.Object)])
                for given, name in parsed if str(name) in {"S", "l"}]  # fmt: skip


def strokes(result: Typeset) -> int:
    return [name for name, _ in drawing(result)].count("S")


def test_the_rule_under_a_red_head_is_a_thick_and_a_thin_line(laid_out: LaidOut, word: SimpleNamespace) -> None:
    rule = '<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="1" w:color="FF0000"/></w:pBdr>'
    result = laid_out(word.paragraph("文件", rule))
    assert strokes(result) == 2
    assert result.warnings == ()


def test_a_double_frame_of_a_table_is_drawn_on_all_sides(laid_out: LaidOut, word: SimpleNamespace) -> None:
    sides = "".join(f'<w:{side} w:val="double" w:sz="4"/>' for side in ("top", "left", "bottom", "right"))
    table = word.table(word.row(word.cell("甲")), properties=f"<w:tblBorders>{sides}</w:tblBorders>", grid=(3000,))
    assert strokes(laid_out(table + word.paragraph())) == 8


def test_a_diagonal_ends_at_the_corner_of_its_cell(laid_out: LaidOut, word: SimpleNamespace) -> None:
    cell = word.cell("项目", '<w:tcBorders><w:tl2br w:val="single" w:sz="4"/></w:tcBorders>')
    drawn = drawing(laid_out(word.table(word.row(cell), grid=(3000,)) + word.paragraph()))
    (end,) = [numbers for name, numbers in drawn if name == "l"]
    assert end[0] == pytest.approx(150)
    assert 10 < abs(end[1]) < 60
