"""Every fault of the values is told in one run."""

from types import SimpleNamespace

import docx

from docgen.render import Template

FAULTS = [
    "{{ nothing }}",
    "{{ member.nmae }}",
    "{{ member.none }}",
    "{{ bad }}",
    "{{ 'x'|loud }}",
    "{{ quiet() }}",
    "{% for each in nothing_too %}{{ each.name }}{% endfor %}",
    "{% if no_such %}a{% endif %}",
    "{{ gone.one.two }}",
    "{{ lost|join('、') }}",
    "{{ missing_one + 1 }}",
    "{{ x.__class__ }}",
    "{{ [1][7] }}",
]


def loud(value: str) -> str:
    raise ValueError(f"no such loudness: {value}")


def test_every_fault_of_the_values_is_told_in_one_run_each_at_its_place(word) -> None:
    whole = docx.Document()
    for text in ["ok {{ fine }}", *FAULTS, "{{ fine }}"]:
        whole.add_paragraph(text)
    whole.sections[0].header.paragraphs[0].text = "{{ above }}"
    values = {"fine": 1, "member": {"name": "甲", "none": None}, "bad": "a\x00", "quiet": loud, "x": SimpleNamespace()}
    error = word.refused(Template(word.blob(whole), filters={"loud": loud}).render, values)
    in_body = [finding.location.line for finding in error.findings if "正文" in finding.message.zh]
    assert in_body == list(range(2, len(FAULTS) + 2))
    assert [finding.location.line for finding in error.findings if "页眉" in finding.message.zh] == [1]
    assert len(error.findings) == len(FAULTS) + 1


def test_a_fault_inside_a_list_names_the_item_of_the_data(word) -> None:
    members = [{"name": "甲", "seat": "x"}, {"name": None, "seat": "y"}, {"name": "丙\x01"}]
    template = Template(word.made("{%p for m in members %}", "{{ m.name }} {{ m.seat }}", "{%p endfor %}"))
    messages = [finding.message for finding in word.refused(template.render, {"members": members}).findings]
    assert [
        "第 2 项" in messages[0].zh,
        "第 3 项" in messages[1].zh,
        "members 第 3 项 中没有名为 m.seat" in messages[2].zh,
    ] == [True] * 3
    assert "(data: members, item 2, name)" in messages[0].en
    assert "there is no value named m.seat in members, item 3" in messages[2].en


def test_an_expression_that_fails_leaves_the_tags_after_it_to_be_looked_at(word) -> None:
    whole = docx.Document()
    for text in ("{{ a }}", "{{ 1 / 0 }}", "{{ c }}", "{% if a %}{% endif %}", "{% set d = 1 + 'x' %}"):
        whole.add_paragraph(text)
    whole.sections[0].footer.paragraphs[0].text = "{{ b }}"
    error = word.refused(Template(word.blob(whole)).render, {})
    assert [(finding.location.line, finding.message.zh[:2]) for finding in error.findings] == [
        (1, "正文"),
        (2, "正文"),
        (3, "正文"),
        (4, "正文"),
        (5, "正文"),
        (1, "页脚"),
    ]


def test_the_same_fault_in_every_turn_of_a_loop_is_told_once_and_many_are_not_all_told(word) -> None:
    template = Template(word.made("{% for i in range(900) %}{{ nothing }}{% endfor %}"))
    assert len(word.refused(template.render, {}).findings) == 1
    rows = [{"name": None} for _ in range(900)]
    template = Template(word.made("{% for row in rows %}{{ row.name }}{% endfor %}"))
    assert len(word.refused(template.render, {"rows": rows}).findings) == 200


def test_what_is_not_there_is_nothing_while_other_faults_are_looked_for(word) -> None:
    uses = ("n == 1", "n < 1", "1 in n", "-n", "n[0]", "n()", "n|int", "n|float", "n|length", "{n: 1}")
    tags = "".join(f"{{{{ {use} }}}}" for use in uses)
    error = word.refused(Template(word.made(tags, "{{ other }}")).render, {})
    assert {finding.location.line for finding in error.findings} == {1, 2}
    assert len(error.findings) == 11
