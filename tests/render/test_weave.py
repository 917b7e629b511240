import jinja2
import pytest
from docxtpl import Listing, RichText
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.errors import TemplateError
from docgen.render import Template

LEAVES = st.sampled_from(["x", "{{ v }}", "{{r v }}", "{{ v|safe }}", "|", "|", "#", "|#"])
OPENINGS = st.sampled_from(["if a", "if b", "for i in n"])
SCOPES = st.sampled_from(["{% @ %}", "{% @ %}", "|{%p @ %}|", "|{%p @ %}|", "{%r @ %}", "{%- @ %}", "{% @ -%}"])


def block(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda code, begin, content, end: (
            begin.replace("@", code) + content + end.replace("@", "endfor" if code.startswith("for") else "endif")
        ),
        OPENINGS,
        SCOPES,
        inside,
        SCOPES,
    )


def written(content: str) -> str:
    """The content as paragraphs, every second one with ``#`` in it in a table."""
    paragraphs = (f"<w:p><w:r><w:t>{text.replace('#', '')}</w:t></w:r></w:p>" for text in content.split("|"))
    return "".join(
        f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>" if "#" in text else paragraph
        for text, paragraph in zip(content.split("|"), paragraphs, strict=True)
    )


CONTENT = st.recursive(
    LEAVES, lambda inside: st.one_of(block(inside), st.lists(inside, max_size=3).map("".join)), max_leaves=6
)


@settings(max_examples=200, deadline=None)
@given(CONTENT, st.booleans(), st.booleans(), st.integers(0, 3))
def test_a_template_is_either_refused_or_gives_well_formed_xml_for_all_values(word, content, a, b, n) -> None:
    try:
        template = Template(word.package(body=written(content)))
    except TemplateError as error:
        assert error.findings
        return
    word.tree(template.render({"v": "&lt;x\n", "a": a, "b": b, "n": range(n)}))


@pytest.mark.parametrize(
    "attribute",
    [
        'w:name="{% if a %}x{% else %}y{% endif %}"',
        'w:name="x{{ v }}" w:displacedByCustomXml="{{ v }}"',
        'w:name="{% for i in n %}{{ i }}{% endfor %}"',
    ],
)
def test_tags_in_attributes_are_whole_values_or_parts_of_them(word, attribute) -> None:
    body = f'<w:p><w:bookmarkStart w:id="1" {attribute}/></w:p>'
    package = Template(word.package(body=body)).render({"a": True, "v": 'a"<b>', "n": [1, 2]})
    assert etree.tostring(word.tree(package))


@pytest.mark.parametrize(
    "body",
    [
        '<w:p><w:bookmarkStart w:id="{% if a %}1" w:name="{% endif %}x"/></w:p>',
        '<w:p><w:r><w:t>{% if a %}</w:t></w:r><w:bookmarkStart w:id="1" w:name="{% endif %}x"/></w:p>',
        '<w:p><w:bookmarkStart w:id="1" w:name="{% for i in n %}x"/></w:p>',
    ],
)
def test_a_block_that_begins_in_an_attribute_must_end_in_it(word, body) -> None:
    word.refused(Template, word.package(body=body))


def test_text_boxes_are_rendered_like_the_rest(word) -> None:
    lines = ("{%p if a %}", "{{ v }}", "{%p endif %}")
    box = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    body = (
        f"<w:p><w:r><w:t>before {{{{ v }}}}</w:t></w:r><w:r><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r>"
        "<w:r><w:t> after {{ v }}</w:t></w:r></w:p>"
    )
    template = Template(word.package(body=body))
    assert "".join(word.tree(template.render({"a": True, "v": "V"})).itertext()) == "before VV after V"
    inner = word.tree(template.render({"a": False, "v": "V"})).find(f".//{word.W}txbxContent")
    assert len(inner) == 1


def loop(word, *paragraphs: str, **values: object) -> list[str]:
    lent = jinja2.Environment(extensions=["jinja2.ext.loopcontrols"])
    return word.texts(Template(word.made(*paragraphs), environment=lent).render(values))


