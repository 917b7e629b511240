"""Where we differ from docxtpl on purpose: one test, and one line in docs/deviations.md, for each."""

import io
import re
from pathlib import Path
from typing import Any

import docx
import docxtpl as theirs
import jinja2
import pytest

from docgen.errors import TemplateError
from docgen.render import docxtpl as ours

REGISTER = Path(__file__).parents[3] / "docs" / "deviations.md"


def rendered(module: Any, source: bytes, values: dict[str, Any], **options: Any) -> bytes:
    template = module.DocxTemplate(io.BytesIO(source), **options)
    template.render(values)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def refusal(source: bytes, values: dict[str, Any]) -> str:
    with pytest.raises(TemplateError) as caught:
        rendered(ours, source, values)
    return caught.value.message.zh


def test_every_deviation_of_the_register_has_a_test_and_every_test_its_line() -> None:
    listed = re.findall(r"^\| (D\d\d) \|", REGISTER.read_text(encoding="utf-8"), re.MULTILINE)
    tested = [name[5:8].upper() for name in globals() if re.match(r"test_d\d\d_", name)]
    assert listed == sorted(set(tested))
    assert len(tested) == len(set(tested))


def test_d01_values_are_escaped_without_being_asked(word) -> None:
    source, values = word.made("Co: {{ c }} end"), {"c": "A & B <C> D"}
    assert word.texts(rendered(ours, source, values)) == ["Co: A & B <C> D end"]
    assert word.texts(rendered(theirs, source, values)) != ["Co: A & B <C> D end"]


def test_d02_a_missing_name_is_an_error_unless_strict_is_false(word) -> None:
    source = word.made("a {{ nothing }} b {{ x.nothing }}")
    assert "第 1 段" in refusal(source, {"x": {}})
    lenient = rendered(ours, source, {"x": {}}, strict=False)
    assert word.texts(lenient) == word.texts(rendered(theirs, source, {"x": {}})) == ["a  b "]


def test_d03_none_is_an_error_unless_strict_is_false(word) -> None:
    source = word.made("a {{ x }} b")
    assert "没有值" in refusal(source, {"x": None})
    lenient = rendered(ours, source, {"x": None}, strict=False)
    assert word.texts(lenient) == word.texts(rendered(theirs, source, {"x": None})) == ["a None b"]


def test_d04_a_control_character_is_refused_and_not_dropped(word) -> None:
    source = word.made("{{ x }}")
    assert "第 2 个字符 U+000B" in refusal(source, {"x": "a\x0bb"})
    assert word.texts(rendered(theirs, source, {"x": "a\x0bb"})) == ["ab"]


def test_d05_a_template_runs_no_python(word) -> None:
    source = word.made("{{ cycler.__init__.__globals__.os.getpid() }}")
    assert "不被允许" in refusal(source, {})
    assert word.texts(rendered(theirs, source, {}))[0].isdigit()


def test_d06_whatever_is_wrong_is_a_template_error(word) -> None:
    for paragraph in ("{{ 1 / 0 }}", "{% if %}", "{{ x|nothing }}", "{% for a in 3 %}{% endfor %}"):
        assert "第 1 段" in refusal(word.made(paragraph), {"x": 1})


def runs(package: bytes) -> list[tuple[str, bool | None]]:
    found = docx.Document(io.BytesIO(package)).paragraphs[0].runs
    return [(run.text, run.italic) for run in found if run.text]


def test_d07_the_text_after_rich_text_keeps_its_format(word) -> None:
    whole = docx.Document()
    whole.add_paragraph().add_run("before {{r rich }} after").italic = True
    source = word.blob(whole)
    assert runs(rendered(ours, source, {"rich": ours.R("x")}))[2] == (" after", True)
    assert runs(rendered(theirs, source, {"rich": theirs.R("x")}))[2] == (" after", None)


def test_d08_rich_text_without_r_makes_a_sound_paragraph(word) -> None:
    source = word.made("a {{ rich }} b")
    mine = word.tree(rendered(ours, source, {"rich": ours.R("x")}))
    oracle = word.tree(rendered(theirs, source, {"rich": theirs.R("x")}))
    nested = f".//{word.W}t/{word.W}r"
    assert (mine.find(nested) is None, oracle.find(nested) is None) == (True, False)


