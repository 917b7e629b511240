import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import docx

from docgen.render import Image, Template


def test_the_same_values_give_the_same_bytes(word, png) -> None:
    source = word.made("{{ a }}", "{%p for i in b %}", "{{ i }}", "{%p endfor %}", "{{ p }}")
    values = {"a": 1, "b": ["x", "y"], "p": Image(png)}
    template = Template(source)
    assert template.render(values) == template.render(values) == Template(source).render(values)


def test_the_day_of_creation_is_the_one_given_and_else_the_templates(word) -> None:
    template = Template(word.made("{{ a }}"))
    given = docx.Document(io.BytesIO(template.render({"a": 1}, created=date(2008, 7, 1)))).core_properties
    assert (given.created.date(), given.modified.date()) == (date(2008, 7, 1), date(2008, 7, 1))
    own = docx.Document(io.BytesIO(template.render({"a": 1}))).core_properties
    assert own.created == docx.Document().core_properties.created


def test_properties_with_tags_are_dated_too(word) -> None:
    whole = docx.Document()
    whole.core_properties.title = "{{ t }}"
    core = docx.Document(
        io.BytesIO(Template(word.blob(whole)).render({"t": "<甲>"}, created=date(2026, 1, 2)))
    ).core_properties
    assert (core.title, core.created.date()) == ("<甲>", date(2026, 1, 2))


def test_who_saved_the_template_last_is_not_passed_on(word) -> None:
    whole = docx.Document()
    whole.core_properties.last_modified_by = "DESKTOP-7Q2\\somebody"
    package = Template(word.blob(whole)).render({})
    assert b"somebody" not in word.member(package, "docProps/core.xml")


def test_other_properties_are_untouched(word) -> None:
    source = word.made("{{ a }}")
    assert word.member(Template(source).render({"a": 1}), "docProps/app.xml") == word.member(source, "docProps/app.xml")


def test_a_template_without_tags_is_a_document_already(word) -> None:
    source = word.made("plain", "{ braces } }} %} {")
    assert word.texts(Template(source).render({})) == ["plain", "{ braces } }} %} {"]


def test_one_template_renders_in_several_threads_at_once(word) -> None:
    template = Template(word.made("{%p for i in range(200) %}", "{{ v }}{{ i }}", "{%p endfor %}"))
    with ThreadPoolExecutor(4) as pool:
        packages = list(pool.map(lambda value: template.render({"v": value}), map(str, range(40))))
    assert [word.texts(package)[7] for package in packages] == [f"{value}7" for value in range(40)]


def test_a_template_is_read_from_a_path_and_named_by_its_folder(word, tmp_path) -> None:
    path = tmp_path / "agreement" / "template.docx"
    path.parent.mkdir()
    path.write_bytes(word.made("{{ x }}"))
    assert Template(path).name == "agreement/template.docx"
    assert "模板 agreement/template.docx" in word.refused(Template(path).render, {}).message.zh


def test_values_named_in_chinese_work(word) -> None:
    assert word.filled("{{ 联盟.名称 }}", 联盟={"名称": "厦门光电"}) == ["厦门光电"]
