"""docxtpl is the oracle: for each feature of its tag language, the same template and values give the same parts."""

import io

import docx
import pytest
from docxtpl import DocxTemplate, Listing, RichText, RichTextParagraph

from docgen.render import Template

PARTS = ("word/document.xml", "word/header1.xml", "word/footer1.xml")
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ITEMS = [{"name": "甲", "sum": 3, "tags": ["x", "y"]}, {"name": "乙", "sum": 0, "tags": []}]
CONTEXT = {
    "name": "A&D <检测> \"q\" 'a'",
    "yes": True,
    "no": False,
    "items": ITEMS,
    "columns": ["一", "二", "三", "四"],
    "rich": RichText("粗", bold=True),
    "paragraphs": RichTextParagraph(RichText("另起", italic=True)),
    "listing": Listing("first\nsecond\tthird\anew paragraph\fnew page <&>"),
    "broken": "one\ntwo\tthree",
    "nested": {"a": {"b": [10, 20]}},
    "colour": "FFEEDD",
}


def both(word, template: bytes) -> tuple[dict[str, str], dict[str, str]]:
    theirs = DocxTemplate(io.BytesIO(template))
    theirs.render(CONTEXT, autoescape=True)
    buffer = io.BytesIO()
    theirs.save(buffer)
    ours = Template(template).render(CONTEXT)
    return parts(word, ours), parts(word, buffer.getvalue())


def parts(word, package: bytes) -> dict[str, str]:
    found = {}
    for name in PARTS:
        try:
            found[name] = word.canonical(word.member(package, name))
        except KeyError:
            continue
    return found


PARAGRAPHS = {
    "a value": ["Hello {{ name }}!"],
    "several values": ["{{ name }}{{name}} {{ nested.a.b[1] }} {{ nested['a'].b|length }}"],
    "a filter": ["{{ name|upper }} {{ items|map(attribute='name')|join('、') }}"],
    "escaping by hand": ["{{ name|e }} {{ name|escape }}"],
    "if within a paragraph": ["x {% if yes %}A{% else %}B{% endif %} {% if no %}C{% elif yes %}D{% endif %} y"],
    "for within a paragraph": ["{% for i in items %}{{ loop.index }}.{{ i.name }};{% endfor %}"],
    "paragraph if": ["a", "{%p if yes %}", "b", "{%p else %}", "c", "{%p endif %}", "d"],
    "paragraph loop": [
        "{%p for i in items %}",
        "{{ i.name }}",
        "{%p if i.sum %}",
        "!",
        "{%p endif %}",
        "{%p endfor %}",
    ],
    "set": ["{% set x = 3 %}{{ x * 2 }}"],
    "arithmetic": ["{{ (nested.a.b|sum) // 7 }} {{ '%.2f'|format(3.14159) }}"],
    "smart quotes": ["{{ nested[‘a’].b|join(“-”) }}"],
    "joined before": ["before ", "{%- if yes %}after{% endif %}"],
    "joined after": ["{% if yes -%}", " text{% endif %}"],
    "joined both": ["start", "{%- if yes -%}", "middle", "{%- endif %} end"],
    "a comment": ["a{# not this #}b", "{#p gone with its paragraph #}", "c"],
    "escaped brackets": ["{_{ name }_} {_% if %_}"],
    "rich text": ["{{r rich }}"],
    "rich paragraphs": ["a", "{{p paragraphs }}", "b"],
    "a listing": ["{{ listing }}"],
    "line breaks": ["{{ broken }}"],
    "a macro": ["{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(name) }}"],
    "spaces": ["  {{ name }}   {% if yes %} x {% endif %}  "],
    "a default": ["{{ missing|default('none') }} {% if missing is defined %}x{% endif %}"],
    "an inline condition": ["{{ 'yes' if yes else 'no' }}"],
}


@pytest.mark.parametrize("feature", PARAGRAPHS)
def test_a_paragraph_is_what_docxtpl_makes_of_it(word, feature) -> None:
    ours, theirs = both(word, word.made(*PARAGRAPHS[feature]))
    assert ours == theirs


TABLES = {
    "rows": [["{%tr for i in items %}", ""], ["{{ i.name }}", "{{ i.sum }}"], ["{%tr endfor %}", ""]],
    "rows with header": [["名称", "数"], ["{%tr for i in items %}", ""], ["{{ i.name }}", "x"], ["{%tr endfor %}", ""]],
    "row if": [["{%tr if no %}", ""], ["a", "b"], ["{%tr endif %}", ""], ["c", "d"]],
    "nested rows": [
        ["{%tr for i in items %}"],
        ["{{ i.name }}"],
        ["{%tr for t in i.tags %}"],
        ["{{ t }}"],
        ["{%tr endfor %}"],
        ["{%tr endfor %}"],
    ],
    "colspan": [["{% colspan 2 %}{{ name }}"], ["a", "b"]],
    "cell colour": [["{% cellbg colour %}{{ name }}", "b"]],
    "merged down": [["{%tr for i in items %}", ""], ["{% vm %}same", "{{ i.name }}"], ["{%tr endfor %}", ""]],
    "merged across": [["{%tc for c in columns %}", "{% hm %}title", "{%tc endfor %}"], ["a", "b", "c", "d"]],
    "a comment that takes its row": [["{#tr gone #}", "x"], ["a", "b"]],
}


