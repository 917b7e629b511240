"""Zero silent loss: whatever is printed can be read back from the paragraph that the ledger names."""

import random
from datetime import date

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.render import Template

HOSTILE = [
    *(
        "{{ x }}",
        "{% if %}",
        "{#",
        "}}",
        "<w:t>",
        "</w:t></w:r></w:p>",
        "]]>",
        "<!--",
        "&amp;",
        "&#0;",
        "&",
        "<",
        ">",
        '"',
        "'",
    ),
    *("\n", "\r\n", "\r", "\t", "  ", " lead", "trail ", "\u2028", "\u00a0", "\ufeff", "\u200d", "\u202e", "e\u0301"),
    *(
        "联盟",
        "𠮷",
        "😀",
        "👨‍👩‍👧",
        "\ufdd0",
        "\ufddc0\ufddd",
        "\U0010ffff",
        "%s",
        "{0}",
        "\\n",
        "\\",
        "$(id)",
        "__class__",
        "None",
    ),
]


def hostile(chance: random.Random) -> str:
    return "".join(chance.choices(HOSTILE, k=chance.randrange(1, 6)))


def test_ten_thousand_hostile_values_are_each_read_back_from_their_paragraph(word) -> None:
    chance = random.Random(20081125)
    values = [hostile(chance) for _ in range(10_000)]
    template = Template(word.made("{%p for v in values %}", "（{{ v }}）", "{%p endfor %}"))
    ledger = template.ledger({"values": values})
    assert [entry.text for entry in ledger.entries] == values
    assert [entry.path for entry in ledger.entries if len(entry.text) > 1][:1] == [("values", 0)]
    package = template.render({"values": values})
    assert ledger.lost_in(package) == []
    read = [text[1:-1] for text in word.texts(package)]
    assert read == [value.replace("\r\n", "\n").replace("\r", "\n") for value in values]


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=40) | st.sampled_from(HOSTILE)
STORY = [
    "{{ a }} and {{ b }}",
    "{%p for row in rows %}",
    "{{ row.name }}: {{r row.note }}",
    "{%p if row.note %}",
    "{{p row.note }}",
    "{%p endif %}",
    "{%p endfor %}",
    "{% set c %}{{ a }}{% endset %}{{ c }}{% macro m(x) %}{{ x }}{% endmacro %}{{ m(b) }}",
]


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.fixed_dictionaries(
        {"a": texts, "b": texts, "rows": st.lists(st.fixed_dictionaries({"name": texts, "note": texts}))}
    )
)
def test_no_value_is_lost_wherever_it_is_printed(word, values) -> None:
    whole = docx.Document()
    for text in STORY:
        whole.add_paragraph(text)
    whole.add_table(1, 2).cell(0, 1).text = "{{ a }}"
    whole.sections[0].footer.paragraphs[0].text = "{{ b }}"
    whole.core_properties.title = "{{ a }}"
    template = Template(word.blob(whole))
    ledger = template.ledger(values)
    assert ledger.lost_in(template.render(values)) == []
    printed = [entry.text for entry in ledger.entries]
    assert [text for text in (values["a"], values["b"]) if text not in printed] == []


def test_an_entry_says_which_value_stands_in_which_paragraph_of_which_part(word) -> None:
    whole = docx.Document()
    for text in ("{%p for m in members %}", "Name", "{{ m.name }}", "{%p endfor %}", "{{ day|upper }} {{ n }}"):
        whole.add_paragraph(text)
    whole.sections[0].header.paragraphs[0].text = "{{ members[1].name }}"
    whole.core_properties.title = "{{ day }}"
    values = {"members": [{"name": "甲公司"}, {"name": "乙公司"}], "day": "friday", "n": 7}
    entries = Template(word.blob(whole)).ledger(values).entries
    assert {(entry.path, entry.text, entry.part, entry.paragraph) for entry in entries} == {
        (("members", 0, "name"), "甲公司", "word/document.xml", 2),
        (("members", 1, "name"), "乙公司", "word/document.xml", 4),
        (("day",), "FRIDAY", "word/document.xml", 5),
        (("n",), "7", "word/document.xml", 5),
        (("day",), "friday", "docProps/core.xml", 0),
        (("members", 1, "name"), "乙公司", "word/header1.xml", 1),
    }


def test_a_value_that_is_not_in_the_document_is_found_out(word) -> None:
    template = Template(word.made("{{ a }}", "{{ b }}"))
    ledger = template.ledger({"a": "one", "b": "two"})
    assert [entry.path for entry in ledger.lost_in(template.render({"a": "one", "b": "other"}))] == [("b",)]
    assert [entry.path for entry in ledger.lost_in(template.render({"a": "two", "b": "one"}))] == [("a",), ("b",)]


def test_a_ledger_changes_nothing_of_what_is_rendered(word) -> None:
    values = {"rows": [{"name": "x", "on": date(2008, 11, 25)}], "t": ("a", "b")}
    template = Template(
        word.made("{% for row in rows %}{{ row.name }}{{ row.on }}{% endfor %}{{ t[1] }}{{ t is iterable }}")
    )
    before = template.render(values)
    assert [entry.text for entry in template.ledger(values).entries] == ["x", "2008-11-25", "b", "True"]
    assert template.render(values) == before


def test_a_ledger_of_values_at_fault_is_refused_with_every_fault(word) -> None:
    error = word.refused(Template(word.made("{{ a }}", "{{ b }}")).ledger, {})
    assert [finding.location.line for finding in error.findings] == [1, 2]


@pytest.mark.parametrize("size", [1_000_000])
def test_a_value_of_a_megabyte_arrives_whole(word, size) -> None:
    value = "长<&>" * (size // 4)
    template = Template(word.made("{{ v }}"))
    package = template.render({"v": value})
    assert template.ledger({"v": value}).lost_in(package) == []
    assert word.texts(package) == [value]
