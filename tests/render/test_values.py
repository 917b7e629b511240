import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.render import Template
from docgen.render.values import ILLEGAL, as_plain, as_text

HOSTILE = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
    st.text(alphabet="&<>\"'{}%#\n\r\t ]-_\\/;：甲\U0001f600\ufdd0\ufdd7", max_size=40),
    st.sampled_from(
        [
            "A&D <检测> {{ 7*7 }} {% if %}",
            "㛃𬭎䶮·〇",
            "</w:t></w:r></w:p>",
            "]]>",
            "&amp;lt;",
            "{_{ x }_}",
            "  two  ",
            "\u202e\u2066x\u2069",
            "{% raw %}",
            "<!-- x -->",
        ]
    ),
)


@pytest.fixture(scope="module")
def everywhere(word) -> Template:
    """A template that prints ``v`` in a text, between texts, in a loop, an attribute, a field's code and a property."""
    body = (
        "<w:p><w:r><w:t>[{{ v }}]</w:t></w:r></w:p><w:p><w:r><w:t>{%p for x in [v, v] %}</w:t></w:r></w:p>"
        '<w:p><w:bookmarkStart w:id="1" w:name="b{{ v }}"/><w:r><w:t>{{ x }}</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
        "<w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p><w:p><w:r><w:instrText>Q {{ v }}</w:instrText></w:r></w:p>"
    )
    return Template(word.package(body=body))


def as_word_has_it(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")


@settings(max_examples=300, deadline=None)
@given(value=HOSTILE)
def test_any_value_that_xml_can_carry_comes_back_whole_from_wherever_it_was_printed(word, everywhere, value) -> None:
    if ILLEGAL.search(value):
        word.refused(everywhere.render, {"v": value})
        return
    package = everywhere.render({"v": value})
    seen = as_word_has_it(value)
    assert word.texts(package) == [f"[{seen}]", seen, seen, ""]
    root = word.tree(package)
    assert [mark.get(f"{word.W}name") for mark in root.iter(f"{word.W}bookmarkStart")] == ["b" + seen] * 2
    assert [code.text for code in root.iter(f"{word.W}instrText")] == [f"Q {seen}"]


@pytest.mark.parametrize(
    "value", [0, 1.5, True, "", "x" * 1_000_000, ["a & b"], {"k": "<v>"}], ids=lambda v: repr(v)[:12]
)
def test_a_value_of_any_type_prints_as_its_text(everywhere, word, value) -> None:
    assert word.texts(everywhere.render({"v": value}))[0] == f"[{value}]"


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_carry_is_refused_by_its_name_and_place(word, character) -> None:
    template = Template(word.made("one", "Party: {{ v }}!"), name="a/b.docx")
    error = word.refused(template.render, {"v": f"ab{character}"})
    code = f"U+{ord(character):04X}"
    assert (
        error.message.zh
        == f"模板 a/b.docx 正文第 2 段「Party: {{{{ v }}}}!」：{{{{ v }}}} 的值中第 3 个字符 {code} 不能写入文件"
    )
    assert code in error.message.en


def test_a_text_without_special_characters_is_returned_as_it_is() -> None:
    value = "甲方:厦门光电联盟"
    assert as_text(value) is value
    assert as_plain(value) is value


def test_breaks_become_words_own_in_text_and_characters_in_attributes() -> None:
    assert as_text("a\r\nb\rc") == 'a</w:t><w:br/><w:t xml:space="preserve">b</w:t><w:br/><w:t xml:space="preserve">c'
    assert as_plain("a\r\nb\tc") == "a&#10;b&#9;c"


def test_a_paragraph_that_is_whole_keeps_its_spaces(word) -> None:
    assert word.filled("  a {{ v }}  b  ", v="  x  ") == ["  a   x    b  "]