def test_a_loop_left_within_a_paragraph_closes_what_it_opened(word) -> None:
    left = ["{%p for i in n %}", "a{{ i }} {% if i == 2 %}{% break %}{% endif %}b", "{%p endfor %}", "end"]
    assert loop(word, *left, n=[1, 2, 3]) == ["a1 b", "a2 ", "end"]
    assert loop(word, *[text.replace("break", "continue") for text in left], n=[1, 2, 3]) == [
        *("a1 b", "a2 ", "a3 b"),
        "end",
    ]
    within = "{% for i in n %}{{ i }}{% if i == 2 %}{% break %}{% endif %},{% endfor %}."
    assert loop(word, within, n=[1, 2, 3]) == ["1,2."]
    whole = ["{%p for i in n %}", "{{ i }}", "{%p if i == 2 %}", "{%p break %}", "{%p endif %}", "{%p endfor %}"]
    assert loop(word, *whole, n=[1, 2, 3]) == ["1", "2"]


@pytest.mark.parametrize(
    "text", ["{% break %}", "{% for i in n %}{% macro m() %}{% continue %}{% endmacro %}{% endfor %}"]
)
def test_a_loop_is_left_only_from_within(word, text) -> None:
    lent = jinja2.Environment(extensions=["jinja2.ext.loopcontrols"])
    error = word.refused(Template, word.made("x", text), environment=lent)
    assert [(each.code, each.location.line) for each in error.findings] == [("TPL-04", 2)]


def test_a_loop_left_between_the_paragraphs_of_a_cell_is_refused(word) -> None:
    tag = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    row = "<w:tr><w:tc>{}</w:tc></w:tr>"
    cell = "".join(map(tag.format, ("{%p if i %}", "{%p break %}", "{%p endif %}", "x")))
    rows = (tag.format("{%tr for i in n %}"), cell, tag.format("{%tr endfor %}"))
    lent = jinja2.Environment(extensions=["jinja2.ext.loopcontrols"])
    source = word.package(body=f"<w:tbl>{''.join(map(row.format, rows))}</w:tbl>")
    error = word.refused(Template, source, environment=lent)
    assert [(each.code, each.location.text) for each in error.findings] == [("TPL-05", "{%p break %}")]


def test_a_block_sees_the_names_around_it_if_it_is_scoped(word) -> None:
    assert word.filled("{% for i in n %}{% block a scoped %}<{{ i }}>{% endblock %}{% endfor %}", n=[1, 2]) == [
        "<1><2>"
    ]
    assert word.filled("{% block a %}x{{ v }}{% endblock %}{{ self.a() }}", v="&") == ["x&x&"]
    ledger = Template(word.made("{% set z = v %}{% block a scoped %}{{ z }}{% endblock %}")).ledger({"v": "&"})
    assert [entry.text for entry in ledger.entries] == ["&"]


def test_a_filter_block_filters_the_text_that_it_holds(word) -> None:
    assert word.filled("{% filter upper %}a & {{ v }}{% endfilter %}.", v="<b>") == ["A & <B>."]
    assert word.filled("{% filter replace('a', '<&') %}a{{ v }}{% endfilter %}", v='"a"') == ['<&"<&"']
    assert word.filled("{% filter upper|replace('A', '&') %}a{% endfilter %}") == ["&"]
    assert word.filled("{% filter upper %}{{ v }}{% endfilter %}", v="a\tb\nc") == ["A\tB\nC"]
    paragraphs = ["{%p filter replace('甲', '乙') %}", "甲 & {{ v }}", "{%p endfilter %}"]
    assert word.filled(*paragraphs, v="<甲>") == ["乙 & <乙>"]


def test_a_paragraph_of_raw_text_alone_is_printed_as_it_reads(word) -> None:
    assert word.filled("{% raw %}{{ x }} & {% y %}{% endraw %}") == ["{{ x }} & {% y %}"]


def test_raw_text_stays_as_it_is(word) -> None:
    assert word.filled("{% raw %}{{ x }} {% if %}{% endraw %} {{ y }}", y=1) == ["{{ x }} {% if %} 1"]


