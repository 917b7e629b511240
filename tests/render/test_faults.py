from decimal import Decimal
from types import SimpleNamespace

import docx
import pytest

from docgen.render import Template

CONTEXT = {"member": {"name": "甲"}, "lead": SimpleNamespace(title="x"), "items": [1], "none": None, "n": 1}


def test_an_unknown_name_is_told_with_template_part_paragraph_and_what_was_meant(word) -> None:
    template = Template(word.made("第一段", "名称:{{ member.nmae }}。"), name="agreement/template.docx")
    error = word.refused(template.render, CONTEXT)
    assert error.message.zh == (
        "模板 agreement/template.docx 正文第 2 段「名称:{{ member.nmae }}。」："
        "没有名为 member.nmae 的值（{{ member.nmae }}）"
    )
    assert error.message.en == (
        "template agreement/template.docx, body, paragraph 2 “名称:{{ member.nmae }}。”: "
        "there is no value named member.nmae ({{ member.nmae }})"
    )
    assert error.hint.zh == "是不是想写 name？"
    place = error.findings[0].location
    assert (place.line, place.column, place.width) == (2, 4, 17)
    assert place.text[place.column - 1 :].startswith("{{ member.nmae }}")


@pytest.mark.parametrize(
    ("tag", "name", "near"),
    [
        ("{{ membr }}", "membr", "member"),
        ("{{ lead.titel }}", "lead.titel", "title"),
        ("{{ member.x.y }}", "member.x", None),
        ("{{ member['x'] }}", "x", None),
        ("{% if itms %}{% endif %}", "itms", "items"),
        ("{% for i in itms %}{% endfor %}", "itms", "items"),
        ("{{ itms|length }}", "itms", "items"),
    ],
)
def test_an_unknown_name_is_found_in_every_kind_of_tag(word, tag, name, near) -> None:
    error = word.refused(Template(word.made(f"a {tag}")).render, CONTEXT)
    assert f"没有名为 {name} 的值" in error.message.zh
    assert (error.hint and error.hint.en) == (near and f"Did you mean {near}?")


@pytest.mark.parametrize(
    "tag",
    [
        "{{ 1 / 0 }}",
        "{{ 'a' + 1 }}",
        "{{ items[0]() }}",
        "{{ n|round('a') }}",
        "{% for a in n %}{% endfor %}",
        "{{ range(1000000) }}",
        "{{ items.index(7) }}",
    ],
)
def test_an_expression_that_fails_is_told_with_its_place_and_never_as_a_traceback(word, tag) -> None:
    error = word.refused(Template(word.made("one", "two", f"x {tag}")).render, CONTEXT)
    assert error.findings[0].location.line == 3
    assert tag.split("%}")[0] in error.message.zh


def test_none_is_never_printed_but_an_error_or_what_the_caller_puts_in_its_place(word) -> None:
    template = word.made("a", "Name: {{ none }}")
    assert (
        "第 2 段「Name: {{ none }}」：{{ none }} 没有值" in word.refused(Template(template).render, CONTEXT).message.zh
    )
    assert word.texts(Template(template, blank="____").render(CONTEXT)) == ["a", "Name: ____"]


def test_every_fault_of_a_template_is_reported_in_one_go_in_order(word) -> None:
    template = word.made(
        "{{ a b }}", "good {{ a }}", "{{ a|nosuch }}", "{% if %}x{% endif %}", "{% frobnicate %}", "{{ (a }}"
    )
    error = word.refused(Template, template, name="t.docx")
    assert [finding.location.line for finding in error.findings] == [1, 3, 4, 5, 6]
    assert error.message.zh.endswith("（另有 4 处）")
    assert all("写法有误" in finding.message.zh for finding in error.findings)


@pytest.mark.parametrize(
    ("paragraphs", "line", "said"),
    [
        (["{% if a %}x"], 1, "没有对应的 {% endif %}"),
        (["x", "{%p for a in b %}", "y"], 2, "没有对应的 {% endfor %}"),
        (["{% endif %}"], 1, "前面没有"),
        (["{% if a %}{% endfor %}{% endif %}"], 1, "不配对"),
        (["{% if a %}", "x", "{%p endif %}"], 1, "不在同一层"),
        (["{{ a", "}}"], 1, "没有写完"),
        (["ok", "x {% if a"], 2, "没有写完"),
        (["{{ 'it's' }}"], 1, "没有写完"),
        (["{%tr for a in b %}", "{%tr endfor %}"], 1, "不在表格行中"),
        (["{% colspan 2 %}"], 1, "不在表格单元格中"),
        (["{% restart %}x"], 1, "不在编号段落中"),
        (["{%p if a %} {{ b }}", "{%p endif %}"], 1, "一起被"),
        (["{% include 'x' %}"], 1, "不允许"),
    ],
)
def test_tags_that_do_not_fit_together_are_told_by_paragraph(word, paragraphs, line, said) -> None:
    error = word.refused(Template, word.made(*paragraphs))
    assert error.findings[0].location.line == line
    assert said in error.findings[0].message.zh
    assert error.findings[0].message.en


def test_a_long_paragraph_is_shown_around_the_tag_only(word) -> None:
    error = word.refused(Template(word.made("长" * 100 + "{{ x }}" + "短" * 100)).render, {})
    assert f"「…{'长' * 24}{{{{ x }}}}{'短' * 24}…」" in error.message.zh


def test_a_fault_in_a_header_names_the_header(word) -> None:
    whole = docx.Document()
    whole.sections[0].header.paragraphs[0].text = "{{ x }}"
    error = word.refused(Template(word.blob(whole)).render, {})
    assert "页眉 1 第 1 段「{{ x }}」" in error.message.zh
    assert "header 1, paragraph 1" in error.message.en


def test_a_fault_inside_a_filter_names_the_tag_that_used_it(word) -> None:
    def money(value: object) -> Decimal:
        raise ValueError(f"no amount: {value}")

    error = word.refused(Template(word.made("{{ n|money }}"), filters={"money": money}).render, CONTEXT)
    assert "{{ n|money }} 无法求值：no amount: 1" in error.message.zh


def test_an_item_beyond_the_end_of_a_list_is_a_fault_with_a_place(word) -> None:
    error = word.refused(Template(word.made("{{ issuers[2].name }}")).render, {"issuers": [{"name": "a"}]})
    [finding] = error.findings
    assert (finding.code, finding.location.line) == ("TPL-08", 1)
