import pytest

from docgen.render import Template

ORDER = ["tcW", "gridSpan", "vMerge", "tcBorders", "shd", "vAlign"]


def shaped(word, text: str, properties: str = "", **values: object) -> list[object]:
    """The cells of one row that a loop of two turns made of a cell with this text."""
    cell = (
        f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>{{ i }}</w:t></w:r></w:p></w:tc>"
    )
    rows = [
        f"<w:tr><w:tc><w:p><w:r><w:t>{{%tr {code} %}}</w:t></w:r></w:p></w:tc></w:tr>"
        for code in ("for i in n", "endfor")
    ]
    body = f"<w:tbl><w:tblGrid/>{rows[0]}<w:tr>{cell}</w:tr>{rows[1]}</w:tbl><w:p/>"
    root = word.tree(Template(word.package(body=body)).render({"n": [1, 2], **values}))
    return [row.find(f"{word.W}tc") for row in root.iter(f"{word.W}tr")]


@pytest.mark.parametrize(
    "text", ["{% vm %}x", "{% colspan 2 %}x", "{% cellbg c %}x", "{% vm %}{% colspan 2 %}{% cellbg c %}x"]
)
def test_a_cells_properties_stay_in_schema_order(word, text) -> None:
    given = '<w:tcW w:w="5"/><w:tcBorders/><w:shd w:fill="old"/><w:vAlign w:val="top"/>'
    for cell in shaped(word, text, given, c="FF0000"):
        names = [child.tag.removeprefix(word.W) for child in cell.find(f"{word.W}tcPr")]
        assert names == [name for name in ORDER if name in names]
        assert len(names) == len(set(names))


def test_cells_merged_down_say_their_text_once(word) -> None:
    cells = shaped(word, "{% vm %}same")
    assert ["".join(cell.itertext()) for cell in cells] == ["same", ""]
    assert [cell.find(f".//{word.W}vMerge").get(f"{word.W}val") for cell in cells] == ["restart", "continue"]


def test_a_cell_gets_the_colour_of_a_value(word) -> None:
    assert shaped(word, "{% cellbg c %}", c="00FF00")[0].find(f".//{word.W}shd").get(f"{word.W}fill") == "00FF00"


def test_a_cell_may_have_a_span_and_be_merged_across(word) -> None:
    cells = "".join(
        f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        for text in ("{%tc for i in n %}", "{% colspan 2 %}{% hm %}x", "{%tc endfor %}")
    )
    root = word.tree(
        Template(word.package(body=f"<w:tbl><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>")).render({"n": [1, 2, 3]})
    )
    (cell,) = root.iter(f"{word.W}tc")
    assert cell.find(f".//{word.W}gridSpan").get(f"{word.W}val") == "6"
    assert len(list(root.iter(f"{word.W}gridCol"))) == 6