def test_d09_endnotes_and_comments_are_rendered_too(word) -> None:
    name, kind = "word/endnotes.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    notes = (
        f'<w:endnotes xmlns:w="{word.W[1:-1]}"><w:endnote w:id="1"><w:p><w:r><w:t>{{{{ v }}}}</w:t></w:r></w:p>'
        "</w:endnote></w:endnotes>"
    )
    plain = word.made("x")
    types = word.member(plain, "[Content_Types].xml").decode()
    types = types.replace("</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>')
    relations = word.member(plain, "word/_rels/document.xml.rels").decode()
    related = (
        '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes"'
    )
    relations = relations.replace("</Rel", f'{related} Target="endnotes.xml"/></Rel')
    changed = {"[Content_Types].xml": types, "word/_rels/document.xml.rels": relations, name: notes}
    source = word.replaced(plain, changed)
    assert b"said" in word.member(rendered(ours, source, {"v": "said"}), name)
    assert b"{{ v }}" in word.member(rendered(theirs, source, {"v": "said"}), name)


def test_d10_bookmarks_that_a_loop_repeats_stay_unique(word) -> None:
    mark = '<w:p><w:bookmarkStart w:id="3" w:name="m"/><w:r><w:t>{{ i }}</w:t></w:r><w:bookmarkEnd w:id="3"/></w:p>'
    tags = [f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>" for tag in ("{%p for i in n %}", "{%p endfor %}")]
    source = word.package(body=tags[0] + mark + tags[1])
    names = {}
    for module in (ours, theirs):
        starts = word.tree(rendered(module, source, {"n": [1, 2]})).iter(f"{word.W}bookmarkStart")
        names[module] = [start.get(f"{word.W}name") for start in starts]
    assert names == {ours: ["m", "m_2"], theirs: ["m", "m"]}


def test_d11_a_cell_keeps_a_paragraph(word) -> None:
    whole = docx.Document()
    cell = whole.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].text = "{%p if no %}"
    for text in ("x", "{%p endif %}"):
        cell.add_paragraph(text)
    left = {}
    for module in (ours, theirs):
        tree = word.tree(rendered(module, word.blob(whole), {"no": False}))
        left[module] = len(tree.findall(f".//{word.W}tc/{word.W}p"))
    assert left == {ours: 1, theirs: 0}


def test_d12_repeated_columns_share_the_width_of_the_one(word) -> None:
    whole = docx.Document()
    table = whole.add_table(1, 4)
    for cell, text in zip(
        table.rows[0].cells, ("wide", "{%tc for i in n %}", "{{ i }}", "{%tc endfor %}"), strict=True
    ):
        cell.text = text
    columns = table._tbl.tblGrid.findall(f"{word.W}gridCol")
    for cell, column, width in zip(table.rows[0].cells, columns, (4000, 0, 2000, 0), strict=True):
        column.set(f"{word.W}w", str(width))
        cell._tc.get_or_add_tcPr().get_or_add_tcW().set(f"{word.W}w", str(width))
    widths = {}
    for module in (ours, theirs):
        grid = word.tree(rendered(module, word.blob(whole), {"n": [1, 2]})).iter(f"{word.W}gridCol")
        widths[module] = [int(column.get(f"{word.W}w")) for column in grid]
    assert widths[ours] == [4000, 1000, 1000]
    assert widths[theirs] != widths[ours]


def test_d13_formats_are_in_the_order_of_the_schema() -> None:
    form = {"bold": True, "size": 20, "color": "FF0000", "font": "Arial"}

    def order(xml: str) -> list[str]:
        return re.findall(r"<w:(rFonts|b|color|sz)[ /]", xml)

    assert order(ours.R("x", **form).xml) == ["rFonts", "b", "color", "sz"]
    assert order(theirs.R("x", **form).xml) == ["color", "sz", "b", "rFonts"]


def test_d14_who_saved_the_template_last_is_not_passed_on(word) -> None:
    whole = docx.Document()
    whole.core_properties.last_modified_by = "somebody"
    name = "docProps/core.xml"
    assert b"somebody" not in word.member(rendered(ours, word.blob(whole), {}), name)
    assert b"somebody" in word.member(rendered(theirs, word.blob(whole), {}), name)


@pytest.mark.parametrize("content", [b"BM" + bytes(60), b"II*\0" + bytes(60)])
def test_d15_pictures_other_than_png_jpeg_and_gif_are_refused(content) -> None:
    with pytest.raises(ValueError, match="not a PNG, JPEG or GIF picture"):
        ours.InlineImage(None, io.BytesIO(content))


def test_d16_a_template_that_fetches_from_elsewhere_is_refused(word) -> None:
    source = word.made("x")
    relations = word.member(source, "word/_rels/document.xml.rels").decode()
    related = (
        '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
    )
    relations = relations.replace("</Rel", f'{related} Target="http://example.org/a.png" TargetMode="External"/></Rel')
    source = word.replaced(source, {"word/_rels/document.xml.rels": relations})
    assert "引用了外部内容" in refusal(source, {})
    assert rendered(theirs, source, {})


def test_d17_no_python_docx_object_stands_behind_the_template(word) -> None:
    mine = set(dir(ours.DocxTemplate))
    assert not mine & {"get_docx", "docx"}
    assert {"new_subdoc", "get_docx"} < set(dir(theirs.DocxTemplate))
    assert "new_subdoc" in mine


def test_d18_block_tags_of_extensions_are_told(word) -> None:
    lent = jinja2.Environment(extensions=["jinja2.ext.i18n"])
    source = word.made("{% trans %}x{% endtrans %}")
    with pytest.raises(TemplateError) as caught:
        ours.DocxTemplate(io.BytesIO(source)).render({}, lent)
    assert "endtrans" in caught.value.message.zh


def test_d19_a_template_cannot_take_all_the_memory(word) -> None:
    assert "不被允许" in refusal(word.made("{{ 'a'|center(10 ** 9) }}"), {})


def test_d20_the_same_values_give_the_same_bytes_without_random(word) -> None:
    with pytest.raises(TemplateError) as caught:
        rendered(ours, word.made("{{ [1, 2]|random }}"), {})
    assert "random" in caught.value.message.en
    assert word.texts(rendered(theirs, word.made("{{ [1]|random }}"), {})) == ["1"]


def test_d21_a_loop_left_within_a_paragraph_keeps_what_follows_it(word) -> None:
    source = word.made("{%p for i in n %}", "a{% if i == 2 %}{% break %}{% endif %}{{ i }}", "{%p endfor %}", "end")
    left = {}
    for module in (ours, theirs):
        template = module.DocxTemplate(io.BytesIO(source))
        lent = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.loopcontrols"])
        template.render({"n": [1, 2, 3]}, lent)
        buffer = io.BytesIO()
        template.save(buffer)
        left[module] = word.texts(buffer.getvalue())
    assert left == {ours: ["a1", "a", "end"], theirs: ["a1", "a"]}


def test_d22_a_filter_block_sees_the_text_and_not_its_entities(word) -> None:
    source, values = word.made("{% filter upper %}a & {{ v }}{% endfilter %} end"), {"v": "<b>"}
    assert word.texts(rendered(ours, source, values)) == ["A & <B> end"]
    assert word.texts(rendered(theirs, source, values)) != ["A & <B> end"]


def test_d23_a_key_of_the_data_comes_before_a_method_of_its_name(word) -> None:
    source, values = word.made("{{ d.items }} {{ d.keys }}"), {"d": {"items": 3, "keys": 4}}
    assert word.texts(rendered(ours, source, values)) == ["3 4"]
    assert word.texts(rendered(theirs, source, values)) != ["3 4"]
    assert word.texts(rendered(ours, word.made("{% for k, v in d.items() %}{{ k }}{% endfor %}"), {"d": {"a": 1}})) == [
        "a"
    ]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("{{ {'a': 'x & y'}|xmlattr }}", 'a="x & y"'),
        ("{{ v|e|length }}", "5"),
        ("{{ '%s & %s'|format(v, v) }}", "x & y & x & y"),
    ],
)
def test_d24_what_is_escaped_is_escaped_once(word, printed, text) -> None:
    source = word.made(f"({printed})")
    assert word.texts(rendered(ours, source, {"v": "x & y"}))[0].strip("( )") == text
    template = theirs.DocxTemplate(io.BytesIO(source))
    template.render({"v": "x & y"}, autoescape=True)
    buffer = io.BytesIO()
    template.save(buffer)
    assert word.texts(buffer.getvalue())[0].strip("( )") != text


