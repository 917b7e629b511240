import time
from types import SimpleNamespace

import pytest

from docgen.render import Template

ATTACKS = [
    "{{ cycler.__init__.__globals__.os.getpid() }}",
    "{{ joiner.__init__.__globals__['os'].popen('id').read() }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ x.__class__ }}",
    "{{ x|attr('__class__') }}",
    "{{ x['__dict__'] }}",
    "{{ (x|attr('__init__')).__globals__ }}",
    "{{ '{0.__class__}'.format(x) }}",
    "{{ '{x.__class__.__init__.__globals__}'.format_map({'x': x}) }}",
    "{{ ('{0.__class__}'|safe).format(x) }}",
    "{{ f.__code__ }}",
    "{{ f.__globals__ }}",
    "{{ items.append(1) }}",
    "{{ table.clear() }}",
    "{{ table.update({'a': 1}) }}",
    "{{ items|map(attribute='__class__')|list }}",
    "{{ [x]|map('attr', '__class__')|list }}",
    "{{ [x]|groupby('__class__') }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ lipsum() }}",
    "{{ config }}",
    "{{ request.application }}",
    "{{ context.sheet }}",
    "{{ environment }}",
    "{{ range.__self__ }}",
    "{{ dict.__base__ }}",
    "{{ dict.mro() }}",
    "{{ g.gi_frame }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import x %}",
    "{% extends 'x' %}",
    "{% autoescape false %}{{ x }}{% endautoescape %}",
    "{{ 'a' * 1000000000 }}",
    "{{ 1000000000 * 'a' }}",
    "{{ items * 1000000000 }}",
    "{{ 9 ** 99999999 }}",
    "{% for i in range(99999999) %}x{% endfor %}",
]


def context() -> dict[str, object]:
    return {
        "x": SimpleNamespace(a=1),
        "f": context,
        "items": [1, 2],
        "table": {"k": 1},
        "g": (number for number in (1, 2)),
    }


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused_with_a_message_and_harms_nothing(word, attack) -> None:
    values = context()
    template = word.made("ok", attack)
    start = time.perf_counter()
    error = word.refused(lambda: Template(template).render(values))
    assert time.perf_counter() - start < 2
    assert error.findings[0].location.line == 2
    assert (values["items"], values["table"]) == ([1, 2], {"k": 1})


def test_a_key_of_a_dictionary_comes_before_its_methods(word) -> None:
    assert word.filled("{{ d.items }} {{ d.keys()|list }}", d={"items": "mine"}) == ["mine ['items']"]


def test_an_attribute_of_an_object_is_found_too(word) -> None:
    assert word.filled("{{ o.a }} {{ o['b'] }}", o=SimpleNamespace(a=1, b=2)) == ["1 2"]


def test_filters_are_the_callers_beside_jinjas(word) -> None:
    template = Template(word.made("{{ v|twice }} {{ v|length }}"), filters={"twice": lambda text: text * 2})
    assert word.texts(template.render({"v": "<&>"})) == ["<&><&> 3"]


def test_xml_of_a_value_is_let_through_only_when_the_part_stays_sound(word) -> None:
    template = Template(word.made("one", "{{ v|safe }}"))
    assert word.texts(template.render({"v": "a &amp; b"})) == ["one", "a & b"]
    error = word.refused(template.render, {"v": "</w:t>"})
    assert "第 2 段「{{ v|safe }}」：{{ v|safe }} 印出的 XML 不完好" in error.message.zh


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["{%p filter upper %}", "x", "{%p endfilter %}"],
        ["{% filter upper %}{{ '<b>'|safe }}{% endfilter %}"],
        ["{% macro m() %}<{% endmacro %}{{ m()|replace('&lt;', '<') }}{{ '<'|safe }}"],
    ],
)
def test_a_block_whose_output_is_not_printed_by_a_value_is_proved_each_time(word, paragraphs) -> None:
    assert "XML" in word.refused(Template(word.made(*paragraphs)).render, {}).message.zh


def test_macros_call_blocks_and_filters_work(word) -> None:
    assert word.filled(
        "{% macro m(x) %}[{{ x }}{{ caller() if caller is defined else '' }}]{% endmacro %}{{ m('&') }}",
        "{% filter upper %}{{ v }}{% endfilter %}{% set t %}<{{ v }}>{% endset %}{{ t }}",
        "{% macro n() %}({{ caller() }}){% endmacro %}{% call n() %}{{ v }}{% endcall %}",
        v="a b",
    ) == ["[&]", "A B<a b>", "(a b)"]
