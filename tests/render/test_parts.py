import pytest

from docgen.render import Template
from docgen.render.parts import relationships_of

RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="https://example.org/x" TargetMode="External"/></Relationships>'
)
HEADER = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p/></w:hdr>'


@pytest.mark.parametrize("kind", ["image", "oleObject", "frame", "subDocument"])
def test_a_template_that_fetches_something_from_elsewhere_is_refused(word, kind) -> None:
    parts = {"word/_rels/header9.xml.rels": RELATIONSHIPS.format(kind=kind)}
    error = word.refused(Template, word.replaced(word.made("x"), parts))
    assert "https://example.org/x" in error.message.zh


def test_a_hyperlink_to_elsewhere_is_welcome(word) -> None:
    Template(word.replaced(word.made("x"), {"word/_rels/header9.xml.rels": RELATIONSHIPS.format(kind="hyperlink")}))


def test_a_template_with_macros_is_refused(word) -> None:
    assert "宏" in word.refused(Template, word.replaced(word.made("x"), {"word/vbaProject.bin": b"x"})).message.zh
    types = word.member(word.made("x"), "[Content_Types].xml").decode()
    types = types.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert "宏" in word.refused(Template, word.replaced(word.made("x"), {"[Content_Types].xml": types})).message.zh


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("declaration", ['<!DOCTYPE w [<!ENTITY a "x">]>', '<!DOCTYPE w SYSTEM "file:///etc/passwd">'])
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/theme/theme1.xml", "word/new.xml"])
def test_a_part_with_a_document_type_is_refused_whether_or_not_it_holds_tags(word, name, declaration, encoding) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding[:6]}"?>{declaration}<w>&a;</w>'.encode(encoding)
    error = word.refused(Template, word.replaced(word.made("x"), {name: xml}))
    assert f"{name}：不允许写 DTD" in error.message.zh
    assert f"{name}: a document type (DTD)" in error.message.en


@pytest.mark.parametrize("xml", ["<w>{<unclosed></w>", "{", "<w>{&undefined;</w>", "<w>{</w>" + "<x/>"])
def test_broken_xml_in_a_part_with_tags_is_refused(word, xml) -> None:
    assert (
        "word/document.xml"
        in word.refused(Template, word.replaced(word.made("x"), {"word/document.xml": xml})).message.zh
    )


def test_a_package_without_a_word_document_is_refused(word) -> None:
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    assert "no body" in word.refused(Template, word.replaced(word.made("x"), {"[Content_Types].xml": types})).message.en


def test_footnotes_endnotes_and_comments_are_rendered_too(word) -> None:
    whole = word.made("x")
    types = word.member(whole, "[Content_Types].xml").decode()
    parts = {}
    for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment")):
        parts[f"word/{kind}.xml"] = (
            f'<w:{kind} xmlns:w="{word.W[1:-1]}"><w:{tag} w:id="2"><w:p><w:r><w:t>{{{{ v }}}}</w:t></w:r></w:p>'
            f"</w:{tag}></w:{kind}>"
        )
        types = types.replace(
            "</Types>",
            f'<Override PartName="/word/{kind}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'wordprocessingml.{kind}+xml"/></Types>',
        )
    rendered = Template(word.replaced(whole, {**parts, "[Content_Types].xml": types})).render({"v": "A & B"})
    assert ["".join(word.tree(rendered, name).itertext()) for name in parts] == ["A & B"] * 3


def test_the_relationships_of_a_part_stand_in_a_folder_beside_it() -> None:
    assert relationships_of("word/document.xml") == "word/_rels/document.xml.rels"
    assert relationships_of("x.xml") == "_rels/x.xml.rels"