def test_a_tag_in_a_fields_code_prints_plain_text(word) -> None:
    body = (
        '<w:p><w:r><w:instrText> HYPERLINK "{{</w:instrText></w:r><w:r><w:instrText> url }}" </w:instrText></w:r></w:p>'
    )
    package = Template(word.package(body=body)).render({"url": "https://example.org/?a=1&b=2"})
    assert "".join(word.tree(package).itertext()) == ' HYPERLINK "https://example.org/?a=1&b=2" '


def test_a_listings_new_paragraphs_have_the_properties_of_the_one_it_stands_in(word) -> None:
    body = '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>x {{ v }}</w:t></w:r></w:p>'
    root = word.tree(Template(word.package(body=body)).render({"v": Listing("a\ab\fc")}))
    assert len(list(root.iter(f"{word.W}jc"))) == 3
    assert len(list(root.iter(f"{word.W}b"))) == 3
    assert [br.get(f"{word.W}type") for br in root.iter(f"{word.W}br")] == ["page"]


def test_joining_text_over_the_edge_of_a_table_is_told(word) -> None:
    body = (
        "<w:p><w:r><w:t>{% if a %}x{% endif -%}</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>y</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert "不在同一层" in word.refused(Template, word.package(body=body)).message.zh


def test_the_properties_of_a_paragraphs_mark_are_not_those_of_its_runs(word) -> None:
    body = (
        '<w:p><w:pPr><w:jc w:val="right"/><w:rPr><w:i/></w:rPr></w:pPr>'
        "<w:r><w:rPr><w:b/></w:rPr><w:t>{{ v }}</w:t></w:r></w:p>"
    )
    root = word.tree(Template(word.package(body=body)).render({"v": Listing("a\ab")}))
    assert [len(list(root.iter(f"{word.W}{name}"))) for name in ("jc", "i", "b")] == [2, 2, 2]


def test_a_cell_whose_paragraphs_are_all_printed_by_a_tag_or_commented_out_keeps_one(word) -> None:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("{{p v }}", "{#p note #}"))
    root = word.tree(Template(word.package(body=f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).render({"v": RichText("")}))
    assert [[child.tag for child in cell] for cell in root.iter(f"{word.W}tc")] == [[f"{word.W}p"]] * 2


def test_a_tag_in_the_paragraph_of_a_section_break_is_told(word) -> None:
    body = (
        "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{%p if a %}</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p>"
    )
    assert "分节符" in word.refused(Template, word.package(body=body)).message.zh


@pytest.mark.parametrize(
    "nested",
    [
        "{% for i in n %}" * 30 + "x" + "{% endfor %}" * 30,
        "{% if a %}" * 3000 + "x" + "{% endif %}" * 3000,
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ a" + ".a" * 20000 + " }}",
    ],
    ids=["loops", "conditions", "brackets", "attributes"],
)
def test_a_template_nested_too_deeply_is_told(word, nested) -> None:
    assert "too deeply" in word.refused(Template, word.made(nested)).message.en


def test_a_macro_that_calls_itself_without_end_is_told(word) -> None:
    template = Template(word.made("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"))
    assert "recursion" in word.refused(template.render, {}).message.en


def test_a_document_in_another_form_than_words_usual_one_is_told(word) -> None:
    xml = (
        word.member(word.made("{{ a }}"))
        .decode()
        .replace("xmlns:w=", "xmlns:x=")
        .replace("<w:", "<x:")
        .replace("</w:", "</x:")
        .replace(" w:", " x:")
    )
    assert "另存为" in word.refused(Template, word.replaced(word.made("x"), {"word/document.xml": xml})).hint.zh


def test_a_comparison_is_printed_where_its_own_tag_stands(word) -> None:
    """Jinja counts the line of a comparison at its end."""
    body = '<w:p><w:bookmarkStart w:id="1" w:name="{{ v }}"/><w:r><w:t>{{ n == 1 }}{{ n &lt; 2 }}</w:t></w:r></w:p>'
    assert word.texts(Template(word.package(body=body)).render({"n": 1, "v": "b"})) == ["TrueTrue"]
    assert word.filled("{{ n == 1 }}", n=2) == ["False"]
