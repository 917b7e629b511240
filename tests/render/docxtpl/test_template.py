"""The same script with the import line changed: docxtpl and our class of the same name give the same documents."""

import io
import zipfile
from types import SimpleNamespace
from typing import Any

import docx
import docxtpl as theirs
import jinja2
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from docgen.errors import TemplateError
from docgen.render import docxtpl as ours

REPLACED = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"


def saved(template: Any) -> bytes:
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def both(source: bytes, script: Any) -> tuple[bytes, bytes]:
    """What the script makes of the template with our names, and with docxtpl's."""
    made = []
    for module in (ours, theirs):
        template = module.DocxTemplate(io.BytesIO(source))
        script(template, module)
        made.append(saved(template))
    return made[0], made[1]


def shown(word: SimpleNamespace, package: bytes) -> list[str]:
    """The parts with text as canonical XML; what a relationship leads to in the place of its id."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = sorted(
            name for name in archive.namelist() if name.startswith(("word/document", "word/header", "word/f"))
        )
        return [resolved(word, archive, name) for name in names if name.endswith(".xml") and "fontTable" not in name]


def resolved(word: SimpleNamespace, archive: zipfile.ZipFile, name: str) -> str:
    root = etree.fromstring(archive.read(name))
    folder, _, part = name.rpartition("/")
    relations = f"{folder}/_rels/{part}.rels"
    found = etree.fromstring(archive.read(relations)) if relations in archive.namelist() else []
    targets = {each.get("Id"): each.get("Target", "") for each in found}
    for element in [*root.iter("{*}hyperlink", "{*}hlinkClick", "{*}blip")]:
        for key, value in element.attrib.items():
            if key.endswith(("}id", "}embed")):
                target = targets[value].removeprefix("/word/")
                element.set(key, str(hash(archive.read(f"word/{target}"))) if "media/" in target else target)
    for drawing in root.iter("{*}drawing"):
        flatten(drawing)
    for properties in root.iter(f"{word.W}rPr"):
        properties[:] = sorted(properties, key=lambda child: child.tag)
    for shade in root.iter(f"{word.W}shd"):
        shade.attrib.pop(f"{word.W}val", None)
    return word.canonical(etree.tostring(root))


def flatten(drawing: Any) -> None:
    """Keep of a drawing what shows: its extents, its picture, what a click on it opens."""
    kept = list(drawing.iter("{*}extent", "{*}ext", "{*}blip", "{*}hlinkClick"))
    drawing[:] = []
    for each in kept:
        etree.SubElement(drawing, etree.QName(each).localname, dict(each.attrib))
    etree.cleanup_namespaces(drawing)


def assert_same(word: SimpleNamespace, source: bytes, script: Any) -> None:
    mine, oracle = both(source, script)
    assert shown(word, mine) == shown(word, oracle)


FORMATS = [
    {"bold": True, "italic": True, "strike": True},
    {"color": "#ff0000", "highlight": "00FF00", "size": 40},
    {"underline": True},
    {"underline": "wave"},
    {"underline": "unheard of"},
    {"superscript": True},
    {"subscript": True, "lang": "en-GB"},
    {"font": "Courier New"},
    {"font": "eastAsia:仿宋"},
    {"rtl": True, "bold": True, "italic": True},
    {"style": "Strong"},
]


@pytest.mark.parametrize("form", FORMATS, ids=str)
def test_rich_text_of_every_format_is_docxtpls(word, form) -> None:
    def script(template: Any, module: Any) -> None:
        rich = module.RichText("a <b> & 'c'\td\ne", **form)
        rich.add(" plain")
        rich.add(module.R(7, bold=True))
        template.render({"v": rich, "p": module.RP(rich, parastyle="Heading1"), "l": module.Listing("x\ny\az <&>")})

    assert_same(word, word.made("{{r v }}", "{{p p }}", "{{ l }}"), script)


def test_links_in_rich_text_lead_where_docxtpls_lead(word) -> None:
    def script(template: Any, module: Any) -> None:
        links = [template.build_url_id(url) for url in ("https://example.org/?a=1&b=2", "https://example.org/二")]
        rich = module.RichText("one", url_id=links[0])
        rich.add("two", url_id=links[1], bold=True)
        template.render({"v": rich})

    assert_same(word, word.made("{{r v }}"), script)


@pytest.mark.parametrize(
    "size",
    [{}, {"width": ours.Mm(20)}, {"height": ours.Cm(3)}, {"width": ours.Inches(1), "height": ours.Pt(9)}],
    ids=str,
)
def test_pictures_have_docxtpls_extent_and_link(word, png, size) -> None:
    def script(template: Any, module: Any) -> None:
        link = {"anchor": "https://example.org/?a&b"}
        pictures = [module.InlineImage(template, io.BytesIO(png), **size, **extra) for extra in ({}, link)]
        template.render({"pictures": pictures})

    whole = docx.Document(io.BytesIO(word.made("{% for p in pictures %}{{ p }}{% endfor %}", "end")))
    whole.sections[0].header.paragraphs[0].text = "{{ pictures[1] }}"
    assert_same(word, word.blob(whole), script)


def resolution(png: bytes, dots: int) -> bytes:
    chunk = b"pHYs" + dots.to_bytes(4, "big") * 2 + b"\x01"
    return png[:33] + (9).to_bytes(4, "big") + chunk + b"\0\0\0\0" + png[33:]


def jfif(unit: int, dots: int) -> bytes:
    head = b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01" + bytes([unit]) + dots.to_bytes(2, "big") * 2 + b"\0\0"
    return head + b"\xff\xc0\x00\x0b\x08\x00\x64\x00\xc8\x01\x01\x11\x00\xff\xda\x00\x02\xff\xd9"


@pytest.mark.parametrize("kind", ["png 300", "png none", "jpeg inch", "jpeg centimetre", "jpeg none", "gif"])
def test_a_pictures_own_resolution_decides_its_extent(png, kind) -> None:
    gif = b"GIF89a\x1e\x00\x14\x00" + b"\0" * 10
    pictures = {"png 300": resolution(png, 11811), "png none": png, "gif": gif}
    pictures |= {"jpeg inch": jfif(1, 200), "jpeg centimetre": jfif(2, 40), "jpeg none": jfif(0, 1)}
    run = docx.Document().add_paragraph().add_run()
    oracle = run.add_picture(io.BytesIO(pictures[kind]))
    assert ours.InlineImage(None, io.BytesIO(pictures[kind])).extent() == (oracle.width, oracle.height)


def test_lengths_are_python_docxs() -> None:
    for name in ("Mm", "Cm", "Inches", "Pt", "Emu"):
        length = getattr(docx.shared, name)(12.345) if name != "Emu" else docx.shared.Emu(12)
        assert getattr(ours, name)(12 if name == "Emu" else 12.345) == length


def environment() -> jinja2.Environment:
    lent = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.loopcontrols", "jinja2.ext.do"])
    lent.filters["twice"] = lambda text: text * 2
    lent.tests["large"] = lambda number: number > 10
    lent.globals["city"] = "厦门"
    return lent


def test_a_custom_environment_lends_filters_tests_globals_and_extensions(word) -> None:
    def script(template: Any, module: Any) -> None:
        template.render({"v": "<a>", "n": [3, 20, 5], "l": []}, environment())

    source = word.made(
        "{{ v|twice }} {{ city }}",
        "{% for i in n %}{% if i is large %}{% break %}{% endif %}{% do l.__len__ %}{{ i }}{% endfor %}".replace(
            "{% do l.__len__ %}", "{% do n[0] %}"
        ),
    )
    assert_same(word, source, script)


def test_the_names_that_a_template_needs_are_docxtpls(word) -> None:
    whole = docx.Document(io.BytesIO(word.made("{{ a.b }} {% for c in d %}{{ c }}{{ loop.index }}{% endfor %}")))
    whole.sections[0].header.paragraphs[0].text = "{% set e = f %}{{ e }}{{ g|default('') }}"
    source = io.BytesIO(word.blob(whole))
    mine, oracle = ours.DocxTemplate(source), theirs.DocxTemplate(source)
    source.seek(0)
    assert (
        mine.get_undeclared_template_variables() == oracle.get_undeclared_template_variables() == {"a", "d", "f", "g"}
    )
    assert mine.get_undeclared_template_variables(context={"a": 1, "g": 2}) == {"d", "f"}


@pytest.fixture
def pictured(word, png) -> bytes:
    """A template with a picture in body and header, and an embedded object."""
    whole = docx.Document(io.BytesIO(word.made("{{ v }}")))
    whole.add_picture(io.BytesIO(png))
    whole.inline_shapes[0]._inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", "seal.png")
    whole.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png + b"2"))
    header = whole.sections[0].header._element
    next(header.iter("{*}cNvPr")).set("descr", "logo")
    package = word.blob(whole)
    types = word.member(package, "[Content_Types].xml").replace(
        b"<Default ", b'<Default Extension="xlsx" ContentType="application/x"/><Default ', 1
    )
    relations = word.member(package, "word/_rels/document.xml.rels").replace(
        b"</Rel",
        f'<Relationship Id="rId99" Type="{RELATIONSHIP_TYPE.PACKAGE}" Target="embeddings/a.xlsx"/></Rel'.encode(),
        1,
    )
    changed = {
        "[Content_Types].xml": types,
        "word/_rels/document.xml.rels": relations,
        "word/embeddings/a.xlsx": b"old",
    }
    return word.replaced(package, changed)


def contents(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith(("word/media", "word/emb"))}


def test_media_pictures_and_embedded_objects_are_replaced_as_docxtpl_replaces_them(pictured, png, tmp_path) -> None:
    (tmp_path / "old.xlsx").write_bytes(b"old")
    (tmp_path / "new.xlsx").write_bytes(b"new")

    def by_content(template: Any, _: Any) -> None:
        template.replace_media(io.BytesIO(png), io.BytesIO(png + b"media"))
        template.replace_embedded(tmp_path / "old.xlsx", tmp_path / "new.xlsx")
        template.render({"v": 1})

    def by_name(template: Any, _: Any) -> None:
        template.render({"v": 1})
        template.replace_pic("seal.png", io.BytesIO(png + b"seal"))
        template.replace_pic("logo", io.BytesIO(png + b"logo"))
        template.replace_zipname("word/embeddings/a.xlsx", tmp_path / "new.xlsx")

    for script, expected in ((by_content, b"media"), (by_name, b"seal")):
        mine, oracle = both(pictured, script)
        assert sorted(contents(mine).values()) == sorted(contents(oracle).values())
        assert png + expected in contents(mine).values()
        assert b"new" in contents(mine).values()


def test_replacements_can_be_made_without_rendering_and_forgotten(pictured, png) -> None:
    template = ours.DocxTemplate(io.BytesIO(pictured))
    template.replace_pic("logo", io.BytesIO(b"x"))
    assert b"x" in contents(saved(template)).values()
    template.reset_replacements()
    assert saved(template) == pictured


def test_a_picture_that_is_not_there_is_told_unless_allowed(pictured) -> None:
    template = ours.DocxTemplate(io.BytesIO(pictured))
    template.replace_pic("stamp", io.BytesIO(b"x"))
    with pytest.raises(TemplateError) as caught:
        saved(template)
    assert "没有名为 stamp 的图片" in caught.value.message.zh
    template.allow_missing_pics = True
    assert saved(template)


def test_one_object_renders_again_and_saves_to_a_path_too(word, tmp_path) -> None:
    template = ours.DocxTemplate(io.BytesIO(word.made("{{ v }}")))
    for value in ("one", "two"):
        template.render({"v": value})
        template.save(tmp_path / "a.docx")
        assert word.texts((tmp_path / "a.docx").read_bytes()) == [value]
    assert template.is_rendered
    assert template.is_saved


def test_a_document_that_we_rendered_can_be_a_template_again(word, png) -> None:
    first = ours.DocxTemplate(io.BytesIO(word.made("{{ p }}{_{ p }_}")))
    link = first.build_url_id("https://example.org")
    first.render({"p": ours.InlineImage(first, io.BytesIO(png))})
    second = ours.DocxTemplate(io.BytesIO(saved(first)))
    assert second.build_url_id("https://example.org") == link
    second.render({"p": ours.InlineImage(second, io.BytesIO(png + b"2"))})
    package = saved(second)
    assert sorted(contents(package).values()) == [png, png + b"2"]
    whole = docx.Document(io.BytesIO(package))
    assert [
        whole.part.related_parts[blip.get(f"{{{RELATIONSHIPS}}}embed")].blob for blip in whole.element.iter(REPLACED)
    ] == [
        png,
        png + b"2",
    ]


RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_the_same_template_is_compiled_once_however_often_it_is_opened(word, monkeypatch) -> None:
    source, compiled = word.made("{{ v }} once"), []
    inner = ours.template.Template
    monkeypatch.setattr(ours.template, "Template", lambda *args, **kwargs: compiled.append(1) or inner(*args, **kwargs))
    for value in range(5):
        template = ours.DocxTemplate(io.BytesIO(source))
        template.render({"v": value})
        assert word.texts(saved(template)) == [f"{value} once"]
    assert compiled == [1]


def test_environments_that_lend_different_filters_do_not_share_a_template(word) -> None:
    source = word.made("{{ v|f }}")
    said = []
    for sign in "ab":
        lent = jinja2.Environment()
        lent.filters["f"] = lambda text, sign=sign: text + sign
        template = ours.DocxTemplate(io.BytesIO(source))
        template.render({"v": "x"}, lent)
        said += word.texts(saved(template))
    assert said == ["xa", "xb"]
