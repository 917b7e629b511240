import io
import struct

import docx
import pytest
from docx.shared import Mm

from docgen.render import Image, Template

GIF = b"GIF89a" + struct.pack("<HH", 30, 20) + b"\0" * 10
JPEG = (
    b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + b"\0" * 9
    + b"\xff\xff\xc2" + struct.pack(">HBHHB", 8, 8, 40, 60, 1) + b"\xff\xd9"
)  # fmt: skip


def test_a_picture_prints_where_its_tag_stands_and_the_text_around_it_stays(word, png) -> None:
    picture = Image(png, width=Mm(20), description='seal "place" <1>')
    package = Template(word.made("a {{ p }} b", "{{ p }}")).render({"p": picture})
    whole = docx.Document(io.BytesIO(package))
    assert word.texts(package) == ["a  b", ""]
    assert [(shape.width, shape.height) for shape in whole.inline_shapes] == [(Mm(20), Mm(10))] * 2
    assert len(list(whole.part.package.iter_parts())) == len(
        {part.partname for part in whole.part.package.iter_parts()}
    )
    assert [part.blob for part in whole.part.package.iter_parts() if part.partname.startswith("/word/media")] == [png]
    ids = [shape._inline.docPr.get("id") for shape in whole.inline_shapes]
    assert len(set(ids)) == 2
    assert whole.inline_shapes[0]._inline.docPr.get("descr") == 'seal "place" <1>'


def test_pictures_in_header_and_body_have_relationships_of_their_parts(word, png) -> None:
    whole = docx.Document()
    whole.sections[0].header.paragraphs[0].text = "{{ p }}"
    whole.add_paragraph("{{r q }}")
    package = Template(word.blob(whole)).render({"p": Image(png), "q": Image(GIF, width=9)})
    for part in ("header1", "document"):
        blips = list(word.tree(package, f"word/{part}.xml").iter("{*}blip"))
        relationships = word.tree(package, f"word/_rels/{part}.xml.rels")
        ids = {relationship.get("Id") for relationship in relationships}
        assert [blip.attrib.values()[0] in ids for blip in blips] == [True]
    types = word.member(package, "[Content_Types].xml").decode()
    assert 'Extension="png"' in types
    assert 'Extension="gif"' in types


def test_documents_with_and_without_a_picture_do_not_touch_each_other(word, png) -> None:
    template = Template(word.made("{{ p }}"))
    without = template.render({"p": "-"})
    template.render({"p": Image(png)})
    assert template.render({"p": "-"}) == without
    assert b"media" not in without


@pytest.mark.parametrize(("content", "size"), [(GIF, (30, 20)), (JPEG, (60, 40))])
def test_the_size_of_a_picture_is_read_from_its_bytes(content, size) -> None:
    assert Image(content).pixels() == size


def test_width_and_height_keep_the_proportions_unless_both_are_given(png) -> None:
    assert Image(png).extent() == (2 * 9_525, 9_525)
    assert Image(png, width=100).extent() == (100, 50)
    assert Image(png, height=100).extent() == (200, 100)
    assert Image(png, width=7, height=9).extent() == (7, 9)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", GIF[:7], b"<svg/>"])
def test_bytes_that_are_no_picture_are_refused(content) -> None:
    with pytest.raises(ValueError, match="picture"):
        Image(content)


def test_a_picture_in_an_attribute_is_told_with_its_place(word, png) -> None:
    body = '<w:p><w:bookmarkStart w:id="1" w:name="{{ p }}"/><w:r><w:t>x</w:t></w:r></w:p>'
    error = word.refused(Template(word.package(body=body)).render, {"p": Image(png)})
    assert "不能放在这里" in error.message.zh
