"""What a text printed is remembered, and never taken for what something else prints."""

from markupsafe import Markup

from docgen.render import Template

ALIKE = [1, True, 1.0, "1", "<b>", Markup("&lt;b&gt;"), "&lt;b&gt;", "a\nb", "1", "<b>"]
READ = ["1", "True", "1.0", "1", "<b>", "<b>", "&lt;b&gt;", "a\nb", "1", "<b>"]


def test_values_that_are_equal_print_each_what_it_is(word) -> None:
    template = Template(word.made("{{ v }}", "{{ w }}"))
    for value, text in zip(ALIKE * 2, READ * 2, strict=True):
        assert word.texts(template.render({"v": value, "w": value})) == [text, text]


def test_a_text_printed_in_a_run_is_another_in_an_attribute(word) -> None:
    body = (
        '<w:p><w:bookmarkStart w:id="1" w:name="{{ v }}"/><w:r><w:t>{{ v }}</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
    )
    template = Template(word.package(body=body))
    for _ in range(2):
        package = template.render({"v": "a\tb\n<"})
        assert next(word.tree(package).iter(f"{word.W}bookmarkStart")).get(f"{word.W}name") == "a\tb\n<"
        assert word.texts(package) == ["a\tb\n<"]


def test_what_is_remembered_does_not_grow_with_the_documents(word) -> None:
    template = Template(word.made("{%p for v in values %}", "{{ v }}", "{%p endfor %}"))
    for number in range(20):
        template.render({"values": [f"{number}-{each}" for each in range(500)]})
    assert 500 <= len(template._printed.texts) <= 5_000