def test_d25_what_word_put_into_a_tag_stays(word) -> None:
    body = (
        '<w:p><w:r><w:t>{{ </w:t></w:r><w:bookmarkStart w:id="4" w:name="m"/><w:proofErr w:type="spellStart"/>'
        '<w:r><w:t>v</w:t></w:r><w:proofErr w:type="spellEnd"/><w:bookmarkEnd w:id="4"/><w:r><w:t> }}</w:t></w:r></w:p>'
    )
    left = {}
    for module in (ours, theirs):
        package = rendered(module, word.package(body=body), {"v": "said"})
        assert word.texts(package) == ["said"]
        left[module] = len(list(word.tree(package).iter(f"{word.W}bookmarkStart", f"{word.W}proofErr")))
    assert left == {ours: 3, theirs: 0}


def test_d26_a_loop_over_a_single_value_is_told_as_that(word) -> None:
    source = word.made("{% for m in members %}{{ m.name }}{% endfor %}")
    assert "要一个列表" in refusal(source, {"members": "见附件"})
    assert word.texts(rendered(theirs, source, {"members": "见附件"})) == [""]


def test_d27_every_core_property_is_rendered(word) -> None:
    whole = docx.Document()
    whole.core_properties.category = whole.core_properties.title = "{{ v }}"
    said = {}
    for module in (ours, theirs):
        made = docx.Document(io.BytesIO(rendered(module, word.blob(whole), {"v": 1}))).core_properties
        said[module] = (made.title, made.category)
    assert said == {ours: ("1", "1"), theirs: ("1", "{{ v }}")}


@pytest.mark.parametrize("printed", ["{{ v.title }}", '{{ [v]|map(attribute="title")|first }}', "{{ range }}"])
def test_d28_a_method_is_no_value(word, printed) -> None:
    source = word.made(printed)
    assert refusal(source, {"v": "甲"}).endswith("是一个方法，不是值")
    assert word.texts(rendered(theirs, source, {"v": "甲"})) == [""]