@pytest.mark.parametrize("feature", TABLES)
def test_a_table_is_what_docxtpl_makes_of_it(word, feature) -> None:
    ours, theirs = both(word, table(word, TABLES[feature]))
    assert ours == theirs


def table(word, cells: list[list[str]]) -> bytes:
    whole = docx.Document()
    grid = whole.add_table(len(cells), max(map(len, cells)))
    for row, texts in zip(grid.rows, cells, strict=True):
        for spare in row.cells[len(texts) :]:
            row._tr.remove(spare._tc)
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    return word.blob(whole)


def test_tags_that_word_spread_over_runs_are_joined_as_docxtpl_joins_them(word) -> None:
    whole = docx.Document()
    paragraph = whole.add_paragraph("a ")
    for piece, bold in (("{", True), ("{ na", False), ("me", True), (" }", False), ("} z", True)):
        paragraph.add_run(piece).bold = bold
    paragraph = whole.add_paragraph("{%p if ")
    paragraph.add_run("yes ").italic = True
    paragraph.add_run("%}")
    whole.add_paragraph("{%").add_run("p endif %}")
    ours, theirs = both(word, word.blob(whole))
    assert ours == theirs


def test_headers_footers_and_properties_are_what_docxtpl_makes_of_them(word) -> None:
    whole = docx.Document()
    whole.sections[0].header.paragraphs[0].text = "{{ name }} {% for i in items %}{{ i.name }}{% endfor %}"
    whole.sections[0].footer.paragraphs[0].text = "{% if yes %}{{ broken }}{% endif %}"
    whole.core_properties.title = "{{ nested.a.b[0] }} {{ name }}"
    template = word.blob(whole)
    ours, theirs = both(word, template)
    assert ours == theirs
    assert (
        docx.Document(io.BytesIO(Template(template).render(CONTEXT))).core_properties.title == f"10 {CONTEXT['name']}"
    )


def test_rich_text_keeps_the_text_around_it_in_the_format_of_its_run(word) -> None:
    """Differs from docxtpl on purpose: there the text after ``{{r }}`` loses its run's format."""
    whole = docx.Document()
    whole.add_paragraph().add_run("before {{r rich }} after").italic = True
    runs = docx.Document(io.BytesIO(Template(word.blob(whole)).render(CONTEXT))).paragraphs[0].runs
    assert [(run.text, run.italic, run.bold) for run in runs] == [
        ("before ", True, None),
        ("粗", None, True),
        (" after", True, None),
    ]


def test_rich_text_printed_without_r_still_makes_a_sound_paragraph(word) -> None:
    """Differs from docxtpl on purpose: there a run stands inside a text."""
    assert word.filled("a {{ rich }} b", rich=RichText("粗", bold=True)) == ["a 粗 b"]


def test_footnotes_are_what_docxtpl_makes_of_them(word) -> None:
    note = (
        f'<w:footnotes xmlns:w="{word.W[1:-1]}" xmlns:r="{RELATIONS}"><w:footnote w:id="1">'
        "<w:p><w:r><w:t>注 {{ name }} {% for i in items %}{{ i.name }}{% endfor %}</w:t></w:r></w:p>"
        "</w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = (
        '<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"'
    )
    plain = word.made("{{ yes }}")
    types = word.member(plain, "[Content_Types].xml").decode()
    relations = word.member(plain, "word/_rels/document.xml.rels").decode()
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    source = word.replaced(
        plain,
        {
            "word/footnotes.xml": note,
            "[Content_Types].xml": types.replace("</Types>", override),
            "word/_rels/document.xml.rels": relations.replace("</Rel", f'{relation} Target="footnotes.xml"/></Rel'),
        },
    )
    theirs = DocxTemplate(io.BytesIO(source))
    theirs.render(CONTEXT, autoescape=True)
    buffer = io.BytesIO()
    theirs.save(buffer)
    ours = word.member(Template(source).render(CONTEXT), "word/footnotes.xml")
    assert word.canonical(ours) == word.canonical(word.member(buffer.getvalue(), "word/footnotes.xml"))


def test_text_boxes_are_what_docxtpl_makes_of_them(word) -> None:
    inside = "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        for text in ("{%p for i in items %}", "{{ i.name }}", "{%p endfor %}")
    )
    body = f"<w:p><w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r></w:p>"
    ours, theirs = both(word, word.package(body=body))
    assert ours == theirs


def test_every_core_property_is_what_docxtpl_makes_of_it_and_custom_ones_stay(word) -> None:
    names = ("author", "comments", "identifier", "language", "subject", "title")
    whole = docx.Document()
    for name in names:
        setattr(whole.core_properties, name, f"{name} {{{{ nested.a.b[0] }}}}")
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property pid="2" '
        'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" name="Office"><vt:lpwstr>x</vt:lpwstr></property></Properties>'
    )
    source = word.replaced(word.blob(whole), {"docProps/custom.xml": custom})
    theirs = DocxTemplate(io.BytesIO(source))
    theirs.render(CONTEXT, autoescape=True)
    buffer = io.BytesIO()
    theirs.save(buffer)
    package = Template(source).render(CONTEXT)
    ours, oracle = (docx.Document(io.BytesIO(each)).core_properties for each in (package, buffer.getvalue()))
    assert [getattr(ours, name) for name in names] == [getattr(oracle, name) for name in names]
    assert ours.title == "title 10"
    assert word.member(package, "docProps/custom.xml").decode() == custom
