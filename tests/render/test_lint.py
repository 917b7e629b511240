import pytest

from docgen.diagnostics import Severity
from docgen.errors import TemplateError
from docgen.render.lint import lint

VALUES = {
    "alliance": {"name": "甲", "term": None},
    "members": [{"name": "乙", "contact": {"phone": "1"}}, {"name": "丙", "note": "丁"}],
    "chair": None,
}


def found(word, *paragraphs, contexts=(VALUES,), **settings):
    return [
        (item.code, item.message.en) for item in lint(word.made(*paragraphs), "a.docx", contexts=contexts, **settings)
    ]


def paths(word, *paragraphs):
    return [message.rpartition("named ")[2] for _, message in found(word, *paragraphs)]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["{{ alliance.name }}{{ chair.name }}{{ alliance.term.start }}"],
        ["{%p for member in members %}", "{{ member.name }}{{ member.note }}{{ loop.index }}", "{%p endfor %}"],
        ["{% set first = members[0] %}{{ first.contact.phone }}{{ members[7].name }}"],
        ["{{ members|map(attribute='name')|join }}{{ members|selectattr('note')|list|length }}"],
        ["{% for pair in members|batch(2) %}{{ pair[0].name }}{% endfor %}{{ (members|first).name }}"],
        ["{% if staff is defined %}{{ staff.name }}{% endif %}{{ nickname|default('无') }}"],
        ["{% macro shown(who) %}{{ who.whatever }}{% endmacro %}{{ shown(alliance) }}"],
        ["{% with a = alliance %}{{ a.name }}{% endwith %}{{ range(3)|list }}{{ alliance.items() }}"],
        ["{{ (chair or alliance).name }}{{ (members if chair else [])|length }}"],
    ],
    ids=["plain", "loop", "set and item", "map and select", "batch", "asked before", "macro", "with", "either"],
)
def test_names_that_are_there_are_not_accused(word, paragraphs):
    assert not found(word, *paragraphs)


def test_all_misspelt_names_are_told_in_one_run(word):
    told = paths(
        word,
        "{{ aliance.name }}",
        "{% if members %}{{ alliance.nmae }}{% else %}{{ alliance.addres }}{% endif %}",
        "{%p for member in members %}",
        "{{ member.contct.phone }}{{ members|map(attribute='nam')|join }}",
        "{%p endfor %}",
        "{{ member.name }}",
    )
    assert told == [
        "aliance ({{ aliance.name }})",
        "alliance.nmae ({{ alliance.nmae }})",
        "alliance.addres ({{ alliance.addres }})",
        "member.contct ({{ member.contct.phone }})",
        "nam ({{ members|map(attribute='nam')|join }})",
        "member ({{ member.name }})",
    ]


def test_a_misspelt_name_is_told_with_its_place_and_the_name_that_was_meant(word):
    (item,) = lint(word.made("一", "名称：{{ alliance.nmae }}"), "a.docx", contexts=[VALUES])
    assert item.code == "TPL-08"
    assert (item.location.line, item.location.column, item.location.width) == (2, 7, len("alliance.nmae"))
    assert item.hint.en == "Did you mean name?"


def test_unknown_filters_and_tests_are_told_in_branches_too(word):
    told = found(word, "{% if members %}{{ alliance.name|uper }}{{ 1 is evn }}{% endif %}")
    assert [code for code, _ in told] == ["TPL-07", "TPL-07"]
    assert "filter named uper" in told[0][1]
    assert "test named evn" in told[1][1]


def test_faults_of_the_tags_themselves_are_told_together(word):
    told = found(word, "{{ alliance.name ", "{% if members %}", "{{ a b }}")
    assert len(told) >= 2
    assert all(code.startswith("TPL-0") for code, _ in told)


def test_torn_tags_and_misspelt_names_are_told_in_one_run(word):
    told = found(
        word,
        "{{ a b }}",
        "{%p for member in members %}",
        "{{ member.name }}",
        "{% if alliance %}{{ alliance.nmae }}",
        "{%p endfor %}",
        "{{ oter",
        "{{ aliance }}",
    )
    assert [code for code, _ in told] == ["TPL-01", *["TPL-04"] * 3, "TPL-07", "TPL-08", "TPL-08"]
    assert "alliance.nmae" in told[-2][1]
    assert "aliance" in told[-1][1]


def test_a_name_that_a_torn_loop_would_set_is_not_accused(word):
    told = found(word, "{%p for member in members %}", "{{ member.name }}{{ nowhere }}")
    assert [code for code, _ in told] == ["TPL-04", "TPL-08"]
    assert "nowhere" in told[1][1]


def test_a_sound_tag_is_not_blamed_for_one_that_does_not_pair(word):
    assert [code for code, _ in found(word, "{% for member in members %}", "{{ alliance.name }}")] == ["TPL-04"]


def test_names_that_cannot_be_judged_are_a_warning(word):
    (item,) = lint(word.made("{{ whatever }}"), "a.docx")
    assert item.severity is Severity.WARNING
    assert not lint(word.made("{{ whatever }}"), "a.docx", contexts=[{"whatever": 1}])


def test_names_are_judged_by_all_samples_together(word):
    assert not lint(word.made("{{ a }}{{ b }}"), "a.docx", contexts=[{"a": 1}, {"b": 2}])


def test_what_is_no_template_is_an_error():
    with pytest.raises(TemplateError):
        lint(b"no zip", "a.docx")
