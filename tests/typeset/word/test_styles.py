from collections.abc import Callable
from types import SimpleNamespace

import pytest

from docgen.typeset.looks import RunFormat
from docgen.typeset.tree import Document, Paragraph, Text

Tree = Callable[..., Document]


def style(identifier: str, kind: str = "paragraph", inside: str = "", *, on: str = "") -> str:
    base = f'<w:basedOn w:val="{on}"/>' if on else ""
    return f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{identifier}"/>{base}{inside}</w:style>'


@pytest.fixture
def look(tree: Tree) -> Callable[..., RunFormat]:
    """The format of the first run of a body."""

    def look(body: str, **parts: str) -> RunFormat:
        first = first_paragraph(tree(body, **parts)).content[0]
        assert isinstance(first, Text)
        return first.format

    return look


def first_paragraph(document: Document) -> Paragraph:
    first = document.sections[0].blocks[0]
    assert isinstance(first, Paragraph)
    return first


def test_a_style_takes_what_it_does_not_set_from_what_it_is_based_on(look: Callable, word: SimpleNamespace) -> None:
    styles = (
        word.FANGSONG
        + style("A", inside='<w:rPr><w:sz w:val="44"/><w:color w:val="9E1B1E"/></w:rPr>', on="a")
        + style("B", inside='<w:rPr><w:color w:val="0000FF"/></w:rPr>', on="A")
    )
    found = look(word.paragraph("甲", '<w:pStyle w:val="B"/>'), styles=styles)
    assert (found.size, found.colour, found.east_asian) == (22.0, "0000FF", "仿宋_GB2312")


def test_styles_based_on_each_other_do_not_hang(look: Callable, word: SimpleNamespace) -> None:
    styles = style("A", on="B") + style("B", on="A", inside='<w:rPr><w:sz w:val="30"/></w:rPr>')
    assert look(word.paragraph("甲", '<w:pStyle w:val="A"/>'), styles=styles).size == 15.0


@pytest.mark.parametrize(
    ("paragraph", "character", "direct", "bold"),
    [
        ("<w:b/>", "", "", True),
        ("<w:b/>", "<w:b/>", "", False),
        ("<w:b/>", "<w:b/>", "<w:b/>", True),
        ("<w:b/>", "", '<w:b w:val="0"/>', False),
        ("", "<w:b/>", "", True),
    ],
)
def test_a_toggle_of_two_style_levels_is_off_again(
    look: Callable, word: SimpleNamespace, paragraph: str, character: str, direct: str, bold: bool
) -> None:
    styles = (
        word.FANGSONG
        + style("P", inside=f"<w:rPr>{paragraph}</w:rPr>", on="a")
        + style("C", "character", f"<w:rPr>{character}</w:rPr>")
    )
    body = word.paragraph(word.run("甲", f'<w:rStyle w:val="C"/>{direct}'), '<w:pStyle w:val="P"/>')
    assert look(body, styles=styles).bold is bold


@pytest.mark.parametrize(
    ("written", "kerned"), [("", False), ('<w:kern w:val="0"/>', False), ('<w:kern w:val="2"/>', True)]
)
def test_kerning_begins_at_a_size(look: Callable, word: SimpleNamespace, written: str, kerned: bool) -> None:
    runs = [word.run("AV", f'{written}<w:sz w:val="{size}"/>') for size in (1, 21)]
    assert [look(word.paragraph(run)).kerning for run in runs] == [False, kerned]


def test_theme_names_stand_for_the_faces_of_the_documents_language(tree: Tree, word: SimpleNamespace) -> None:
    theme = (
        '<a:themeElements xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:fontScheme name="x">'
        '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Hans" typeface="楷体"/>'
        '<a:font script="Jpan" typeface="明朝"/></a:minorFont></a:fontScheme></a:themeElements>'
    )
    run = word.run("甲", '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:ascii="Arial"/>')
    document = tree(word.paragraph(run), theme=theme, settings='<w:themeFontLang w:eastAsia="zh-CN"/>')
    text = first_paragraph(document).content[0]
    assert isinstance(text, Text)
    assert (text.format.ascii, text.format.east_asian) == ("Calibri", "楷体")


def test_indents_in_characters_count_in_the_size_of_the_text_and_the_grid(tree: Tree, word: SimpleNamespace) -> None:
    grid = '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/>'
    body = word.paragraph("甲", '<w:ind w:firstLineChars="200" w:firstLine="640" w:leftChars="100"/>')
    layout = first_paragraph(tree(body + word.section(word.A4 + grid))).format
    assert layout.first == pytest.approx(2 * (16 - 848 / 4096))
    assert layout.left == pytest.approx(16 - 848 / 4096)


def test_a_hanging_indent_takes_the_place_of_an_inherited_first_line(tree: Tree, word: SimpleNamespace) -> None:
    styles = word.FANGSONG + style("P", inside='<w:pPr><w:ind w:firstLine="640" w:firstLineChars="200"/></w:pPr>')
    body = word.paragraph("甲", '<w:pStyle w:val="P"/><w:ind w:left="400" w:hanging="400"/>')
    layout = first_paragraph(tree(body, styles=styles)).format
    assert (layout.left, layout.first) == (20.0, -20.0)


def test_space_in_lines_counts_in_lines_of_the_grid(tree: Tree, word: SimpleNamespace) -> None:
    grid = '<w:docGrid w:type="lines" w:linePitch="580"/>'
    body = word.paragraph("甲", '<w:spacing w:beforeLines="50" w:before="156" w:after="100"/>')
    layout = first_paragraph(tree(body + word.section(word.A4 + grid))).format
    assert (layout.before, layout.after) == (14.5, 5.0)


def test_a_tab_stop_can_be_cleared(tree: Tree, word: SimpleNamespace) -> None:
    styles = word.FANGSONG + style(
        "P",
        inside='<w:pPr><w:tabs><w:tab w:val="left" w:pos="400"/><w:tab w:val="right" w:pos="800"/></w:tabs></w:pPr>',
    )
    body = word.paragraph("甲", '<w:pStyle w:val="P"/><w:tabs><w:tab w:val="clear" w:pos="400"/></w:tabs>')
    assert [(stop.position, stop.kind) for stop in first_paragraph(tree(body, styles=styles)).format.tabs] == [
        (40.0, "right")
    ]


def test_an_unknown_property_is_named_with_its_paragraph(tree: Tree, word: SimpleNamespace) -> None:
    body = word.paragraph(word.run("某一段文字", "<w:sparkle/>"))
    (warning,) = tree(body).warnings
    assert "sparkle" in warning.what.zh
    assert "某一段文字" in warning.where.zh
