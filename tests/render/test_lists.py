import io
import re

import docx
import pytest
from lxml import etree

from docgen.render import Template

PARTIES = [{"duties": ["a", "b"]}, {"duties": ["c"]}]


def looped(word, style: str = "List Number", *before: str) -> bytes:
    whole = docx.Document()
    for text in before:
        whole.add_paragraph(text, style=style)
    for text, of in (
        ("{%p for p in parties %}", None),
        ("{%p for d in p.duties %}", None),
        ("{%p if loop.first %}", None),
        ("{% restart %}{{ d }}", style),
        ("{%p else %}", None),
        ("{{ d }}", style),
        ("{%p endif %}", None),
        ("{%p endfor %}", None),
        ("{%p endfor %}", None),
    ):
        whole.add_paragraph(text, style=of)
    return word.blob(whole)


def lists_of(word, package: bytes) -> list[tuple[str, str | None]]:
    found = []
    for paragraph in word.tree(package).iter(f"{word.W}p"):
        number = paragraph.find(f".//{word.W}numId")
        text = "".join(paragraph.itertext())
        found.append((text, None if number is None else number.get(f"{word.W}val")))
    return found


def test_each_turn_of_a_loop_begins_its_list_anew_and_what_follows_goes_on_in_it(word) -> None:
    package = Template(looped(word, "List Number", "before")).render({"parties": PARTIES})
    before, first, second, third = lists_of(word, package)
    assert (first[0], second[0], third[0]) == ("a", "b", "c")
    assert first[1] == second[1]
    assert len({before[1], first[1], third[1]}) == 3
    numbering = word.tree(package, "word/numbering.xml")
    fresh = [
        number for number in numbering.iter(f"{word.W}num") if number.get(f"{word.W}numId") in {first[1], third[1]}
    ]
    assert [len(number.findall(f"{word.W}lvlOverride/{word.W}startOverride")) for number in fresh] == [1, 1]
    assert len({number.find(f"{word.W}abstractNumId").get(f"{word.W}val") for number in fresh}) == 1


def test_a_document_in_which_nothing_restarts_keeps_its_numbering_part(word) -> None:
    source = looped(word)
    package = Template(source).render({"parties": []})
    assert word.member(package, "word/numbering.xml") == word.member(source, "word/numbering.xml")


def test_a_list_named_by_the_paragraph_itself_restarts_at_its_own_level(word) -> None:
    body = "".join(
        f'<w:p><w:pPr><w:keepNext/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        '<w:jc w:val="left"/></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        for level, text in ((0, "one"), (1, "{% restart %}{{ x }}"), (0, "two"))
    )
    package = Template(word.package(body=body)).render({"x": "A"})
    assert [text for text, _ in lists_of(word, package)] == ["one", "A", "two"]
    root = word.tree(package)
    order = [[child.tag.removeprefix(word.W) for child in properties] for properties in root.iter(f"{word.W}pPr")]
    assert order == [["keepNext", "numPr", "jc"]] * 3
    fresh = [*word.tree(package, "word/numbering.xml").iter(f"{word.W}num")][-1]
    assert fresh.find(f"{word.W}lvlOverride").get(f"{word.W}ilvl") == "1"


def test_a_restart_in_a_paragraph_taken_out_of_its_list_is_told(word) -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="ListNumber"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
        "<w:r><w:t>{% restart %}</w:t></w:r></w:p>"
    )
    assert "不在编号段落中" in word.refused(Template, word.package(body=body)).message.zh


@pytest.mark.office
def test_libreoffice_numbers_each_turn_from_one(word, tmp_path, office_text) -> None:
    package = Template(looped(word, "List Number", "before")).render({"parties": PARTIES})
    assert re.findall(r"(\d)\.\s*(\w+)", office_text(package)) == [("1", "before"), ("1", "a"), ("2", "b"), ("1", "c")]


def test_the_numbering_part_stays_in_schema_order(word) -> None:
    package = Template(looped(word)).render({"parties": PARTIES})
    kinds = [etree.QName(child).localname for child in word.tree(package, "word/numbering.xml")]
    assert kinds == sorted(kinds, key=["numPicBullet", "abstractNum", "num", "numIdMacAtCleanup"].index)
    assert docx.Document(io.BytesIO(package)).part.numbering_part is not None
